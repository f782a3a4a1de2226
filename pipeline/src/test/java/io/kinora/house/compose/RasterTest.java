package io.kinora.house.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.house.net.Painter;
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
    for (int enlarge : new int[] {1, 2}) {
      int[] expected =
          TensorScope.infer(
              () -> {
                Tensor w = numbers("style", 1, 1, 256);
                Tensor trunk = numbers("trunk", contrast, 1, 8, 8, 16);
                Tensor painted = painter.paint(trunk, w, enlarge);
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
                Tensor trunk = numbers("trunk", contrast, 1, 8, 8, 16);
                return Raster.pictures(painter, trunk, w, enlarge).getFirst();
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
    var raster = new Raster(4, 4, logits, new float[48], new float[18], 2, 1);
    assertThat(raster.picture()).containsOnly(0);
  }

  /// Three places of two pairs side by side, both opaque: red, one that stands between, blue.
  private static int[] redToBlue(float between, int enlarge) {
    float[] logits = new float[3 * 3 * 3];
    for (int i = 0; i < 9; i++) {
      float lead = i % 3 == 0 ? 6 : i % 3 == 1 ? between : -6;
      logits[3 * i] = -16;
      logits[3 * i + 1] = lead / 2;
      logits[3 * i + 2] = -lead / 2;
    }
    float[] pairs = {0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1};
    return new Raster(3, 3, logits, new float[27], pairs, enlarge, enlarge / 2f).picture();
  }

  /// How many pixels of the middle row are neither red nor blue.
  private static long mixed(int[] pixels, int columns) {
    return java.util.Arrays.stream(pixels, columns * (columns / 2), columns * (columns / 2 + 1))
        .filter(argb -> (argb >> 16 & 255) > 25 && (argb & 255) > 25)
        .count();
  }

  @Test
  void an_edge_between_sure_colours_is_as_many_pixels_wide_at_any_size() {
    long small = mixed(redToBlue(0, 2), 6);
    assertThat(small).isPositive();
    assertThat(mixed(redToBlue(0, 4), 12)).isEqualTo(small);
    assertThat(mixed(redToBlue(0, 8), 24)).isEqualTo(small);
  }

  /// Brown made of red and green stays brown, whatever the size.
  @Test
  void colours_that_a_painter_mixes_stay_mixed() {
    float[] logits = new float[3 * 3 * 3];
    for (int i = 0; i < 9; i++) {
      logits[3 * i] = -16;
      logits[3 * i + 1] = .6f;
    }
    float[] pairs = {0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0};
    int brown = new Raster(3, 3, logits, new float[27], pairs, 2, 1).picture()[0];
    assertThat(new Raster(3, 3, logits, new float[27], pairs, 8, 4).picture()).containsOnly(brown);
  }

  /// The outline of something half transparent is no edge against nothing: its opacity stays.
  @Test
  void half_opaque_things_stay_half_opaque() {
    float[] logits = new float[3 * 3 * 2];
    for (int i = 0; i < 9; i++) {
      logits[2 * i + 1] = i % 3 == 0 ? -16 : -.5f;
    }
    int[] pixels = new Raster(3, 3, logits, new float[27], new float[12], 8, 4).picture();
    int column = 23;
    for (int row = 0; row < 24; row++) {
      assertThat(pixels[row * 24 + column] >>> 24).isEqualTo(Math.round(255 / (1 + Math.exp(.5))));
    }
    float[] odds = new float[24];
    for (int i = 0; i < 24; i++) {
      odds[i] = pixels[12 * 24 + i] >>> 24;
    }
    assertThat(odds).isSorted();
  }
}
