package io.kinora.training.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.style.FeatureDecoder;
import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.torch.Seeds;
import io.kinora.torch.Shapes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Gram;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.optimise.Budget;
import io.kinora.training.world.MovingPair;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StyleTaskTest {
  private static final StyleTask.Size FEW = new StyleTask.Size(48, 48, 3, 2);

  private static StyleTask task(long seed) {
    Seeds.initialisation(3, "style");
    return new StyleTask(new StyleNet(), seed, true, Optional.empty(), FEW);
  }

  private static double loss(StyleTask task, long step) {
    return TensorScope.compute(() -> task.loss(step, .5).item_double());
  }

  /// The first step sets the last layers, as a checkpoint has them.
  @Test
  void a_step_hangs_on_the_seed_and_its_number_alone() {
    StyleTask gone = task(7);
    double[] losses = {loss(gone, 0), loss(gone, 1), loss(gone, 2)};
    StyleTask again = task(7);
    assertThat(loss(again, 0)).isEqualTo(losses[0]);
    assertThat(loss(again, 2)).isEqualTo(losses[2]);
    assertThat(loss(task(8), 0)).isNotEqualTo(losses[0]);
  }

  /// Where a thing was, as the flow says, the earlier frame shows the same; stripes that are finer
  /// than pixels are an exception.
  @Test
  void the_motion_of_a_pair_is_true() {
    RandomGenerator random = Seeds.random(5, "pair");
    int followed = 0;
    for (int n = 0; n < 6; n++) {
      MovingPair pair = MovingPair.draw(random, 96);
      Canvas first = Lesson.canvas(pair.first()), second = Lesson.canvas(pair.second());
      double wrong = 0, still = 0;
      for (int i = 0; i < second.size(); i++) {
        if (pair.seen()[i] > 0) {
          int row = i / 96;
          double x = i % 96 + pair.flow()[2 * i], y = row + pair.flow()[2 * i + 1];
          wrong += Math.abs(first.green().between(x, y) - second.at(1, i));
          still += Math.abs(first.at(1, i) - second.at(1, i));
        }
      }
      followed += wrong <= still * .4 ? 1 : 0;
    }
    assertThat(followed).isGreaterThanOrEqualTo(5);
  }

  @Test
  void what_its_painter_paints_is_steady_and_what_flickers_is_not() {
    var pairs = List.of(MovingPair.draw(Seeds.random(6, "pair"), 64));
    double[] found =
        TensorScope.compute(
            () -> {
              Lesson lesson = Lesson.of(NamedStyle.OIL, pairs, 2, Seeds.random(1, "x"), 0);
              Tensor noise = Seeds.normal(Seeds.random(2, "noise"), 2, 3, 64, 64);
              return new double[] {
                lesson.unsteady(lesson.truth()).item_double(),
                lesson.unsteady(lesson.truth().add(noise)).item_double()
              };
            });
    assertThat(found[0]).isLessThan(1e-6);
    assertThat(found[1]).isGreaterThan(.1);
  }

  /// Two channels over four pixels, by hand.
  @Test
  void a_gram_matrix_is_the_mean_of_products() {
    float[] gram =
        TensorScope.compute(
            () ->
                Tensors.floats(
                    Gram.of(Tensors.of(new float[] {1, 2, 3, 4, 0, 1, 0, 1}, 1, 2, 2, 2))));
    assertThat(gram).containsExactly(7.5f, 1.5f, 1.5f, .5f);
  }

  @Test
  void a_still_picture_has_no_warping_error_and_one_that_boils_has() {
    var size = new FrameSize(128, 96);
    Frame first = new Frame(size), moved = new Frame(size), boiling = new Frame(size);
    RandomGenerator random = Seeds.random(1, "warping");
    float[] noise = Tensors.floats(Seeds.normal(random, 24, 32));
    for (int i = 0; i < first.argb().length; i++) {
      int x = i % 128, y = i / 128;
      first.argb()[i] = grey(noise, x, y);
      moved.argb()[i] = grey(noise, x - 2, y);
      boiling.argb()[i] = 0xff000000 | random.nextInt(1 << 24);
    }
    try (var warping = new WarpingError()) {
      var motion = warping.motion(first, moved);
      double followed = WarpingError.of(first, moved, motion).moved();
      assertThat(WarpingError.of(first, first, warping.motion(first, first)).moved())
          .isLessThan(.1);
      assertThat(followed).isLessThan(6);
      assertThat(WarpingError.of(boiling, first, motion).least()).isGreaterThan(20);
      // what stands still while the rest moves counts as steady in the second number only
      var still = WarpingError.of(first, first, motion);
      assertThat(still.least()).isZero();
      assertThat(still.moved()).isGreaterThan(3 * followed);
      assertThat(motion.cut()).isFalse();
    }
  }

  @Test
  void pictures_that_have_nothing_in_common_are_a_cut() {
    var size = new FrameSize(128, 96);
    Frame first = new Frame(size), second = new Frame(size);
    float[] noise = Tensors.floats(Seeds.normal(Seeds.random(1, "shot"), 24, 32));
    float[] other = Tensors.floats(Seeds.normal(Seeds.random(2, "shot"), 24, 32));
    for (int i = 0; i < first.argb().length; i++) {
      first.argb()[i] = grey(noise, i % 128 / 3, i / 128 / 3);
      second.argb()[i] = grey(other, i % 128 / 3, i / 128 / 3);
    }
    try (var warping = new WarpingError()) {
      assertThat(warping.motion(first, second).cut()).isTrue();
      assertThat(warping.motion(first, first).cut()).isFalse();
    }
  }

  /// Smooth blots of four pixels.
  private static int grey(float[] noise, int x, int y) {
    double u = Math.floorMod(x, 128) / 4.0, v = y / 4.0;
    int column = (int) u, row = (int) v;
    double across = u - column, down = v - row;
    double a = at(noise, column, row), b = at(noise, column + 1, row);
    double c = at(noise, column, row + 1), d = at(noise, column + 1, row + 1);
    double value = (a + (b - a) * across) * (1 - down) + (c + (d - c) * across) * down;
    return 0xff000000 | 0x010101 * Math.clamp(Math.round(128 + 50 * value), 0, 255);
  }

  private static double at(float[] noise, int x, int y) {
    return noise[Math.floorMod(y, 24) * 32 + Math.floorMod(x, 32)];
  }

  private static StyleTraining training(StyleTraining.Plan plan) {
    return new StyleTraining(plan, _ -> {}, () -> false, FEW, new DecoderTask.Size(48, 4));
  }

  @Test
  void training_stops_and_goes_on(@TempDir Path folder) {
    var plan = new StyleTraining.Plan(folder, new Budget(2, 0), 1, false, 1, Optional.empty());
    Path weights = training(plan).run("style", Optional.empty());
    assertThat(weights).exists();
    assertThat(folder.resolve("style.checkpoint.safetensors")).exists();
    var more = new StyleTraining.Plan(folder, new Budget(3, 0), 1, true, 1, Optional.empty());
    Path again = training(more).run("style", Optional.empty());
    assertThat(again).isEqualTo(weights);
    assertThat(Files.exists(folder.resolve("style.png"))).isTrue();
  }

  @Test
  void the_decoder_is_trained_and_read_again(@TempDir Path folder) {
    var plan = new StyleTraining.Plan(folder, new Budget(1, 0), 1, false, 1, Optional.empty());
    Path file = training(plan).run(StyleTraining.DECODER, Optional.empty());
    try (var net = new FeatureDecoder();
        SafeTensors weights = SafeTensors.open(file)) {
      weights.load(net, "");
      TensorScope.run(
          () -> {
            Shapes.check("relu2_1", net.forward(torch.rand(1, 48, 8, 12), 2), 1, 3, 16, 24);
            Shapes.check("relu3_1", net.forward(torch.rand(1, 96, 4, 6), 3), 1, 3, 16, 24);
          });
    }
  }
}
