package io.kinora.training.pictures;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.renderer.SVGRenderingHints;
import com.github.weisj.jsvg.view.ViewBox;
import io.kinora.error.BadRequest;
import io.kinora.torch.Torch;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Reads one file as a square of pixels: an SVG drawing, or a picture in a format of `ImageIO`.
final class Drawing {
  private static final String REMEDY = "Mend it or take it out of its folder.";

  private Drawing() {}

  /// The file's picture, scaled to fit a square and centred.
  ///
  /// @return premultiplied `0xAARRGGBB`, `side` rows of `side`
  /// @throws BadRequest if it is not a picture
  static int[] read(Path file, int side) {
    return Torch.withDenormals(() -> drawn(file, side)); // for gradients in SVG
  }

  private static int[] drawn(Path file, int side) {
    var canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D pen = canvas.createGraphics();
    try {
      if (file.getFileName().toString().endsWith(".svg")) {
        SVGDocument drawing = svg(file);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        pen.setRenderingHint(
            SVGRenderingHints.KEY_SOFT_CLIPPING, SVGRenderingHints.VALUE_SOFT_CLIPPING_ON);
        drawing.render(null, pen, new ViewBox(side, side));
      } else {
        BufferedImage picture = ImageIO.read(file.toFile());
        if (picture == null) {
          throw refused(file, "its format is not supported");
        }
        double scale = (double) side / Math.max(picture.getWidth(), picture.getHeight());
        int width = (int) Math.round(picture.getWidth() * scale);
        int height = (int) Math.round(picture.getHeight() * scale);
        pen.setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(picture, (side - width) / 2, (side - height) / 2, width, height, null);
      }
    } catch (IOException e) {
      throw refused(file, e);
    } finally {
      pen.dispose();
    }
    return ((DataBufferInt) canvas.getRaster().getDataBuffer()).getData();
  }

  private static SVGDocument svg(Path file) throws IOException {
    SVGDocument drawing;
    try (InputStream stream = Files.newInputStream(file)) {
      drawing = new SVGLoader().load(stream, null, LoaderContext.createDefault());
    }
    if (drawing == null) {
      throw refused(file, "it is not a readable SVG file");
    }
    return drawing;
  }

  private static BadRequest refused(Path file, Throwable cause) {
    return new BadRequest(problem(file, cause.getMessage()), REMEDY, "pictures", cause);
  }

  private static BadRequest refused(Path file, String why) {
    return new BadRequest(problem(file, why), REMEDY, "pictures");
  }

  private static String problem(Path file, @Nullable String why) {
    return "The picture %s cannot be used: %s.".formatted(file, why);
  }
}
