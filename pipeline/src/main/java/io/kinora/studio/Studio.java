package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.engine.Engine;
import io.kinora.engine.Vocabulary;
import io.kinora.error.BadRequest;
import io.kinora.house.picture.CutOut;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.region.MovedRegions;
import io.kinora.script.Script;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import io.kinora.shot.Understanding;
import io.kinora.studio.Film.Output;
import io.kinora.style.StyleChoice;
import io.kinora.style.Stylizer;
import io.kinora.text.Prompt;
import io.kinora.text.TextStage;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// The whole pipeline, from the prompt to the file. Models that were loaded for one film are reused
/// for the next.
///
/// It is thread-safe: films that an engine draws are made one after another, and closing waits for
/// the current one. A film that waits for its turn reports the step "wait", and can be stopped by
/// its [Progress] or by interrupting its thread. For several films at once, open several studios;
/// each loads its own models.
///
/// ```java
/// try (Studio studio = Studio.open()) {
///   studio.make(Film.of("a red bird").to(Path.of("bird.mp4")), Progress.NONE);
/// }
/// ```
public final class Studio implements AutoCloseable {
  /// The work of reading the prompt, relative to the work after the engine has drawn.
  private static final double READING = 1.0 / 16;

  private final TextStage text = TextStage.open();
  private final Map<String, Engine> engines = new HashMap<>();
  private final Turns turns = new Turns();

  private Studio() {}

  /// Opens a studio; models are loaded when the first film needs them.
  public static Studio open() {
    return new Studio();
  }

  /// Makes `film` and writes it to its file, which appears only when it is complete.
  ///
  /// @return the record of the film, which the file contains, too
  /// @throws BadRequest if the prompt or the file is unsuitable, before any work is done
  /// @throws io.kinora.error.Cancelled if `progress` stops the work, or an interruption ends the
  ///     waiting
  /// @throws io.kinora.error.MediaFailure if the file cannot be written completely
  public FilmRecord make(Film film, Progress progress) {
    try (var _ = turns.take(progress)) {
      return made(withPromptStyle(film), UnaryOperator.identity(), progress);
    }
  }

  /// The film with the style and the look of its prompt, unless it has its own.
  private Film withPromptStyle(Film film) {
    String prompt = new Prompt(film.prompt()).text();
    var choice = film.engine();
    engine(choice.name()).check(choice.options());
    return StyleRequest.of(prompt, engine(choice.name()).vocabulary(choice.options()))
        .applied(film);
  }

  /// Makes the unchanged film, for the holder of the turn; `witness` wraps the frames on their way
  /// to the file.
  FilmRecord made(Film film, UnaryOperator<Clip> witness, Progress progress) {
    Output output = output(film);
    Exporter.check(output.file(), output.overwrite(), output.encoding());
    Assembly.checkAudio(film.finish().audio());
    Exporter.prepare();
    try (Drawn drawn = finished(film, progress);
        Clip looked = drawn.clip;
        Clip seen = witness.apply(looked);
        Sound sound = Assembly.audio(film.finish().audio(), looked)) {
      Exporter.write( // export; it pulls the frames through the stages before it
          seen,
          sound,
          output.file(),
          output.overwrite(),
          output.encoding(),
          drawn.record.json(),
          progress.part(drawn.done, 1));
      return drawn.record;
    }
  }

  /// The frames of `film`, for programs that use them directly: no file is written, and a file that
  /// the film names is not changed. There is no sound. The caller closes them; until then the
  /// studio makes no other film.
  ///
  /// @throws BadRequest if the prompt is unsuitable, before any work is done
  /// @throws io.kinora.error.Cancelled if `progress` stops the work, or an interruption ends the
  ///     waiting
  public FilmFrames frames(Film film, Progress progress) {
    Turns.Turn turn = turns.take(progress);
    try {
      Drawn drawn = finished(withPromptStyle(film), progress);
      return new FilmFrames(drawn.clip, drawn.record, drawn.done, progress, turn.kept());
    } catch (Throwable e) {
      turn.close();
      throw e;
    }
  }

