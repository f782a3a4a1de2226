package io.kinora.render.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class LutTest {
  private final Path folder;

  LutTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// A table of `size` points a side that turns red, green and blue into what `colour` says.
  public static String cube(int size, UnaryOperator<double[]> colour) {
    var text = new StringBuilder("TITLE \"a\"\n# b\nLUT_3D_SIZE " + size + "\n");
    double last = size - 1.0;
    for (int b = 0; b < size; b++) {
      for (int g = 0; g < size; g++) {
        for (int r = 0; r < size; r++) {
          double[] rgb = colour.apply(new double[] {r / last, g / last, b / last});
          text.append(String.format(Locale.ROOT, "%.6f %.6f %.6f%n", rgb[0], rgb[1], rgb[2]));
        }
      }
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 33, 65})
  void the_identity_changes_no_pixel_and_a_swap_swaps(int size) throws IOException {
    Frame wanted = new Frame(TestPattern.of(1, TestPattern::colours).size());
    TestPattern.colours(wanted, 0);
    assertThat(frame(cube(size, rgb -> rgb)).argb()).isEqualTo(wanted.argb());

    Frame swapped = frame(cube(size, rgb -> new double[] {rgb[2], rgb[1], rgb[0]}));
    for (int i = 0; i < wanted.argb().length; i++) {
      int pixel = wanted.argb()[i];
      int turned = (pixel & 0xff00ff00) | (pixel & 0xff) << 16 | (pixel >> 16 & 0xff);
      assertThat(swapped.argb()[i]).isEqualTo(turned);
    }
  }

  @Test
  void refuses_damaged_tables() throws IOException {
    String good = cube(17, rgb -> rgb);
    refused("", "no LUT_3D_SIZE");
    refused("LUT_3D_SIZE 16\n", "no size from 17 to 65");
    refused("LUT_3D_SIZE 66\n", "no size from 17 to 65");
    refused("LUT_3D_SIZE 1e9\n", "no size");
    refused("LUT_1D_SIZE 33\n", "one dimension");
    refused(good + "0 0 0\n", "too many");
    refused(good.substring(0, good.length() / 2) + "\n", "");
    refused(good.replaceFirst("0.000000 0.000000 0.000000", "0 0 NaN"), "not three numbers");
    refused(good.replaceFirst("0.000000 0.000000 0.000000", "0 0"), "not three numbers");
    refused("DOMAIN_MAX 2 2 2\n" + good, "domain");
    refused("\0\1\2\3", "");
  }

  private void refused(String text, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("a.cube"), text);
    assertThatThrownBy(() -> Lut.read(file))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why)
        .hasMessageContaining("a.cube");
  }

  private Frame frame(String cube) throws IOException {
    Path file = Files.writeString(folder.resolve("a.cube"), cube);
    var look = new Look(List.of(new Step(Kind.LUT, "file", file.toString())));
    try (Clip clip = look.apply(TestPattern.of(1, TestPattern::colours))) {
      var frame = new Frame(clip.size());
      assertThat(clip.read(frame)).isTrue();
      return frame;
    }
  }
}
