package io.kinora.render;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.render.caption.CaptionBrush;
import io.kinora.render.caption.Captions;
import io.kinora.render.caption.TextStyle;
import io.kinora.render.operation.Operation;
import java.util.List;

/// Draws frames side by side, each with a label below it.
public final class LabelledFrames {
  /// The size of the frames.
  public static final FrameSize CELL = new FrameSize(320, 180);

  private static final int GAP = 4;
  private static final int LABEL = 64; // the minimum frame height; only its lower part is used
  private static final int LABEL_SHOWN = 24;

  private LabelledFrames() {}

  /// @param name the label below the frame
  /// @param frame of the size [#CELL]
  public record Cell(String name, Frame frame) {}

  /// The sheet of all cells, row by row, opaque.
  public static Frame sheet(List<Cell> cells, int columns) {
    int rows = Math.ceilDiv(cells.size(), columns);
    int cellHeight = CELL.height() + LABEL_SHOWN + GAP;
    var sheet =
        new Frame(new FrameSize(columns * (CELL.width() + GAP), rows * cellHeight + 1 & ~1));
    for (int i = 0; i < cells.size(); i++) {
      int x = i % columns * (CELL.width() + GAP);
      int y = i / columns * cellHeight;
      paste(cells.get(i).frame(), sheet, x, y, 0);
      paste(labelled(cells.get(i).name()), sheet, x, y + CELL.height(), LABEL - LABEL_SHOWN);
    }
    for (int i = 0; i < sheet.argb().length; i++) {
      sheet.argb()[i] |= 0xff000000;
    }
    return sheet;
  }

  private static Frame labelled(String name) {
    var canvas =
        new Operation.Canvas(new FrameSize(CELL.width(), LABEL), FrameRate.DEFAULT, 1, List.of());
    var frame = new Frame(canvas.size());
    TextStyle style =
        TextStyle.SUBTITLE.size(15.0 / LABEL).margins(new TextStyle.Margins(0, 0, 0.02));
    try (var brush = new CaptionBrush(canvas, Captions.of(name, style, 0, 1))) {
      brush.paint(frame, 0);
    }
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
}
