package io.kinora.training.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.TrainingDiverged;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.Layers;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegressionTest {
  private static final Budget BUDGET = new Budget(20, 0);

  private final Path folder;

  RegressionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Regression regression(String name, Regression.Task task) {
    return new Regression(name, task, .02, folder, line -> {});
  }

  /// Says stop after so many steps.
  private static BooleanSupplier after(int steps) {
    int[] asked = {0};
    return () -> asked[0]++ == steps;
  }

  private static boolean never() {
    return false;
  }

  @Test
  void resumes_exactly() {
    var straight = new TinyTask(1);
    var straightAverage = regression("straight", straight).run(BUDGET, RegressionTest::never);

    var first = new TinyTask(1);
    regression("broken", first).run(BUDGET, after(10));
    assertThat(first.losses).hasSize(10);
    var second = new TinyTask(2); // other weights, to be replaced
    var average = regression("broken", second).resume().run(BUDGET, RegressionTest::never);

    var losses = new ArrayList<>(first.losses);
    losses.addAll(second.losses);
    assertThat(losses).hasSize(20).isEqualTo(straight.losses);
    assertEqual(second.net.named(), straight.net.named());
    assertEqual(average, straightAverage);
  }

  @Test
  void a_resumed_run_logs_the_same_curve() throws IOException {
    var budget = new Budget(300, 0);
    regression("straight", new TinyTask(1)).run(budget, RegressionTest::never);
    regression("broken", new TinyTask(1)).run(budget, after(150));
    Files.writeString( // as if it had gone on and been killed
        folder.resolve("broken.csv"), "200,1,1,1,1,1,1\n", StandardOpenOption.APPEND);
    regression("broken", new TinyTask(2)).resume().run(budget, RegressionTest::never);
    assertThat(curve("broken")).hasSize(4).isEqualTo(curve("straight"));
  }

  /// Step, loss and rate of every row.
  private List<String> curve(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name + ".csv")).stream()
        .map(row -> row.split(","))
        .map(cells -> cells[0] + " " + cells[2] + " " + cells[3])
        .toList();
  }

  private static void assertEqual(
      SequencedMap<String, Tensor> actual, SequencedMap<String, Tensor> expected) {
    assertThat(actual.sequencedKeySet()).containsExactlyElementsOf(expected.sequencedKeySet());
    var values = new ArrayList<>(expected.values());
    int i = 0;
    for (Tensor tensor : actual.values()) {
      assertThat(Tensors.floats(tensor)).containsExactly(Tensors.floats(values.get(i++)));
    }
  }

  @Test
  void the_same_seed_gives_the_same_losses() {
    var one = new TinyTask(1);
    regression("one", one).run(BUDGET, RegressionTest::never);
    var two = new TinyTask(1);
    regression("two", two).run(BUDGET, RegressionTest::never);
    assertThat(two.losses).isEqualTo(one.losses);
  }

  @Test
  void learns() {
    var task = new TinyTask(1);
    regression("learns", task).run(new Budget(200, 0), RegressionTest::never);
    assertThat(task.losses.getLast()).isLessThan(.2 * task.losses.getFirst());
  }

  @Test
  void a_run_without_a_checkpoint_resumes_from_the_start() {
    var task = new TinyTask(1);
    regression("new", task).resume().run(BUDGET, RegressionTest::never);
    assertThat(task.losses).hasSize(20);
  }

  @Test
  void a_used_budget_is_not_spent_again() {
    regression("done", new TinyTask(1)).run(BUDGET, RegressionTest::never);
    var task = new TinyTask(1);
    regression("done", task).resume().run(BUDGET, RegressionTest::never);
    assertThat(task.losses).isEmpty();
  }

  @Test
  void leaves_a_checkpoint_and_a_log_and_nothing_half_written() throws IOException {
    regression("tidy", new TinyTask(1)).run(new Budget(100, 0), RegressionTest::never);
    assertThat(files())
        .containsExactlyInAnyOrder("tidy.csv", "tidy.checkpoint.safetensors", "tensorboard");
    assertThat(Files.readAllLines(folder.resolve("tidy.csv")))
        .hasSize(2)
        .first()
        .isEqualTo("step,minutes,loss,rate,steps_per_s,gflop_per_s,share_of_sgemm");
  }

  @Test
  void refuses_a_checkpoint_that_is_cut_off() throws IOException {
    regression("cut", new TinyTask(1)).run(BUDGET, after(2));
    Path file = folder.resolve("cut.checkpoint.safetensors");
    byte[] content = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(content, content.length - 5));
    var regression = regression("cut", new TinyTask(1));
    assertThatThrownBy(regression::resume)
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void refuses_the_checkpoint_of_another_net() {
    regression("other", new TinyTask(1)).run(BUDGET, after(2));
    var regression = regression("other", task(Layers.linear(4, 1)));
    assertThatThrownBy(regression::resume).isInstanceOf(WeightsRefused.class);
  }

  @Test
  void stops_when_the_loss_is_not_finite() throws IOException {
    var task =
        new Regression.Task() {
          private final TinyTask tiny = new TinyTask(1);

          @Override
          public Net net() {
            return tiny.net();
          }

          @Override
          public Tensor loss(long step, double used) {
            return Ops.times(tiny.loss(step, used), step == 3 ? Double.NaN : 1);
          }
        };
    assertThatThrownBy(() -> regression("bad", task).run(BUDGET, RegressionTest::never))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("bad")
        .hasMessageContaining("step 4");
    assertThat(files()).as("no checkpoint of spoilt weights").containsExactly("bad.csv");
  }

  private static Regression.Task task(org.bytedeco.pytorch.LinearImpl linear) {
    final class One extends Net {
      One() {
        layer("one", linear);
      }
    }
    var net = new One();
    return new Regression.Task() {
      @Override
      public Net net() {
        return net;
      }

      @Override
      public Tensor loss(long step, double used) {
        return linear.forward(torch.ones(1, 4)).sum();
      }
    };
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
