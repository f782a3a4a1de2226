package io.kinora.server.http.studio;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.server.http.Fields;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/// Small pictures that the page sends to be processed, and the pictures of the response.
final class SentPicture {
  /// The maximum length of a side; the page scales pictures down before it sends them.
  private static final int MAX_SIDE = 1024;

  private static final int MAX_TEXT = 6 << 20;

  private SentPicture() {}

  /// The picture in a field, a `data:` URI of a PNG or JPEG file; null if it is invalid; then
  /// `fields` has the error.
  static @Nullable Frame read(Fields fields, String name) {
    String uri = fields.needed(name, MAX_TEXT);
    if (uri.isEmpty()) {
      return null;
    }
    int comma = uri.indexOf(',');
    try {
      if (!uri.startsWith("data:image/") || comma < 0) {
        throw new IOException("no data URI");
      }
      return decoded(Base64.getDecoder().decode(uri.substring(comma + 1)));
    } catch (IOException | IllegalArgumentException e) {
      fields.wrong(name, "This is not a picture of at most %d pixels per side".formatted(MAX_SIDE));
      return null;
    }
  }

  private static Frame decoded(byte[] bytes) throws IOException {
    try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("no picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        int width = reader.getWidth(0), height = reader.getHeight(0);
        int least = FrameSize.MIN_SIDE;
        if (Math.max(width, height) > MAX_SIDE || Math.min(width, height) < least) {
          throw new IOException("too large or too small");
        }
        // frames have even sides
        var frame = new Frame(new FrameSize(width - width % 2, height - height % 2));
        Graphics2D pen = frame.image().createGraphics();
        pen.drawImage(reader.read(0), 0, 0, null);
        pen.dispose();
        return frame;
      } finally {
        reader.dispose();
      }
    }
  }

  /// Encodes a picture as a file.
  ///
  /// @param format `png` or `jpg`
  static byte[] file(BufferedImage picture, String format) {
    var out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, format, out)) {
        throw new IllegalStateException("no writer of " + format);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
