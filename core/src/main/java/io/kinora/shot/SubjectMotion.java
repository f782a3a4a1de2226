package io.kinora.shot;

import io.kinora.error.BadRequest;
import org.jspecify.annotations.Nullable;

/// How subjects move, apart from what the prompt says.
///
/// @param strength α from 0 (still) over 5 (as the prompt says) to 10 (twice as far)
/// @param direction degrees from −360 to 360, 0 is right and 90 is up; null is as the prompt says
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
