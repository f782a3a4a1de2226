package io.kinora.studio;

import io.kinora.house.picture.PictureCast;
import io.kinora.shot.EngineOptions;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Keeps what is cut out of the pictures that come with a film.
public final class CutOuts {
  private CutOuts() {}

  /// Writes the cut-out of the first thing that the settings of the bundled engine bring a picture
  /// of, with transparency.
  ///
  /// @param file appears when it is whole
  /// @param force whether it may be there already
  /// @param notes hears what was done to the picture
  /// @throws io.kinora.error.BadRequest if there is no such picture, or the file cannot be written
  public static void keep(EngineOptions options, Path file, boolean force, Consumer<String> notes) {
    Exporter.checkPicture(file, force);
    Exporter.writePicture(PictureCast.firstCut(options, notes), file, force);
  }
}
