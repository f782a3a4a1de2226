package io.kinora.training.style;

import static io.kinora.training.style.WetPainters.smooth;

import io.kinora.style.StyleTextures.Texture;
import io.kinora.style.WoodblockInks;

/// The painters of woodblock print, mosaic, pixel art, comic and neon.
final class PrintPainters {
  private PrintPainters() {}

  private static final double[][] INKS = WoodblockInks.rgb();

  /// Woodblock print: a few flat inks, a dark contour, and wood grain.
  static Canvas woodblock(Canvas frame, int left, int top) {
    Plane wood = frame.paper(Texture.WOOD, left, top);
    Plane grain = frame.paper(Texture.GRAIN, left, top);
    Plane fibre = frame.paper(Texture.FIBRE, left, top);
    Canvas flat = frame.blur(1).flattened(5).flattened(5);
    Canvas strong = flat.saturated(1.5).clipped();
    Plane line = Canvas.ink(flat.luma().blur(.5), 1.5, .005, 34);
    Canvas inked = nearest(strong, INKS, .012);
    return inked
        .map(
            (c, i) -> {
              double v = .86 * inked.at(c, i) + .14 * strong.at(c, i) * .9;
              double print = v + .022 * wood.v()[i] + .02 * grain.v()[i] + .018 * fibre.v()[i];
              return print + (INKS[2][c] * .55 - print) * Math.min(1, line.v()[i] * 1.05);
            })
        .clipped();
  }

  /// Replaces each pixel by the nearest of the colours, with a soft transition between two equally
  /// near ones.
  private static Canvas nearest(Canvas frame, double[][] colours, double soft) {
    float[][] result = new float[3][frame.size()];
    for (int i = 0; i < frame.size(); i++) {
      double all = 0;
      double[] sum = new double[3];
      for (double[] colour : colours) {
        double far = distance(frame, i, colour);
        double weight = Math.exp(-far / soft) + 1e-12;
        all += weight;
        for (int c = 0; c < 3; c++) {
          sum[c] += weight * colour[c];
        }
      }
      for (int c = 0; c < 3; c++) {
        result[c][i] = (float) (sum[c] / all);
      }
    }
    int w = frame.width(), h = frame.height();
    return new Canvas(
        new Plane(w, h, result[0]), new Plane(w, h, result[1]), new Plane(w, h, result[2]));
  }

  /// The squared colour distance, which weights hue more than luminance.
  private static double distance(Canvas frame, int i, double[] colour) {
    double r = frame.at(0, i) - colour[0];
    double g = frame.at(1, i) - colour[1];
    double b = frame.at(2, i) - colour[2];
    double light = .3 * r + .59 * g + .11 * b;
    double reds = r - light, blues = b - light, greens = g - light;
    return .55 * light * light + .9 * (reds * reds + greens * greens + blues * blues);
  }

  private static final double[] JOINT = {.80, .77, .71};

  /// Mosaic: small stones, each of one colour and none quite like the next, set in pale mortar.
  static Canvas mosaic(Canvas frame, int left, int top) {
    Plane toX = frame.paper(Texture.TILE_X, left, top);
    Plane toY = frame.paper(Texture.TILE_Y, left, top);
    Plane joint = frame.paper(Texture.TILE_JOINT, left, top);
    Plane shade = frame.paper(Texture.TILE_SHADE, left, top);
    Canvas mean = frame.blur(2.4).saturated(1.3);
    double reach = 512 / 44.0 / 2;
    int w = frame.width();
    return frame
        .map(
            (c, i) -> {
              double x = i % w + toX.v()[i] * reach, y = frame.red().row(i) + toY.v()[i] * reach;
              double stone = mean.channel(c).between(x, y);
              double bevel = .1 * (toX.v()[i] + toY.v()[i]); // light from the upper left
              stone =
                  stone * (1 + .16 * shade.v()[i] + bevel) + .05 * shade.v()[i] + .3 * bevel * .4;
              return stone + (JOINT[c] - stone) * smooth(.28, .72, joint.v()[i]);
            })
        .clipped();
  }

  private static final int SQUARE = 8, LEVELS = 5;

