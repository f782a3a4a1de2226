package io.kinora.studio;

import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.read.Inputs;
import io.kinora.render.ContactSheet;
import io.kinora.write.Exporter;
import java.nio.file.Path;

/// Contact sheets of everything that can be done to a clip.
public final class Sheets {
  private Sheets() {}

  /// Draws a sheet of `video` into a PNG file.
  public static void write(Path video, Path out, boolean overwrite, Progress progress) {
    Exporter.checkPicture(out, overwrite);
    Frame sheet = ContactSheet.draw(() -> Inputs.open(video, null), progress);
    Exporter.writePicture(sheet, out, overwrite);
  }
}
