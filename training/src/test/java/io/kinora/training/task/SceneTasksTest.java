package io.kinora.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.house.net.LayoutNet;
import io.kinora.house.net.LightNet;
import io.kinora.house.net.MotionNet;
import io.kinora.house.net.Phrases;
import io.kinora.house.net.PriorNet;
import io.kinora.house.net.SkyPainter;
import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.world.DioramaScenes;
import io.kinora.training.world.DioramaWords;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SceneTasksTest {
  private static final Phrases PHRASES = Words.phrases();

  /// The tasks by name, so that a failure says which.
  enum Kind {
    SKY,
    LIGHT,
    LAYOUT,
    PRIOR,
    MOTION;

    Regression.Task task(long seed) {
      Seeds.initialisation(2, name());
      var tasks = new SceneTasks(new DioramaScenes(), PHRASES, seed, Device.CPU);
      List<String> things = DioramaScenes.things();
      return switch (this) {
        case SKY -> tasks.sky(new SkyPainter());
        case LIGHT -> tasks.light(new LightNet());
        case LAYOUT -> tasks.layout(new LayoutNet(things.size()), things);
        case PRIOR ->
            tasks.prior(
                new PriorNet(
                    DioramaWords.COLOURS.size(),
                    DioramaWords.SCENES.size(),
                    DioramaWords.ACTIONS.size()),
                DioramaWords.COLOURS,
                DioramaWords.SCENES,
                DioramaWords.ACTIONS);
        case MOTION -> tasks.motion(new MotionNet());
      };
    }
  }

  private static double loss(Regression.Task task, long step) {
    return TensorScope.compute(() -> task.loss(step, .5).item_double());
  }

  @ParameterizedTest
  @EnumSource
  void a_step_hangs_on_the_seed_and_its_number_alone(Kind kind) {
    double loss = loss(kind.task(7), 5);
    assertThat(loss).isFinite().isPositive();
    assertThat(loss(kind.task(7), 5)).isEqualTo(loss);
    assertThat(loss(kind.task(7), 6)).isNotEqualTo(loss);
    assertThat(loss(kind.task(8), 5)).isNotEqualTo(loss);
  }

  @ParameterizedTest
  @EnumSource
  void every_parameter_learns(Kind kind) {
    var task = kind.task(7);
    TensorScope.run(
        () -> {
          task.loss(0, .5).backward();
          task.net()
              .named()
              .forEach(
                  (name, parameter) -> {
                    assertThat(parameter.grad().defined()).as(name).isTrue();
                    assertThat(parameter.grad().abs().max().item_double())
                        .as(name)
                        .isPositive()
                        .isFinite();
                  });
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "PRIOR"})
  void thirty_steps_lower_the_loss(Kind kind, @TempDir Path folder) {
    var task = kind.task(7);
    double before = loss(task, 1000);
    var regression = new Regression(kind.name(), task, 2e-2, folder, line -> {});
    assertThat(regression.run(new Budget(30, 0), () -> false)).isNotEmpty();
    assertThat(loss(task, 1000)).isLessThan(.7 * before);
  }

  @Test
  void a_sheet_shows_skies_beside_the_truth(@TempDir Path folder) throws Exception {
    var task = Kind.SKY.task(7);
    task.sheet(task.net().named(), folder);
    var sheet = javax.imageio.ImageIO.read(folder.resolve("sky.png").toFile());
    assertThat(sheet.getHeight()).isGreaterThanOrEqualTo(10 * SkyPainter.HEIGHT);
  }
}
