package io.kinora.training.pictures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Small drawings for tests.
public final class Drawings {
  private Drawings() {}

  /// A disc of a colour in the middle of a square.
  public static String disc(String colour, int radius) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 100 100">
    <circle cx="50" cy="50" r="%d" fill="%s"/></svg>"""
        .formatted(radius, colour);
  }

  /// Writes a file and the folders above it.
  public static Path write(Path file, String content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A folder with discs of two hands, some of them foreign.
  public static Path folder(Path folder) {
    String[] colours = {"red", "blue", "green", "teal"};
    for (int i = 0; i < colours.length; i++) {
      write(folder.resolve("one/" + colours[i] + "-thing.svg"), disc(colours[i], 20 + 4 * i));
      write(folder.resolve("two/" + colours[i] + "-thing.svg"), disc(colours[i], 40 - 3 * i));
    }
    write(folder.resolve("foreign/red-thing.svg"), disc("crimson", 30));
    write(folder.resolve("held-out.txt"), "teal-thing\n");
    return folder;
  }
}
