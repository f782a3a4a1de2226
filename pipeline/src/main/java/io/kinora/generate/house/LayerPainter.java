package io.kinora.generate.house;

import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Paints the pictures of one individual over its cycle, in neutral daylight.
final class LayerPainter {
  private static final int BATCH = 8;

  /// How many screen pixels one painted pixel may cover before a layer is painted larger.
  private static final double SOFT = 1.4;

  private final HouseModel model;
  private double gflop;

  LayerPainter(HouseModel model) {
    this.model = model;
  }

  /// One individual.
  ///
  /// @param modifier its colour, or empty
  /// @param phases how many pictures one cycle takes
  /// @param heightPx how high its box is on the screen
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Individual(String noun, String modifier, float[] u, int phases, double heightPx) {}

  /// The pictures of an individual, evenly over one cycle.
  List<Texture> paint(Individual individual) {
    boolean wide = model.config().bands().contains(individual.noun());
    Painter painter = wide ? model.bands() : model.sprites();
    int trunk = painter.spec().baseHeight() << painter.levels();
    int enlarge = 2;
    while (enlarge < 8 && trunk * enlarge * SOFT < individual.heightPx()) {
      enlarge *= 2;
    }
    gflop += painter.gflop() * individual.phases();
    var textures = new ArrayList<Texture>();
    for (int from = 0; from < individual.phases(); from += BATCH) {
      int count = Math.min(BATCH, individual.phases() - from);
      paint(individual, painter, enlarge, from, count, textures);
    }
    return textures;
  }

  /// The work of the painters' networks so far, in thousand million floating-point operations.
  double gflop() {
    return gflop;
  }

  private void paint(
      Individual individual,
      Painter painter,
      int enlarge,
      int from,
      int count,
      List<Texture> textures) {
    float[] phase = new float[count];
    for (int i = 0; i < count; i++) {
      phase[i] = (float) (from + i) / individual.phases();
    }
    float[] row = model.phrases().row(List.of(individual.noun(), individual.modifier()));
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Numbers(float[] logits, float[] residual, float[] pairs) {}
    Numbers numbers =
        TensorScope.infer(
            () -> {
              Tensor text = Tensors.of(row, 1, Painter.TEXT).expand(count, Painter.TEXT);
              Tensor u =
                  Tensors.of(individual.u(), 1, Painter.LATENT).expand(count, Painter.LATENT);
              Tensor w = painter.style(text, u, Tensors.of(phase, count, 1));
              Tensor trunk = Torch.mixedPrecision(() -> painter.trunk(w, painter.levels()));
              Painter.Recipe recipe = painter.recipe(trunk, w);
              return new Numbers(
                  Tensors.floats(recipe.logits()),
                  Tensors.floats(recipe.residual()),
                  Tensors.floats(recipe.pairs()));
            });
    int height = painter.spec().baseHeight() << painter.levels();
    int width = painter.spec().baseWidth() << painter.levels();
    int area = height * width;
    int colours = painter.spec().colours();
    var raster = new Raster(height, width, colours);
    // Sharper logits would make up for soft edges, but painters mix colours of neighbouring pairs:
    // sharpened, the brown of a trunk falls apart into red and blue.
    double sharpness = 1;
    textures.addAll(
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                i -> {
                  int[] pixels =
                      raster.picture(
                          part(numbers.logits, i, area * colours),
                          part(numbers.residual, i, area * 3),
                          part(numbers.pairs, i, colours * 6),
                          enlarge,
                          sharpness);
                  return new Texture(width * enlarge, height * enlarge, pixels);
                })
            .toList());
  }

  private static float[] part(float[] all, int index, int length) {
    return Arrays.copyOfRange(all, index * length, (index + 1) * length);
  }
}
