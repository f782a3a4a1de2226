package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.engine.Engine;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.read.MediaInfo;
import io.kinora.read.VideoReader;
import io.kinora.render.Fit;
import io.kinora.render.sound.Sounds;
import io.kinora.render.time.ContinuedClip;
import io.kinora.render.time.StitchedClip;
import io.kinora.render.time.StitchedClip.Part;
import io.kinora.render.time.Transition;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.studio.Film.EngineChoice;
import io.kinora.studio.Film.Output;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes an [Extension]. An engine whose longer shots begin with its shorter ones draws the same
/// shot again, longer: no frame is encoded twice, and there is no visible seam. Any other engine
/// continues from the last frame, and its frames are appended.
final class Extender {
  private static final String HELP = "extend";

  private final Studio studio;
  private final Extension asked;
  private final Progress progress;
  private final Output output;

  Extender(Studio studio, Extension asked, Progress progress) {
    this.studio = studio;
    this.asked = asked;
    this.progress = progress;
    output = asked.output();
  }

  Extended make() {
    Exporter.check(output.file(), output.overwrite(), output.encoding());
    Optional<String> text = MediaInfo.read(asked.film()).record();
    boolean whole = text.isPresent() && !RenderRecord.isRendered(text.get());
    Optional<FilmRecord> drawn =
        whole ? text.map(this::parsed) : text.flatMap(this::lastDrawn).map(this::parsed);
    String name =
        Optional.ofNullable(asked.drawing().engine())
            .or(() -> drawn.map(record -> record.film().engine().name()))
            .orElse(Film.DEFAULT_ENGINE);
    Engine engine = studio.engine(name);
    if (!engine.prolongs()) {
      return append(name, text, drawn);
    }
    if (!whole || !drawn.orElseThrow().film().engine().name().equals(name)) {
      throw new BadRequest(
          "The engine \"%s\" draws shots and cannot go on from a picture, and %s %s."
              .formatted(
                  name,
                  asked.film(),
                  text.isEmpty() ? "has no record of one" : "is not a single shot"),
          "Extend a film as kinora generate wrote it, or go on from the last frame with"
              + " the engine wan and a model that begins with a picture (I2V or TI2V).",
          HELP);
    }
    return prolong(engine, drawn.orElseThrow());
  }

  private FilmRecord parsed(String text) {
    return FilmRecord.parse(text, asked.film().toString());
  }

  /// The record of the last part drawn for the film.
  private Optional<String> lastDrawn(String text) {
    return RenderRecord.parse(text, asked.film().toString()).drawn().map(JsonNode::toString);
  }

  /// Extends the film by drawing the same shot, longer.
  private Extended prolong(Engine engine, FilmRecord record) {
    Film film = record.film();
    EngineOptions options = Words.found(film.engine().options(), asked.film());
    refuseOtherDrawing(film.engine().name());
    if (film.finish().look().retimes()) {
      throw new BadRequest(
          "The film runs backwards or at another speed, so its last frame is not its shot's last.",
          "Extend it without such effects, and add them with kinora render.",
          HELP);
    }
    if (!engine.weightsHash(options).equals(record.weights())) {
      throw new BadRequest(
          "The film %s was drawn by Kinora %s with other weights than these."
              .formatted(asked.film(), record.kinora()),
          "Make it again with kinora replay and extend that.",
          HELP);
    }
    double before = film.format().seconds();
    if (options.get(Engine.STAGED).isEmpty()) {
      options = options.with(Engine.STAGED, Double.toString(before));
    }
    double seconds = Math.round((before + asked.seconds()) * 1e6) / 1e6;
    Film longer = film.seconds(seconds).engine(film.engine().name(), options).output(output);
    Format format = film.format();
    long kept = format.rate().frames(before);
    try (var shown = new VideoReader(asked.film())) {
      if (shown.frames() != kept || !shown.size().equals(format.size())) {
        throw new BadRequest(
            "The film %s has %d frames of %s, but its record says %d of %s."
                .formatted(asked.film(), shown.frames(), shown.size(), kept, format.size()),
            "Extend it as kinora generate wrote it, before it is cut or scaled.",
            HELP);
      }
      FilmRecord made =
          studio.made(
              longer, clip -> new AgreeingClip(clip, shown, asked.film().toString()), progress);
      long frames = format.rate().frames(seconds);
      return new Extended(made.tree(), format.size(), format.rate(), kept, frames);
    }
  }

  /// Rejects changed settings: a prolonged shot is the same shot.
  private void refuseOtherDrawing(String engine) {
    var drawing = asked.drawing();
    String flag =
        drawing.prompt() != null
            ? "prompt"
            : drawing.seed() != null
                ? "seed"
                : drawing.size() != null
                    ? "size"
                    : drawing.options().values().keySet().stream().findFirst().orElse("");
    if (!flag.isEmpty()) {
      throw new BadRequest(
          "The engine \"%s\" goes on with the same shot; its %s cannot change."
              .formatted(engine, flag),
          "Leave it out, or go on from the last frame with the engine wan.",
          HELP);
    }
  }

