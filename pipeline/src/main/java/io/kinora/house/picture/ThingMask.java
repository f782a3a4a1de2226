package io.kinora.house.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.pytorch.global.torch.sigmoid;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Segments the thing in a picture with the bundled [MaskNet].
public final class ThingMask implements AutoCloseable {
  private static final String FILE = "models/mask/mask.safetensors";

  /// The longer side of the net's input, and the least of the shorter one.
  public static final int SIDE = 160, SHORT = 128;

  private static final long[] ACROSS = {3};

  private final MaskNet net = new MaskNet();

  private ThingMask(SafeTensors weights) {
    weights.load(net, "");
    net.channelsLast();
  }

  /// The bundled net.
  public static ThingMask bundled() {
    InputStream stream = ThingMask.class.getResourceAsStream("/io/kinora/" + FILE);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no segmentation network for pictures.",
          "Build it from a complete checkout, or give a mask.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read(FILE, stream)) {
      return new ThingMask(weights);
    }
  }

  /// Opens a file that [#write] has written.
  public static ThingMask open(Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      return new ThingMask(weights);
    }
  }

  /// Writes weights as 16-bit values.
  ///
  /// @param tensors of a [MaskNet] by name
  public static void write(Path file, SequencedMap<String, Tensor> tensors) {
    SafeTensorsWriter.write(file, new LinkedHashMap<>(tensors), Map.of("format", "1"), DType.F16);
  }

  /// The probability that each pixel belongs to the thing: the mean of what the net gives for the
  /// picture and for its mirror image.
  ///
  /// @param picture opaque
  /// @return `width * height` values from 0 to 1, row by row
  float[] of(Frame picture, int width, int height) {
    double scale = SIDE / (double) Math.max(picture.width(), picture.height());
    FrameSize size =
        new FrameSize(fitting(picture.width() * scale), fitting(picture.height() * scale));
    float[] likely = likely(FrameMats.scaled(picture, size));
    float[] large = new float[width * height];
    try (var _ = new PointerScope()) {
      Mat from = new Mat(size.height(), size.width(), CV_32FC1);
      ((FloatBuffer) from.createBuffer()).put(likely);
      Mat to = new Mat();
      resize(from, to, new Size(width, height), 0, 0, INTER_LINEAR);
      ((FloatBuffer) to.createBuffer()).get(large);
    }
    return large;
  }

  /// The nearest side in the grid, but no shorter than in training: in narrower pictures the net
  /// took pieces of the background for things.
  private static int fitting(double side) {
    return Math.max(SHORT, MaskNet.GRID * (int) Math.round(side / MaskNet.GRID));
  }

  private float[] likely(Frame small) {
    int area = small.argb().length;
    float[] planes = new float[3 * area];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < 3; c++) {
        planes[c * area + i] = (small.argb()[i] >> (16 - 8 * c) & 255) / 255f;
      }
    }
    return TensorScope.infer(
        () -> {
          Tensor x = Tensors.of(planes, 1, 3, small.height(), small.width());
          Tensor both = Ops.cat(0, x, x.flip(ACROSS)).contiguous(MemoryFormat.ChannelsLast);
          Tensor found = sigmoid(net.forward(both));
          Tensor mirrored = found.narrow(0, 1, 1).flip(ACROSS);
          return Tensors.floats(Ops.times(found.narrow(0, 0, 1).add(mirrored), .5));
        });
  }

  @Override
  public void close() {
    net.close();
  }
}