  /// Runs the stages from the prompt to the final frames of the file.
  private Drawn finished(Film film, Progress progress) {
    film.finish().look().notes().forEach(progress::note);
    MovedRegions.check(film.movement().regions(), film.format().size());
    Stylizer.check(film.finish().style(), false);
    Drawn drawn = draw(film, progress); // text, generate
    try {
      Clip moved = MovedRegions.of(drawn.clip, film.movement().regions()); // motion
      Clip looked = film.finish().look().apply(moved); // render
      StyleChoice style = film.finish().style();
      Clip styled = Stylizer.apply(looked, style, DenseFlow.Pair::new, progress::note); // style
      return new Drawn(styled, drawn.record, drawn.done);
    } catch (Throwable e) {
      drawn.close();
      throw e;
    }
  }

  /// The frames of an engine.
  ///
  /// @param done the share of the work that is done before reading them, from 0 to 1
  record Drawn(Clip clip, FilmRecord record, double done) implements AutoCloseable {
    @Override
    public void close() {
      clip.close();
    }
  }

  /// Draws the frames of `film` without any further processing.
  Drawn draw(Film film, Progress progress) {
    String prompt = new Prompt(film.prompt()).text();
    Engine engine = engine(film.engine().name());
    double ready = engine.workBeforeFrames(), read = READING * (1 - ready);
    engine.check(film.engine().options());
    progress.step("read", 0);
    text.prepare(prompt); // in parallel with loading the engine's model
    EngineOptions options = film.engine().options();
    StyleRequest asked = StyleRequest.of(prompt, engine.vocabulary(options));
    Understanding said =
        asked.extended(
            text.understand(asked.prompt(), engine.vocabulary(options)), film.finish().look());
    Shot shot = shot(film, said);
    Clip clip = engine.generate(shot, progress.part(read, ready));
    String weights = engine.weightsHash(shot.options());
    return new Drawn(
        clip, FilmRecord.of(film, forEngine(said, engine), shot.camera(), weights), ready);
  }

  /// Makes the film of `record` again: as `film`, which may have another file, and other locations
  /// of weights and pictures.
  ///
  /// @throws BadRequest as [#make]; and if weights that the film names are not those of the record
  public FilmRecord replay(FilmRecord record, Film film, Progress progress) {
    try (var _ = turns.take(progress)) {
      checkWeights(record, film);
      return made(film, UnaryOperator.identity(), progress);
    }
  }

  private void checkWeights(FilmRecord record, Film film) {
    EngineOptions options = film.engine().options();
    if (options.get(Engine.WEIGHTS).isPresent()) {
      String found = engine(film.engine().name()).weightsHash(options);
      if (!found.equals(record.weights())) {
        throw new BadRequest(
            "The weights in %s are not those that the film was made with: their hash is %.12s…, the"
                    .formatted(options.get(Engine.WEIGHTS).get(), found)
                + " record has %.12s….".formatted(record.weights()),
            "Name the folder of the same model; fine-tunings count, too.",
            "replay");
      }
    }
  }

  /// Extends a film, and writes the result to its file, which appears only when it is complete.
  ///
  /// @return the result; the file contains its record
  /// @throws BadRequest if the film or the request is unsuitable
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  public Extended extend(Extension extension, Progress progress) {
    try (var _ = turns.take(progress)) {
      return new Extender(this, extension, progress).make();
    }
  }

  /// Joins and processes the inputs of `montage`, and writes them to its file, which appears only
  /// when it is complete.
  ///
  /// @return the result with its record, which the file contains, too
  /// @throws BadRequest if an input or the file is unsuitable
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  /// @throws io.kinora.error.MediaFailure if the file cannot be written completely
  public Rendered render(Montage montage, Progress progress) {
    turns.checkOpen();
    return Assembly.make(montage, progress);
  }

  /// The takes of a script's film, without drawing them.
  ///
  /// @throws BadRequest with file and line, if a shot cannot be drawn
  public List<Take> plan(Script script) {
    try (var _ = turns.take(Progress.NONE)) {
      return plan(script, false);
    }
  }

