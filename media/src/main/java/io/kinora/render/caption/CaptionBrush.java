package io.kinora.render.caption;

import io.kinora.clip.Frame;
import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.operation.Operation.Brush;
import io.kinora.render.operation.Operation.Canvas;
import java.util.ArrayList;
import java.util.List;

/// Draws captions on frames. Simultaneous captions do not overlap: a later one in the file is
/// placed above the earlier, or below it at the upper edge.
public final class CaptionBrush implements Brush {
  private final Canvas canvas;
  private final Typeface face;
  private final Captions captions;
  private List<Cue> shown = List.of();
  private List<CaptionDrawing> drawings = List.of();

  public CaptionBrush(Canvas canvas, Captions captions) {
    this.canvas = canvas;
    this.captions = captions;
    face = Typeface.of(canvas.fonts());
  }

  @Override
  public void paint(Frame frame, long index) {
    double seconds = canvas.rate().seconds(index);
    List<Cue> seen = captions.at(seconds);
    if (!seen.equals(shown)) {
      drawings = drawn(seen);
      shown = seen;
    }
    for (int i = 0; i < seen.size(); i++) {
      drawings.get(i).lay(frame, seen.get(i).opacity(seconds));
    }
  }

  private List<CaptionDrawing> drawn(List<Cue> seen) {
    var drawn = new ArrayList<CaptionDrawing>();
    double[] taken = new double[3]; // at the bottom, in the middle, at the top; in pixels
    for (Cue cue : seen) {
      int row = (cue.manner().place() - 1) / 3;
      var drawing = new CaptionDrawing(canvas.size(), face, cue, taken[row]);
      if (cue.manner().at() == null) {
        taken[row] = drawing.takenWith(cue.runs().getFirst().style(), row, taken[row]);
      }
      drawn.add(drawing);
    }
    return drawn;
  }
}
