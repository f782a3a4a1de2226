package io.kinora.script;

import io.kinora.error.BadRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The text of a script, for messages with the position of an error.
///
/// @param name of the file
/// @param folder that names of files in the script are relative to
/// @param given the files sent with an untrusted script, which may name no others, and no commands
///     of this machine; null for a trusted one
record Source(String name, Path folder, String text, @Nullable Set<String> given) {
  /// @param line from 1
  /// @param column from 1
  record Place(int line, int column) {}

  BadRequest refused(Place at, String problem, String remedy) {
    return new BadRequest(
        "%s:%d:%d: %s".formatted(name, at.line(), at.column(), problem), remedy, "script");
  }

  /// Runs `work`, and adds a position of the script to its errors.
  <T> T at(Place place, Supplier<T> work) {
    try {
      return work.get();
    } catch (BadRequest e) {
      throw new BadRequest(
          "%s:%d:%d: %s".formatted(name, place.line(), place.column(), e.problem()),
          e.remedy(),
          "script",
          e);
    }
  }

  /// Rejects something that an untrusted script may not use.
  void checkOpen(String what) {
    if (given != null) {
      throw new BadRequest(
          "An untrusted script must not name %s.".formatted(what), "Leave it out.", "script");
    }
  }

  /// The path of a file that the script names. A file sent with an untrusted script need not exist
  /// yet.
  ///
  /// @throws BadRequest if it does not exist, or was not sent with an untrusted script
  Path file(String named) {
    if (given != null) {
      if (!given.contains(named)) {
        throw new BadRequest(
            "An untrusted script may only name files sent with it, and \"%s\" was not."
                .formatted(named),
            "Send the file with the script, or leave it out.",
            "script");
      }
      return folder.resolve(named);
    }
    Path file = folder.resolve(named);
    if (!Files.isRegularFile(file)) {
      throw new BadRequest(
          "The file \"" + named + "\" does not exist.",
          "Files are named relative to the script's folder.",
          "script");
    }
    return file;
  }

  /// The position of the character at `index` of the text.
  Place place(int index) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < index && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new Place(line, index - start + 1);
  }
}
