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
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Segments the thing in a picture with the bundled [MaskNet].
public final class ThingMask implements AutoCloseable {
  private static final String FILE = "models/mask/mask.safetensors";

  /// The area of the net's input in pixels, about that of the pictures it is trained on, and the
  /// least of its sides.
  private static final double AREA = 224 * 224;

  private static final int SHORT = 160;

  /// The margin around what the net has found, relative to its longer side, and the largest part of
  /// a picture that is looked at again.
  private static final double MARGIN = .25, MOST = .75;

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

  /// The probability that each pixel belongs to the thing. The net sees the whole picture, then the
  /// part around what it has found there, with more pixels for each detail; where it has seen both,
  /// the result is their mean.
  ///
  /// @param picture opaque
  /// @return `width * height` values from 0 to 1, row by row
  float[] of(Frame picture, int width, int height) {
    float[] likely =
        likely(picture, new Rect(0, 0, picture.width(), picture.height()), width, height);
    int[] box = around(likely, width, height);
    if (box.length == 0) {
      return likely;
    }
    double across = picture.width() / (double) width;
    double down = picture.height() / (double) height;
    int left = (int) (box[0] * across);
    int top = (int) (box[1] * down);
    int right = (int) Math.min(picture.width(), Math.round((box[0] + box[2]) * across));
    int bottom = (int) Math.min(picture.height(), Math.round((box[1] + box[3]) * down));
    float[] near = likely(picture, new Rect(left, top, right - left, bottom - top), box[2], box[3]);
    for (int i = 0; i < near.length; i++) {
      int row = i / box[2];
      int at = (box[1] + row) * width + box[0] + i % box[2];
      likely[at] = (likely[at] + near[i]) / 2;
    }
    return likely;
  }

  /// Left, top, width and height of what is likely the thing, with a margin; empty if that is
  /// nothing or most of the picture.
  private static int[] around(float[] likely, int width, int height) {
    int left = width, top = height, right = -1, bottom = -1;
    for (int i = 0; i < likely.length; i++) {
      if (likely[i] > .5) {
        int row = i / width;
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        top = Math.min(top, row);
        bottom = row;
      }
    }
    if (right < 0) {
      return new int[0];
    }
    int margin = (int) Math.round(MARGIN * Math.max(right - left + 1, bottom - top + 1));
    left = Math.max(0, left - margin);
    top = Math.max(0, top - margin);
    int boxWidth = Math.min(width, right + 1 + margin) - left;
    int boxHeight = Math.min(height, bottom + 1 + margin) - top;
    return boxWidth * boxHeight > MOST * width * height
        ? new int[0]
        : new int[] {left, top, boxWidth, boxHeight};
  }

  private float[] likely(Frame picture, Rect part, int width, int height) {
    double aspect = part.width() / (double) part.height();
    var size = new FrameSize(fitting(Math.sqrt(AREA * aspect)), fitting(Math.sqrt(AREA / aspect)));
    float[] likely = likely(FrameMats.scaled(picture, part, size));
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

  /// The mean of what the net gives for a picture and for its mirror image.
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
