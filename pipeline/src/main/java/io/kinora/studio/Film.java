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

/// A request for a film: its prompt, motion, format and file. The same request made twice gives the
/// same frames.
///
/// ```java
/// Film.of("a red bird over the sea").seconds(6).camera(Camera.parse("zoom=2")).to(path)
/// ```
///
/// @param prompt English or Chinese, 1 to 1000 UTF-16 units after trimming
/// @param engine the engine with its settings
/// @param seed the same seed gives the same frames
/// @param format size, rate and length
/// @param movement of the camera and the subjects
/// @param finish look, style and sound, applied after drawing
/// @param output the file; null until [#to] has been called
public record Film(
    String prompt,
    EngineChoice engine,
    long seed,
    Format format,
    Movement movement,
    Finish finish,
    @Nullable Output output) {
  /// The bundled engine.
  public static final String DEFAULT_ENGINE = "house";

  /// The bound of random seeds, which are short enough to be retyped.
  private static final long DRAWN_SEEDS = 1L << 32;

  /// An engine and its own settings.
  ///
  /// @param name as [Engines#names] lists them
  public record EngineChoice(String name, EngineOptions options) {
    /// The bundled engine without settings.
    public static final EngineChoice DEFAULT = new EngineChoice(DEFAULT_ENGINE, EngineOptions.NONE);
  }

  /// @param look the look of the frames
  /// @param style the style, applied after the look; null leaves it to the prompt
  /// @param audio a sound file, looped or cut to the film's length; null for silence
  public record Finish(Look look, @Nullable StyleChoice style, @Nullable Path audio) {
    /// No look, no style and no sound.
    public static final Finish NONE = new Finish(Look.NONE, null, null);

    /// A copy with another style; null leaves it to the prompt.
    Finish in(@Nullable StyleChoice other) {
      return new Finish(look, other, audio);
    }

    /// A finish with the style of the prompt, if it names one.
    public Finish(Look look, @Nullable Path audio) {
      this(look, null, audio);
    }
  }

  /// @param overwrite whether an existing file may be replaced
  /// @param encoding the container and its codec
  public record Output(Path file, boolean overwrite, Encoding encoding) {
    /// An output in the container of the file's extension.
    ///
    /// @throws io.kinora.error.BadRequest if the extension is unknown
    public Output(Path file, boolean overwrite) {
      this(file, overwrite, Encoding.of(file));
    }
  }

  /// A film of `prompt` in the default format, with motion from the prompt and a random seed.
  public static Film of(String prompt) {
    long seed = new SplittableRandom().nextLong(DRAWN_SEEDS);
    return new Film(
        prompt, EngineChoice.DEFAULT, seed, Format.DEFAULT, Movement.AS_SAID, Finish.NONE, null);
  }

  /// A copy with another prompt.
  public Film prompt(String value) {
    return new Film(value, engine, seed, format, movement, finish, output);
  }

  public Film engine(String name) {
    return engine(name, engine.options);
  }

  /// A copy for the engine `name` with its own settings, for example `steps` = `30`.
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

  /// A copy in a style, whatever the prompt says.
  public Film style(StyleChoice style) {
    return finish(new Finish(finish.look, style, finish.audio));
  }

  /// A copy with another output.
  public Film output(@Nullable Output value) {
    return new Film(prompt, engine, seed, format, movement, finish, value);
  }

  /// A copy for the output `file`, which must not exist yet; its extension determines the
  /// container.
  public Film to(Path file) {
    return new Film(prompt, engine, seed, format, movement, finish, new Output(file, false));
  }

  /// A copy for the output `file`, which replaces an existing file once the film is complete.
  public Film over(Path file) {
    return new Film(prompt, engine, seed, format, movement, finish, new Output(file, true));
  }
}
