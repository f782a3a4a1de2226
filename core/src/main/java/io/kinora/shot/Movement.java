package io.kinora.shot;

import io.kinora.error.BadRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The motion of a shot: of the camera, the subjects, and regions of the picture.
///
/// @param camera null leaves it to the prompt, or to the engine if the prompt names none
/// @param parallax from 0 (all planes move as one) to 1 (near planes move faster)
/// @param regions parts of the picture that move by themselves, at most five
public record Movement(
    @Nullable Camera camera, double parallax, SubjectMotion subject, List<Region> regions) {
  /// The default parallax of a shot.
  public static final double DEFAULT_PARALLAX = 0.5;

  /// As the prompt says.
  public static final Movement AS_SAID =
      new Movement(null, DEFAULT_PARALLAX, SubjectMotion.AS_SAID, List.of());

  public Movement {
    if (!(parallax >= 0 && parallax <= 1)) {
      throw new BadRequest(
          "The parallax is %s, but it must be from 0 to 1.".formatted(parallax),
          "0 moves all planes as one, 1 moves near planes faster.",
          "parallax");
    }
    regions = Region.checked(regions);
  }

  /// The same with another camera.
  public Movement with(@Nullable Camera value) {
    return new Movement(value, parallax, subject, regions);
  }

  /// The same with another parallax.
  public Movement withParallax(double value) {
    return new Movement(camera, value, subject, regions);
  }

  /// The same with another motion of the subjects.
  public Movement with(SubjectMotion value) {
    return new Movement(camera, parallax, value, regions);
  }
}
