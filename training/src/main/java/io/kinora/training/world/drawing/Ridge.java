package io.kinora.training.world.drawing;

import java.awt.Shape;
import java.awt.geom.Path2D;

/// Outlines of bands: everything below a line through a few control heights. Each height affects
/// only its own section, and the line is level at both ends, so that a band continues into its
/// mirror image.
public final class Ridge {
  /// The ends of a band's box.
  public static final double LEFT = -4, RIGHT = 4;

  /// A margin around the box, so that no edge is visible at its border.
  private static final double RIM = .1;

  private Ridge() {}

  /// Everything below a smooth (Catmull-Rom) line through evenly spaced heights.
  public static Shape smooth(double... heights) {
    int last = heights.length - 1;
    double step = (RIGHT - LEFT) / last;
    Path2D path = new Path2D.Double();
    path.moveTo(LEFT - RIM, 1 + RIM);
    path.lineTo(LEFT - RIM, heights[0]);
    path.lineTo(LEFT, heights[0]);
    for (int i = 0; i < last; i++) {
      double from = heights[i];
      double to = heights[i + 1];
      double leaving = i == 0 ? 0 : (to - heights[i - 1]) / 6;
      double arriving = i == last - 1 ? 0 : (heights[i + 2] - from) / 6;
      double x = LEFT + step * i;
      path.curveTo(x + step / 3, from + leaving, x + step * 2 / 3, to - arriving, x + step, to);
    }
    path.lineTo(RIGHT + RIM, heights[last]);
    path.lineTo(RIGHT + RIM, 1 + RIM);
    path.closePath();
    return path;
  }

  /// Six control heights: `base` plus `amplitude` times the difference of u[0..5] from a half.
  public static double[] heights(float[] u, double amplitude, double... base) {
    var heights = new double[base.length];
    for (int i = 0; i < base.length; i++) {
      heights[i] = base[i] + 2 * amplitude * (u[i] - .5);
    }
    return heights;
  }

  /// Eleven heights from six: the odd ones are the mean of their neighbours plus a fixed `detail`.
  public static double[] refined(double[] heights, double... detail) {
    var refined = new double[2 * heights.length - 1];
    for (int i = 0; i < refined.length; i++) {
      refined[i] =
          i % 2 == 0
              ? heights[i / 2]
              : (heights[i / 2] + heights[i / 2 + 1]) / 2 + detail[i / 2 % detail.length];
    }
    return refined;
  }

  /// The whole width of the band between two heights.
  public static Shape slab(double top, double bottom) {
    return Pen.polygon(LEFT - RIM, top, RIGHT + RIM, top, RIGHT + RIM, bottom, LEFT - RIM, bottom);
  }
}
