package io.kinora.write;

import io.kinora.error.Cancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/// The unfinished files of this process, which are deleted if it ends early.
final class Leftovers {
  private static final Set<Path> FILES = new HashSet<>();
  private static boolean hooked;
  private static boolean ending;

  private Leftovers() {}

  /// Registers a file; must be called before it is created, so that none is missed.
  static synchronized void add(Path file) {
    if (ending) {
      throw new Cancelled("The program is ending.", "Start it again.", "cancelled");
    }
    if (!hooked) {
      hooked = true;
      Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::removeAll, "kinora-leftovers"));
    }
    FILES.add(file);
  }

  static synchronized void remove(Path file) {
    FILES.remove(file);
  }

  /// Deletes a file, or a folder with its files, if it exists.
  static void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> inside = Files.list(file)) {
        for (Path one : inside.toList()) {
          Files.delete(one);
        }
      }
    }
    Files.deleteIfExists(file);
  }

  private static synchronized void removeAll() {
    ending = true;
    for (Path file : FILES) {
      try {
        delete(file);
      } catch (IOException _) {
        // The process is ending, so the error cannot be reported.
      }
    }
  }
}
