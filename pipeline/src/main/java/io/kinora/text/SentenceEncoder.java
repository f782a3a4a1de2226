package io.kinora.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.kinora.error.WeightsRefused;
import io.kinora.shot.Embedding;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// A pre-trained sentence encoder of the BERT family: text → one vector v_i per token. The sentence
/// vector is their mean, s = 1/N · Σ v_i (Reimers and Gurevych 2019, arXiv:1908.10084, §3).
///
/// Encoders are thread-safe.
final class SentenceEncoder implements AutoCloseable {
  /// The maximum number of pieces of the encoders' input, including `[CLS]` and `[SEP]`.
  private static final int WINDOW = 512;

  private final OrtSession session;
  private final OrtEnvironment environment;
  private final WordPiece wordPiece;

  private SentenceEncoder(OrtEnvironment environment, OrtSession session, WordPiece wordPiece) {
    this.environment = environment;
    this.session = session;
    this.wordPiece = wordPiece;
  }

  /// An encoded text: pieces and their vectors, index by index.
  record Encoding(List<WordPiece.Piece> pieces, List<Embedding> vectors) {
    /// The mean of the vectors of the pieces that overlap `[start, end)`; of all if none does.
    Embedding span(int start, int end) {
      var inside = new ArrayList<Embedding>();
      for (int i = 0; i < pieces.size(); i++) {
        if (pieces.get(i).start() < end && pieces.get(i).end() > start) {
          inside.add(vectors.get(i));
        }
      }
      return Embedding.mean(inside.isEmpty() ? vectors : inside);
    }

    /// s = 1/N · Σ v_i
    Embedding sentence() {
      return Embedding.mean(vectors);
    }
  }

  /// Loads the encoder of one language. The runtime's native library, the model's bytes and the
  /// vocabulary are loaded in parallel, which halves the time.
  static SentenceEncoder load(Language language) {
    var model = CompletableFuture.supplyAsync(() -> bytes(language.encoder + ".onnx"));
    var wordPiece =
        CompletableFuture.supplyAsync(
            () ->
                WordPiece.read(resource(language.encoder + "-tokenizer.json"), language.lowerCase));
    try (var options = new OrtSession.SessionOptions()) {
      var environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.setIntraOpNumThreads(1); // a sentence is too little work for several threads
      options.setInterOpNumThreads(1);
      options.setCPUArenaAllocator(false);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
      // Without VNNI, products of 8-bit numbers may overflow and give different vectors.
      options.addConfigEntry("session.x64quantprecision", "1");
      return new SentenceEncoder(
          environment, environment.createSession(model.join(), options), wordPiece.join());
    } catch (OrtException | CompletionException e) {
      throw broken(language.encoder, e);
    }
  }

  /// Encodes a text. One longer than the encoder's window is encoded in parts; one without any
  /// piece, such as a lone accent, is one unknown token.
  Encoding encode(String text) {
    List<WordPiece.Piece> pieces = wordPiece.split(text);
    if (pieces.isEmpty()) {
      pieces = List.of(new WordPiece.Piece(wordPiece.id("[UNK]"), "[UNK]", 0, text.length()));
    }
    var vectors = new ArrayList<Embedding>(pieces.size());
    for (int from = 0; from < pieces.size(); from += WINDOW - 2) {
      int to = Math.min(pieces.size(), from + WINDOW - 2);
      vectors.addAll(run(pieces.subList(from, to)));
    }
    return new Encoding(pieces, vectors);
  }

  /// Whether a word, in lower case, is one piece of the vocabulary.
  boolean hasWhole(String word) {
    return wordPiece.hasWhole(word);
  }

  private List<Embedding> run(List<WordPiece.Piece> pieces) {
    int length = pieces.size() + 2;
    long[] ids = new long[length];
    ids[0] = wordPiece.id("[CLS]");
    ids[length - 1] = wordPiece.id("[SEP]");
    for (int i = 0; i < pieces.size(); i++) {
      ids[i + 1] = pieces.get(i).id();
    }
    long[] ones = new long[length];
    Arrays.fill(ones, 1);
    try (var idTensor = OnnxTensor.createTensor(environment, new long[][] {ids});
        var maskTensor = OnnxTensor.createTensor(environment, new long[][] {ones});
        var typeTensor = OnnxTensor.createTensor(environment, new long[1][length]);
        var result =
            session.run(
                Map.of(
                    "input_ids", idTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typeTensor))) {
      float[][] states = ((float[][][]) result.get(0).getValue())[0]; // [length, dimension]
      var vectors = new ArrayList<Embedding>(pieces.size());
      for (int i = 1; i < length - 1; i++) {
        vectors.add(new Embedding(states[i]));
      }
      return vectors;
    } catch (OrtException e) {
      throw broken("sentence encoder", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw broken("sentence encoder", e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream stream = resource(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw broken(name, e);
    }
  }

  private static InputStream resource(String name) {
    InputStream stream = SentenceEncoder.class.getResourceAsStream("/" + name);
    if (stream == null) {
      throw new WeightsRefused(
          "The sentence encoder's file " + name + " is not on the class path.",
          "Reinstall Kinora.",
          "weights");
    }
    return stream;
  }

  private static WeightsRefused broken(String name, Exception cause) {
    return new WeightsRefused(
        "The sentence encoder %s does not work: %s.".formatted(name, cause.getMessage()),
        "Reinstall Kinora.",
        "weights",
        cause);
  }
}
