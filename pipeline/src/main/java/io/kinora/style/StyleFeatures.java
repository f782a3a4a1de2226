package io.kinora.style;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.vision.Vgg;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;

/// The bundled net of features.
public final class StyleFeatures {
  private static final String FILE = "models/features/features.safetensors";

  private StyleFeatures() {}

  /// Reads it; the caller closes it.
  public static Vgg bundled() {
    InputStream stream = StyleFeatures.class.getResourceAsStream("/io/kinora/" + FILE);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no network of features in it.",
          "Build it from a complete checkout.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read(FILE, stream)) {
      return Vgg.load(weights, Vgg.Config.KINORA);
    }
  }
}