  /// The estimated time to draw the takes that are not in the cache, from the speed of the last
  /// shot drawn there; empty if there was none.
  ///
  /// @param takes of [#plan]
  public OptionalDouble secondsToDraw(List<Take> takes, Path cache) {
    var kept = new ShotCache(cache);
    double seconds = 0;
    try (var _ = turns.take(Progress.NONE)) {
      for (Take take : takes) {
        var choice = take.film().engine();
        String weights = engine(choice.name()).weightsHash(choice.options());
        OptionalDouble one = kept.secondsFor(take.film());
        if (one.isEmpty()) {
          return one;
        }
        seconds += kept.has(kept.file(take.film(), weights)) ? 0 : one.getAsDouble();
      }
    }
    return OptionalDouble.of(seconds);
  }

  private List<Take> plan(Script script, boolean preview) {
    Engine engine = engine(engineOf(script));
    EngineOptions options = script.settings().options();
    engine.check(options);
    return ScriptPlan.of(
        script,
        engine,
        (prompt, given) ->
            forEngine(read(new Prompt(prompt).text(), engine.vocabulary(given)), engine),
        preview);
  }

  /// Understands a prompt, with its style separated from the rest.
  private Understanding read(String prompt, Vocabulary known) {
    var asked = StyleRequest.of(prompt, known);
    return asked.extended(text.understand(asked.prompt(), known));
  }

  private static String engineOf(Script script) {
    String named = script.settings().engine();
    return named.isEmpty() ? Film.DEFAULT_ENGINE : named;
  }

  /// Makes the film of a script, and writes it to its file, which appears only when it is complete.
  /// Unchanged shots are taken from the cache.
  ///
  /// @return the result; the file contains the script
  /// @throws BadRequest with file and line, before any work is done, if the script is unsuitable
  /// @throws io.kinora.error.Cancelled if `progress` stops the work; finished shots stay in the
  ///     cache
  public ScriptMade film(ScriptFilm film, Progress progress) {
    List<Take> takes;
    String weights;
    try (var _ = turns.take(progress)) {
      takes = plan(film.script(), film.preview());
      EngineOptions options = film.script().settings().options();
      weights = engine(engineOf(film.script())).weightsHash(options);
    }
    return new ScriptMaker(this, film, takes, weights, progress).make();
  }

  /// Understands a prompt by the text stage.
  ///
  /// @throws BadRequest if it is empty, too long or not text
  public Understanding understand(String prompt) {
    turns.checkOpen();
    var asked = StyleRequest.of(new Prompt(prompt).text());
    return asked.extended(text.understand(asked.prompt()));
  }

  private static Output output(Film film) {
    if (film.output() == null) {
      throw new BadRequest(
          "The film names no output file.", "Name one, as in film.to(path).", "output-file");
    }
    return film.output();
  }

  private static Shot shot(Film film, Understanding said) {
    return new Shot(said, film.seed(), film.format(), film.movement(), film.engine().options());
  }

  /// The understanding for an engine: one with an open vocabulary reads the prompt itself.
  private static Understanding forEngine(Understanding said, Engine engine) {
    return engine.vocabulary().open() ? said.whole() : said;
  }

  /// The engine of a name, for the holder of the turn.
  Engine engine(String name) {
    return engines.computeIfAbsent(name, Engines::named);
  }

  /// Frees the models, once the current film is finished and returned frames are closed; waiting
  /// films are rejected. No more films can be made. Closing twice is harmless.
  @Override
  public void close() {
    if (turns.close()) {
      engines.values().forEach(Engine::close);
      engines.clear();
      text.close();
    }
  }

  /// Cuts out the thing in a picture; everything else becomes transparent. Without a distinct
  /// thing, it returns the whole picture.
  ///
  /// @param notes receives what was done, a line each
  public static Frame cutOut(Frame picture, Consumer<String> notes) {
    return CutOut.of(picture, notes);
  }
}
