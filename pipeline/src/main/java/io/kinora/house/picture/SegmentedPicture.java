package io.kinora.house.picture;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.nio.FloatBuffer;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// A picture fitted to a film's frame, segmented into a foreground thing and the background.
///
/// @param whole the picture, fitted to the frame, opaque
/// @param ground the background, with the area behind the thing inpainted
/// @param thing the foreground thing; null if there is none
public record SegmentedPicture(Frame whole, Frame ground, @Nullable Thing thing) {
  /// The side at which things are segmented, which limits the precision of their edge.
  private static final double SIDE = 256;

  /// The regularisation of the guided filter: variances of grey, from 0 to 1, below this count as
  /// noise.
  private static final float NOISE = 1e-3f;

  /// A foreground thing.
  ///
  /// @param matte the thing on a transparent background; its edge has its own colour
  /// @param patch the picture's own pixels of the thing and around it: composited over the
  ///     background it reproduces the picture
  /// @param box around the thing
  public record Thing(Frame matte, Frame patch, Box box) {}

  /// A rectangle of pixels; right and bottom are exclusive.
  public record Box(int left, int top, int right, int bottom) {
    public int width() {
      return right - left;
    }

    public int height() {
      return bottom - top;
    }
  }

  /// Segments a picture.
  ///
  /// @param shown the same picture; if it has transparent parts, the opaque part is the thing
  /// @param notes receives a message if there is no distinct thing
  static SegmentedPicture of(Frame picture, Frame shown, FrameSize size, Consumer<String> notes) {
    Frame whole = FrameMats.opaque(FrameMats.covering(picture, size));
    float[] mask = SalientObject.mask(FrameMats.covering(shown, size));
    if (mask.length == 0) {
      notes.accept("no distinct thing found in the picture; the whole picture moves");
      return new SegmentedPicture(whole, whole, null);
    }
    float[] matte = snapped(whole, mask);
    int reach = 2 + (int) Math.ceil(1.5 * Math.max(size.width(), size.height()) / SIDE);
    float[] wide = widened(matte, size, reach);
    boolean[] hole = new boolean[wide.length];
    for (int i = 0; i < hole.length; i++) {
      hole[i] = wide[i] > .5f;
    }
    Frame ground = Inpainting.filled(whole, hole);
    var thing = new Thing(cut(whole, matte, size), patch(whole, wide), box(matte, size));
    return new SegmentedPicture(whole, ground, thing);
  }

  private static Box box(float[] matte, FrameSize size) {
    int left = size.width(), top = size.height(), right = 0, bottom = 0;
    for (int i = 0; i < matte.length; i++) {
      if (matte[i] > .4f) {
        left = Math.min(left, i % size.width());
        top = Math.min(top, i / size.width());
        right = Math.max(right, i % size.width() + 1);
        bottom = Math.max(bottom, i / size.width() + 1);
      }
    }
    return new Box(left, top, right, bottom);
  }

  /// The mask aligned to the edges of the picture by a guided filter (He, Sun and Tang 2010), with
  /// the picture's grey as the guide.
  private static float[] snapped(Frame whole, float[] mask) {
    int n = mask.length;
    float[] guide = new float[n];
    for (int i = 0; i < n; i++) {
      int argb = whole.argb()[i];
      guide[i] =
          (.299f * (argb >> 16 & 255) + .587f * (argb >> 8 & 255) + .114f * (argb & 255)) / 255;
    }
    int radius = 1 + (int) Math.round(2 * Math.max(whole.width(), whole.height()) / SIDE);
    float[] squares = new float[n];
    float[] products = new float[n];
    for (int i = 0; i < n; i++) {
      squares[i] = guide[i] * guide[i];
      products[i] = guide[i] * mask[i];
    }
    float[] meanGuide = mean(guide, whole.size(), radius);
    float[] meanMask = mean(mask, whole.size(), radius);
    float[] meanSquares = mean(squares, whole.size(), radius);
    float[] meanProducts = mean(products, whole.size(), radius);
    float[] a = new float[n];
    float[] b = new float[n];
    for (int i = 0; i < n; i++) {
      float variance = meanSquares[i] - meanGuide[i] * meanGuide[i];
      float covariance = meanProducts[i] - meanGuide[i] * meanMask[i];
      a[i] = covariance / (variance + NOISE);
      b[i] = meanMask[i] - a[i] * meanGuide[i];
    }
    float[] meanA = mean(a, whole.size(), radius);
    float[] meanB = mean(b, whole.size(), radius);
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      float level = meanA[i] * guide[i] + meanB[i];
      out[i] = Math.clamp((level - .3f) / .4f, 0, 1); // no haze far from the edge
    }
    return out;
  }

  private static float[] mean(float[] values, FrameSize size, int radius) {
    float[] out = new float[values.length];
    try (var _ = new PointerScope()) {
      Mat from = new Mat(size.height(), size.width(), CV_32FC1);
      ((FloatBuffer) from.createBuffer()).put(values);
      Mat to = new Mat();
      int side = 2 * radius + 1;
      blur(from, to, new Size(side, side), new Point(-1, -1), BORDER_REFLECT);
      ((FloatBuffer) to.createBuffer()).get(out);
    }
    return out;
  }

  /// 1 on the mask and `reach` pixels around it, falling to 0 beyond.
  private static float[] widened(float[] matte, FrameSize size, int reach) {
    float[] on = new float[matte.length];
    for (int i = 0; i < on.length; i++) {
      on[i] = matte[i] > .02f ? 1 : 0;
    }
    float[] near = mean(on, size, reach);
    for (int i = 0; i < near.length; i++) {
      near[i] = near[i] > 1e-5f ? 1 : 0;
    }
    return near;
  }

  /// The picture's own pixels with `wide` as alpha.
  private static Frame patch(Frame whole, float[] wide) {
    float[] soft = mean(wide, whole.size(), 2);
    var patch = new Frame(whole.size());
    for (int i = 0; i < soft.length; i++) {
      float alpha = wide[i] > .5f ? 1 : soft[i];
      patch.argb()[i] = (whole.argb()[i] & 0xffffff) | (Math.round(alpha * 255) << 24);
    }
    return patch;
  }

  /// The thing with its edge in its own colour: that of the nearest pixels that belong wholly to
  /// it.
  private static Frame cut(Frame whole, float[] matte, FrameSize size) {
    int n = matte.length;
    float[] inside = new float[n];
    var planes = new float[3][n];
    for (int i = 0; i < n; i++) {
      inside[i] = matte[i] > .98f ? 1 : 0;
      for (int c = 0; c < 3; c++) {
        planes[c][i] = inside[i] * (whole.argb()[i] >> (16 - 8 * c) & 255);
      }
    }
    int radius = 1 + (int) Math.ceil(1.5 * Math.max(size.width(), size.height()) / SIDE);
    float[] weight = mean(inside, size, radius);
    for (int c = 0; c < 3; c++) {
      planes[c] = mean(planes[c], size, radius);
    }
    var cut = new Frame(size);
    for (int i = 0; i < n; i++) {
      int argb = whole.argb()[i];
      int rgb = 0;
      for (int shift = 16, c = 0; shift >= 0; shift -= 8, c++) {
        float level = argb >> shift & 255;
        if (matte[i] <= .98f && weight[i] > 1e-4f) {
          float own = planes[c][i] / weight[i];
          level = own + (level - own) * matte[i];
        }
        rgb = rgb << 8 | Math.clamp(Math.round(level), 0, 255);
      }
      cut.argb()[i] = rgb | Math.round(matte[i] * 255) << 24;
    }
    return cut;
  }
}
