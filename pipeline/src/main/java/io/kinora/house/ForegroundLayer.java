package io.kinora.house;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Texture;
import io.kinora.house.picture.SegmentedPicture;
import io.kinora.house.staging.ActorPath;
import io.kinora.house.staging.AnimatedPath;
import io.kinora.house.staging.Easing;

/// The thing in a picture as a layer of the picture's own pixels, in a subject's box.
final class ForegroundLayer {
  /// The time in seconds in which the picture's own pixels around the thing fade to its cut-out.
  private static final double PARTING = .4;

  /// The height of the foot in the box of a subject, from its top (0) to its bottom (1).
  private static final double FOOT = (1 + ActorPath.FOOT) / 2;

  /// The margin around a thing in its box, as a share of its height.
  private static final double MARGIN = .12;

  private final SegmentedPicture.Thing thing;
  private final FrameSize size;
  private final SegmentedPicture.Box box;
  private final Texture matte;
  private final Texture patch;

  /// @param size of the picture
  ForegroundLayer(SegmentedPicture.Thing thing, FrameSize size) {
    this.thing = thing;
    this.size = size;
    box = around(thing.box());
    matte = boxed(thing.matte());
    patch = boxed(thing.patch());
  }

  SegmentedPicture.Box box() {
    return box;
  }

  /// The thing, cut out.
  Texture matte() {
    return matte;
  }

  /// The layer at a time; at 0 it has the picture's own pixels around the thing, so that together
  /// with the background it is exactly the picture.
  Texture at(double seconds) {
    return patch.towards(matte, Easing.smoothstep(0, PARTING, Math.abs(seconds)));
  }

  /// The box whose foot is at the height of every subject's foot.
  private static SegmentedPicture.Box around(SegmentedPicture.Box thing) {
    int height = 2 * (int) Math.ceil(thing.height() * (1 + MARGIN) / FOOT / 2);
    int top = (int) Math.round(thing.bottom() - FOOT * height);
    int margin = (int) Math.ceil(MARGIN * Math.max(thing.height(), thing.width() / 2.0));
    return new SegmentedPicture.Box(
        thing.left() - margin, top, thing.right() + margin, top + height);
  }

  /// The position of the box, minimally lowered so that rounding keeps its pixels in place.
  AnimatedPath.Place place() {
    SegmentedPicture.Box thing = this.thing.box();
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
    return new AnimatedPath.Place(pose, thing.width() / 2.0 / unit, held);
  }

  /// The pixels of a box; beyond an edge that the thing touches the picture is mirrored.
  private Texture boxed(Frame from) {
    SegmentedPicture.Box seen = thing.box();
    return Texture.of(
        from,
        box.width(),
        box.height(),
        x -> within(box.left() + x, size.width(), seen.left(), seen.right()),
        y -> within(box.top() + y, size.height(), seen.top(), seen.bottom()));
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
