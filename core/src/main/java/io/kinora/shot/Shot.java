package io.kinora.shot;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import org.jspecify.annotations.Nullable;

/// What an engine is asked to make: one continuous take.
///
/// @param text what the prompt says
/// @param seed the same seed gives the same frames
/// @param seconds length, from 0.5 to 600
/// @param camera the camera's motion; null leaves it to the engine
/// @param parallax from 0 (all planes move as one) to 1 (near planes move faster)
/// @param subject how the subjects move
/// @param options settings that only some engines know
public record Shot(
    Understanding text,
    long seed,
    double seconds,
    FrameSize size,
    FrameRate rate,
    @Nullable Camera camera,
    double parallax,
    SubjectMotion subject,
    EngineOptions options) {
  /// The bounds of a shot's length in seconds, and the length of one that names none.
  public static final double MIN_SECONDS = 0.5, MAX_SECONDS = 600, DEFAULT_SECONDS = 4;

  /// The parallax of a shot that names none.
  public static final double DEFAULT_PARALLAX = 0.5;

  public Shot {
    checkSeconds(seconds);
    checkParallax(parallax);
  }

  /// A shot without settings for the engine.
  public Shot(
      Understanding text,
      long seed,
      double seconds,
      FrameSize size,
      FrameRate rate,
      @Nullable Camera camera,
      double parallax,
      SubjectMotion subject) {
    this(text, seed, seconds, size, rate, camera, parallax, subject, EngineOptions.NONE);
  }

  /// Refuses a length out of range, NaN included.
  public static void checkSeconds(double seconds) {
    if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
      throw new BadRequest(
          "The duration is %s s, but it must be from 0.5 to 600 seconds.".formatted(seconds),
          "Ask for a length such as --duration 4.",
          "duration");
    }
  }

  /// Refuses a parallax out of range, NaN included.
  public static void checkParallax(double parallax) {
    if (!(parallax >= 0 && parallax <= 1)) {
      throw new BadRequest(
          "The parallax is %s, but it must be from 0 to 1.".formatted(parallax),
          "Write it as in --parallax 0.5.",
          "parallax");
    }
  }

  /// The number of frames: `seconds` at `rate`, rounded to the nearest whole one.
  public long frames() {
    return rate.frames(seconds);
  }

  /// How subjects move, apart from what the prompt says.
  ///
  /// @param strength α from 0 (still) over 5 (as the prompt says) to 10 (twice as far)
  /// @param direction degrees, 0 is right and 90 is up; null is as the prompt says
  public record SubjectMotion(double strength, @Nullable Double direction) {
    /// As the prompt says.
    public static final SubjectMotion AS_SAID = new SubjectMotion(5, null);

    public SubjectMotion {
      if (!(strength >= 0 && strength <= 10)) {
        throw new BadRequest(
            "The motion strength is %s, but it must be from 0 to 10.".formatted(strength),
            "0 is still, 5 is as the prompt says, 10 is twice as far.",
            "subject-motion");
      }
      if (direction != null && !(Math.abs(direction) <= 360)) {
        throw new BadRequest(
            "The motion direction is %s°, but it must be from -360 to 360.".formatted(direction),
            "0 is right, 90 is up, 180 is left.",
            "subject-motion");
      }
    }
  }
}
