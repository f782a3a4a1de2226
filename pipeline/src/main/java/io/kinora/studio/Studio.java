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

/// The whole chain, from the first word to the file. What has been loaded for one film serves the
/// next.
///
/// May be shared by threads: films that an engine draws are made one after another, and closing
/// waits for the one that is being made. A film that waits for its turn reports the step "wait" and
/// is stopped by its [Progress] or by interrupting its thread. For several at once, open several
/// studios; each loads models of its own.
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
  private final Turns turns = new Turns();

  private Studio() {}

  /// Opens the studio; models are loaded when the first film needs them.
  public static Studio open() {
    return new Studio();
  }

  /// Makes `film` and writes it to its file, which appears only when it is whole.
  ///
  /// @return what the film was made from and with; the file carries it, too
  /// @throws BadRequest if the prompt or the file is not fit, before any work is done
  /// @throws io.kinora.error.Cancelled if `progress` stops the work, or an interruption the waiting
  /// @throws io.kinora.error.MediaFailure if the file cannot be written to its end
  public FilmRecord make(Film film, Progress progress) {
    try (var _ = turns.take(progress)) {
      return made(asked(film), UnaryOperator.identity(), progress);
    }
  }

  /// The film with the style and the look that its prompt asks for, unless it has its own.
  private Film asked(Film film) {
    String prompt = new Prompt(film.prompt()).text();
    var choice = film.engine();
    engine(choice.name()).check(choice.options());
    return StyleRequest.of(prompt, engine(choice.name()).vocabulary(choice.options()))
        .applied(film);
  }

  /// Makes the film as it is, for who has the turn; `witness` sees the frames on their way to the
  /// file.
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

  /// The frames of `film`, for a program of its own: no file is written, and one that the film
  /// names is left alone. Sound has no frames and is not there. The caller closes them; until then
  /// the studio makes no other film.
  ///
  /// @throws BadRequest if the prompt is not fit, before any work is done
  /// @throws io.kinora.error.Cancelled if `progress` stops the work, or an interruption the waiting
  public FilmFrames frames(Film film, Progress progress) {
    Turns.Turn turn = turns.take(progress);
    try {
      Drawn drawn = finished(asked(film), progress);
      return new FilmFrames(drawn.clip, drawn.record, drawn.done, progress, turn.kept());
    } catch (Throwable e) {
      turn.close();
      throw e;
    }
  }

  /// From the prompt to frames as they go into the file.
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

  /// Frames as an engine gives them.
  ///
  /// @param done the part of all the work that is behind them, from 0 to 1
  record Drawn(Clip clip, FilmRecord record, double done) implements AutoCloseable {
    @Override
    public void close() {
      clip.close();
    }
  }

  /// The frames of `film` before anything is done to them.
  Drawn draw(Film film, Progress progress) {
    String prompt = new Prompt(film.prompt()).text();
    Engine engine = engine(film.engine().name());
    double ready = engine.workBeforeFrames(), read = READING * (1 - ready);
    engine.check(film.engine().options());
    progress.step("read", 0);
    text.prepare(prompt); // beside the engine's model
    EngineOptions options = film.engine().options();
    StyleRequest asked = StyleRequest.of(prompt, engine.vocabulary(options));
    Understanding said =
        asked.heard(
            text.understand(asked.prompt(), engine.vocabulary(options)), film.finish().look());
    Shot shot = shot(film, said);
    Clip clip = engine.generate(shot, progress.part(read, ready));
    String weights = engine.weightsHash(shot.options());
    return new Drawn(clip, FilmRecord.of(film, heard(said, engine), shot.camera(), weights), ready);
  }

  /// Makes the film of `record` again: as `film`, which may differ from it in the file, and in
  /// where weights and pictures are.
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

  /// Makes a film longer, and writes it to its file, which appears only when it is whole.
  ///
  /// @return what came out; the file carries its record
  /// @throws BadRequest if the film or what is asked is not fit
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  public Extended extend(Extension extension, Progress progress) {
    try (var _ = turns.take(progress)) {
      return new Extender(this, extension, progress).make();
    }
  }

  /// Joins the inputs of `montage`, does to them what it says, and writes them to its file, which
  /// appears only when it is whole.
  ///
  /// @return what came out, what it was made from and how; the file carries this record
  /// @throws BadRequest if an input or the file is not fit
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  /// @throws io.kinora.error.MediaFailure if the file cannot be written to its end
  public Rendered render(Montage montage, Progress progress) {
    turns.checkOpen();
    return Assembly.make(montage, progress);
  }

  /// What the film of a script is made of, without drawing any of it.
  ///
  /// @throws BadRequest with file and line, if a shot cannot be drawn
  public List<Take> plan(Script script) {
    try (var _ = turns.take(Progress.NONE)) {
      return plan(script, false);
    }
  }

  /// How long it takes to draw what of a script is not in the cache, as the last shot that was
  /// drawn there tells; empty if none was.
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
        (prompt, given) -> heard(read(new Prompt(prompt).text(), engine.vocabulary(given)), engine),
        preview);
  }

  /// What a prompt says, its style apart from the rest.
  private Understanding read(String prompt, Vocabulary known) {
    var asked = StyleRequest.of(prompt, known);
    return asked.heard(text.understand(asked.prompt(), known));
  }

  private static String engineOf(Script script) {
    String named = script.settings().engine();
    return named.isEmpty() ? Film.DEFAULT_ENGINE : named;
  }

  /// Makes the film of a script, and writes it to its file, which appears only when it is whole.
  /// Shots that were drawn before and have not changed are taken from the cache.
  ///
  /// @return what came out; the file carries the script
  /// @throws BadRequest with file and line, before any work is done, if the script is not fit
  /// @throws io.kinora.error.Cancelled if `progress` stops the work; shots that are done stay
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

  /// What a prompt says, as the text stage reads it.
  ///
  /// @throws BadRequest if it is empty, too long or not text
  public Understanding understand(String prompt) {
    turns.checkOpen();
    var asked = StyleRequest.of(new Prompt(prompt).text());
    return asked.heard(text.understand(asked.prompt()));
  }

  private static Output output(Film film) {
    if (film.output() == null) {
      throw new BadRequest(
          "The film names no file to go to.", "Name one, as in film.to(path).", "output-file");
    }
    return film.output();
  }

  private static Shot shot(Film film, Understanding said) {
    return new Shot(said, film.seed(), film.format(), film.movement(), film.engine().options());
  }

  /// What an engine takes from the prompt: one with an open vocabulary reads all of it by itself.
  private static Understanding heard(Understanding said, Engine engine) {
    return engine.vocabulary().open() ? said.whole() : said;
  }

  /// For who has the turn.
  Engine engine(String name) {
    return engines.computeIfAbsent(name, Engines::named);
  }

  /// Frees the models, once the film that is being made is done and the frames that were given are
  /// closed; films that wait are refused. No more films can be made. Closing twice is harmless.
  @Override
  public void close() {
    if (turns.close()) {
      engines.values().forEach(Engine::close);
      engines.clear();
      text.close();
    }
  }

  /// The thing in a picture; all else is transparent. Where nothing stands out, the whole picture.
  ///
  /// @param notes hears what was done, a line each
  public static Frame cutOut(Frame picture, Consumer<String> notes) {
    return CutOut.of(picture, notes);
  }
}
