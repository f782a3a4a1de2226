package io.kinora.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.View;
import io.kinora.house.net.HouseModel;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.text.TextStage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shots of many seconds: whoever goes out of the picture comes back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongShotTest {
  /// Seconds without a subject that nobody takes for an empty film.
  private static final double LONGEST = 3;

  private static final double STEP = .25;

  private final TextStage text = TextStage.open();
  private final HouseModel model = HouseModel.bundled();

  @AfterAll
  void close() {
    text.close();
    model.close();
  }

  @ParameterizedTest
  @CsvSource({
    "a red bird flies over the sea at sunset, 24",
    "a fox runs through the snow, 24",
    "a cat walks left through a meadow, 40",
    "a blue car drives fast through the city, 40",
    "一只黄色的狗在沙漠里跑, 24",
    "a boy rides a bike, 24",
    "a train rolls across the desert and the camera pans right, 24",
    "a sailboat on the sea and the camera zooms out, 60"
  })
  void a_subject_stays_in_sight_or_comes_back(String prompt, double seconds) {
    for (long seed = 1; seed <= 3; seed++) {
      var format = new Format(FrameSize.DEFAULT, FrameRate.DEFAULT, seconds);
      var shot =
          new Shot(
              text.understand(prompt, model.vocabulary()),
              seed,
              format,
              Movement.AS_SAID,
              EngineOptions.NONE);
      var stage = new Stage(model, shot, Progress.NONE);
      assertThat(stage.cast).as(prompt).isNotEmpty();
      double empty = 0;
      for (double t = 0; t < seconds; t += STEP) {
        empty = isSeen(stage, t) ? 0 : empty + STEP;
        assertThat(empty).as("seed %d at %.2f s", seed, t).isLessThan(LONGEST);
      }
    }
  }

  /// Whether a part of a subject, which fills at least half of its box, is in what the camera sees.
  private static boolean isSeen(Stage stage, double t) {
    View.Sight sight = stage.paths.view().sight(t);
    double aspect = stage.shot.size().aspect();
    for (int i = 0; i < stage.cast.size(); i++) {
      Layer.Pose pose = stage.paths.path(i).at(t);
      double part = .5 * pose.halfHeight();
      boolean across = Math.abs(pose.x() - sight.x()) <= aspect / sight.scale() + part;
      boolean up = Math.abs(pose.y() - sight.y()) <= 1 / sight.scale() + part;
      if (across && up) {
        return true;
      }
    }
    return false;
  }
}
