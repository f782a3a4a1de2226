package io.kinora.script;

import io.kinora.error.BadRequest;
import io.kinora.shot.EngineOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A film script in plain text: Markdown with YAML front matter for the settings and one section
/// per shot. `docs/films.md` describes the format.
///
/// @param name of its file
/// @param folder to which its music and narration files are relative
/// @param text the source text
public record Script(
    String name, Path folder, String text, ScriptSettings settings, List<ScriptShot> shots) {
  /// The maximum number of lines and of characters of a script.
  static final int MOST_LINES = 5000, MOST_CHARACTERS = 500_000;

  /// The maximum number of shots.
  static final int MOST_SHOTS = 200;

  public Script {
    shots = List.copyOf(shots);
  }

  /// A copy with other settings of the engine.
  public Script with(EngineOptions options) {
    return new Script(name, folder, text, settings.with(options), shots);
  }

  /// Reads a file.
  ///
  /// @throws BadRequest with file, line and column, if it is invalid
  public static Script read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BadRequest(
            "The script \"" + file + "\" does not exist.",
            "Name a Markdown file, as in story.md.",
            "script");
      }
      if (Files.size(file) > 4L * MOST_CHARACTERS) {
        throw tooLong(file.toString());
      }
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return parse(text, file);
    } catch (CharacterCodingException e) {
      throw new BadRequest(
          "The script \"" + file + "\" is not text in UTF-8.", "Save it as UTF-8.", "script", e);
    } catch (IOException e) {
      throw new BadRequest(
          "The script \"%s\" cannot be read: %s.".formatted(file, e.getMessage()),
          "Check the file and its permissions.",
          "script",
          e);
    }
  }

  /// Reads a text.
  ///
  /// @param file its name in messages, to which file names in it are relative
  /// @throws BadRequest with file, line and column, if it is invalid
  public static Script parse(String text, Path file) {
    return parse(text, file, null);
  }

  /// Reads an untrusted text, which must not access files and commands of this machine: it may name
  /// no speech, no look that reads a file, and no music, narration or picture except those given.
  ///
  /// @param given names of files that are, or will be, in the folder of `file`; without folders
  /// @throws BadRequest if it is invalid, or names anything else
  public static Script parseClosed(String text, Path file, Set<String> given) {
    return parse(text, file, Set.copyOf(given));
  }

  private static Script parse(String text, Path file, @Nullable Set<String> given) {
    String plain = text.replace("\uFEFF", "").replace("\r\n", "\n").replace('\r', '\n');
    if (plain.length() > MOST_CHARACTERS || plain.lines().count() > MOST_LINES) {
      throw tooLong(file.toString());
    }
    Path parent = file.toAbsolutePath().getParent();
    Path folder = parent == null ? Path.of("") : parent;
    return new ScriptReader(new Source(String.valueOf(file.getFileName()), folder, plain, given))
        .read();
  }

  private static BadRequest tooLong(String file) {
    return new BadRequest(
        "The script \"%s\" is longer than %d lines or %d characters."
            .formatted(file, MOST_LINES, MOST_CHARACTERS),
        "Cut it into several films.",
        "script");
  }
}
