package io.kinora.render;

import static io.kinora.render.colour.Colours.balance;
import static io.kinora.render.colour.Colours.chain;
import static io.kinora.render.colour.Colours.contrast;
import static io.kinora.render.colour.Colours.curves;
import static io.kinora.render.colour.Colours.matrix;
import static io.kinora.render.colour.Colours.sCurve;
import static io.kinora.render.colour.Colours.saturation;
import static io.kinora.render.colour.Colours.temperature;

import io.kinora.render.colour.Colours;
import io.kinora.render.effect.Optics;
import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import io.kinora.render.operation.Operation.Drawing;
import io.kinora.render.operation.Parameter.Amount;
import java.util.List;
import java.util.Map;

/// Predefined filters. Each has one strength from 0 (no effect) to 1, by which the result is
/// blended over the source picture.
public final class Filters {
  private static final Amount STRENGTH = new Amount(0, 1, 1, "");

  private Filters() {}

  public static List<Entry> entries() {
    return List.of(
        look(
            "cinematic",
            "soft contrast, cool shadows, warm highlights, a slight vignette",
            chain(
                sCurve(0.6),
                balance(new double[] {-0.10, 0, 0.12}, new double[] {0.10, 0.02, -0.10}),
                saturation(0.92),
                Optics.vignette(0.35))),
        look(
            "vintage",
            "a faded print: raised blacks, yellowish whites, low saturation",
            chain(
                saturation(0.65),
                curves(
                    Map.of(
                        "red", "0/0.11 0.5/0.56 1/0.98",
                        "green", "0/0.07 0.5/0.51 1/0.94",
                        "blue", "0/0.14 0.5/0.44 1/0.78")),
                Optics.grain(0.25),
                Optics.vignette(0.5))),
        look(
            "noir",
            "black and white, high contrast",
            chain(saturation(0), contrast(1.25), sCurve(0.8), Optics.vignette(0.6))),
        look(
            "sepia",
            "brown tones instead of colours",
            matrix(
                new double[][] {
                  {0.393, 0.769, 0.189}, {0.349, 0.686, 0.168}, {0.272, 0.534, 0.131}
                })),
        look(
            "warm",
            "warm colours, as in late afternoon",
            chain(temperature(0.55), saturation(1.06))),
        look(
            "cool",
            "cool colours, as in early morning",
            chain(temperature(-0.5), saturation(0.96))),
        look(
            "vivid",
            "more saturation, most where there was little",
            chain(
                (plan, in, _) -> plan.add("vibrance", Map.of("intensity", 0.4), in),
                saturation(1.12),
                sCurve(0.35))),
        look(
            "pastel",
            "light and soft colours",
            chain(saturation(0.72), curves(Map.of("master", "0/0.22 0.5/0.66 1/1")))),
        look(
            "dream",
            "glowing highlights, soft edges, a slight pink tint",
            chain(
                Optics.soft(0.6),
                Optics.bloom(0.7),
                curves(Map.of("master", "0/0.05 0.5/0.54 1/1", "red", "0/0.03 1/1")))),
        look(
            "bleach",
            "bleach bypass: high contrast, low saturation",
            chain(saturation(0.4), contrast(1.3), sCurve(0.5))),
        look(
            "teal-orange",
            "shadows to teal, skin and highlights to orange",
            chain(
                curves(
                    Map.of(
                        "red", "0/0 0.25/0.15 0.75/0.84 1/1",
                        "green", "0/0.02 0.25/0.26 0.75/0.75 1/0.98",
                        "blue", "0/0.12 0.25/0.34 0.75/0.60 1/0.82")),
                saturation(1.15))));
  }

  private static Entry look(String name, String does, Drawing drawing) {
    return new Entry(
        Kind.FILTER,
        name,
        STRENGTH,
        does,
        text -> Colours.faded(drawing, STRENGTH.parse(name, text)));
  }
}
