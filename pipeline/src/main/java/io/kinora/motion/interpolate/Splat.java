package io.kinora.motion.interpolate;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC4;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.boxFilter;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.motion.flow.Acceleration;
import io.kinora.motion.flow.FlowField;
import io.kinora.motion.flow.FramePairMotion;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// Projects the motion between two frames to a time between them: every vector is written to the
/// position of its pixel at that time (forward splatting, as Niklaus and Liu 2020,
/// arXiv:2003.05534, do with pixels). A pixel's path is straight, or curved by its acceleration
/// where that is known.
final class Splat {
  /// The minimum weight of a vector, which matters only where there are no others.
  private static final float LEAST = 1e-4f;

  /// The factor by which a picture is reduced to cover a wide neighbourhood.
  private static final int FAR = 4;

  private final int width;
  private final int height;
  private final float[] sums; // to the first frame x, y and to the second x, y, times the weight
  private final float[] weights;
  private final float[] arrived;

  private Splat(int width, int height) {
    this.width = width;
    this.height = height;
    sums = new float[4 * width * height];
    weights = new float[width * height];
    arrived = new float[width * height];
  }

  /// The positions of the pixels of an intermediate time in the two frames.
  ///
  /// @param first the content at (x, y) is in the first frame at (x, y) plus this
  /// @param second the same for the second frame
  /// @param firstArrived the number of pixels of the first frame that arrive at (x, y): about 1, or
  ///     0 where the content is not visible in the first frame
  /// @param secondArrived the same for the second frame
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Crossing(FlowField first, FlowField second, float[] firstArrived, float[] secondArrived) {}

  /// @param bends the accelerations of the first and of the second frame's pixels; null for none
  /// @param t from 0, the first frame, to 1, the second
  static Crossing at(FramePairMotion passage, @Nullable Acceleration bends, double t) {
    float bend = (float) (-t * (1 - t) / 2);
    var splats = new Splat[2];
    IntStream.range(0, 2)
        .parallel()
        .forEach(
            i -> {
              FlowField field = i == 0 ? passage.there() : passage.back();
              float[] miss = i == 0 ? passage.missThere() : passage.missBack();
              float[] gain = bends == null ? null : i == 0 ? bends.first() : bends.second();
              splats[i] = new Splat(field.width(), field.height());
              splats[i].add(field, miss, gain, (float) (i == 0 ? t : 1 - t), bend, i == 0);
            });
    return splats[0].gatheredWith(splats[1]);
  }

  private void add(
      FlowField field, float[] miss, float @Nullable [] gain, float share, float bend, boolean on) {
    float[] v = field.vectors();
    var way = new float[4];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        float dx = v[2 * at];
        float dy = v[2 * at + 1];
        float weight = LEAST + (float) Math.exp(-miss[at] * miss[at]);
        float goneX = share * dx + (gain == null ? 0 : bend * gain[2 * at]);
        float goneY = share * dy + (gain == null ? 0 : bend * gain[2 * at + 1]);
        way[on ? 0 : 2] = -goneX;
        way[on ? 1 : 3] = -goneY;
        way[on ? 2 : 0] = dx - goneX;
        way[on ? 3 : 1] = dy - goneY;
        put(x + goneX, y + goneY, way, weight);
      }
    }
  }

  private void put(float toX, float toY, float[] way, float weight) {
    int column = (int) Math.floor(toX);
    int row = (int) Math.floor(toY);
    float right = toX - column;
    float down = toY - row;
    put(column, row, way, weight, (1 - right) * (1 - down));
    put(column + 1, row, way, weight, right * (1 - down));
    put(column, row + 1, way, weight, (1 - right) * down);
    put(column + 1, row + 1, way, weight, right * down);
  }

  private void put(int column, int row, float[] way, float weight, float share) {
    if (column >= 0 && column < width && row >= 0 && row < height) {
      int at = row * width + column;
      float w = weight * share;
      weights[at] += w;
      arrived[at] += share;
      sums[4 * at] += w * way[0];
      sums[4 * at + 1] += w * way[1];
      sums[4 * at + 2] += w * way[2];
      sums[4 * at + 3] += w * way[3];
    }
  }

  /// The weighted means; where nothing arrived, those of increasingly wide neighbourhoods.
  private Crossing gatheredWith(Splat other) {
    add(other.sums, sums);
    add(other.weights, weights);
    float[] total = sums.clone();
    float[] weight = weights.clone();
    try (var _ = new PointerScope()) {
      Mat ways = mat(CV_32FC4, sums);
      Mat all = mat(CV_32FC1, weights);
      mix(ways, total, all, weight, 3, 1);
      mix(ways, total, all, weight, 7, 1e-3f);
      var small = new Size((width + FAR - 1) / FAR, (height + FAR - 1) / FAR);
      mix(far(ways, small), total, far(all, small), weight, 1, 1e-6f);
    }
    float[] first = new float[2 * width * height];
    float[] second = new float[2 * width * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int i = y * width; i < (y + 1) * width; i++) {
                float w = Math.max(weight[i], 1e-12f);
                first[2 * i] = total[4 * i] / w;
                first[2 * i + 1] = total[4 * i + 1] / w;
                second[2 * i] = total[4 * i + 2] / w;
                second[2 * i + 1] = total[4 * i + 3] / w;
              }
            });
    return new Crossing(
        new FlowField(width, height, first),
        new FlowField(width, height, second),
        arrived,
        other.arrived);
  }

  /// The mean of a wide neighbourhood, at full size again.
  private Mat far(Mat mat, Size small) {
    Mat less = new Mat();
    resize(mat, less, small, 0, 0, INTER_AREA);
    Mat mean = blurred(less, 9);
    Mat full = new Mat();
    resize(mean, full, new Size(width, height), 0, 0, INTER_LINEAR);
    return full;
  }

  private static void mix(
      Mat ways, float[] total, Mat weights, float[] weight, int side, float share) {
    add(side == 1 ? ways : blurred(ways, side), total, share);
    add(side == 1 ? weights : blurred(weights, side), weight, share);
  }

  private static void add(Mat mean, float[] to, float share) {
    float[] values = new float[to.length];
    ((FloatBuffer) mean.createBuffer()).get(values);
    for (int i = 0; i < to.length; i++) {
      to[i] += share * values[i];
    }
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  private static Mat blurred(Mat mat, int side) {
    Mat mean = new Mat();
    boxFilter(mat, mean, -1, new Size(side, side), new Point(-1, -1), true, BORDER_CONSTANT);
    return mean;
  }

  private Mat mat(int type, float[] values) {
    Mat mat = new Mat(height, width, type);
    ((FloatBuffer) mat.createBuffer()).put(values);
    return mat;
  }
}
