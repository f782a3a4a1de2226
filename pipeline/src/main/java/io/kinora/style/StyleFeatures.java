package io.kinora.style;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.vision.Vgg;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;

/// Loads the bundled feature net.
public final class StyleFeatures {
  private static final String FILE = "models/features/features.safetensors";

  private StyleFeatures() {}

  /// Reads it; the caller closes it.
  public static Vgg bundled() {
    try (SafeTensors weights = bundled(FILE)) {
      return Vgg.load(weights, Vgg.Config.KINORA);
    }
  }

  /// Opens bundled weights; the caller closes them.
  ///
  /// @throws WeightsRefused if this build has none
  static SafeTensors bundled(String file) {
    InputStream stream = StyleFeatures.class.getResourceAsStream("/io/kinora/" + file);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora lacks the weights " + file + ".",
          "Build it from a complete checkout.",
          "weights");
    }
    return SafeTensors.read(file, stream);
  }
}
