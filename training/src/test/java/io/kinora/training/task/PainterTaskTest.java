package io.kinora.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.house.net.Painter;
import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.world.DioramaLayers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole of stage one, made tiny: the world draws, a painter learns, a checkpoint and a sheet
/// are left.
final class PainterTaskTest {
  private static final Painter.Spec TINY = new Painter.Spec(4, 4, List.of(16, 16, 12, 8, 8), 6);

  private static PainterTask task() {
    Seeds.initialisation(3, "painter task");
    return new PainterTask(
        "tiny", new Painter(TINY), DioramaLayers.sprites(), Words.phrases(), 3, Device.CPU);
  }

  @Test
  void thirty_steps_lower_the_loss(@TempDir Path folder) throws Exception {
    var task = task();
    List<Double> losses = new ArrayList<>();
    var watched =
        new Regression.Task() {
          @Override
          public Net net() {
            return task.net();
          }

          @Override
          public Tensor loss(long step, double used) {
            Tensor loss = task.loss(step, .3); // 64×64 from the start
            losses.add(loss.item_double());
            return loss;
          }

          @Override
          public void sheet(java.util.SequencedMap<String, Tensor> averaged, Path out) {
            task.sheet(averaged, out);
          }
        };
    var regression = new Regression("tiny", watched, 1e-2, folder, line -> {});
    var average = regression.run(new Budget(30, 0), () -> false);
    assertThat(average).hasSameSizeAs(task.net().named());
    assertThat(losses).hasSize(30).allMatch(Double::isFinite);
    assertThat(mean(losses.subList(25, 30))).isLessThan(.6 * mean(losses.subList(0, 5)));
    var sheet = ImageIO.read(folder.resolve("tiny.png").toFile());
    assertThat(sheet.getWidth()).isGreaterThanOrEqualTo(12 * 128);
  }

  @Test
  void grows_without_a_change_of_the_loss_s_scale() {
    var task = task();
    double full = lossOf(task, 0, .7);
    for (double used : new double[] {0, .3}) {
      assertThat(lossOf(task, 0, used) / full).as("used %s", used).isBetween(.5, 2.0);
    }
  }

  @Test
  void a_step_hangs_on_the_seed_and_its_number_alone() {
    assertThat(lossOf(task(), 5, .3))
        .isEqualTo(lossOf(task(), 5, .3))
        .isNotEqualTo(lossOf(task(), 6, .3));
  }

  private static double lossOf(PainterTask task, long step, double used) {
    return TensorScope.compute(() -> task.loss(step, used).item_double());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
