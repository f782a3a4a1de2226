package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.render.Look;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.SubjectMotion;
import io.kinora.style.StyleChoice;
import io.kinora.write.Encoding;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A request for a film: what it shows, how it moves, in which format, into which file. The same
/// film made twice has the same frames.
///
/// ```java
/// Film.of("a red bird over the sea").seconds(6).camera(Camera.parse("zoom=2")).to(path)
/// ```
///
/// @param prompt English or Chinese, 1 to 1000 UTF-16 units after trimming
/// @param engine which engine draws it, and how
/// @param seed the same seed gives the same frames
/// @param format size, rate and length
/// @param movement of the camera and the subjects
/// @param finish what is done to the frames once they are drawn, and what is heard
/// @param output where the film goes; null until [#to] has been called
public record Film(
    String prompt,
    EngineChoice engine,
    long seed,
    Format format,
    Movement movement,
    Finish finish,
    @Nullable Output output) {
  /// The engine that comes with Kinora.
  public static final String DEFAULT_ENGINE = "house";

  /// Seeds that are drawn, not given, are below this: short enough to be typed again.
  private static final long DRAWN_SEEDS = 1L << 32;

  /// Which engine draws, and the settings that only it knows.
  ///
  /// @param name as [Engines#names] lists them
  public record EngineChoice(String name, EngineOptions options) {
    /// The engine that comes with Kinora; it has no settings.
    public static final EngineChoice DEFAULT = new EngineChoice(DEFAULT_ENGINE, EngineOptions.NONE);
  }

  /// @param look what is done to the frames
  /// @param style what they are painted in then; null is as the prompt says
  /// @param audio a file of sound, looped or cut to the film's length; null is silence
  public record Finish(Look look, @Nullable StyleChoice style, @Nullable Path audio) {
    /// As drawn, and silent.
    public static final Finish NONE = new Finish(Look.NONE, null, null);

    /// The same in another style; null is as the prompt says.
    Finish in(@Nullable StyleChoice other) {
      return new Finish(look, other, audio);
    }

    /// In the style that the prompt asks for, if it does.
    public Finish(Look look, @Nullable Path audio) {
      this(look, null, audio);
    }
  }

  /// @param overwrite whether a file that is already there may be replaced
  /// @param encoding the container and its codec
  public record Output(Path file, boolean overwrite, Encoding encoding) {
    /// In the container that the file's ending names.
    ///
    /// @throws io.kinora.error.BadRequest if it names none
    public Output(Path file, boolean overwrite) {
      this(file, overwrite, Encoding.of(file));
    }
  }

  /// A film of `prompt` in the default format, moving as the prompt says, with a seed of its own.
  public static Film of(String prompt) {
    long seed = new SplittableRandom().nextLong(DRAWN_SEEDS);
    return new Film(
        prompt, EngineChoice.DEFAULT, seed, Format.DEFAULT, Movement.AS_SAID, Finish.NONE, null);
  }

  /// The same about something else.
  public Film prompt(String value) {
    return new Film(value, engine, seed, format, movement, finish, output);
  }

  public Film engine(String name) {
    return engine(name, engine.options);
  }

  /// Drawn by the engine `name` with settings of its own, for example `steps` = `30`.
  public Film engine(String name, EngineOptions options) {
    return new Film(
        prompt, new EngineChoice(name, options), seed, format, movement, finish, output);
  }

  public Film seed(long value) {
    return new Film(prompt, engine, value, format, movement, finish, output);
  }

  public Film format(Format value) {
    return new Film(prompt, engine, seed, value, movement, finish, output);
  }

  public Film size(FrameSize size) {
    return format(new Format(size, format.rate(), format.seconds()));
  }

  public Film rate(FrameRate rate) {
    return format(new Format(format.size(), rate, format.seconds()));
  }

  public Film seconds(double seconds) {
    return format(new Format(format.size(), format.rate(), seconds));
  }

  public Film movement(Movement value) {
    return new Film(prompt, engine, seed, format, value, finish, output);
  }

  public Film camera(Camera camera) {
    return movement(movement.with(camera));
  }

  public Film parallax(double parallax) {
    return movement(movement.withParallax(parallax));
  }

  public Film subject(SubjectMotion subject) {
    return movement(movement.with(subject));
  }

  public Film finish(Finish value) {
    return new Film(prompt, engine, seed, format, movement, value, output);
  }

  public Film look(Look look) {
    return finish(new Finish(look, finish.style, finish.audio));
  }

  /// Painted in a style, whatever the prompt says.
  public Film style(StyleChoice style) {
    return finish(new Finish(finish.look, style, finish.audio));
  }

  /// Into what `value` says.
  public Film output(@Nullable Output value) {
    return new Film(prompt, engine, seed, format, movement, finish, value);
  }

  /// Into `file`, which must not exist yet; its ending names the container.
  public Film to(Path file) {
    return new Film(prompt, engine, seed, format, movement, finish, new Output(file, false));
  }

  /// Into `file`, replacing what is there once the film is complete.
  public Film over(Path file) {
    return new Film(prompt, engine, seed, format, movement, finish, new Output(file, true));
  }
}
