package io.kinora.read;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.Pictures;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads single pictures like films: upright, in the colours of frames, regardless of the file's
/// name.
public final class StillReader implements Pictures.Reader {
  @Override
  public Frame read(Path file, Consumer<String> notes) {
    requireWhole(file);
    Inputs.Found found = Inputs.find(file);
    found.changes().forEach(change -> notes.accept(file.getFileName() + ": " + change));
    try (Clip clip = Inputs.open(file, null)) {
      var frame = new Frame(clip.size());
      if (!clip.read(frame)) {
        throw new BadRequest(
            "There is no picture in " + file + ".", "Name a PNG, JPEG or WebP file.", "picture");
      }
      if (clip.frames() > 1) {
        notes.accept(file.getFileName() + ": the first of its pictures is taken");
      }
      return frame;
    }
  }

  private static void requireWhole(Path file) {
    try {
      if (PictureKind.of(file).orElse(null) == PictureKind.JPEG && !JpegEnd.isThere(file)) {
        throw new MediaFailure(
            "The picture \"" + file + "\" is cut short: the end of its data is missing.",
            "Copy it again from where it came from.",
            "input-file");
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "The picture \"" + file + "\" cannot be read: " + e.getMessage() + ".",
          "Check that its disk or network drive is available.",
          "input-file",
          e);
    }
  }
}
