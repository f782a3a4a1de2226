package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.studio.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kinora teach`: learns a word for the user's own subject from pictures.
@Command(
    name = "teach",
    description = "Teaches a name for the thing in pictures of your own.",
    footer = {
      "",
      "For example: kinora teach Bobby dog.png --like dog, then",
      "kinora generate \"Bobby runs on the beach\" -o bobby.mp4"
    })
final class Teach implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "NAME", description = "One word, in any script.")
  private String name = "";

  @Parameters(
      index = "1..*",
      paramLabel = "PICTURE",
      description = "One or several pictures; each becomes a look, and the seed chooses one.")
  private List<Path> pictures = List.of();

  @Option(
      names = "--like",
      paramLabel = "NOUN",
      description = "The noun for it, such as dog, which sets how it moves (default: classified).")
  private @Nullable String like;

  @Option(
      names = "--words",
      paramLabel = "DIR",
      description = "The folder of taught words (default: ~/.kinora/words).")
  private @Nullable Path folder;

  @Option(
      names = "--force",
      description = "Replaces a word of that name; allows a name that is a common word.")
  private boolean force;

  Teach(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (pictures.isEmpty()) {
      throw new BadRequest(
          "There is no picture of " + name + ".", "Name one, as in dog.png.", "picture");
    }
    var words = new Words(folder == null ? Words.usual() : folder);
    Words.Taught taught =
        words.teach(name, pictures, like, force, line -> session.err().println("note: " + line));
    session.print(
        "%s: like a %s, %d %s"
            .formatted(
                taught.file(),
                taught.noun().replace('-', ' '),
                taught.looks(),
                taught.looks() == 1 ? "look" : "looks"));
    return 0;
  }
}
