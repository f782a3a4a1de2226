package io.kinora.render;

import io.kinora.render.Catalogue.Entry;
import io.kinora.render.Look.Step;
import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameSize;
import io.kinora.scene.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// All corrections, filters and effects on one clip, side by side, with their names.
public final class ContactSheet {
  private static final FrameSize CELL = new FrameSize(320, 180);
  private static final int COLUMNS = 6, GAP = 4;
  private static final int LABEL =
      64; // the lowest frame that there is; only its lower part is used
  private static final int LABEL_SHOWN = 24;

  private final Supplier<Clip> source;

  private ContactSheet(Supplier<Clip> source) {
    this.source = source;
  }

  /// Draws the sheet.
  ///
  /// @param source opens the clip, once for each step
  public static Frame draw(Supplier<Clip> source, Progress progress) {
    var sheet = new ContactSheet(source);
    List<Step> steps = steps();
    int rows = (steps.size() + COLUMNS) / COLUMNS; // the first cell shows the clip itself
    int cellHeight = CELL.height() + LABEL_SHOWN + GAP;
    var frame =
        new Frame(new FrameSize(COLUMNS * (CELL.width() + GAP), rows * cellHeight + 1 & ~1));
    for (int i = 0; i <= steps.size(); i++) {
      int x = i % COLUMNS * (CELL.width() + GAP);
      int y = i / COLUMNS * cellHeight;
      Look look = i == 0 ? Look.NONE : new Look(List.of(steps.get(i - 1)));
      paste(sheet.middle(look), frame, x, y, 0);
      String name = i == 0 ? "as it was" : label(steps.get(i - 1));
      paste(labelled(name), frame, x, y + CELL.height(), LABEL - LABEL_SHOWN);
      progress.step("draw", (i + 1.0) / (steps.size() + 1));
    }
    for (int i = 0; i < frame.argb().length; i++) {
      frame.argb()[i] |= 0xff000000;
    }
    return frame;
  }

  /// The frame in the middle of the clip, after `look`.
  private Frame middle(Look look) {
    try (Clip clip = look.apply(Fit.LETTERBOX.apply(source.get(), CELL))) {
      var frame = new Frame(CELL);
      long last = clip.frames() / 2;
      for (long t = 0; t <= last && clip.read(frame); t++) {
        // the frames before have to be drawn, too: some effects look back
      }
      return frame;
    }
  }

  private static Frame labelled(String name) {
    var frame = new Frame(new FrameSize(CELL.width(), LABEL));
    var canvas =
        new Operation.Canvas(
            new FrameSize(CELL.width(), 270), io.kinora.scene.FrameRate.DEFAULT, 1);
    var large = new Frame(canvas.size());
    try (var brush = new CaptionBrush(canvas, Captions.always(name), CaptionBrush.Style.SUBTITLE)) {
      brush.paint(large, 0);
    }
    int from = (large.height() - 12 - LABEL) * large.width();
    System.arraycopy(large.argb(), from, frame.argb(), 0, frame.argb().length);
    return frame;
  }

  private static void paste(Frame from, Frame to, int x, int y, int firstRow) {
    for (int row = firstRow; row < from.height(); row++) {
      System.arraycopy(
          from.argb(),
          row * from.width(),
          to.argb(),
          (y + row - firstRow) * to.width() + x,
          from.width());
    }
  }

  private static String label(Step step) {
    boolean isFile = step.name().equals("subtitles") || step.name().equals("overlay");
    return isFile || step.value().isEmpty() ? step.name() : step.name() + "=" + step.value();
  }

  private static List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (Kind kind : List.of(Kind.GRADE, Kind.FILTER, Kind.EFFECT)) {
      for (Entry entry : Catalogue.of(kind)) {
        String value = example(kind, entry.name());
        if (!value.equals("-")) {
          steps.add(new Step(kind, entry.name(), value));
        }
      }
    }
    return steps;
  }

  /// A value that shows what the step does; what only changes the order of frames is left out.
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
      case "text" -> "A red bird 一只红色的鸟";
      case "title" -> "鸟 Bird";
      case "subtitles" -> subtitles().toString();
      case "overlay", "speed", "reverse", "boomerang" -> "-";
      default -> "";
    };
  }

  private static Path subtitles() {
    try {
      Path file = Files.createTempFile("kinora-", ".srt");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "1\n00:00:00,000 --> 00:10:00,000\nIt flies home.\n它飞回家。\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
