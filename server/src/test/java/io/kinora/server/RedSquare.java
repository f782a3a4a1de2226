package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/// A picture of a thing on an even ground: a red square of 32 pixels a side at (30, 16) on white of
/// 96 × 64.
final class RedSquare {
  private RedSquare() {}

  /// The picture as a `data:` URI of a PNG file.
  static String uri() throws IOException {
    var picture = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 96, 64);
    pen.setColor(Color.RED);
    pen.fillRect(30, 16, 32, 32);
    pen.dispose();
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, "png", bytes)).isTrue();
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
