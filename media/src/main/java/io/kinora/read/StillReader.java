package io.kinora.read;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.Pictures;
import io.kinora.error.BadRequest;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads single pictures as films are read: upright, in the colours of frames, whatever the name of
/// the file says.
public final class StillReader implements Pictures.Reader {
  @Override
  public Frame read(Path file, Consumer<String> notes) {
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
}
