package io.kinora.cli;

import io.kinora.training.pictures.PictureCollection;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kinora pictures`: creates the folder of pictures that the bundled codec is trained on.
@Command(
    name = "pictures",
    description = "Writes the pictures for kinora train --part codec.",
    footer = {
      "",
      "Writes an SVG file for each noun that an icon package has, in a folder for each icon set",
      "(HAND). The packages are unpacked npm packages; docs/models/house.md names those that the",
      "bundled model was trained on. The icon set foreign is used for evaluation only."
    })
final class Pictures implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--icons",
      paramLabel = "HAND=DIR",
      description =
          "A name for an icon set, and the folder of an unpacked @iconify-json package; without"
              + " any, only this project's own drawings are written.")
  private Map<String, Path> icons = new LinkedHashMap<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the pictures.")
  private Path out = Path.of("");

  Pictures(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PictureCollection.write(icons, out)
        .forEach((hand, count) -> session.print(hand + ": " + count + " pictures"));
    return 0;
  }
}
