package io.kinora.motion;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Brings the motion between two frames to a time between them: every vector is put where its pixel
/// is at that time (forward splatting, as Niklaus and Liu 2020, arXiv:2003.05534, do with pixels).
final class Splat {
  /// What a vector that leads back within a pixel weighs more than one that misses by this.
  private static final double TRUSTED = 1;

  /// Vectors that nothing speaks for count this much, where there are no others.
  private static final float LEAST = 1e-4f;

  /// What the surroundings say, beside what a place says itself.
  private static final float[][] SURROUNDINGS = {{3, 1}, {11, 1e-3f}, {61, 1e-6f}};

  private final int width;
  private final int height;
  private final float[] sums; // dx · weight, dy · weight, weight

  private Splat(int width, int height) {
    this.width = width;
    this.height = height;
    sums = new float[3 * width * height];
  }

  /// The vectors from the first frame to the second at the time `t`, from 0 to 1, between them: the
  /// content at (x, y) then comes from (x, y) − t · v and goes to (x, y) + (1 − t) · v.
  static FlowField at(Passage passage, double t) {
    FlowField there = passage.there();
    var splat = new Splat(there.width(), there.height());
    splat.add(there, passage.missThere(), (float) t, 1);
    splat.add(passage.back(), passage.missBack(), (float) (1 - t), -1);
    return splat.gathered();
  }

  private void add(FlowField field, float[] miss, float share, float sign) {
    float[] v = field.vectors();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        float dx = v[2 * at];
        float dy = v[2 * at + 1];
        float weight = LEAST + (float) Math.exp(-miss[at] * miss[at] / TRUSTED);
        float toX = x + share * dx;
        float toY = y + share * dy;
        int column = (int) Math.floor(toX);
        int row = (int) Math.floor(toY);
        float right = toX - column;
        float down = toY - row;
        put(column, row, sign * dx, sign * dy, weight * (1 - right) * (1 - down));
        put(column + 1, row, sign * dx, sign * dy, weight * right * (1 - down));
        put(column, row + 1, sign * dx, sign * dy, weight * (1 - right) * down);
        put(column + 1, row + 1, sign * dx, sign * dy, weight * right * down);
      }
    }
  }

  private void put(int column, int row, float dx, float dy, float weight) {
    if (column >= 0 && column < width && row >= 0 && row < height) {
      int at = 3 * (row * width + column);
      sums[at] += weight * dx;
      sums[at + 1] += weight * dy;
      sums[at + 2] += weight;
    }
  }

  /// The weighted means; where nothing arrived, those of ever wider surroundings.
  private FlowField gathered() {
    float[] total = sums.clone();
    try (var _ = new PointerScope()) {
      Mat mat = new Mat(height, width, CV_32FC3);
      ((FloatBuffer) mat.createBuffer()).put(sums);
      float[] wide = new float[sums.length];
      for (float[] surrounding : SURROUNDINGS) {
        Mat blurred = new Mat();
        int kernel = (int) surrounding[0];
        GaussianBlur(mat, blurred, new Size(kernel, kernel), 0);
        ((FloatBuffer) blurred.createBuffer()).get(wide);
        for (int i = 0; i < total.length; i++) {
          total[i] += surrounding[1] * wide[i];
        }
      }
    }
    float[] vectors = new float[2 * width * height];
    for (int i = 0; i < width * height; i++) {
      float weight = Math.max(total[3 * i + 2], 1e-12f);
      vectors[2 * i] = total[3 * i] / weight;
      vectors[2 * i + 1] = total[3 * i + 1] / weight;
    }
    return new FlowField(width, height, vectors);
  }
}
