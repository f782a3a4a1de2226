package io.kinora.generate.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RasterTest {
  private static final Painter.Spec TINY = new Painter.Spec(2, 4, List.of(8, 8, 8), 5);

  private static Tensor numbers(String purpose, double scale, long... shape) {
    return Ops.times(Seeds.normal(Seeds.random(3, purpose), shape), scale);
  }

  /// Whatever the logits are, Java's pixels are the tensors' pixels within one 8-bit level.
  @ParameterizedTest
  @ValueSource(doubles = {.2, 3, 40})
  void gives_the_pixels_of_paint(double contrast) {
    var painter = new Painter(TINY);
    for (int enlarge : new int[] {2, 4}) {
      double sharpness = enlarge / 2.0;
      int[] expected =
          TensorScope.infer(
              () -> {
                Tensor w = numbers("style", 1, 1, 256);
                Tensor trunk = numbers("trunk", contrast, 1, 8, 8, 16);
                Tensor painted = painter.paint(trunk, w, enlarge, sharpness);
                Tensor alpha = painted.narrow(1, 3, 1);
                Tensor colour = painted.narrow(1, 0, 3).clamp_min(Ops.scalar(0)).minimum(alpha);
                float[] values = Tensors.floats(Ops.cat(1, colour, alpha).permute(0, 2, 3, 1));
                int[] levels = new int[values.length];
                for (int i = 0; i < levels.length; i++) {
                  levels[i] = Math.round(values[i] * 255);
                }
                return levels;
              });
      int[] pixels =
          TensorScope.infer(
              () -> {
                Tensor w = numbers("style", 1, 1, 256);
                var recipe = painter.recipe(numbers("trunk", contrast, 1, 8, 8, 16), w);
                return new Raster(8, 16, 5)
                    .picture(
                        Tensors.floats(recipe.logits()),
                        Tensors.floats(recipe.residual()),
                        Tensors.floats(recipe.pairs()),
                        enlarge,
                        sharpness);
              });
      for (int i = 0; i < pixels.length; i++) {
        int[] channels = {
          pixels[i] >> 16 & 255, pixels[i] >> 8 & 255, pixels[i] & 255, pixels[i] >>> 24
        };
        for (int c = 0; c < 4; c++) {
          assertThat(channels[c])
              .as("pixel %d channel %d", i, c)
              .isBetween(expected[4 * i + c] - 1, expected[4 * i + c] + 1);
        }
      }
    }
    painter.close();
  }

  @Test
  void leaves_a_clearly_transparent_picture_empty() {
    float[] logits = new float[4 * 4 * 3];
    for (int i = 0; i < 16; i++) {
      logits[3 * i] = 16;
    }
    assertThat(new Raster(4, 4, 3).picture(logits, new float[48], new float[18], 2, 1))
        .containsOnly(0);
  }
}
