package io.kinora.house;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.house.compose.Figure;
import io.kinora.house.compose.Gait;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Relief;
import io.kinora.house.compose.Texture;
import io.kinora.house.compose.Visual;
import io.kinora.house.picture.Parted;
import io.kinora.house.staging.ActorPath;
import io.kinora.house.staging.Easing;
import io.kinora.house.staging.LivingPath;
import io.kinora.house.staging.Staging;
import io.kinora.shot.Camera;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A picture that comes alive: what stands out in it moves before what is behind it. At time 0 it
/// is the picture itself.
final class LivingPicture {
  /// What is behind the thing moves so much less than it does as the camera moves.
  private static final double BEHIND = .45;

  /// Seconds in which the picture's own pixels around the thing give way to its cut-out.
  private static final double PARTING = .4;

  /// Where the foot is in the box of a subject, from its top (0) to its bottom (1).
  private static final double FOOT = (1 + ActorPath.FOOT) / 2;

  /// Pixels around a thing in its box, as a share of its height.
  private static final double MARGIN = .12;

  private static final double NEARING = .8;

  private final Parted picture;
  private final FrameSize size;

  LivingPicture(Parted picture) {
    this.picture = picture;
    size = picture.whole().size();
  }

  /// What the camera does when nobody says: it comes a little nearer to a picture that the shot
  /// begins with, and goes back to one that it ends with, so that no edge is seen.
  static Camera usualCamera(boolean begins) {
    return new Camera(0, 0, begins ? NEARING : -NEARING, 0, 0, 0);
  }

  /// The picture's layers.
  ///
  /// @param actor what the thing in it plays, by its number in the cast; -1 if nobody
  List<Visual> visuals(Stage stage, int actor) {
    var visuals = new ArrayList<Visual>();
    visuals.add(Relief.flat(picture.ground(), BEHIND));
    Parted.Thing thing = picture.thing();
    if (thing != null) {
      visuals.add(figure(thing, stage, actor));
    }
    return visuals;
  }

  private Figure figure(Parted.Thing thing, Stage stage, int actor) {
    Parted.Box box = box(thing.box());
    Texture matte = boxed(thing.matte(), thing.box(), box);
    Texture patch = boxed(thing.patch(), thing.box(), box);
    LivingPath.Place place = place(thing.box(), box);
    if (actor < 0) {
      return new Figure(at -> parting(patch, matte, at), 1, _ -> place.pose());
    }
    double usual = stage.paths.course(actor).halfHeight();
    var path =
        new LivingPath(stage.staging, stage.cast.get(actor), stage.shot, place, usual);
    Staging.Step step = stage.staging.step(stage.cast.get(actor));
    boolean walks = step.legs() == Staging.Step.Legs.SEEN_FROM_THE_SIDE && !place.held();
    @Nullable Gait gait = walks ? new Gait(matte) : null;
    return new Figure(
        at -> {
          Texture now = parting(patch, matte, at);
          return gait == null
              ? now
              : gait.ofAnimal(now, step.cycle().at(at), step.amplitude() * LivingPath.awake(at));
        },
        1,
        path);
  }

  private static Texture parting(Texture patch, Texture matte, double seconds) {
    return patch.towards(matte, Easing.smoothstep(0, PARTING, Math.abs(seconds)));
  }

  /// The box whose foot is where that of every subject is.
  private static Parted.Box box(Parted.Box thing) {
    int height = 2 * (int) Math.ceil(thing.height() * (1 + MARGIN) / FOOT / 2);
    int top = (int) Math.round(thing.bottom() - FOOT * height);
    int margin = (int) Math.ceil(MARGIN * Math.max(thing.height(), thing.width() / 2.0));
    return new Parted.Box(thing.left() - margin, top, thing.right() + margin, top + height);
  }

  /// Where a box of pixels is; a hair lower, so that rounding leaves its pixels where they are.
  private LivingPath.Place place(Parted.Box thing, Parted.Box box) {
    double unit = size.height() / 2.0;
    var pose =
        new Layer.Pose(
            ((box.left() + box.right()) / 2.0 - size.width() / 2.0) / unit - 1e-9,
            ((box.top() + box.bottom()) / 2.0 - unit) / unit - 1e-9,
            box.height() / 2.0 / unit,
            0,
            false);
    boolean side = thing.left() <= 1 || thing.right() >= size.width() - 1;
    boolean below = thing.bottom() >= size.height() - 1;
    boolean held = side || (below && thing.width() > .5 * size.width());
    return new LivingPath.Place(pose, thing.width() / 2.0 / unit, held);
  }

  /// The pixels of a box; beyond an edge that the thing touches the picture is mirrored.
  private Texture boxed(Frame from, Parted.Box thing, Parted.Box box) {
    return Texture.of(
        from,
        box.width(),
        box.height(),
        x -> within(box.left() + x, size.width(), thing.left(), thing.right()),
        y -> within(box.top() + y, size.height(), thing.top(), thing.bottom()));
  }

  private static int within(int at, int size, int first, int end) {
    if (at < 0) {
      return first <= 1 ? Math.min(size - 1, -1 - at) : -1;
    }
    if (at >= size) {
      return end >= size - 1 ? Math.max(0, 2 * size - 1 - at) : -1;
    }
    return at;
  }
}
