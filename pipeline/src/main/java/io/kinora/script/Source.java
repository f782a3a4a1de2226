package io.kinora.script;

import io.kinora.error.BadRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The text of a script, for messages that say where in it something is wrong.
///
/// @param name of the file
/// @param folder that names of files in the script are relative to
/// @param given the files that came with it, if it comes from outside: it names no others, and no
///     command of this machine; null where it may name what it likes
record Source(String name, Path folder, String text, @Nullable Set<String> given) {
  /// @param line from 1
  /// @param column from 1
  record Place(int line, int column) {}

  BadRequest refused(Place at, String problem, String remedy) {
    return new BadRequest(
        "%s:%d:%d: %s".formatted(name, at.line(), at.column(), problem), remedy, "script");
  }

  /// Does `work`; what it refuses, it refuses at a place of the script.
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

  /// Refuses what a script from outside may not have.
  void checkOpen(String what) {
    if (given != null) {
      throw new BadRequest(
          "A script from outside names no %s.".formatted(what), "Leave it out.", "script");
    }
  }

  /// A file that the script names. One that comes with a script from outside need not be there yet.
  ///
  /// @throws BadRequest if it does not exist, or did not come with a script from outside
  Path file(String named) {
    if (given != null) {
      if (!given.contains(named)) {
        throw new BadRequest(
            "A script from outside names files that come with it, and \"%s\" did not."
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

  /// Where the character at `index` of the text is.
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
