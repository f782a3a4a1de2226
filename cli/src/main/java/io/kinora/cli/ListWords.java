package io.kinora.cli;

import io.kinora.studio.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kinora words`: lists the taught words.
@Command(name = "words", description = "Lists, shows and removes taught words.")
final class ListWords implements Callable<Integer> {
  private final Session session;

  @Option(names = "--show", paramLabel = "NAME", description = "Draws its looks into -o FILE.png.")
  private @Nullable String shown;

  @Option(names = "--remove", paramLabel = "NAME", description = "Removes a word.")
  private @Nullable String removed;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The PNG file of --show.")
  private @Nullable Path out;

  @Option(
      names = "--words",
      paramLabel = "DIR",
      description = "The folder of taught words (default: ~/.kinora/words).")
  private @Nullable Path folder;

  ListWords(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var words = new Words(folder == null ? Words.usual() : folder);
    if (removed != null) {
      words.remove(removed);
      session.print("removed: " + removed);
    } else if (shown != null) {
      session.print(words.show(shown, out == null ? Path.of(shown + ".png") : out).toString());
    } else {
      List<Words.Taught> all = words.all();
      all.forEach(
          word ->
              session.print("%s  like a %s  %s".formatted(word.name(), word.noun(), word.file())));
      if (all.isEmpty()) {
        session.print("no words; kinora teach NAME PICTURE teaches one");
      }
    }
    return 0;
  }
}
