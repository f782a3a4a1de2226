package io.kinora.cli;

import io.kinora.studio.FilmRecord;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `kinora replay`: the same frames again, from the record that a film carries.
@Command(name = "replay", description = "Makes a film again from the record inside it.")
final class Replay implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILM", description = "A video that Kinora made.")
  private Path film = Path.of("");

  @Mixin private final OutputOptions output = new OutputOptions();

  Replay(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    FilmRecord record = FilmRecord.read(film);
    FilmRecord again = new Making(session, output).make(record.film());
    if (!again.weights().equals(record.weights())) {
      session
          .err()
          .println(
              "note: %s was made by Kinora %s with other weights; the frames differ."
                  .formatted(film, record.kinora()));
    }
    return 0;
  }
}
