package io.kinora.shot;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;

/// The format of a shot: frame size, frame rate and length.
///
/// @param seconds length, from 0.5 to 600
public record Format(FrameSize size, FrameRate rate, double seconds) {
  /// The bounds of the length in seconds.
  public static final double MIN_SECONDS = 0.5, MAX_SECONDS = 600;

  /// 4 s of 768×432 at 24 frames per second.
  public static final Format DEFAULT = new Format(FrameSize.DEFAULT, FrameRate.DEFAULT, 4);

  public Format {
    checkSeconds(seconds);
  }

  /// Refuses a length out of range, NaN included.
  ///
  /// @throws BadRequest if it is below 0.5 or above 600
  public static void checkSeconds(double seconds) {
    if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
      throw new BadRequest(
          "The duration is %s s, but it must be from 0.5 to 600 seconds.".formatted(seconds),
          "Ask for a length such as 4 seconds.",
          "duration");
    }
  }

  /// The number of frames: `seconds` at `rate`, rounded to the nearest whole one.
  public long frames() {
    return rate.frames(seconds);
  }
}
