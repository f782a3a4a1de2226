package io.kinora.render.effect;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import io.kinora.render.colour.Colours;
import io.kinora.render.operation.Operation.Drawing;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A picture composited over the clip: in the upper right corner, with a fifth of the frame's
/// width.
final class Overlay {
  private static final double SHARE = 0.2, MARGIN = 0.03;

  private Overlay() {}

  static Drawing of(Path file) {
    BufferedImage picture = read(file);
    int width = picture.getWidth();
    int height = picture.getHeight();
    Frame padded = padded(picture);
    return (plan, in, canvas) -> {
      double scale =
          Math.min(
              SHARE * canvas.size().width() / width,
              (1 - 2 * MARGIN) * canvas.size().height() / height);
      Pad still = plan.still(padded, canvas.rate());
      Pad whole =
          plan.add("crop", Map.of("w", width, "h", height, "x", 0, "y", 0, "exact", 1), still);
      // premultiplied first, so that invisible colours do not bleed in
      Pad mixed = plan.add("premultiply", Map.of("inplace", 1), rgba(plan, whole));
      Pad scaled =
          plan.add(
              "scale",
              Map.of(
                  "w", Math.max(1, Math.round(width * scale)),
                  "h", Math.max(1, Math.round(height * scale)),
                  "flags", "lanczos"),
              mixed);
      Pad straight = plan.add("unpremultiply", Map.of("inplace", 1), rgba(plan, scaled));
      long margin = Math.round(MARGIN * canvas.size().height());
      var place =
          Map.of(
              "x", "main_w-overlay_w-" + margin,
              "y", margin,
              "format", "gbrp",
              "alpha",
                  "straight", // with premultiplied alpha, FFmpeg 8.0 subtracts 16 from the picture
              // below
              "eval", "init");
      return Colours.planar(plan, plan.add("overlay", place, in, straight));
    };
  }

  private static Pad rgba(FilterPlan plan, Pad in) {
    return plan.add("format", Map.of("pix_fmts", "gbrap"), in);
  }

  /// A transparent frame with the picture in its upper left corner.
  private static Frame padded(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    Frame frame =
        new Frame(
            new FrameSize(
                Math.max(FrameSize.MIN_SIDE, width + 1 & ~1),
                Math.max(FrameSize.MIN_SIDE, height + 1 & ~1)));
    picture.getRGB(0, 0, width, height, frame.argb(), 0, frame.width());
    return frame;
  }

  private static BufferedImage read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw refused(file, "there is no such file");
    }
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      var readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw refused(file, "it is not a PNG, JPEG, GIF or BMP file");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        if (Math.max(reader.getWidth(0), reader.getHeight(0)) > FrameSize.MAX_SIDE) {
          throw refused(file, "it is larger than %d pixels".formatted(FrameSize.MAX_SIDE));
        }
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException e) {
      throw refused(file, "it is damaged: " + e.getMessage());
    }
  }

  private static BadRequest refused(Path file, String why) {
    return new BadRequest(
        "The picture \"%s\" cannot be laid over the clip: %s.".formatted(file, why),
        "Name a PNG or JPEG file.",
        "picture");
  }
}
