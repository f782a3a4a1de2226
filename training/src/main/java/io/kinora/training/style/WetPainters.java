package io.kinora.training.style;

import io.kinora.style.StyleTextures.Texture;

/// The painters of wet media: oil, watercolour and ink.
final class WetPainters {
  private WetPainters() {}

  private static final Texture[] STROKES = {
    Texture.STROKES_0, Texture.STROKES_45, Texture.STROKES_90, Texture.STROKES_135
  };

  /// Oil: flat strokes along the contours, with a relief lit from the upper left (after Hertzmann
  /// 1998, "Painterly rendering with curved brush strokes of multiple sizes", with strokes that
  /// keep their positions on the canvas; relief after Hertzmann 2002, "Fast paint texture").
  static Canvas oil(Canvas frame, int left, int top) {
    Canvas flat = frame.blur(.8).flattened(4).flattened(3);
    Plane strokes = strokes(flat, left, top);
    Plane[] structure = flat.structure(5);
    // strokes end slightly inside or outside the edges of the painted area
    Canvas moved = flat.map((c, i) -> displaced(flat.channel(c), structure, strokes, i));
    Plane light = strokes.blur(.7);
    Plane right = light.slopeX(), down = light.slopeY();
    return moved
        .map((c, i) -> lit(moved.at(c, i), strokes.v()[i], -right.v()[i] - down.v()[i]))
        .saturated(1.3)
        .clipped();
  }

  private static double lit(double colour, double shade, double slope) {
    double body = colour * (1 + .2 * shade) + .035 * shade;
    return body + .2 * slope * (.35 + colour);
  }

  private static double displaced(Plane plane, Plane[] structure, Plane strokes, int i) {
    double xx = structure[0].v()[i], xy = structure[1].v()[i];
    double angle = Math.atan2(xy, xx) / 2; // of the slope
    double far = 3.2 * strokes.v()[i] * Math.min(1, Math.hypot(xx, xy) / 4e-4);
    int x = i % plane.width(), y = i / plane.width();
    return plane.between(x + far * Math.cos(angle), y + far * Math.sin(angle));
  }

  /// Strokes in four directions, mixed by the orientation of the picture's edges; without edges
  /// they run down to the right.
  private static Plane strokes(Canvas flat, int left, int top) {
    Plane[] structure = flat.structure(7);
    Plane[] directions = new Plane[4];
    for (int d = 0; d < 4; d++) {
      directions[d] = flat.paper(STROKES[d], left, top);
    }
    return flat.red()
        .map(
            i -> {
              // edges are perpendicular to the gradient; 90° is 180° in doubled angles
              double xx = -structure[0].v()[i] + 4e-6, xy = -structure[1].v()[i] - 2e-5;
              double length = Math.hypot(xx, xy) + 1e-9;
              double sum = 0, all = 0;
              for (int d = 0; d < 4; d++) {
                double turn = -Math.PI / 2 * d;
                double near = (xx * Math.cos(turn) + xy * Math.sin(turn)) / length;
                double weight = Math.pow(Math.max(0, near), 3);
                sum += weight * directions[d].v()[i];
                all += weight;
              }
              return sum / all;
            });
  }

  /// Watercolour: thin washes over white paper, darker where a wash dries at its edge, uneven where
  /// pigment settles (Bousseau et al. 2006, "Interactive watercolor rendering with temporal
  /// coherence and abstraction", eq. 1).
  static Canvas watercolour(Canvas frame, int left, int top) {
    Plane blot = frame.paper(Texture.BLOT, left, top);
    Plane fibre = frame.paper(Texture.FIBRE, left, top);
    Plane grain = frame.paper(Texture.GRAIN, left, top);
    Canvas flat = frame.blur(1).flattened(6).flattened(4);
    int w = frame.width();
    Canvas wobbly =
        flat.map(
            (c, i) ->
                flat.channel(c)
                    .between(
                        i % w + 4 * blot.v()[i] + 1.6 * fibre.v()[i],
                        frame.red().row(i) - 3 * blot.v()[i]));
    Canvas pale =
        wobbly.saturated(1.25).curve(v -> 1 - .8 * Math.pow(1 - Math.clamp(v, 0, 1), 1.15));
    Plane luma = wobbly.luma();
    Plane near = luma.blur(1.2), far = luma.blur(5);
    return pale.map(
            (c, i) -> {
              double step = Math.abs(near.v()[i] - far.v()[i]);
              double edge = Math.min(1, 7 * step);
              double density =
                  1
                      + 1.1 * edge * edge
                      + .55 * blot.v()[i]
                      + .28 * fibre.v()[i]
                      + .22 * grain.v()[i];
              double v = Math.clamp(pale.at(c, i), 0, 1);
              return v * (1 - (1 - v) * (density - 1)) * .985 + .012 * grain.v()[i];
            })
        .clipped();
  }

  private static final double[] RICE = {.95, .93, .88}, SOOT = {.09, .09, .11};

  /// Ink wash: black ink in a few dilutions on rice paper, broad lines along the contours, the rest
  /// left white.
  static Canvas ink(Canvas frame, int left, int top) {
    Plane blot = frame.paper(Texture.BLOT, left, top);
    Plane fibre = frame.paper(Texture.FIBRE, left, top);
    Plane grain = frame.paper(Texture.GRAIN, left, top);
    Canvas flat = frame.blur(1).flattened(5).flattened(4);
    Plane luma = flat.luma();
    int w = frame.width();
    Plane wet =
        luma.map(
            i ->
                luma.between(
                    i % w + 5 * blot.v()[i] + 3 * fibre.v()[i],
                    frame.red().row(i) + 4 * blot.v()[i]));
    Plane run = wet.blur(2.2);
    Plane line = Canvas.ink(wet.blur(.8), 1.9, .006, 16);
    return frame
        .map(
            (c, i) -> {
              double dark = 1 - run.v()[i];
              double wash = .9 * smooth(.22, .98, dark + .08 * blot.v()[i] + .04 * fibre.v()[i]);
              double dry = Math.clamp(.75 + .9 * fibre.v()[i] + .5 * blot.v()[i], 0, 1);
              double stroke = line.v()[i] * (.35 + .65 * dry);
              double amount = Math.max(wash * (1 + .12 * grain.v()[i]), .95 * stroke);
              return RICE[c]
                  + (SOOT[c] - RICE[c]) * amount
                  + .012 * grain.v()[i]
                  + .01 * fibre.v()[i];
            })
        .clipped();
  }

  /// 0 below `low`, 1 above `high`, smooth between.
  static double smooth(double low, double high, double x) {
    double t = Math.clamp((x - low) / (high - low), 0, 1);
    return t * t * (3 - 2 * t);
  }
}
