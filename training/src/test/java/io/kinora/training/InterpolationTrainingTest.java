package io.kinora.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.motion.interpolate.Fusion;
import io.kinora.motion.interpolate.FusionNet;
import io.kinora.torch.Net;
import io.kinora.torch.Seeds;
import io.kinora.torch.Torch;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.task.FusionTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The net for frames in between learns, and what was learnt can be used.
class InterpolationTrainingTest {
  @BeforeAll
  static void oneThread() {
    Torch.threads(1); // tensors are small: threads would mostly wait for one another
  }

  @Test
  void a_run_writes_weights_that_open(@TempDir Path folder) {
    Path weights =
        InterpolationTraining.run(folder, new Budget(2, 0), 1, false, 1, line -> {}, () -> false);
    Fusion.open(weights).close();
    assertThat(folder.resolve("interpolation.csv")).isNotEmptyFile();
    assertThat(Files.exists(folder.resolve("interpolation.checkpoint.safetensors"))).isTrue();
  }

  @Test
  void a_lesson_that_is_repeated_is_learnt(@TempDir Path folder) {
    Seeds.initialisation(1, "fusion");
    var task = new FusionTask(new FusionNet(), 1, 8);
    List<Double> losses = new ArrayList<>();
    var repeated =
        new Regression.Task() {
          @Override
          public Net net() {
            return task.net();
          }

          @Override
          public Tensor loss(long step, double used) {
            Tensor loss = task.loss(0, used);
            losses.add(loss.item_double());
            return loss;
          }

          @Override
          public void sheet(SequencedMap<String, Tensor> averaged, Path out) {
            task.sheet(averaged, out);
          }
        };
    new Regression("fusion", repeated, 2e-3, folder, line -> {})
        .run(new Budget(25, 0), () -> false);
    assertThat(losses).hasSize(25).allMatch(Double::isFinite);
    assertThat(losses.subList(15, 25)).allMatch(loss -> loss < losses.getFirst());
    assertThat(folder.resolve("interpolation.png")).isNotEmptyFile();
    task.net().close();
  }
}
