package io.kinora.house.net;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;
import java.nio.file.Path;

/// The picture codec with its weights: an encoder that turns a picture of a thing into a code, and
/// the generator that paints pictures from codes.
public final class Codec implements AutoCloseable {
  static final String BUNDLED = "/io/kinora/models/codec/codec.safetensors";

  private final CodecEncoder encoder = new CodecEncoder();
  private final CodecGenerator generator = new CodecGenerator();
  private final String sha256;

  private Codec(SafeTensors weights) {
    weights.load(encoder, "encoder.");
    weights.load(generator, "generator.");
    encoder.channelsLast();
    generator.channelsLast();
    sha256 = weights.sha256();
  }

  /// The bundled codec.
  public static Codec bundled() {
    InputStream stream = Codec.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no picture codec in it.",
          "Build it from a complete checkout, with models/codec/codec.safetensors.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read("models/codec/codec.safetensors", stream)) {
      return new Codec(weights);
    }
  }

  /// A codec from a file that the trainer wrote.
  public static Codec open(Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      return new Codec(weights);
    }
  }

  public CodecEncoder encoder() {
    return encoder;
  }

  public CodecGenerator generator() {
    return generator;
  }

  /// SHA-256 of the weights file.
  public String sha256() {
    return sha256;
  }

  /// Frees the weights.
  @Override
  public void close() {
    encoder.close();
    generator.close();
  }
}
