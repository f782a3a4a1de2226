package io.kinora.wan.run;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.weights.NotWeights;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.prompt.WanTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Turns text into the token ids of a [Umt5Encoder], by the model's own `tokenizer.json`.
final class WanTokenizer implements WanTokens {
  static {
    System.setProperty("OPT_OUT_TRACKING", "true"); // or the library sends network requests
  }

  private final Path file;
  private final int vocabulary, pad, end;
  private final HuggingFaceTokenizer tokenizer;

  private WanTokenizer(
      Path file, int vocabulary, int pad, int end, HuggingFaceTokenizer tokenizer) {
    this.file = file;
    this.vocabulary = vocabulary;
    this.pad = pad;
    this.end = end;
    this.tokenizer = tokenizer;
  }

  /// The tokenizer of a folder, checked against its text encoder.
  ///
  /// @throws WeightsRefused if it is missing, damaged, or of another vocabulary
  static WanTokenizer open(WanFolder folder) {
    Path file = folder.part("tokenizer").resolve("tokenizer.json");
    if (!Files.isRegularFile(file)) {
      throw new WeightsRefused(
          "The tokenizer %s is missing.".formatted(file),
          "Fetch the tokenizer folder of this model too.",
          "wan-weights");
    }
    NotWeights.check(file);
    Config config = Config.read(folder.part("text_encoder").resolve("config.json"));
    int vocabulary = Umt5Encoder.Shape.of(config).vocabulary();
    int pad = config.isNull("pad_token_id") ? 0 : config.node("pad_token_id").asInt(0);
    int end = config.count("eos_token_id", 1);
    try {
      var tokenizer =
          HuggingFaceTokenizer.builder()
              .optTokenizerPath(file)
              .optAddSpecialTokens(true)
              .optTruncation(false)
              .optPadding(false)
              .build();
      var opened = new WanTokenizer(file, vocabulary, pad, end, tokenizer);
      opened.ids("A cat walks on the grass. 猫"); // rejects another vocabulary before hours of work
      return opened;
    } catch (IOException | RuntimeException e) {
      if (e instanceof WeightsRefused refused) {
        throw refused;
      }
      throw new WeightsRefused(
          "The tokenizer %s cannot be read: %s.".formatted(file, e.getMessage()),
          "Fetch it again.",
          "wan-weights",
          e);
    }
  }

  @Override
  public Encoded encode(String text, int length) {
    long[] ids = ids(text);
    if (ids.length > length) {
      ids = Arrays.copyOf(ids, length);
      ids[length - 1] = end;
    }
    long[] padded = Arrays.copyOf(ids, length);
    Arrays.fill(padded, ids.length, length, pad);
    long[] mask = new long[length];
    Arrays.fill(mask, 0, ids.length, 1);
    return new Encoded(padded, mask);
  }

  private long[] ids(String text) {
    long[] ids = tokenizer.encode(text).getIds();
    for (long id : ids) {
      if (id < 0 || id >= vocabulary) {
        throw another(
            "it gives the token %d, but the text encoder knows %d".formatted(id, vocabulary));
      }
    }
    if (ids.length == 0 || ids[ids.length - 1] != end) {
      throw another(
          "its texts do not end in the token %d, as the text encoder's do".formatted(end));
    }
    return ids;
  }

  private WeightsRefused another(String why) {
    return new WeightsRefused(
        "The tokenizer %s belongs to another model: %s.".formatted(file, why),
        "Use the tokenizer that came with this text encoder.",
        "wan-weights");
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
