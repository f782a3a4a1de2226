package io.kinora.house.picture;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import org.jspecify.annotations.Nullable;

/// A morph between two pictures of one thing: each is warped along the optical flow to the other,
/// so that they meet in the middle.
public final class Morph {
  /// The longest side of the pictures, in pixels.
  private static final int MOST = 800;

  /// The minimum intersection over union of the two, and their maximum difference there, in levels
  /// of 255.
  private static final double OVERLAP = .6, DIFFERENCE = 55;

  private final FrameSize size;
  private final float[] first; // premultiplied RGBA
  private final float[] last;
  private float[] flow = {};

  private Morph(FrameSize size, float[] first, float[] last) {
    this.size = size;
    this.first = first;
    this.last = last;
  }

  /// The morph from one thing to the other; null if they are too different.
  ///
  /// @param firstBox around the first one, in pixels of its picture; the boxes of both have their
  ///     feet at the same relative height
  public static @Nullable Morph of(
      SegmentedPicture.Thing first,
      SegmentedPicture.Box firstBox,
      SegmentedPicture.Thing last,
      SegmentedPicture.Box lastBox) {
    double aspect =
        Math.max(
            (double) firstBox.width() / firstBox.height(),
            (double) lastBox.width() / lastBox.height());
    double high = Math.max(firstBox.height(), lastBox.height());
    high *= Math.min(1, MOST / (high * Math.max(1, aspect)));
    int height = 2 * Math.max(32, (int) Math.round(high / 2));
    int width = 2 * Math.max(32, (int) Math.ceil(height * aspect / 2));
    var size = new FrameSize(width, height);
    var morph =
        new Morph(size, boxed(first.matte(), firstBox, size), boxed(last.matte(), lastBox, size));
    if (!morph.alike()) {
      return null;
    }
    morph.flow = Registration.flow(morph.onGrey(morph.first), morph.onGrey(morph.last));
    return morph;
  }

  private static float[] boxed(Frame matte, SegmentedPicture.Box box, FrameSize size) {
    float[] out = new float[4 * size.width() * size.height()];
    double scale = (double) box.height() / size.height();
    double middle = (box.left() + box.right()) / 2.0;
    int taps = Math.max(1, (int) Math.ceil(scale));
    for (int i = 0; i < out.length / 4; i++) {
      int row = i / size.width();
      for (int t = 0; t < taps * taps; t++) {
        int part = t / taps;
        double u =
            middle + (i % size.width() + (t % taps + .5) / taps - size.width() / 2.0) * scale;
        double v = box.top() + (row + (part + .5) / taps) * scale;
        int x = (int) Math.floor(u);
        int y = (int) Math.floor(v);
        if (x >= 0 && y >= 0 && x < matte.width() && y < matte.height()) {
          int argb = matte.argb()[y * matte.width() + x];
          float alpha = (argb >>> 24) / 255f / (taps * taps);
          out[4 * i] += alpha * (argb >> 16 & 255);
          out[4 * i + 1] += alpha * (argb >> 8 & 255);
          out[4 * i + 2] += alpha * (argb & 255);
          out[4 * i + 3] += alpha * 255;
        }
      }
    }
    return out;
  }

  private boolean alike() {
    double both = 0, either = 0, differ = 0;
    for (int i = 0; i < first.length; i += 4) {
      boolean one = first[i + 3] > 127;
      boolean other = last[i + 3] > 127;
      either += one || other ? 1 : 0;
      if (one && other) {
        both++;
        for (int c = 0; c < 3; c++) {
          differ += Math.abs(first[i + c] - last[i + c]) / 3;
        }
      }
    }
    return both > OVERLAP * either && differ < DIFFERENCE * both;
  }

  private Frame onGrey(float[] rgba) {
    var frame = new Frame(size);
    for (int i = 0; i < frame.argb().length; i++) {
      int argb = 0xff;
      for (int c = 0; c < 3; c++) {
        float level = rgba[4 * i + c] + (255 - rgba[4 * i + 3]) / 2;
        argb = argb << 8 | Math.clamp(Math.round(level), 0, 255);
      }
      frame.argb()[i] = argb;
    }
    return frame;
  }

  /// The picture at a share of the morph, from 0, the first, to 1, the last; its height is that of
  /// the boxes.
  public Frame at(double way) {
    var out = new Frame(size);
    float[] one = new float[4];
    float[] other = new float[4];
    for (int i = 0; i < out.argb().length; i++) {
      int row = i / size.width();
      double x = i % size.width();
      sample(first, x - way * flow[2 * i], row - way * flow[2 * i + 1], one);
      sample(last, x + (1 - way) * flow[2 * i], row + (1 - way) * flow[2 * i + 1], other);
      double alpha = one[3] + way * (other[3] - one[3]);
      int argb = Math.clamp(Math.round(alpha), 0, 255);
      for (int c = 0; c < 3; c++) {
        double level = (one[c] + way * (other[c] - one[c])) * 255 / Math.max(1, alpha);
        argb = argb << 8 | Math.clamp(Math.round(level), 0, 255);
      }
      out.argb()[i] = argb;
    }
    return out;
  }

  private void sample(float[] rgba, double u, double v, float[] into) {
    int x = Math.clamp((long) Math.floor(u), 0, size.width() - 2);
    int y = Math.clamp((long) Math.floor(v), 0, size.height() - 2);
    float a = (float) Math.clamp(u - x, 0, 1);
    float b = (float) Math.clamp(v - y, 0, 1);
    int at = 4 * (y * size.width() + x);
    int below = at + 4 * size.width();
    for (int c = 0; c < 4; c++) {
      float upper = rgba[at + c] + (rgba[at + 4 + c] - rgba[at + c]) * a;
      float lower = rgba[below + c] + (rgba[below + 4 + c] - rgba[below + c]) * a;
      into[c] = upper + (lower - upper) * b;
    }
  }
}
