package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.read.Inputs;
import io.kinora.render.ContactSheet;
import io.kinora.render.Fit;
import io.kinora.render.LabelledFrames;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/// Draws contact sheets: of all operations on a clip, and of moments of a film.
public final class Sheets {
  private static final int COLUMNS = 4;

  private Sheets() {}

  /// Draws a sheet of `video` into a PNG file.
  public static void write(Path video, Path out, boolean overwrite, Progress progress) {
    Exporter.checkPicture(out, overwrite);
    Frame sheet = ContactSheet.draw(() -> Inputs.open(video, null), progress);
    Exporter.writePicture(sheet, out, overwrite);
  }

  /// Draws moments of `video`, evenly over its length and four in a row, with their times, into a
  /// PNG file.
  ///
  /// @param rows from 1 to 50
  public static void moments(Path video, int rows, Path out, boolean overwrite) {
    Exporter.checkPicture(out, overwrite);
    int count = COLUMNS * Math.clamp(rows, 1, 50);
    var cells = new ArrayList<LabelledFrames.Cell>();
    try (Clip clip = Fit.LETTERBOX.apply(Inputs.open(video, null), LabelledFrames.CELL)) {
      var frame = new Frame(LabelledFrames.CELL);
      long last = -1;
      for (int i = 0; i < count; i++) {
        long wanted = (long) ((i + .5) * clip.frames() / count);
        while (last < wanted && clip.read(frame)) {
          last++;
        }
        var moment = new Frame(LabelledFrames.CELL);
        System.arraycopy(frame.argb(), 0, moment.argb(), 0, frame.argb().length);
        String time = String.format(Locale.ROOT, "%.1f s", clip.rate().seconds(wanted));
        cells.add(new LabelledFrames.Cell(time, moment));
      }
    }
    Exporter.writePicture(LabelledFrames.sheet(cells, COLUMNS), out, overwrite);
  }
}
