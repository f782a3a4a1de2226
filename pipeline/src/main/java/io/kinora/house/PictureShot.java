package io.kinora.house;

import io.kinora.clip.Clip;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.house.compose.Compositor;
import io.kinora.house.compose.SkyBackdrop;
import io.kinora.house.compose.View;
import io.kinora.house.compose.Visual;
import io.kinora.house.net.HouseModel;
import io.kinora.house.picture.SegmentedPicture;
import io.kinora.shot.Camera;
import io.kinora.shot.Shot;
import java.util.List;
import java.util.Objects;

/// A shot with a given first picture, last picture, or both.
final class PictureShot {
  private final Stage stage;
  private final Shot shot;

  private PictureShot(Stage stage) {
    this.stage = stage;
    shot = stage.shot;
  }

  /// Whether a shot has a first or last picture.
  static boolean is(Stage stage) {
    return stage.ends.acting() != null;
  }

  /// @param progress receives a note on actors that the shot does not show
  static Clip of(Stage stage, HouseModel model, Progress progress) {
    return new PictureShot(stage).clip(Companions.of(stage, model, progress));
  }

  private Clip clip(Companions others) {
    SegmentedPicture first = stage.ends.first();
    SegmentedPicture last = stage.ends.last();
    double end = shot.rate().seconds(shot.rate().frames(Engine.staged(shot)) - 1);
    if (last == null && first != null) {
      Compositor living = living(first, 0, others);
      return new HouseClip(shot, living::render, others.gflop());
    }
    SegmentedPicture ending = Objects.requireNonNull(last);
    if (first == null) {
      Compositor living = living(ending, -end, others);
      return new HouseClip(
          shot, (seconds, into) -> living.render(seconds - end, into), others.gflop());
    }
    var transition = new FrameTransition(stage, first, ending, end);
    List<Visual> visuals =
        others.around(transition.figure(), first.ground(), 0, t -> Math.min(t, end - t));
    visuals.addFirst(transition.ground());
    Compositor passage = compositor(visuals, Camera.STATIC);
    View view = View.flat(transition.camera(), shot.size().aspect(), 0);
    Compositor living = living(ending, 0, Companions.nobody(stage));
    return new HouseClip(
        shot,
        (seconds, into) -> {
          if (seconds <= end + 1e-9) {
            double t = Math.min(seconds, end);
            passage.render(t, into);
            view.apply(into, t * (1 - t / Math.max(1e-6, end))); // both ends are unchanged
          } else {
            living.render(seconds - end, into);
          }
        },
        others.gflop());
  }

  /// @param begins the start time of the shot: 0, or negative if it leads to the picture
  private Compositor living(SegmentedPicture picture, double begins, Companions others) {
    Camera asked = shot.camera();
    Camera camera = asked != null ? asked : AnimatedPicture.usualCamera(begins == 0);
    var animated = new AnimatedPicture(picture);
    List<Visual> visuals =
        others.around(animated.figure(stage, stage.acting()), picture.ground(), begins, Math::abs);
    visuals.addFirst(animated.ground(stage));
    return compositor(visuals, camera);
  }

  private Compositor compositor(List<Visual> visuals, Camera camera) {
    SkyBackdrop sky = stage.staging.sky(stage.setting, stage.staging.numbers());
    View view = View.flat(camera, shot.size().aspect(), shot.parallax());
    return new Compositor(visuals, sky, view, shot.size());
  }
}