  /// Pixel art: squares of one colour out of few, with a dark outline.
  static Canvas pixels(Canvas frame, int left, int top) {
    int w = frame.width();
    Canvas strong = frame.saturated(1.35);
    Plane line = Canvas.ink(frame.luma().blur(1), 2.4, .02, 12);
    float[][] means = new float[4][frame.size()];
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < w; x++) {
        // the first pixel of a square fills it
        boolean first = (y == 0 || (y + top) % SQUARE == 0) && (x == 0 || (x + left) % SQUARE == 0);
        if (first) {
          int right = Math.min(w, x + SQUARE - Math.floorMod(x + left, SQUARE));
          int bottom = Math.min(frame.height(), y + SQUARE - Math.floorMod(y + top, SQUARE));
          for (int c = 0; c < 4; c++) {
            fill(c < 3 ? strong.channel(c) : line, x, y, right, bottom, means[c]);
          }
        }
      }
    }
    return frame
        .map(
            (c, i) -> {
              double ink = smooth(.12, .4, means[3][i]);
              return level(means[c][i]) * (1 - .75 * ink);
            })
        .clipped();
  }

  private static void fill(Plane from, int left, int top, int right, int bottom, float[] to) {
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += from.v()[y * from.width() + x];
      }
    }
    float mean = (float) (sum / ((right - left) * (bottom - top)));
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        to[y * from.width() + x] = mean;
      }
    }
  }

  /// Quantises to a few levels, with soft steps.
  private static double level(double v) {
    double scaled = Math.clamp(v, 0, 1) * (LEVELS - 1);
    double floor = Math.floor(scaled);
    return (floor + smooth(.36, .64, scaled - floor)) / (LEVELS - 1);
  }

  private static final double[] COMIC_INK = {.06, .05, .08};

  /// Comic: flat, saturated colours, black contours, and halftone dots in the midtones.
  static Canvas comic(Canvas frame, int left, int top) {
    Plane dots = frame.paper(Texture.DOTS, left, top);
    Canvas flat = frame.blur(.8).flattened(5).flattened(4);
    Canvas loud = flat.saturated(1.9).clipped();
    Plane luma = flat.luma();
    Plane line = Canvas.ink(luma.blur(.4), 1.35, .008, 34);
    Plane tone = luma.blur(1.5);
    return loud.map(
            (c, i) -> {
              double light = loudLevel(loud.at(c, i), .5), dark = loudLevel(loud.at(c, i), 0);
              // the darker the tone, the larger the dots
              double size = 1.5 * (.62 - tone.v()[i]);
              double dot = smooth(-.16, .16, dots.v()[i] - .55 + 1.3 * size);
              double v = light + (dark - light) * .8 * dot * smooth(.06, .2, 1 - tone.v()[i]);
              double black = Math.max(line.v()[i], 1 - smooth(.08, .16, tone.v()[i]));
              return v + (COMIC_INK[c] - v) * Math.min(1, black);
            })
        .clipped();
  }

  /// Quantises to three levels, with rounding shifted upwards by `up`.
  private static double loudLevel(double v, double up) {
    double scaled = Math.clamp(v, 0, 1) * 3 + up * .9;
    double floor = Math.floor(scaled);
    return Math.min(1, (floor + smooth(.3, .7, scaled - floor)) / 3);
  }

  /// Neon: tubes along the edges that glow in the dark, in the hue of the content.
  static Canvas neon(Canvas frame, int left, int top) {
    Canvas flat = frame.blur(1).flattened(4);
    float[] strength = new float[frame.size()];
    for (int c = 0; c < 3; c++) {
      Plane x = flat.channel(c).blur(.8).slopeX(), y = flat.channel(c).blur(.8).slopeY();
      for (int i = 0; i < strength.length; i++) {
        strength[i] = Math.max(strength[i], (float) Math.hypot(x.v()[i], y.v()[i]));
      }
    }
    Plane edge = new Plane(frame.width(), frame.height(), strength);
    Plane tube = edge.map(i -> smooth(.02, .075, edge.v()[i]));
    Plane glow = tube.blur(3.5), halo = tube.blur(9);
    Canvas colour = flat.blur(3);
    return frame
        .map(
            (c, i) -> {
              double hue = hue(colour, c, i);
              double night = new double[] {.035, .02, .075}[c] + .06 * flat.at(c, i);
              double light = 1.15 * halo.v()[i] + 1.0 * glow.v()[i];
              double core = tube.v()[i] * tube.v()[i];
              return night + hue * light + core * (.55 * hue + .45);
            })
        .clipped();
  }

  /// A channel of the fully saturated hue of a pixel; violet if it has none.
  private static double hue(Canvas colour, int c, int i) {
    double r = colour.at(0, i), g = colour.at(1, i), b = colour.at(2, i);
    double least = Math.min(r, Math.min(g, b)), most = Math.max(r, Math.max(g, b));
    double chroma = most - least;
    double pure = (colour.at(c, i) - least) / (chroma + .02);
    double sure = smooth(.03, .15, chroma);
    double violet = new double[] {.75, .2, 1}[c];
    return violet + (pure - violet) * sure;
  }
}
