package io.kinora.training.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import io.kinora.torch.Torch;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrawingTest {
  private static final String GRADIENT =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 10 10">
      <defs><radialGradient id="g" cx="50%" cy="50%" r="50%"><stop offset="0" stop-color="#fff"/>
      <stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#00f"/></radialGradient>
      <clipPath id="c"><path d="M0 0h10v5H0z"/></clipPath></defs>
      <rect width="10" height="10" fill="url(#g)" clip-path="url(#c)"/></svg>""";

  private final Path folder;

  DrawingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void draws_an_svg_with_gradients_and_clips() {
    int[] pixels = Drawing.read(Drawings.write(folder.resolve("a.svg"), GRADIENT), 64);
    assertThat(pixels).hasSize(64 * 64);
    assertThat(pixels[30 * 64 + 32] >>> 24).isEqualTo(255);
    assertThat(pixels[30 * 64 + 32] & 0xff0000).as("white in the middle").isGreaterThan(0xe00000);
    assertThat(pixels[30 * 64 + 1] & 0xff0000).as("blue at the side").isLessThan(0x200000);
    assertThat(pixels[40 * 64 + 32]).as("cut off").isZero();
  }

  /// Gradients step from 0 to the next larger number.
  @Test
  void draws_the_same_while_denormal_numbers_are_flushed() throws Exception {
    Path file = Drawings.write(folder.resolve("a.svg"), GRADIENT);
    int[] plain = Drawing.read(file, 64);
    int[][] flushed = new int[1][];
    Thread.ofPlatform()
        .start(
            () -> {
              Torch.flushDenormals();
              flushed[0] = Drawing.read(file, 64);
            })
        .join();
    assertThat(flushed[0]).isEqualTo(plain);
  }

  @Test
  void puts_a_picture_that_is_not_square_into_the_middle() throws Exception {
    var picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    File file = folder.resolve("a.png").toFile();
    assertThat(ImageIO.write(picture, "png", file)).isTrue();
    int[] pixels = Drawing.read(file.toPath(), 64);
    assertThat(pixels[5 * 64 + 32]).isZero();
    assertThat(pixels[32 * 64 + 32]).isEqualTo(0xff000000);
    assertThat(pixels[60 * 64 + 32]).isZero();
  }

  @Test
  void refuses_what_is_no_picture_and_names_it() throws Exception {
    for (String name : new String[] {"text.svg", "text.png", "empty.svg", "empty.png"}) {
      Path file = folder.resolve(name);
      Files.writeString(file, name.startsWith("text") ? "a dog" : "");
      assertThatThrownBy(() -> Drawing.read(file, 64))
          .as(name)
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining(name);
    }
    Path missing = folder.resolve("missing.svg");
    assertThatThrownBy(() -> Drawing.read(missing, 64)).isInstanceOf(BadRequest.class);
  }
}
