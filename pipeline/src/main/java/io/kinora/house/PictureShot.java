package io.kinora.house;

import io.kinora.clip.Clip;
import io.kinora.engine.Engine;
import io.kinora.house.compose.Compositor;
import io.kinora.house.compose.SkyBackdrop;
import io.kinora.house.compose.View;
import io.kinora.house.compose.Visual;
import io.kinora.house.picture.SegmentedPicture;
import io.kinora.house.staging.Actor;
import io.kinora.shot.Camera;
import io.kinora.shot.Shot;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// A shot that begins with a picture, ends with one, or goes from one to another.
final class PictureShot {
  private final Stage stage;
  private final Shot shot;

  private PictureShot(Stage stage) {
    this.stage = stage;
    shot = stage.shot;
  }

  /// Whether a shot is one.
  static boolean is(Stage stage) {
    return stage.ends.acting() != null;
  }

  /// @param notes hears whom the shot does not show
  static Clip of(Stage stage, Consumer<String> notes) {
    stage.cast.stream()
        .filter(actor -> actor.phrase() >= 0 && actor.phrase() != stage.actingPhrase())
        .map(Actor::key)
        .distinct()
        .forEach(
            key ->
                notes.accept(
                    "%s: not what stands out in the picture, so it is left out"
                        .formatted(key.replace('-', ' '))));
    return new PictureShot(stage).clip();
  }

  private Clip clip() {
    SegmentedPicture first = stage.ends.first();
    SegmentedPicture last = stage.ends.last();
    double end = shot.rate().seconds(shot.rate().frames(Engine.staged(shot)) - 1);
    if (last == null && first != null) {
      Compositor living = living(first, true);
      return new HouseClip(shot, living::render, 0);
    }
    SegmentedPicture ending = Objects.requireNonNull(last);
    Compositor living = living(ending, first != null);
    if (first == null) {
      return new HouseClip(shot, (seconds, into) -> living.render(seconds - end, into), 0);
    }
    Compositor passage =
        compositor(
            new FrameTransition(stage, first, ending, end).visuals(), new Camera(0, 0, 0, 0, 0, 0));
    return new HouseClip(
        shot,
        (seconds, into) -> {
          if (seconds <= end + 1e-9) {
            passage.render(Math.min(seconds, end), into);
          } else {
            living.render(seconds - end, into);
          }
        },
        0);
  }

  private Compositor living(SegmentedPicture picture, boolean begins) {
    Camera camera = shot.camera() != null ? shot.camera() : AnimatedPicture.usualCamera(begins);
    return compositor(new AnimatedPicture(picture).visuals(stage, stage.acting()), camera);
  }

  private Compositor compositor(List<Visual> visuals, Camera camera) {
    SkyBackdrop sky = stage.staging.sky(stage.setting, stage.staging.numbers());
    View view = View.flat(camera, shot.size().aspect(), shot.parallax());
    return new Compositor(visuals, sky, view, shot.size());
  }
}
