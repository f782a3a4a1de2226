package io.kinora.wan.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The bundled golden cases as folders of models.
public final class Goldens {
  private Goldens() {}

  static Path folder(String name) {
    try {
      var url = Objects.requireNonNull(Goldens.class.getResource("goldens/" + name));
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// A copy that a test may spoil.
  public static Path copy(String name, Path to) {
    Path from = folder(name);
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to;
  }

  /// Replaces a text in a file.
  static void edit(Path file, String what, String with) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(what)) {
      throw new AssertionError(file + " does not contain " + what);
    }
    Files.writeString(file, text.replace(what, with));
  }
}
