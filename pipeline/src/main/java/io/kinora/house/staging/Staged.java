package io.kinora.house.staging;

import io.kinora.shot.Camera;
import io.kinora.shot.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The staging of a shot, before it is painted: its setting, the actions, and the positions of all
/// subjects at the middle of the shot.
///
/// @param seen from the farthest to the nearest
public record Staged(Staging.Setting setting, Camera camera, List<Seen> seen) {
  /// A layer that is a subject or belongs to one.
  ///
  /// @param noun the key of the drawn noun: `horse`, or `man-sitting` for a person in a pose
  /// @param phrase index of its subject in the prompt, from 0; negative for a prop that the prompt
  ///     does not name
  /// @param colour requested colour; empty for its own
  /// @param action the action of the subject, such as `play-guitar`; null if there is none, or for
  ///     belongings
  /// @param cue the input of the motion network: noun, action, direction, speed and scene
  /// @param manner its own motion; null for subjects with animated limbs
  /// @param size factor of the usual size
  /// @param relation to another subject of the prompt
  /// @param owner index in this list of the layer that it is attached to; -1 if it moves
  ///     independently
  /// @param box its box at the middle of the shot
  public record Seen(
      String noun,
      int phrase,
      String colour,
      @Nullable String action,
      List<String> cue,
      @Nullable String manner,
      double size,
      @Nullable Relation relation,
      int owner,
      Box box) {}

  /// A rectangle in the picture. Units: half frame heights, 0 in the middle, to the right and down.
  public record Box(double left, double top, double right, double bottom) {}
}
