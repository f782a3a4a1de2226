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
    description = "Writes the pictures that kinora train --part codec learns from.",
    footer = {
      "",
      "An SVG file for each noun that Kinora knows and a package of icons has, in a folder for"
          + " each",
      "hand. The packages are those of npm, unpacked; docs/models/house.md names the ones that the",
      "bundled model was trained on. The hand foreign is only for evaluation."
    })
final class Pictures implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--icons",
      paramLabel = "HAND=DIR",
      description =
          "The folder of an unpacked @iconify-json package, and a name for its pictures; without"
              + " any, only what this project draws is written.")
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
