package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// How a page is arranged: of each square of 16 pixels the mean grey and the mean difference of
/// neighbouring pixels, which says where text, lines and controls are, whatever the letters look
/// like.
record Layout(BufferedImage picture) {
  /// The share of differing squares below which two pages are arranged alike.
  static final double SAME = .015;

  private static final int SIDE = 16, GREY = 32, DETAIL = 12;

  static Layout of(Page page) throws IOException {
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    int width = seen.getWidth() / SIDE, height = seen.getHeight() / SIDE;
    var squares = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        squares.setRGB(x, y, square(seen, x * SIDE, y * SIDE));
      }
    }
    return new Layout(squares);
  }

  private static int square(BufferedImage seen, int left, int top) {
    int sum = 0, differences = 0;
    for (int y = top; y < top + SIDE; y++) {
      for (int x = left; x < left + SIDE; x++) {
        int grey = green(seen, x, y);
        sum += grey;
        differences += Math.abs(grey - green(seen, Math.max(left, x - 1), y));
        differences += Math.abs(grey - green(seen, x, Math.max(top, y - 1)));
      }
    }
    int detail = Math.min(255, (4 * differences) / (SIDE * SIDE));
    return ((sum / (SIDE * SIDE)) << 16) | (detail << 8);
  }

  private static int green(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) >> 8 & 255;
  }

  static Layout read(InputStream in) throws IOException {
    return new Layout(ImageIO.read(in));
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
  }

  /// The share of squares that have clearly another grey, or detail where the other page has none
  /// within a square's distance.
  double apart(Layout other) {
    int width = picture.getWidth(), height = picture.getHeight();
    assertThat(other.picture.getWidth() + "×" + other.picture.getHeight())
        .isEqualTo(width + "×" + height);
    int count = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int by = (picture.getRGB(x, y) >> 16 & 255) - (other.picture.getRGB(x, y) >> 16 & 255);
        boolean moved = isLone(other, x, y) || other.isLone(this, x, y);
        count += Math.abs(by) > GREY || moved ? 1 : 0;
      }
    }
    return (double) count / (width * height);
  }

  /// Whether there is detail in a square, and none around it in the other page.
  private boolean isLone(Layout other, int x, int y) {
    if (green(picture, x, y) < DETAIL) {
      return false;
    }
    int most = 0;
    for (int v = Math.max(0, y - 1); v <= Math.min(picture.getHeight() - 1, y + 1); v++) {
      for (int u = Math.max(0, x - 1); u <= Math.min(picture.getWidth() - 1, x + 1); u++) {
        most = Math.max(most, green(other.picture, u, v));
      }
    }
    return most < DETAIL / 3;
  }
}
