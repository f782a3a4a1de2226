package io.kinora.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of this repository.
final class Repository {
  private static final List<String> MODULES =
      List.of("core", "torch", "media", "pipeline", "wan", "training", "cli");

  private Repository() {}

  /// The folder that holds the launcher and all modules.
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("kinora"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new AssertionError("no folder above " + Path.of("").toAbsolutePath() + " is Kinora's");
    }
    return folder;
  }

  /// Every Java file of every module, tests included.
  static List<Path> javaFiles() throws IOException {
    return files(Stream.concat(MODULES.stream(), Stream.of("verify")), "src");
  }

  /// Every Java file that is not a test.
  static List<Path> mainJavaFiles() throws IOException {
    return files(MODULES.stream(), "src/main");
  }

  private static List<Path> files(Stream<String> modules, String folder) throws IOException {
    List<Path> roots = modules.map(m -> root().resolve(m).resolve(folder)).toList();
    var files = new java.util.ArrayList<Path>();
    for (Path root : roots) {
      try (Stream<Path> tree = Files.walk(root)) {
        tree.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
      }
    }
    return files;
  }
}
