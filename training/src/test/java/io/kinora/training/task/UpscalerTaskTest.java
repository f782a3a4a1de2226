package io.kinora.training.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.render.upscale.UpscaleNet;
import io.kinora.render.upscale.Upscaler;
import io.kinora.torch.Device;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.training.data.ClipSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.data.Scenario;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.world.DioramaClips;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpscalerTaskTest {
  private final Path folder;

  UpscalerTaskTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// Discs in front of each other: crisp edges, which are quick to draw.
  private static final class Discs implements ClipSource {
    private final Scenario scenario =
        new DioramaClips().scenario(Seeds.random(1, "discs"), Split.SEEN);

    @Override
    public Scenario scenario(RandomGenerator random, Split split) {
      return scenario;
    }

    @Override
    public List<Picture> pictures(RandomGenerator random, int casts, int width, int height) {
      var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      var pen = image.createGraphics();
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      for (int i = 0; i < 100; i++) {
        pen.setColor(new Color(random.nextInt(1 << 24)));
        int size = 40 + random.nextInt(160);
        pen.fillOval(random.nextInt(width) - 40, random.nextInt(height) - 40, size, size);
      }
      pen.dispose();
      return List.of(new Picture(scenario, image, image, List.of()));
    }

    @Override
    public List<Picture> clip(
        Scenario scenario, long seed, double seconds, double[] times, int width, int height) {
      throw new AssertionError("not asked for");
    }

    @Override
    public boolean shows(String scene, String time, String weather, Kind kind) {
      throw new AssertionError("not asked for");
    }
  }

  private static UpscalerTask task(long seed) {
    Seeds.initialisation(3, "upscaler");
    var net = new UpscaleNet();
    net.channelsLast();
    return new UpscalerTask(net, new Discs(), seed, Device.CPU);
  }

  private Regression regression(String name, Regression.Task task) {
    return new Regression(name, task, 2e-3, folder, line -> {});
  }

  private static double loss(Regression.Task task, long step) {
    return TensorScope.compute(() -> task.loss(step, .5).item_double());
  }

  private static BooleanSupplier after(int steps) {
    int[] asked = {0};
    return () -> asked[0]++ == steps;
  }

  /// Though the pictures at hand are drawn one after the other.
  @Test
  void a_step_hangs_on_the_seed_and_its_number_alone() {
    var gone = task(7);
    for (int step = 0; step < 9; step++) {
      assertThat(loss(gone, step)).isFinite().isPositive();
    }
    double loss = loss(gone, 9);
    assertThat(loss(task(7), 9)).isEqualTo(loss);
    assertThat(loss(task(7), 10)).isNotEqualTo(loss);
    assertThat(loss(task(8), 9)).isNotEqualTo(loss);
  }

  /// From a net that spoils what Lanczos gives, as a fresh one has little left to learn here.
  @Test
  void a_few_steps_lower_the_loss() {
    var task = task(7);
    Tensor tail = Objects.requireNonNull(task.net().named().get("tail.weight"));
    boolean spoiled =
        TensorScope.infer(
            () -> {
              Tensor noise = Seeds.normal(Seeds.random(5, "tail"), 12, 32, 3, 3);
              return tail.copy_(Ops.times(noise, .02)).defined();
            });
    assertThat(spoiled).isTrue();
    double spoilt = loss(task, 1000);
    regression("learns", task).run(new Budget(20, 0), () -> false);
    assertThat(loss(task, 1000)).isLessThan(.7 * spoilt);
  }

  @Test
  void resumes_exactly_and_writes_what_the_upscaler_opens() {
    var budget = new Budget(9, 0);
    var straight = regression("straight", task(7)).run(budget, () -> false);
    regression("broken", task(7)).run(budget, after(4));
    var resumed = regression("broken", task(7)).resume().run(budget, () -> false);
    assertThat(resumed.keySet()).isEqualTo(straight.keySet()).isNotEmpty();
    resumed.forEach(
        (name, tensor) -> assertThat(torch.equal(tensor, straight.get(name))).as(name).isTrue());

    assertThat(written("a", straight)).isEqualTo(written("b", resumed)).hasSize(64);
  }

  private String written(String name, SequencedMap<String, Tensor> weights) {
    Path file = folder.resolve(name + ".safetensors");
    Upscaler.write(file, weights);
    try (Upscaler upscaler = Upscaler.open(file)) {
      return upscaler.sha256();
    }
  }
}
