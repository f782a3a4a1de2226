package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// A picture of somebody's own thing: a red toy bear on white.
final class Toy {
  private static final Color RED = new Color(0xD0201C), DARK = new Color(0x7A1210);

  private Toy() {}

  /// A PNG file of 256 × 256 pixels.
  static FilePayload picture(String name) throws IOException {
    var picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 256, 256);
    round(pen, RED, 70, 60, 26, 188, 60, 26); // ears, arms, feet, body, head
    round(pen, RED, 56, 158, 24, 200, 158, 24);
    round(pen, DARK, 92, 216, 26, 164, 216, 26);
    round(pen, RED, 128, 168, 62, 128, 90, 60);
    round(pen, new Color(0xF4D9C0), 128, 176, 38, 128, 106, 28);
    round(pen, Color.BLACK, 104, 80, 9, 152, 80, 9);
    round(pen, Color.BLACK, 128, 100, 11, 128, 100, 11);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, "png", bytes)).isTrue();
    return new FilePayload(name, "image/png", bytes.toByteArray());
  }

  private static void round(Graphics2D pen, Color colour, int... places) {
    pen.setColor(colour);
    for (int i = 0; i < places.length; i += 3) {
      int radius = places[i + 2];
      pen.fillOval(places[i] - radius, places[i + 1] - radius, 2 * radius, 2 * radius);
    }
  }
}
