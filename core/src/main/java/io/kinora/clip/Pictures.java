package io.kinora.clip;

import io.kinora.error.BadRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/// Reads picture files of any format, for stages that do not depend on the module of formats. The
/// reader is found by [ServiceLoader]; the module `media` provides one.
public final class Pictures {
  /// Reads pictures.
  public interface Reader {
    /// The first picture of a file, upright, in the colours of [Frame].
    ///
    /// @param notes receives what was done to the picture, a line each
    /// @throws BadRequest if the file is not a picture
    Frame read(Path file, Consumer<String> notes);
  }

  private Pictures() {}

  /// Reads a file.
  ///
  /// @param role of the picture, for messages: `subject`
  /// @param notes receives what was done to the picture, a line each
  /// @throws BadRequest if the file is missing or not a picture
  public static Frame read(Path file, String role, Consumer<String> notes) {
    if (!Files.isRegularFile(file)) {
      throw new BadRequest(
          "The picture of the %s, \"%s\", does not exist.".formatted(role, file),
          "Name a PNG, JPEG or WebP file.",
          "picture");
    }
    return ServiceLoader.load(Reader.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no reader of pictures on the class path"))
        .read(file, notes);
  }
}