  /// Appends to the film a clip that an engine makes from its last frame.
  private Extended append(String name, Optional<String> text, Optional<FilmRecord> drawn) {
    FrameSize size;
    FrameRate rate;
    boolean alpha;
    Frame last;
    long kept;
    try (var film = new VideoReader(asked.film())) {
      size = film.size();
      rate = film.rate();
      alpha = film.hasAlpha();
      kept = film.frames();
      last = lastFrame(film);
    }
    long added = rate.frames(asked.seconds());
    Path picture = picture(last, Objects.requireNonNullElse(asked.drawing().size(), size));
    try (Studio.Drawn more =
            studio.draw(film(name, picture, size, rate.seconds(added + 1), rate, drawn), progress);
        Clip tail = new ContinuedClip(Fit.STRETCH.apply(more.clip(), size), last)) {
      List<Part> parts =
          List.of(new Part(kept, () -> new VideoReader(asked.film())), new Part(added, () -> tail));
      var record =
          new RenderRecord(
              KinoraVersion.current(),
              List.of(RenderRecord.Source.of(asked.film(), text)),
              List.of("extend " + asked.seconds()),
              Optional.of(withoutPicture(more.record()).tree()));
      try (var whole = new StitchedClip(size, rate, alpha, parts, List.of(Transition.CUT));
          Sound sound = sound(rate, kept)) {
        Exporter.write(
            whole,
            sound,
            output.file(),
            output.overwrite(),
            output.encoding(),
            record.json(),
            progress.part(more.done(), 1));
      }
      return new Extended(record.tree(), size, rate, kept, kept + added);
    } finally {
      delete(picture);
    }
  }

  /// The film to draw: one frame more than requested, because the first is the picture itself.
  private Film film(
      String name,
      Path picture,
      FrameSize size,
      double seconds,
      FrameRate rate,
      Optional<FilmRecord> drawn) {
    var drawing = asked.drawing();
    String prompt = drawing.prompt();
    if (prompt == null) {
      prompt = drawn.map(record -> record.film().prompt()).orElseThrow(this::noPrompt);
    }
    EngineOptions options =
        drawn
            .map(record -> record.film().engine())
            .filter(choice -> choice.name().equals(name))
            .map(EngineChoice::options)
            .orElse(EngineOptions.NONE)
            .without("image-last");
    for (var given : drawing.options().values().entrySet()) {
      options = options.with(given.getKey(), given.getValue());
    }
    Movement movement = Movement.AS_SAID;
    if (drawing.prompt() == null
        && drawn.isPresent()) { // regions apply only to the film's own frames
      Movement before = drawn.get().film().movement();
      movement = new Movement(before.camera(), before.parallax(), before.subject(), List.of());
    }
    Film film =
        Film.of(prompt)
            .engine(name, options.with(Engine.FIRST_PICTURE, picture.toString()))
            .format(new Format(Objects.requireNonNullElse(drawing.size(), size), rate, seconds))
            .movement(movement);
    return drawing.seed() == null ? film : film.seed(drawing.seed());
  }

  private BadRequest noPrompt() {
    return new BadRequest(
        "The film %s has no record of its prompt.".formatted(asked.film()),
        "Give a prompt, as in \"the cat turns its head\".",
        HELP);
  }

  /// Removes the given picture, which is the last frame of the source and not a file that still
  /// exists.
  private static FilmRecord withoutPicture(FilmRecord record) {
    EngineChoice choice = record.film().engine();
    Film film = record.film().engine(choice.name(), choice.options().without(Engine.FIRST_PICTURE));
    return new FilmRecord(
        record.kinora(),
        film,
        record.weights(),
        FilmRecord.files(film),
        record.understood(),
        record.notUnderstood());
  }

  private Frame lastFrame(Clip film) {
    var frame = new Frame(film.size());
    for (long i = 0; i < film.frames(); i++) {
      boolean there = film.read(frame);
      if (!there) {
        break;
      }
      progress.step("read", 0);
    }
    return frame;
  }

  /// Writes the frame to a file, in the size at which the engine draws.
  private static Path picture(Frame frame, FrameSize size) {
    Path file;
    try {
      file = Files.createTempFile("kinora-last-frame-", ".png");
    } catch (IOException e) {
      throw new MediaFailure(
          "There is no room for a temporary file: %s.".formatted(e.getMessage()),
          "Free space in the folder for temporary files.",
          "spool",
          e);
    }
    try (Clip scaled = Fit.STRETCH.apply(new StillClip(frame, FrameRate.DEFAULT, 1, false), size)) {
      var picture = new Frame(size);
      if (!scaled.read(picture)) {
        throw new IllegalStateException("scaling lost the frame");
      }
      Exporter.writePicture(picture, file, true);
      return file;
    } catch (RuntimeException e) {
      delete(file);
      throw e;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit(); // it is small, and in the system's temporary folder
    }
  }

  /// The sound of the film, followed by silence.
  private @Nullable Sound sound(FrameRate rate, long kept) {
    if (!MediaInfo.read(asked.film()).hasSound()) {
      return null;
    }
    var piece =
        new Sounds.Piece(0, Assembly.pairs(rate, kept), () -> Assembly.ofVideo(asked.film()));
    return Sounds.joined(List.of(piece));
  }
}
