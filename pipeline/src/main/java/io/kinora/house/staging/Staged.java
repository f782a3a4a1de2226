package io.kinora.house.staging;

import io.kinora.shot.Camera;
import io.kinora.shot.Relation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a shot shows, before it is painted: where it is, who does what, and where everybody is in
/// the picture at the middle of the shot.
///
/// @param seen from the farthest to the nearest
public record Staged(Staging.Setting setting, Camera camera, List<Seen> seen) {
  /// One layer that is a subject or belongs to one.
  ///
  /// @param noun the key of what is drawn: `horse`, or `man-sitting` for a person in a pose
  /// @param phrase which subject of the prompt it is one of, from 0; negative for what a deed needs
  ///     and the prompt does not name
  /// @param colour asked for; empty for its own
  /// @param action what the subject of the prompt does, such as `play-guitar`; null if nothing was
  ///     said, or of things that belong to somebody
  /// @param cue what the motion network is told: noun, action, direction, speed and scene
  /// @param manner how it moves by itself; null for subjects with limbs of their own
  /// @param size times the usual one
  /// @param relation to another subject of the prompt
  /// @param owner whom it goes with, by its place in this list; -1 if it goes its own way
  /// @param box where it is at the middle of the shot
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
