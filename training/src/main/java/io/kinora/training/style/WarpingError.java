package io.kinora.training.style;

import io.kinora.clip.Frame;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.flow.FlowField;
import io.kinora.motion.flow.Grey;

/// The warping error of styled clips (Lai et al. 2018, arXiv:1808.00449, eq. 9, with the mean
/// absolute difference): each pixel of a frame is compared with its position in the next one
/// according to the motion of the input, if it is visible in both.
final class WarpingError implements AutoCloseable {
  /// The maximum forward-backward error of the motion in pixels.
  private static final double MISSES = 1;

  /// The least share of visible pixels of two frames of a shot: .5 in fast motion, .03 at cuts
  /// between scenes, and up to .2 between textures that cover the picture.
  private static final double LEAST = .25;

  private final DenseFlow search = DenseFlow.exact();

  /// The motion between two frames.
  ///
  /// @param seen whether each pixel of the first is visible in the second, too
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Motion(FlowField there, boolean[] seen) {
    /// Whether most pixels of the first are not visible in the second, as at a cut: there is
    /// nothing that could be steady.
    boolean cut() {
      int visible = 0;
      for (boolean pixel : seen) {
        visible += pixel ? 1 : 0;
      }
      return visible < LEAST * seen.length;
    }
  }

  /// The change between two frames, in grey levels from 0 to 255.
  ///
  /// @param moved the change along the motion of the input
  /// @param least the smaller of the changes along the motion and at the same position: paper
  ///     texture stands still, so only flicker changes in both
  record Change(double moved, double least) {}

  Motion motion(Frame first, Frame second) {
    Grey a = Grey.of(first, first.width(), first.height());
    Grey b = Grey.of(second, second.width(), second.height());
    FlowField there = search.between(a, b), back = search.between(b, a);
    boolean[] seen = new boolean[first.argb().length];
    for (int i = 0; i < seen.length; i++) {
      int x = i % first.width(), y = i / first.width();
      double u = x + there.dx(x, y), v = y + there.dy(x, y);
      boolean inside = u >= 0 && v >= 0 && u <= first.width() - 1 && v <= first.height() - 1;
      seen[i] =
          inside
              && Math.hypot(u + back.between(u, v, 0) - x, v + back.between(u, v, 1) - y) < MISSES;
    }
    return new Motion(there, seen);
  }

  static Change of(Frame first, Frame second, Motion motion) {
    double moved = 0, least = 0;
    long count = 0;
    for (int i = 0; i < motion.seen.length; i++) {
      if (motion.seen[i]) {
        int x = i % first.width(), y = i / first.width();
        double u = x + motion.there.dx(x, y), v = y + motion.there.dy(x, y);
        double along = 0, still = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          int was = first.argb()[i] >> shift & 255;
          along += Math.abs(between(second, u, v, shift) - was);
          still += Math.abs((second.argb()[i] >> shift & 255) - was);
        }
        moved += along / 3;
        least += Math.min(along, still) / 3;
        count++;
      }
    }
    return new Change(moved / Math.max(1, count), least / Math.max(1, count));
  }

  private static double between(Frame frame, double x, double y, int shift) {
    int left = Math.min((int) x, frame.width() - 2), top = Math.min((int) y, frame.height() - 2);
    double across = x - left, down = y - top;
    int at = top * frame.width() + left;
    int[] p = frame.argb();
    double upper = (p[at] >> shift & 255) * (1 - across) + (p[at + 1] >> shift & 255) * across;
    int below = at + frame.width();
    double lower =
        (p[below] >> shift & 255) * (1 - across) + (p[below + 1] >> shift & 255) * across;
    return upper * (1 - down) + lower * down;
  }

  @Override
  public void close() {
    search.close();
  }
}
