package io.kinora.cli;

import io.kinora.engine.Engine;
import io.kinora.error.BadRequest;
import io.kinora.script.Script;
import io.kinora.studio.Film;
import io.kinora.studio.FilmName;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.Montage;
import io.kinora.studio.RenderRecord;
import io.kinora.studio.ScriptFilm;
import io.kinora.studio.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kinora replay`: makes the same frames again from the record in a film.
@Command(name = "replay", description = "Makes a film again from the record inside it.")
final class Replay implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILM", description = "A video that Kinora made.")
  private Path film = Path.of("");

  @Option(
      names = "--weights",
      paramLabel = "DIR",
      description = "The current folder of a wan film's weights (default: that in the record).")
  private @Nullable Path weights;

  @Mixin private final OutputOptions output = new OutputOptions();

  Replay(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var rendered = RenderRecord.of(film);
    var script = rendered.flatMap(RenderRecord::script);
    if (script.isPresent()) {
      replay(script.get());
      return 0;
    }
    var painting = rendered.flatMap(RenderRecord::painting);
    if (painting.isPresent()) {
      replay(painting.get(), rendered.get().sources().getFirst().file());
      return 0;
    }
    FilmRecord record = FilmRecord.read(film);
    Film now = located(withWords(record.film()));
    for (Path changed : record.changed(now.engine().options())) {
      session
          .err()
          .println(
              "note: %s is not what it was when %s was made; the frames differ."
                  .formatted(changed, film));
    }
    FilmRecord again =
        new Making(session, output.orNamed(record.film().prompt(), session)).again(record, now);
    if (!again.weights().equals(record.weights())) {
      session
          .err()
          .println(
              "note: %s was made by Kinora %s with other weights; the frames differ."
                  .formatted(film, record.kinora()));
    }
    return 0;
  }

  /// Makes the film of a script again; music and narration are expected beside the film.
  private void replay(RenderRecord.ScriptText text) {
    Script script = Script.parse(text.text(), film.resolveSibling(text.name()));
    output.orNamed(text.name().replaceFirst("\\.[^.]*$", ""), session);
    var again = new ScriptFilm(script, 0, false, false, FilmOfScript.cache(), output.output());
    FilmOfScript.make(session, again, output);
  }

  /// Stylizes a source again, which is expected beside the film.
  private void replay(RenderRecord.Painting painting, String source) {
    Path file = film.resolveSibling(source);
    if (!Files.exists(file)) {
      throw new BadRequest(
          "The film was painted from %s, which is not beside it.".formatted(source),
          "Put that file back into the film's folder.",
          "replay");
    }
    output.orNamed(FilmName.of(file, "painted"), session);
    Stylize.paint(
        session,
        Montage.painted(file, painting.style(), painting.still(), output.output()),
        output);
  }

  /// The film with its taught words, whose files may lie beside it.
  private Film withWords(Film recorded) {
    Film.EngineChoice engine = recorded.engine();
    return recorded.engine(engine.name(), Words.found(engine.options(), film));
  }

  /// The film with its weights where they are now.
  private Film located(Film recorded) {
    Film.EngineChoice engine = recorded.engine();
    String was = engine.options().get(Engine.WEIGHTS).orElse("");
    if (weights != null && was.isEmpty()) {
      throw new BadRequest(
          "The film was drawn by the engine \"%s\", which brings its own weights."
              .formatted(engine.name()),
          "Leave out --weights.",
          "replay");
    }
    if (weights == null && !was.isEmpty() && !Files.isDirectory(Path.of(was))) {
      throw new BadRequest(
          "The film was made with the weights in %s, which are not there.".formatted(was),
          "Say where they are now, as in --weights DIR.",
          "replay");
    }
    return weights == null
        ? recorded
        : recorded.engine(engine.name(), engine.options().with(Engine.WEIGHTS, weights.toString()));
  }
}
