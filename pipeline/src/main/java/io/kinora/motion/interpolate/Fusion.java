package io.kinora.motion.interpolate;

import io.kinora.clip.Frame;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Mixes the hypotheses of a frame with the weights of the net.
public final class Fusion implements AutoCloseable {
  /// The weights in the jar and in the checkout.
  private static final String BUNDLED = "/io/kinora/models/motion/interpolation.safetensors";

  /// The maximum difference in grey levels for blending the frames where there is no texture: for a
  /// gradient that moves or fades this is correct, while vectors are unreliable there.
  private static final float ALIKE = 6;

  /// The difference in full detail, in grey levels, from which on a position has texture.
  private static final float TEXTURE = .5f;

  private final FusionNet net;

  /// @param net the net, which is closed with this
  public Fusion(FusionNet net) {
    this.net = net;
    net.channelsLast();
  }

  /// Opens the bundled weights.
  public static Fusion bundled() {
    InputStream stream = Fusion.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no model for frame interpolation.",
          "Build it from a complete checkout, with models/motion/interpolation.safetensors.",
          "weights");
    }
    try (var weights = SafeTensors.read("models/motion/interpolation.safetensors", stream)) {
      return of(weights);
    }
  }

  /// Opens a file that the trainer wrote.
  public static Fusion open(java.nio.file.Path file) {
    try (var weights = SafeTensors.open(file)) {
      return of(weights);
    }
  }

  private static Fusion of(SafeTensors weights) {
    var net = new FusionNet();
    weights.load(net, "fusion.");
    return new Fusion(net);
  }

  /// Fills `into` with the mixture of the hypotheses.
  void mix(Hypotheses all, Frame into) {
    float[] shares = all.lost() ? blend(all) : Torch.oneThread(() -> shares(all));
    new HypothesisBlend(all, shares).into(into);
  }

  private static float[] blend(Hypotheses all) {
    int plane = all.width() * all.height();
    float[] shares = new float[FusionNet.HYPOTHESES * plane];
    Arrays.fill(shares, 4 * plane, 5 * plane, (float) (1 - all.t()));
    Arrays.fill(shares, 5 * plane, 6 * plane, (float) all.t());
    return shares;
  }

  /// The weight of each hypothesis, `[FusionNet.HYPOTHESES, height, width]`.
  float[] shares(Hypotheses all) {
    int w = all.width();
    int h = all.height();
    return TensorScope.infer(
        () -> {
          Tensor frames = Tensors.of(all.frames(), FusionNet.FRAMES, h / 2, w / 2, 3);
          Tensor pixels = Tensors.of(all.pixels(), 1, FusionNet.EVIDENCE, h, w);
          float[] shares = Tensors.floats(torch.softmax(net.forward(frames, pixels), 1));
          blendSlopes(all, shares);
          return shares;
        });
  }

  private static void blendSlopes(Hypotheses all, float[] shares) {
    int plane = all.width() * all.height();
    for (int i = 0; i < plane; i++) {
      float small =
          all.pixels()[ConfidenceFeatures.AS_THEY_ARE * plane + i] * ConfidenceFeatures.DIFFERENT;
      float full =
          all.pixels()[ConfidenceFeatures.AS_THEY_ARE_IN_DETAIL * plane + i]
              * ConfidenceFeatures.DIFFERENT;
      float blended = Math.clamp(2 - small / ALIKE, 0, 1) * Math.clamp(1 - full / TEXTURE, 0, 1);
      if (blended > 0) {
        for (int k = 0; k < FusionNet.HYPOTHESES; k++) {
          double still = k == 4 ? 1 - all.t() : k == 5 ? all.t() : 0;
          shares[k * plane + i] += blended * ((float) still - shares[k * plane + i]);
        }
      }
    }
  }

  /// Frees the net.
  @Override
  public void close() {
    net.close();
  }
}
