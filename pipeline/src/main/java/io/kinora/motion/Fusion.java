package io.kinora.motion;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.error.WeightsRefused;
import io.kinora.scene.Frame;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Mixes the hypotheses of a frame as the net chooses.
public final class Fusion implements AutoCloseable {
  /// The weights in the jar and in the checkout.
  private static final String BUNDLED = "/io/kinora/models/motion/interpolation.safetensors";

  private final FusionNet net;

  /// @param net closed with this
  public Fusion(FusionNet net) {
    this.net = net;
    net.channelsLast();
  }

  /// With the weights that come with Kinora.
  public static Fusion bundled() {
    InputStream stream = Fusion.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no model for frames in between in it.",
          "Build it from a complete checkout, with models/motion/interpolation.safetensors.",
          "weights");
    }
    try (var weights = SafeTensors.read("models/motion/interpolation.safetensors", stream)) {
      return of(weights);
    }
  }

  /// With weights from a file, as the trainer writes it.
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

  /// Fills `into` with the frame that the hypotheses are about.
  void mix(Hypotheses all, Frame into) {
    float[] shares = shares(all);
    Frame[] from = all.candidates();
    if (all.width() != into.width() || all.height() != into.height()) {
      shares = enlarged(shares, all.width(), all.height(), into.width(), into.height());
    }
    float[] weights = shares;
    IntStream.range(0, into.height())
        .parallel()
        .forEach(
            y -> {
              for (int i = y * into.width(); i < (y + 1) * into.width(); i++) {
                into.argb()[i] = mixed(from, weights, i);
              }
            });
  }

  /// How much each hypothesis counts, `[height, width, FusionNet.HYPOTHESES]`.
  float[] shares(Hypotheses all) {
    int w = all.width();
    int h = all.height();
    return TensorScope.infer(
        () -> {
          Tensor frames = Tensors.of(all.frames(), FusionNet.FRAMES, h / 2, w / 2, 3);
          Tensor pixels = Tensors.of(all.pixels(), 1, h, w, FusionNet.EVIDENCE);
          return Tensors.floats(torch.softmax(net.forward(frames, pixels), 3));
        });
  }

  private static int mixed(Frame[] from, float[] weights, int i) {
    float red = .5f;
    float green = .5f;
    float blue = .5f;
    for (int k = 0; k < from.length; k++) {
      float weight = weights[from.length * i + k];
      int argb = from[k].argb()[i];
      red += weight * (argb >> 16 & 255);
      green += weight * (argb >> 8 & 255);
      blue += weight * (argb & 255);
    }
    return 0xff000000 | (int) red << 16 | (int) green << 8 | (int) blue;
  }

  private static float[] enlarged(float[] shares, int w, int h, int width, int height) {
    try (var _ = new PointerScope()) {
      Mat small = new Mat(h, w, CV_32FC(FusionNet.HYPOTHESES));
      ((FloatBuffer) small.createBuffer()).put(shares);
      Mat large = new Mat();
      resize(small, large, new Size(width, height), 0, 0, INTER_LINEAR);
      float[] values = new float[FusionNet.HYPOTHESES * width * height];
      ((FloatBuffer) large.createBuffer()).get(values);
      return values;
    }
  }

  /// Frees the net.
  @Override
  public void close() {
    net.close();
  }
}
