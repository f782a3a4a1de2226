package io.kinora.house;

import io.kinora.clip.FrameSize;
import io.kinora.house.compose.Figure;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Screen;
import io.kinora.house.compose.Texture;
import io.kinora.house.picture.Morph;
import io.kinora.house.picture.Registration;
import io.kinora.house.picture.SegmentedPicture;
import io.kinora.house.staging.Actor;
import io.kinora.house.staging.Easing;
import io.kinora.house.staging.TransitionPath;
import io.kinora.shot.Camera;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The transition from a first picture to a last one: their things move from their positions in the
/// first to those in the last, in front of a [TransitionBackground].
final class FrameTransition {
  /// Half of the share of the transition in which one thing changes into the other.
  private static final double CHANGING = .15;

  /// The share of the transition at either end in which a thing's own motion fades in and out.
  private static final double WAKING = .2;

  private final Stage stage;
  private final SegmentedPicture first;
  private final SegmentedPicture last;
  private final double seconds;
  private final @Nullable Registration crossing;
  private final boolean toTheRight;
  private final double aspect;

  /// @param seconds the time from the first frame to the last
  FrameTransition(Stage stage, SegmentedPicture first, SegmentedPicture last, double seconds) {
    this.stage = stage;
    this.first = first;
    this.last = last;
    this.seconds = Math.max(1e-6, seconds);
    aspect = first.whole().size().aspect();
    crossing = Registration.of(first, last);
    toTheRight = toTheRight();
  }

  /// Whether the camera moves to the right if it leaves the first place: given by the prompt, or
  /// the subject's direction, or the thing's motion in the frame.
  private boolean toTheRight() {
    Camera asked = stage.shot.camera();
    double side = asked == null ? 0 : asked.horizontal() + asked.pan();
    if (side != 0) {
      return side > 0;
    }
    Actor actor = actor();
    if (actor != null && !actor.free()) {
      return stage.staging.motion(actor).speedX() >= 0;
    }
    return first.thing() == null
        || last.thing() == null
        || middle(first.thing()) <= middle(last.thing());
  }

  private static int middle(SegmentedPicture.Thing thing) {
    return thing.box().left() + thing.box().right();
  }

  private @Nullable Actor actor() {
    return stage.acting() < 0 ? null : stage.cast.get(stage.acting());
  }

  private double way(double at) {
    return Easing.smoothstep(0, 1, at / seconds);
  }

  private double awake(double at) {
    double part = at / seconds;
    return Easing.smoothstep(0, WAKING, part) * Easing.smoothstep(0, WAKING, 1 - part);
  }

  /// The background of the things.
  Screen ground() {
    var ground = new TransitionBackground(first, last, crossing, toTheRight);
    return new Screen(at -> ground.at(way(at)));
  }

  /// The camera of the prompt, without the direction in which it passes into another place.
  Camera camera() {
    Camera asked = stage.shot.camera();
    if (asked == null) {
      return Camera.STATIC;
    }
    boolean passes = crossing == null;
    return new Camera(
        passes ? 0 : asked.horizontal(),
        asked.vertical(),
        asked.zoom(),
        asked.roll(),
        passes ? 0 : asked.pan(),
        asked.tilt());
  }

  /// The moving thing; null if there is none in either picture.
  @Nullable Figure figure() {
    FrameSize size = first.whole().size();
    ForegroundLayer one = first.thing() == null ? null : new ForegroundLayer(first.thing(), size);
    ForegroundLayer other = last.thing() == null ? null : new ForegroundLayer(last.thing(), size);
    if (one != null && other != null) {
      return both(one, other);
    }
    if (one != null) {
      Layer.Pose from = one.place().pose();
      return new Figure(one::at, 1, path(from, outside(from, one, true)));
    }
    if (other != null) {
      Layer.Pose to = other.place().pose();
      return new Figure(at -> other.at(seconds - at), 1, path(outside(to, other, false), to));
    }
    return null;
  }

  /// The pose outside the frame to which a thing that is in only one picture leaves, or from which
  /// it enters: with its place, otherwise at the nearer side.
  private Layer.Pose outside(Layer.Pose inside, ForegroundLayer thing, boolean leaves) {
    double x;
    if (crossing == null) {
      x = inside.x() + (toTheRight == leaves ? -1 : 1) * 2 * aspect;
    } else {
      x = Math.copySign(aspect + 1.3 * thing.place().halfWidth(), inside.x());
    }
    return new Layer.Pose(x, inside.y(), inside.halfHeight(), 0, false);
  }

  private TransitionPath path(Layer.Pose from, Layer.Pose to) {
    return new TransitionPath(from, to, this::way, this::awake, stage.staging, actor());
  }

  /// The things of both pictures: if they are similar, one morphs into the other, otherwise it
  /// turns round and shows the other.
  private Figure both(ForegroundLayer one, ForegroundLayer other) {
    Morph morph =
        Morph.of(
            Objects.requireNonNull(first.thing()),
            one.box(),
            Objects.requireNonNull(last.thing()),
            other.box());
    TransitionPath path = path(one.place().pose(), other.place().pose());
    Figure.Look look =
        at -> {
          double part = changed(at);
          if (morph != null && part > 0 && part < 1) {
            return Texture.of(morph.at(part));
          }
          return part < .5 ? one.at(at) : other.at(seconds - at);
        };
    Layer.Path turning = at -> narrowed(path.at(at), Math.abs(1 - 2 * changed(at)));
    return new Figure(look, 1, morph != null ? path : turning);
  }

  private double changed(double at) {
    return Math.clamp((way(at) - .5 + CHANGING) / (2 * CHANGING), 0, 1);
  }

  private static Layer.Pose narrowed(Layer.Pose pose, double share) {
    Layer.Warp warp = pose.warp();
    double width = Math.max(.02, Math.sin(share * Math.PI / 2));
    return new Layer.Pose(
        pose.x(),
        pose.y(),
        pose.halfHeight(),
        pose.turn(),
        false,
        new Layer.Warp(warp.foot(), warp.lean(), warp.stretch(), warp.widen() * width));
  }
}
