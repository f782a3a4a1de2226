package io.kinora.training.task;

import io.kinora.house.net.CodecEncoder;
import io.kinora.house.net.CodecGenerator;
import io.kinora.torch.Net;
import org.bytedeco.pytorch.Tensor;

/// The encoder and generator of the picture codec, which are trained together.
public final class CodecNet extends Net {
  private final CodecEncoder encoder;
  private final CodecGenerator generator;

  public CodecNet() {
    encoder = layer("encoder", new CodecEncoder());
    generator = layer("generator", new CodecGenerator());
  }

  public CodecEncoder encoder() {
    return encoder;
  }

  public CodecGenerator generator() {
    return generator;
  }

  /// x `[B, 4, 128, 128]` → the pictures reconstructed from their codes
  public Tensor forward(Tensor x) {
    var encoded = encoder.forward(x);
    return generator.forward(encoded.code(), encoded.vector());
  }
}
