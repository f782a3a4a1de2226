package io.kinora.wan.run;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.torch.Tensors;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// A picture of 8-bit RGB, row by row, three bytes per pixel.
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(byte[] rgb, int width, int height) {
  /// Reads a PNG, JPEG, GIF or BMP file; transparent areas become white.
  ///
  /// @throws BadRequest if it is none of these
  static Picture read(Path file) {
    BufferedImage image = decode(file);
    int w = image.getWidth(), h = image.getHeight();
    var opaque = new BufferedImage(w, h, BufferedImage.TYPE_INT_RGB);
    var graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    int[] pixels = opaque.getRGB(0, 0, w, h, null, 0, w);
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new Picture(rgb, w, h);
  }

  private static BufferedImage decode(Path file) {
    @Nullable IOException failure = null;
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image != null) {
        return image;
      }
    } catch (IOException e) {
      failure = e;
    }
    throw new BadRequest(
        "The picture %s cannot be read%s."
            .formatted(file, failure == null ? "" : ": " + failure.getMessage()),
        "Give a PNG or JPEG file.",
        "picture",
        failure == null ? new IOException("no picture") : failure);
  }

  /// The picture cropped at the centre to the aspect ratio of the target size and resized to it.
  Picture filling(int toWidth, int toHeight) {
    int w = (int) Math.min(width, Math.round((double) height * toWidth / toHeight));
    int h = (int) Math.min(height, Math.round((double) width * toHeight / toWidth));
    int left = (width - w) / 2, top = (height - h) / 2;
    byte[] middle = new byte[3 * w * h];
    for (int y = 0; y < h; y++) {
      System.arraycopy(rgb, 3 * ((top + y) * width + left), middle, 3 * y * w, 3 * w);
    }
    return Bicubic.resize(new Picture(middle, w, h), toWidth, toHeight);
  }

  /// The input for a video autoencoder: `[1, 3, H, W]` in [-1, 1].
  Tensor signed() {
    float[] values = new float[rgb.length];
    int plane = width * height;
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < 3; c++) {
        values[c * plane + i] = (rgb[3 * i + c] & 0xff) * (1f / 255) * 2 - 1;
      }
    }
    return Tensors.of(values, 1, 3, height, width);
  }

  /// A picture from decoded pixels `[3, H, W]` in [-1, 1].
  static Picture of(Tensor pixels) {
    int h = (int) pixels.size(1), w = (int) pixels.size(2);
    float[] values = Tensors.floats(pixels);
    byte[] rgb = new byte[values.length];
    int plane = w * h;
    for (int i = 0; i < plane; i++) {
      for (int c = 0; c < 3; c++) {
        float unit = Math.clamp(values[c * plane + i] * 0.5f + 0.5f, 0, 1);
        rgb[3 * i + c] = (byte) Math.round(unit * 255);
      }
    }
    return new Picture(rgb, w, h);
  }

  /// Writes a PNG file and overwrites an existing one.
  void write(Path file) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, argb(i));
    }
    try {
      ImageIO.write(image, "png", file.toFile());
    } catch (IOException e) {
      throw new MediaFailure(
          "The picture %s cannot be written: %s.".formatted(file, e.getMessage()),
          "Check the folder, its permissions and the free space.",
          "output",
          e);
    }
  }

  /// One pixel as opaque ARGB.
  int argb(int pixel) {
    int at = 3 * pixel;
    return 0xff000000 | (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff);
  }
}
