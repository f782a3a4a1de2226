package io.kinora.training.style;

import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.error.MediaFailure;
import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.style.Stylizer;
import io.kinora.training.style.StyleClips.Sample;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/// Draws a sheet for human evaluation: a frame of two clips of the bundled model and of other
/// videos, and below them the same in every style, without its name.
public final class StyleSheet {
  private static final int WIDTH = 480, HEIGHT = 270, GAP = 6, OWN = 2;

  private StyleSheet() {}

  /// Writes a PNG or JPEG file, depending on the extension.
  ///
  /// @param weights of the style net; empty means the bundled one
  public static void write(
      Optional<Path> weights, List<Path> videos, Path file, Progress progress) {
    List<Sample> samples = new ArrayList<>(StyleClips.own(OWN, 1, progress.part(0, .4)));
    samples.addAll(StyleClips.of(videos, 1));
    NamedStyle[] styles = NamedStyle.values();
    var sheet =
        new BufferedImage(
            samples.size() * (WIDTH + GAP),
            (styles.length + 1) * (HEIGHT + GAP),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    StyleNet net = weights.map(Stylizer::open).orElseGet(Stylizer::bundled);
    try {
      for (int column = 0; column < samples.size(); column++) {
        Frame frame = samples.get(column).frames().getFirst();
        draw(pen, frame, column, 0);
        for (NamedStyle style : styles) {
          progress.step("paint styles", .4 + .6 * column / samples.size());
          Frame styled = StyleEvaluation.painted(List.of(frame), net, style, 1).getFirst();
          draw(pen, styled, column, style.ordinal() + 1);
        }
      }
    } finally {
      net.close();
      pen.dispose();
    }
    try {
      String format = file.toString().matches("(?i).*\\.jpe?g") ? "jpeg" : "png";
      ImageIO.write(sheet, format, file.toFile());
    } catch (IOException e) {
      throw new MediaFailure(
          "The sheet %s cannot be written: %s.".formatted(file, e.getMessage()),
          "Check the folder, its permissions and the free space.",
          "output",
          e);
    }
  }

  /// Draws the centre of a frame, cropped to the aspect ratio of the sheet's cells.
  private static void draw(Graphics2D pen, Frame frame, int column, int row) {
    double scale = Math.max((double) WIDTH / frame.width(), (double) HEIGHT / frame.height());
    int across = (int) Math.round(WIDTH / scale), down = (int) Math.round(HEIGHT / scale);
    int left = (frame.width() - across) / 2, top = (frame.height() - down) / 2;
    int x = column * (WIDTH + GAP), y = row * (HEIGHT + GAP);
    pen.drawImage(
        frame.image(), x, y, x + WIDTH, y + HEIGHT, left, top, left + across, top + down, null);
  }
}
