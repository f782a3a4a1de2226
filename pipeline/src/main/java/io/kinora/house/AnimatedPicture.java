package io.kinora.house;

import io.kinora.clip.FrameSize;
import io.kinora.house.compose.Figure;
import io.kinora.house.compose.Gait;
import io.kinora.house.compose.Relief;
import io.kinora.house.picture.GroundLine;
import io.kinora.house.picture.SegmentedPicture;
import io.kinora.house.staging.Actor;
import io.kinora.house.staging.AnimatedPath;
import io.kinora.house.staging.Staging;
import io.kinora.shot.Camera;
import org.jspecify.annotations.Nullable;

/// An animated picture: its foreground thing moves in front of its background. At time 0 it is the
/// picture itself.
final class AnimatedPicture {
  /// The nearness of the background: its motion under a camera move, relative to the thing's.
  private static final double BEHIND = .45;

  /// The distance of the foot of a standing thing below the ground line, in half frame heights, and
  /// the maximum nearness of the ground relative to the thing.
  private static final double STANDS = .1, NEAREST = 1.6;

  private static final double NEARING = .8;

  private final SegmentedPicture picture;
  private final FrameSize size;

  AnimatedPicture(SegmentedPicture picture) {
    this.picture = picture;
    size = picture.whole().size();
  }

  /// The default camera: it zooms in slightly from a first picture, and zooms out to a last one, so
  /// that no edge is visible.
  static Camera usualCamera(boolean begins) {
    return new Camera(0, 0, begins ? NEARING : -NEARING, 0, 0, 0);
  }

  /// The background: the ground under the thing moves with it.
  Relief ground(Stage stage) {
    SegmentedPicture.Thing thing = picture.thing();
    double line = 2 * GroundLine.of(stage.shot.options(), picture.ground()) - 1;
    double foot = thing == null ? 1 : 2.0 * thing.box().bottom() / size.height() - 1;
    boolean stands = foot > line + STANDS;
    double near = stands ? BEHIND + (1 - BEHIND) * (1 - line) / (foot - line) : 1;
    return Relief.of(picture.ground(), line, BEHIND, Math.min(near, NEAREST));
  }

  /// The foreground thing; null if there is none.
  ///
  /// @param actor index of the actor that it shows; -1 if none
  @Nullable Figure figure(Stage stage, int actor) {
    SegmentedPicture.Thing thing = picture.thing();
    return thing == null ? null : figure(thing, stage, actor);
  }

  private Figure figure(SegmentedPicture.Thing thing, Stage stage, int actor) {
    var cut = new ForegroundLayer(thing, size);
    AnimatedPath.Place place = cut.place();
    if (actor < 0) {
      return new Figure(cut::at, 1, _ -> place.pose());
    }
    Actor who = stage.cast.get(actor);
    double usual =
        who.thing() == null
            ? stage.staging.motion(who).halfHeight() // which its speed is for
            : stage.paths.course(actor).halfHeight();
    var path = new AnimatedPath(stage.staging, who, stage.shot, place, usual);
    Staging.Step step = stage.staging.step(stage.cast.get(actor));
    boolean walks = step.legs() == Staging.Step.Legs.SEEN_FROM_THE_SIDE && !place.held();
    if (!walks) {
      return new Figure(cut::at, 1, path);
    }
    var gait = new Gait(cut.matte());
    return new Figure(
        at ->
            gait.ofAnimal(
                cut.at(at), step.cycle().at(at), step.amplitude() * AnimatedPath.awake(at)),
        1,
        path);
  }
}
