package io.kinora.house;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.house.picture.Registration;
import io.kinora.house.picture.SegmentedPicture;
import io.kinora.house.staging.Easing;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The background of a transition from one picture to another. If both show the same place, the
/// camera moves from one view of it to the other, and the remaining differences follow the optical
/// flow. Otherwise the camera passes from one place into the other, which is beside it.
final class TransitionBackground {
  /// Half the width of the blend between the two places, relative to the frame's width.
  private static final double SEAM = .14;

  /// The width of the border in which a picture's weight falls off, relative to the frame's width.
  private static final double BORDER = .04;

  /// The share of the transition in which the first picture fades to the second.
  private static final double FROM = .3, TO = .7;

  private final Frame first;
  private final Frame last;
  private final int width;
  private final int height;
  private final @Nullable Registration crossing;
  private final float[] flow;
  private final double side;
  private final Frame frame;

  /// @param crossing the registration from the first picture to the last; null if they show two
  ///     places
  /// @param toTheRight whether the camera moves to the right from one place to the other
  TransitionBackground(
      SegmentedPicture first,
      SegmentedPicture last,
      @Nullable Registration crossing,
      boolean toTheRight) {
    this.first = first.ground();
    this.last = last.ground();
    this.crossing = crossing;
    FrameSize size = this.first.size();
    width = size.width();
    height = size.height();
    side = toTheRight ? 1 : -1;
    frame = new Frame(size);
    flow = crossing == null ? new float[0] : Registration.flow(this.first, aligned(crossing));
  }

  /// The last picture, aligned to the first one.
  private Frame aligned(Registration way) {
    var out = new Frame(first.size());
    for (int i = 0; i < out.argb().length; i++) {
      double x = i % width;
      int y = i / width;
      double u = way.a() * x - way.b() * y + way.c();
      double v = way.b() * x + way.a() * y + way.d();
      boolean inside = u >= 0 && v >= 0 && u <= width - 1 && v <= height - 1;
      out.argb()[i] = inside ? pack(sampled(last, u, v)) : first.argb()[i];
    }
    return out;
  }

  /// The picture at a share of the transition, from 0 to 1; it is overwritten by the next one.
  Frame at(double way) {
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              if (crossing == null) {
                beside(row, way);
              } else {
                moved(row, way, crossing);
              }
            });
    return frame;
  }

  private void beside(int row, double way) {
    double gone = way * width;
    double seam = SEAM * width * Math.min(1, 8 * way * (1 - way));
    for (int column = 0; column < width; column++) {
      int x = side > 0 ? column : width - 1 - column;
      double there = x + gone; // from the first picture's left edge
      double share =
          seam < .5
              ? (there < width - .5 ? 0 : 1)
              : Easing.smoothstep(width - seam, width + seam, there);
      double u = side > 0 ? there : width - 1 - there;
      double[] one = share < 1 ? sampled(first, u, row) : null;
      double[] other = share > 0 ? sampled(last, u - side * width, row) : null;
      frame.argb()[row * width + column] = pack(mixed(one, other, share));
    }
  }

  /// Interpolates the similarity z → a z + b as z → a^t z + b (a^t − 1) / (a − 1).
  private void moved(int row, double way, Registration to) {
    double log = Math.log(Math.hypot(to.a(), to.b()));
    double angle = Math.atan2(to.b(), to.a());
    double re = Math.exp(way * log) * Math.cos(way * angle);
    double im = Math.exp(way * log) * Math.sin(way * angle);
    double partRe = way;
    double partIm = 0;
    double baseRe = to.a() - 1;
    double square = baseRe * baseRe + to.b() * to.b();
    if (square > 1e-8) {
      partRe = ((re - 1) * baseRe + im * to.b()) / square;
      partIm = (im * baseRe - (re - 1) * to.b()) / square;
    }
    double dx = to.c() * partRe - to.d() * partIm;
    double dy = to.c() * partIm + to.d() * partRe;
    double scale = re * re + im * im;
    double change = Easing.smoothstep(FROM, TO, way);
    for (int column = 0; column < width; column++) {
      double x = column - dx;
      double y = row - dy;
      double qx = (re * x + im * y) / scale;
      double qy = (re * y - im * x) / scale;
      int at =
          Math.clamp(Math.round(qy), 0, height - 1) * width
              + Math.clamp(Math.round(qx), 0, width - 1);
      double fx = flow[2 * at];
      double fy = flow[2 * at + 1];
      double ax = qx - way * fx;
      double ay = qy - way * fy;
      double rx = qx + (1 - way) * fx;
      double ry = qy + (1 - way) * fy;
      double bx = to.a() * rx - to.b() * ry + to.c();
      double by = to.b() * rx + to.a() * ry + to.d();
      double one = (1 - change) * covers(ax, ay);
      double other = change * covers(bx, by);
      double share = one + other < 1e-9 ? change : other / (one + other);
      frame.argb()[row * width + column] =
          pack(
              mixed(
                  share < 1 ? sampled(first, ax, ay) : null,
                  share > 0 ? sampled(last, bx, by) : null,
                  share));
    }
  }

  /// The weight of a picture at a position: 0 outside of it, small near its border.
  private double covers(double x, double y) {
    double inside = Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y));
    return inside < -.5 ? 0 : Math.clamp(inside / (BORDER * width), .002, 1);
  }

  private static double[] mixed(double @Nullable [] one, double @Nullable [] other, double share) {
    if (one == null || other == null) {
      return one == null ? java.util.Objects.requireNonNull(other) : one;
    }
    for (int c = 0; c < 3; c++) {
      one[c] += share * (other[c] - one[c]);
    }
    return one;
  }

  private static int pack(double[] rgb) {
    return 0xff000000 | (int) (rgb[0] + .5) << 16 | (int) (rgb[1] + .5) << 8 | (int) (rgb[2] + .5);
  }

  /// A picture sampled between its pixels, mirrored beyond its edges.
  private static double[] sampled(Frame picture, double u, double v) {
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    double shareX = u - x;
    double shareY = v - y;
    double[] rgb = new double[3];
    for (int k = 0; k < 4; k++) {
      double weight = ((k & 1) == 0 ? 1 - shareX : shareX) * (k < 2 ? 1 - shareY : shareY);
      int column = mirrored(x + (k & 1), picture.width());
      int row = mirrored(y + (k >> 1), picture.height());
      int argb = picture.argb()[row * picture.width() + column];
      rgb[0] += weight * (argb >> 16 & 255);
      rgb[1] += weight * (argb >> 8 & 255);
      rgb[2] += weight * (argb & 255);
    }
    return rgb;
  }

  private static int mirrored(int at, int size) {
    int folded = Math.floorMod(at, 2 * size);
    return folded < size ? folded : 2 * size - 1 - folded;
  }
}
