package io.kinora.render;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/// All corrections, filters and effects on one clip, side by side, with their names.
public final class ContactSheet {
  private static final FrameSize CELL = LabelledFrames.CELL;
  private static final int COLUMNS = 6;

  private final Supplier<Clip> source;

  private ContactSheet(Supplier<Clip> source) {
    this.source = source;
  }

  /// Draws the sheet.
  ///
  /// @param source opens the clip, once for each step
  public static Frame draw(Supplier<Clip> source, Progress progress) {
    var sheet = new ContactSheet(source);
    List<Tile> tiles = tiles();
    var cells = new ArrayList<LabelledFrames.Cell>();
    for (int i = 0; i < tiles.size(); i++) {
      Look look = tiles.get(i).look();
      Frame shown = look.retimes() ? sheet.fourths(look) : sheet.middle(look);
      cells.add(new LabelledFrames.Cell(tiles.get(i).name(), shown));
      progress.step("draw", (i + 1.0) / tiles.size());
    }
    return LabelledFrames.sheet(cells, COLUMNS);
  }

  /// The frame in the middle of the clip, after `look`.
  private Frame middle(Look look) {
    try (Clip clip = look.apply(Fit.LETTERBOX.apply(source.get(), CELL))) {
      var frame = new Frame(CELL);
      long last = clip.frames() / 2;
      for (long t = 0; t <= last && clip.read(frame); t++) {
        // the earlier frames must be drawn, too, because some effects depend on them
      }
      return frame;
    }
  }

  /// Four frames of the clip after `look`, row by row, because a change of time is not visible in a
  /// single one.
  private Frame fourths(Look look) {
    var whole = new Frame(CELL);
    try (Clip clip = look.apply(Fit.LETTERBOX.apply(source.get(), CELL))) {
      var frame = new Frame(CELL);
      int shown = 0;
      for (long t = 0; shown < 4 && clip.read(frame); t++) {
        if (t == (2 * shown + 1) * clip.frames() / 8) {
          halve(frame, whole, shown % 2 * CELL.width() / 2, shown / 2 * CELL.height() / 2);
          shown++;
        }
      }
    }
    return whole;
  }

  private static void halve(Frame from, Frame to, int x, int y) {
    for (int i = 0; i < from.argb().length / 4; i++) {
      int column = i % (from.width() / 2);
      int row = i / (from.width() / 2);
      to.argb()[(y + row) * to.width() + x + column] =
          from.argb()[2 * row * from.width() + 2 * column];
    }
  }

  /// The content of a cell: its label and its look.
  private record Tile(String name, Look look) {}

  private static Tile tile(Step step) {
    if (step.name().equals("denoise")) { // a clean clip would not show it
      var noisy = new Step(Kind.EFFECT, "grain", "0.5");
      return new Tile("grain=0.5, then denoise=1", new Look(List.of(noisy, step)));
    }
    boolean isFile = step.name().equals("subtitles") || step.name().equals("overlay");
    String name = isFile || step.value().isEmpty() ? step.name() : step.name() + "=" + step.value();
    var look = new Look(List.of(step));
    return new Tile(look.retimes() ? name + ", four frames" : name, look);
  }

  private static List<Tile> tiles() {
    var tiles = new ArrayList<Tile>();
    tiles.add(new Tile("as it was", Look.NONE));
    for (Kind kind : List.of(Kind.GRADE, Kind.FILTER, Kind.EFFECT)) {
      for (Entry entry : Catalogue.of(kind)) {
        tiles.add(tile(new Step(kind, entry.name(), example(kind, entry.name()))));
      }
    }
    return tiles;
  }

  /// A value that makes the effect of the step visible.
  private static String example(Kind kind, String name) {
    if (kind == Kind.FILTER) {
      return "";
    }
    return switch (name) {
      case "exposure" -> "0.7";
      case "brightness", "contrast", "saturation", "temperature" -> "40";
      case "tint" -> "60";
      case "hue" -> "60";
      case "gamma" -> "1.5";
      case "lift" -> "0:0.02:0.15";
      case "mid" -> "1.2:1:0.8";
      case "gain" -> "1.1:1:0.8";
      case "curves" -> "m=0/0.2 0.5/0.5 1/0.8";
      case "levels" -> "0.15:0.8";
      case "match" -> "0.8:0.2:0:0:0:0.9:0.1:0:0.1:0.2:0.6:0.1"; // as a warm, dim picture asks
      case "blur" -> "2";
      case "fade-in", "fade-out" -> "1.5";
      case "text" -> "A red bird 红色的鸟";
      case "title" -> "鸟 Bird";
      case "subtitles" -> subtitles().toString();
      case "overlay" -> logo().toString();
      case "speed" -> "0.3:3";
      case "sharpen", "bloom", "denoise" -> "1";
      case "chromatic-aberration" -> "1.5";
      case "light-leak" -> "0.8";
      default -> "";
    };
  }

  private static Path subtitles() {
    try {
      return Files.writeString(
          temporary(".srt"), "1\n00:00:00,000 --> 00:10:00,000\nIt flies <i>home</i>.\n它飞回家。\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A ring with a transparent middle.
  private static Path logo() {
    var ring = new BufferedImage(128, 72, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = ring.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(10));
    pen.drawOval(34, 6, 60, 60);
    pen.dispose();
    try {
      Path file = temporary(".png");
      boolean written = ImageIO.write(ring, "png", file.toFile());
      if (!written) {
        throw new IOException("no writer of PNG");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary(String ending) throws IOException {
    Path file = Files.createTempFile("kinora-", ending);
    file.toFile().deleteOnExit();
    return file;
  }
}
