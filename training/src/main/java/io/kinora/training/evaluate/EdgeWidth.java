package io.kinora.training.evaluate;

import io.kinora.house.compose.Raster;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Measures the softness of painted subjects' silhouettes on the screen: the distance across the
/// edge over which opacity rises from 10 % to 90 %.
final class EdgeWidth {
  private static final double LOW = .1, HIGH = .9;

  /// The minimum share of the gradient along the row or column, so that an edge is crossed nearly
  /// perpendicularly.
  private static final double STRAIGHT = .9;

  /// The maximum width of an edge in pixels.
  private static final int REACH = 12;

  /// The maximum number of screen pixels per painted pixel before the engine paints at a larger
  /// size.
  private static final double SOFT = 1.4;

  private EdgeWidth() {}

  /// The median width, in screen pixels, over `samples` subjects of the vocabulary.
  ///
  /// @param heightPx height of a subject's box on the screen
  static double median(HouseModel model, int samples, double heightPx) {
    List<String> nouns = model.config().vocabulary().subjects();
    List<String> colours = model.config().vocabulary().colours();
    List<Double> widths = new ArrayList<>();
    for (int k = 0; k < samples; k++) {
      var random = Seeds.random(20_261_122, "edge " + k);
      float[] u = new float[Painter.LATENT];
      for (int i = 0; i < u.length; i++) {
        u[i] = random.nextFloat();
      }
      String colour = colours.get(random.nextInt(colours.size()));
      float[] text = model.phrases().row(List.of(nouns.get(k % nouns.size()), colour));
      float phase = random.nextFloat();
      widths.addAll(widths(model.sprites(), text, u, phase, heightPx));
    }
    Collections.sort(widths);
    return widths.isEmpty() ? Double.NaN : widths.get(widths.size() / 2);
  }

  private static List<Double> widths(
      Painter painter, float[] text, float[] u, float phase, double heightPx) {
    int trunk = painter.spec().baseHeight() << painter.levels();
    int factor = 2;
    while (factor < 8 && trunk * factor * SOFT < heightPx) { // the engine's own rule
      factor *= 2;
    }
    int enlarge = factor;
    int[] pixels =
        TensorScope.infer(
            () -> {
              Tensor w =
                  painter.style(
                      Tensors.of(text, 1, text.length),
                      Tensors.of(u, 1, u.length),
                      Tensors.of(new float[] {phase}, 1, 1));
              Tensor logits = painter.trunk(w, painter.levels());
              return Raster.pictures(painter, logits, w, enlarge).getFirst();
            });
    float[] alpha = new float[pixels.length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (pixels[i] >>> 24) / 255f;
    }
    int side = trunk * enlarge;
    var widths = new ArrayList<Double>();
    collect(alpha, side, 1, side, widths);
    collect(alpha, side, side, 1, widths);
    double scale = heightPx / side;
    widths.replaceAll(width -> width * scale);
    return widths;
  }

  /// Collects the widths of edges along rows or columns ("lines").
  ///
  /// @param along index distance of neighbours on a line
  /// @param across index distance of neighbouring lines
  static void collect(float[] alpha, int side, int along, int across, List<Double> widths) {
    for (int line = 1; line < side - 1; line++) {
      for (int i = REACH; i < side - 1 - REACH; i++) {
        int at = line * across + i * along;
        boolean rises = alpha[at] < .5 && alpha[at + along] >= .5;
        boolean falls = alpha[at] >= .5 && alpha[at + along] < .5;
        if (!rises && !falls) {
          continue;
        }
        double slope = alpha[at + along] - alpha[at];
        double side1 = alpha[at + across] - alpha[at - across];
        double side2 = alpha[at + along + across] - alpha[at + along - across];
        double cosine = Math.abs(slope) / Math.hypot(slope, (side1 + side2) / 4);
        int step = rises ? along : -along;
        double width = way(alpha, rises ? at : at + along, step);
        if (cosine >= STRAIGHT && !Double.isNaN(width)) {
          widths.add(width * cosine);
        }
      }
    }
  }

  /// The distance from LOW to HIGH along a rising line, whose last value below one half is at `at`;
  /// NaN if it does not rise monotonically.
  private static double way(float[] alpha, int at, int step) {
    double up = reach(alpha, at, step, HIGH);
    double down = reach(alpha, at + step, -step, LOW);
    return up + down - 1; // each counts from the pixel beyond the middle
  }

  /// The distance from `at` to the crossing of a level, interpolated between pixels.
  private static double reach(float[] alpha, int at, int step, double level) {
    double sign = level > .5 ? 1 : -1;
    for (int k = 0; k < REACH; k++) {
      double here = alpha[at + k * step];
      double next = alpha[at + (k + 1) * step];
      if (sign * (next - here) < -.02) {
        return Double.NaN; // not monotonic
      }
      if (sign * (next - level) >= 0) {
        return k + (level - here) / (next - here);
      }
    }
    return Double.NaN;
  }
}
