package io.kinora.studio;

import io.kinora.error.BadRequest;
import io.kinora.export.Exporter;
import io.kinora.generate.Engine;
import io.kinora.motion.MovedRegions;
import io.kinora.scene.Camera;
import io.kinora.scene.Clip;
import io.kinora.scene.Progress;
import io.kinora.scene.Shot;
import io.kinora.scene.Sound;
import io.kinora.scene.Understanding;
import io.kinora.studio.Film.Output;
import io.kinora.text.Prompt;
import io.kinora.text.TextStage;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The whole chain, from the first word to the file. One film at a time; what has been loaded for
/// one film serves the next.
///
/// ```java
/// try (Studio studio = Studio.open()) {
///   studio.make(Film.of("a red bird").to(Path.of("bird.mp4")), Progress.NONE);
/// }
/// ```
public final class Studio implements AutoCloseable {
  /// Reading the prompt, against what an engine leaves to be done after it has drawn.
  private static final double READING = 1.0 / 16;

  private final TextStage text = TextStage.open();
  private final Map<String, Engine> engines = new HashMap<>();

  private Studio() {}

  /// Opens the studio; models are loaded when the first film needs them.
  public static Studio open() {
    return new Studio();
  }

  /// Makes `film` and writes it to its file, which appears only when it is whole.
  ///
  /// @return what the film was made from and with; the file carries it, too
  /// @throws BadRequest if the prompt or the file is not fit, before any work is done
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  /// @throws io.kinora.error.MediaFailure if the file cannot be written to its end
  public FilmRecord make(Film film, Progress progress) {
    Output output = output(film);
    Exporter.check(output.file(), output.overwrite(), output.encoding());
    Assembly.checkAudio(film.finish().audio());
    MovedRegions.check(film.movement().regions(), film.format().size());
    String prompt = new Prompt(film.prompt()).text();
    Engine engine = engine(film.engine().name());
    double ready = engine.workBeforeFrames(), read = READING * (1 - ready);
    progress.step("read", 0);
    Understanding said = text.understand(prompt, engine.vocabulary()); // text
    Shot shot = shot(film, said);
    try (Clip drawn = engine.generate(shot, progress.part(read, ready)); // generate
        Clip moved = MovedRegions.of(drawn, film.movement().regions()); // motion
        Clip looked = film.finish().look().apply(moved); // render
        Sound sound = Assembly.audio(film.finish().audio(), looked)) {
      var record = FilmRecord.of(film, heard(said, engine), shot.camera(), engine.card());
      Exporter.write( // export; it pulls the frames through the stages before it
          looked,
          sound,
          output.file(),
          output.overwrite(),
          output.encoding(),
          record.json(),
          progress.part(ready, 1));
      return record;
    }
  }

  /// Joins the inputs of `montage`, does to them what it says, and writes them to its file, which
  /// appears only when it is whole.
  ///
  /// @return what the file was made from and how; the file carries it, too
  /// @throws BadRequest if an input or the file is not fit
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  /// @throws io.kinora.error.MediaFailure if the file cannot be written to its end
  public RenderRecord render(Montage montage, Progress progress) {
    return Assembly.make(montage, progress);
  }

  /// What a prompt says, as the text stage reads it.
  ///
  /// @throws BadRequest if it is empty, too long or not text
  public Understanding understand(String prompt) {
    return text.understand(prompt);
  }

  private static Output output(Film film) {
    if (film.output() == null) {
      throw new BadRequest(
          "The film names no file to go to.", "Name one, as in film.to(path).", "output-file");
    }
    return film.output();
  }

  private static Shot shot(Film film, Understanding said) {
    @Nullable Camera asked = film.movement().camera();
    return new Shot(
        said,
        film.seed(),
        film.format().seconds(),
        film.format().size(),
        film.format().rate(),
        asked == null ? said.camera() : asked,
        film.movement().parallax(),
        film.movement().subject(),
        film.engine().options());
  }

  /// What an engine takes from the prompt: one with an open vocabulary reads all of it by itself.
  private static Understanding heard(Understanding said, Engine engine) {
    return engine.vocabulary().open() ? said.whole() : said;
  }

  private Engine engine(String name) {
    return engines.computeIfAbsent(name, Engines::named);
  }

  /// Frees the models.
  @Override
  public void close() {
    engines.values().forEach(Engine::close);
    engines.clear();
    text.close();
  }
}
