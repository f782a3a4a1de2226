package io.kinora.training.task;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.kinora.house.net.Phrases;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Encodes a model's words as text vectors with the pre-trained sentence encoder.
public final class PhraseEncoder {
  /// A cache of encoded phrases: one run encodes the same words again for each of its parts.
  private static final Map<String, float[]> ENCODED = new ConcurrentHashMap<>();

  private PhraseEncoder() {}

  /// The encoder, loaded on first use.
  private static final class Encoder {
    private static final AllMiniLmL6V2QuantizedEmbeddingModel MODEL =
        new AllMiniLmL6V2QuantizedEmbeddingModel();
  }

  public static Phrases encode(List<String> words) {
    List<float[]> encoded =
        words.stream()
            .map(
                word ->
                    ENCODED.computeIfAbsent(
                        word, key -> Encoder.MODEL.embed("a " + key).content().vector()))
            .toList();
    return Phrases.standardised(words, encoded);
  }
}
