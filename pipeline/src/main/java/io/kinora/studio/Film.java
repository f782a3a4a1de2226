package io.kinora.studio;

import io.kinora.render.Look;
import io.kinora.scene.Camera;
import io.kinora.scene.EngineOptions;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import io.kinora.scene.Shot;
import io.kinora.scene.Shot.SubjectMotion;
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
/// @param look what is done to the frames once they are drawn
/// @param output where the film goes; null until [#to] has been called
public record Film(
    String prompt,
    EngineChoice engine,
    long seed,
    Format format,
    Movement movement,
    Look look,
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

  /// @param seconds length, from 0.5 to 600
  public record Format(FrameSize size, FrameRate rate, double seconds) {
    /// 4 s of 768×432 at 24 frames per second.
    public static final Format DEFAULT =
        new Format(FrameSize.DEFAULT, FrameRate.DEFAULT, Shot.DEFAULT_SECONDS);

    public Format {
      Shot.checkSeconds(seconds);
    }
  }

  /// @param camera null leaves it to the prompt, and where that says nothing to the engine
  /// @param parallax from 0 (all planes move as one) to 1 (near planes move faster)
  public record Movement(@Nullable Camera camera, double parallax, SubjectMotion subject) {
    /// As the prompt says.
    public static final Movement AS_SAID =
        new Movement(null, Shot.DEFAULT_PARALLAX, SubjectMotion.AS_SAID);

    public Movement {
      Shot.checkParallax(parallax);
    }
  }

  /// @param overwrite whether a file that is already there may be replaced
  public record Output(Path file, boolean overwrite) {}

  /// A film of `prompt` in the default format, moving as the prompt says, with a seed of its own.
  public static Film of(String prompt) {
    long seed = new SplittableRandom().nextLong(DRAWN_SEEDS);
    return new Film(
        prompt, EngineChoice.DEFAULT, seed, Format.DEFAULT, Movement.AS_SAID, Look.NONE, null);
  }

  public Film engine(String name) {
    return engine(name, engine.options);
  }

  /// Drawn by the engine `name` with settings of its own, for example `steps` = `30`.
  public Film engine(String name, EngineOptions options) {
    return new Film(prompt, new EngineChoice(name, options), seed, format, movement, look, output);
  }

  public Film seed(long value) {
    return new Film(prompt, engine, value, format, movement, look, output);
  }

  public Film format(Format value) {
    return new Film(prompt, engine, seed, value, movement, look, output);
  }

  public Film size(FrameSize size) {
    return format(new Format(size, format.rate, format.seconds));
  }

  public Film rate(FrameRate rate) {
    return format(new Format(format.size, rate, format.seconds));
  }

  public Film seconds(double seconds) {
    return format(new Format(format.size, format.rate, seconds));
  }

  public Film movement(Movement value) {
    return new Film(prompt, engine, seed, format, value, look, output);
  }

  public Film camera(Camera camera) {
    return movement(new Movement(camera, movement.parallax, movement.subject));
  }

  public Film parallax(double parallax) {
    return movement(new Movement(movement.camera, parallax, movement.subject));
  }

  public Film subject(SubjectMotion subject) {
    return movement(new Movement(movement.camera, movement.parallax, subject));
  }

  public Film look(Look value) {
    return new Film(prompt, engine, seed, format, movement, value, output);
  }

  /// Into `file`, which must not exist yet; its ending names the container.
  public Film to(Path file) {
    return new Film(prompt, engine, seed, format, movement, look, new Output(file, false));
  }

  /// Into `file`, replacing what is there once the film is complete.
  public Film over(Path file) {
    return new Film(prompt, engine, seed, format, movement, look, new Output(file, true));
  }
}
