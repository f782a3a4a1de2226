package io.kinora.generate.house;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Paints the pictures of one individual over its cycle, in neutral daylight.
final class LayerPainter {
  private static final int BATCH = 8;

  /// How many screen pixels one painted pixel may cover before a layer is painted larger.
  private static final double SOFT = 1.4;

  private final HouseModel model;

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
    var textures = new ArrayList<Texture>();
    for (int from = 0; from < individual.phases(); from += BATCH) {
      int count = Math.min(BATCH, individual.phases() - from);
      paint(individual, painter, enlarge, from, count, textures);
    }
    return textures;
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
    int height = (painter.spec().baseHeight() << painter.levels()) * enlarge;
    int width = height * painter.spec().baseWidth() / painter.spec().baseHeight();
    byte[] rgba =
        TensorScope.infer(
            () -> {
              Tensor text = Tensors.of(row, 1, Painter.TEXT).expand(count, Painter.TEXT);
              Tensor u =
                  Tensors.of(individual.u(), 1, Painter.LATENT).expand(count, Painter.LATENT);
              Tensor w = painter.style(text, u, Tensors.of(phase, count, 1));
              Tensor logits = Torch.mixedPrecision(() -> painter.trunk(w, painter.levels()));
              // Enlarged logits make soft edges as much wider; sharper logits make up for that.
              Tensor picture = painter.paint(logits, w, enlarge, enlarge / 2.0);
              Tensor alpha = Ops.clamp(picture.narrow(1, 3, 1), 0, 1);
              Tensor colour = picture.narrow(1, 0, 3).clamp_min(Ops.scalar(0)).minimum(alpha);
              Tensor levels = Ops.plus(Ops.times(Ops.cat(1, colour, alpha), 255), .5);
              return Tensors.bytes(levels.permute(0, 2, 3, 1));
            });
    for (int i = 0; i < count; i++) {
      textures.add(new Texture(width, height, packed(rgba, i * width * height, width * height)));
    }
  }

  private static int[] packed(byte[] rgba, int from, int count) {
    int[] pixels = new int[count];
    for (int i = 0; i < count; i++) {
      int at = 4 * (from + i);
      pixels[i] =
          (rgba[at + 3] << 24)
              | ((rgba[at] & 255) << 16)
              | ((rgba[at + 1] & 255) << 8)
              | (rgba[at + 2] & 255);
    }
    return pixels;
  }
}
