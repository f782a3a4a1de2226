package io.kinora.training.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.kinora.house.compose.Recolouring;
import io.kinora.torch.Seeds;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureTest {
  private final Path folder;

  PictureTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Picture disc(String colour, int radius) {
    Path file = Drawings.write(folder.resolve(colour + ".svg"), Drawings.disc(colour, radius));
    return new Picture("one", colour, Drawing.read(file, Picture.SIDE));
  }

  private static float[] at(float[] view, int x, int y) {
    int i = (y * Picture.VIEW + x) * 4;
    return new float[] {view[i], view[i + 1], view[i + 2], view[i + 3]};
  }

  @Test
  void is_seen_at_half_its_size_and_premultiplied() {
    float[] plain = disc("red", 30).plain();
    assertThat(plain).hasSize(128 * 128 * 4);
    assertThat(at(plain, 64, 64)).containsExactly(1, 0, 0, 1);
    assertThat(at(plain, 5, 5)).containsExactly(0, 0, 0, 0);
    for (int i = 0; i < plain.length; i += 4) {
      assertThat(plain[i]).isLessThanOrEqualTo(plain[i + 3] + 1e-6f);
    }
  }

  @Test
  void has_a_dark_line_around_it() {
    float[] plain = disc("white", 30).plain();
    float[] line = at(plain, 64 + (int) (.3 * 128) + 1, 64);
    assertThat(line[3]).as("opaque").isGreaterThan(.9f);
    assertThat(line[0]).as("dark").isLessThan(.4f);
    assertThat(at(plain, 64 + (int) (.3 * 128) + 5, 64)[3]).as("thin").isLessThan(.1f);
  }

  @Test
  void knows_its_hue() {
    assertThat(disc("#00c000", 30).hue()).isCloseTo(1 / 3f, offset(.03f));
    assertThat(disc("#3030e0", 30).hue()).isCloseTo(2 / 3f, offset(.03f));
    assertThat(disc("white", 30).hue()).isEqualTo(-1);
  }

  @Test
  void views_hang_on_the_generator_alone_and_differ() {
    Picture picture = disc("red", 30);
    float[] first = picture.view(Seeds.random(1, "view"));
    assertThat(picture.view(Seeds.random(1, "view"))).isEqualTo(first);
    int others = 0;
    for (int seed = 2; seed < 12; seed++) {
      float[] view = picture.view(Seeds.random(seed, "view"));
      for (float value : view) {
        assertThat(value).isBetween(0f, 1.00001f);
      }
      others += java.util.Arrays.equals(view, first) ? 0 : 1;
    }
    assertThat(others).isGreaterThan(6);
  }

  @Test
  void another_colour_keeps_shape_and_grey() {
    float[] plain = disc("red", 30).plain();
    float[] blue = plain.clone();
    Recolouring.apply(blue, 0, 4);
    assertThat(at(blue, 64, 64)[2]).isGreaterThan(.6f);
    assertThat(at(blue, 64, 64)[0]).isLessThan(.4f);
    for (int i = 3; i < plain.length; i += 4) {
      assertThat(blue[i]).isEqualTo(plain[i]);
    }
    float[] grey = disc("#808080", 30).plain();
    float[] same = grey.clone();
    Recolouring.apply(same, 0, 4);
    assertThat(same).containsExactly(grey, offset(1e-6f));
  }
}
