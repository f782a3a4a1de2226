package io.kinora.training.style;

import static io.kinora.training.style.WetPainters.smooth;

import io.kinora.style.StyleTextures.Texture;

/// The painters of dry media: pencil and pastel.
final class DryPainters {
  private DryPainters() {}

  private static final double[] WHITE = {.965, .96, .945}, LEAD = {.2, .2, .22};

  /// Pencil: contours, and hatching that is denser in darker areas, on grainy paper.
  static Canvas pencil(Canvas frame, int left, int top) {
    Plane hatch = frame.paper(Texture.HATCH, left, top);
    Plane cross = frame.paper(Texture.CROSS_HATCH, left, top);
    Plane grain = frame.paper(Texture.GRAIN, left, top);
    Plane fibre = frame.paper(Texture.FIBRE, left, top);
    Canvas flat = frame.blur(.7).flattened(3);
    Plane luma = flat.luma(), tone = luma.blur(2.5);
    Plane line = Canvas.ink(luma, 1.0, .006, 22);
    return frame
        .map(
            (c, i) -> {
              double dark = 1 - tone.v()[i];
              double first = smooth(-.55, .75, hatch.v()[i] - 1.15 + 2.1 * dark);
              double second = smooth(-.5, .8, cross.v()[i] - 2.2 + 2.6 * dark);
              double third = smooth(.62, 1, dark);
              double lead =
                  .52 * first * smooth(.1, .5, dark)
                      + .38 * second
                      + .35 * third
                      + .02
                      + .9 * line.v()[i];
              double tooth = 1 + .42 * grain.v()[i] + .2 * fibre.v()[i];
              return WHITE[c] + (LEAD[c] - WHITE[c]) * Math.clamp(lead * tooth, 0, 1);
            })
        .clipped();
  }

  private static final double[] CARD = {.62, .57, .55};

  /// Pastel: soft, light chalk strokes in one direction, which cover the raised grain of a grey
  /// card and leave its hollows bare.
  static Canvas pastel(Canvas frame, int left, int top) {
    Plane chalk = frame.paper(Texture.STROKES_45, left, top);
    Plane grain = frame.paper(Texture.GRAIN, left, top);
    Plane fibre = frame.paper(Texture.FIBRE, left, top);
    Canvas flat = frame.blur(1.2).flattened(5);
    int w = frame.width();
    Canvas smeared =
        flat.map(
            (c, i) ->
                flat.channel(c)
                    .between(i % w + 3.5 * chalk.v()[i], frame.red().row(i) - 3.5 * chalk.v()[i]));
    Canvas light =
        smeared.saturated(1.05).curve(v -> .13 + .87 * Math.pow(Math.clamp(v, 0, 1), .85));
    return light
        .map(
            (c, i) -> {
              double tooth = 1.1 * grain.v()[i] + .35 * fibre.v()[i] + .75 * chalk.v()[i];
              double laid = .2 + .8 * smooth(-1.15, .25, tooth);
              double v = light.at(c, i) * (1 + .14 * chalk.v()[i]) + .03 * chalk.v()[i];
              return CARD[c] + (v - CARD[c]) * laid + .03 * grain.v()[i];
            })
        .clipped();
  }
}
