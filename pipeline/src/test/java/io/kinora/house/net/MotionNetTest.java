package io.kinora.house.net;

import static io.kinora.house.net.Formula.assertEnds;
import static io.kinora.house.net.Formula.distance;
import static io.kinora.house.net.Formula.filled;
import static io.kinora.house.net.Formula.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class MotionNetTest {
  private final MotionNet net = fresh();
  private final Tensor w = net.style(words(1), input(2, 1, MotionNet.NUMBERS)); // [1, 128]

  private static MotionNet fresh() {
    Seeds.initialisation(4, "motion");
    return new MotionNet();
  }

  private static Tensor words(int k) {
    return input(k, 1, (long) MotionNet.WORDS * Phrases.DIMENSION);
  }

  /// What moves at each time, `[T, 4]`: every time has its own row and its own lattice.
  private Tensor at(double... seconds) {
    float[] times = new float[seconds.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = (float) seconds[i];
    }
    Tensor lattice = MotionNet.lattice(Tensors.of(times, times.length));
    return net.forward(w.expand(times.length, -1), lattice).squeeze(2);
  }

  /// Times of a clip.
  private static double[] clip(double framesPerSecond, int frames) {
    double[] seconds = new double[frames];
    for (int i = 0; i < frames; i++) {
      seconds[i] = i / framesPerSecond;
    }
    return seconds;
  }

  @Test
  void gives_four_numbers_a_time_and_the_constants_once() {
    assertThat(w.shape()).containsExactly(1, 128);
    assertThat(net.constants(w).shape()).containsExactly(1, MotionNet.CONSTANT);
    assertThat(at(0, 1, 2).shape()).containsExactly(3, MotionNet.MOVING);
    assertThat(MotionNet.lattice(Tensors.of(new float[] {1, 2}, 2)).shape())
        .containsExactly(2, 1 + MotionNet.history());
  }

  @Test
  void computes_what_it_always_did() {
    var golden = filled(new MotionNet());
    Tensor style = golden.style(words(1), input(2, 1, MotionNet.NUMBERS));
    assertEnds(
        style, -.2689, .0556, .4404, -.2784, .7484, .0082, -.2476, .9124, .9101, -.2735, .0286,
        .5913, -.2764, .7147, -.0185, -.2673);
    assertThat(golden.constants(style).shape()).containsExactly(1, MotionNet.CONSTANT);
    float[] times = new float[MotionNet.history() + 4];
    for (int i = 0; i < times.length; i++) {
      times[i] = (float) ((i - MotionNet.history()) * MotionNet.STEP);
    }
    assertEnds(
        golden.forward(style, Tensors.of(times, 1, times.length)),
        .2275,
        .2298,
        .2005,
        .1770,
        -.0331,
        -.0171,
        -.0263,
        -.0496,
        -.2538,
        -.2434,
        -.2214,
        -.2162,
        -.1909,
        -.1988,
        -.1723,
        -.1449);
  }

  @Test
  void the_lattice_ends_at_its_time_and_goes_back_in_steps() {
    float[] lattice = Tensors.floats(MotionNet.lattice(Tensors.of(new float[] {2}, 1)));
    assertThat(lattice[lattice.length - 1]).isEqualTo(2);
    for (int i = 1; i < lattice.length; i++) {
      assertThat(lattice[i] - lattice[i - 1]).isEqualTo((float) MotionNet.STEP);
    }
  }

  @Test
  void a_time_has_one_answer_at_every_frame_rate() {
    Tensor slow = at(clip(12, 13));
    Tensor fast = at(clip(60, 61));
    for (int i = 0; i < 13; i++) {
      assertThat(distance(slow.narrow(0, i, 1), fast.narrow(0, 5L * i, 1))).isLessThan(1e-5);
    }
  }

  @Test
  void a_time_has_one_answer_alone_and_in_a_row() {
    int history = MotionNet.history();
    float[] times = new float[history + 16];
    double[] seconds = new double[16];
    for (int i = 0; i < times.length; i++) {
      times[i] = (float) (.3 + (i - history) * MotionNet.STEP);
    }
    for (int i = 0; i < 16; i++) {
      seconds[i] = times[history + i];
    }
    Tensor row = net.forward(w, Tensors.of(times, 1, times.length)); // [1, 4, 16]
    assertThat(row.shape()).containsExactly(1, 4, 16);
    assertThat(distance(row.squeeze(0).t(), at(seconds))).isLessThan(1e-5);
  }

  @Test
  void ignores_later_times() {
    int history = MotionNet.history();
    float[] times = new float[history + 8];
    for (int i = 0; i < times.length; i++) {
      times[i] = (float) ((i - history) * MotionNet.STEP);
    }
    Tensor before = net.forward(w, Tensors.of(times, 1, times.length));
    for (int i = history + 5; i < times.length; i++) {
      times[i] += .7f;
    }
    Tensor after = net.forward(w, Tensors.of(times, 1, times.length));
    assertThat(after.narrow(2, 0, 5).equal(before.narrow(2, 0, 5))).isTrue();
    assertThat(distance(after.narrow(2, 5, 3), before.narrow(2, 5, 3))).isGreaterThan(.01);
  }

  @Test
  void repeats_after_its_period() {
    double p = MotionNet.PERIOD;
    assertThat(distance(at(.1, 1.7, 5.3), at(p + .1, p + 1.7, p + 5.3))).isLessThan(1e-4);
    assertThat(distance(at(1.7), at(599 * p + 1.7))).as("ten minutes on").isLessThan(.02);
    assertThat(distance(at(.1), at(p / 2 + .1))).isGreaterThan(.01);
  }

  @Test
  void moves_without_jumps() {
    Tensor path = at(clip(240, 481));
    assertThat(distance(path.narrow(0, 1, 480), path.narrow(0, 0, 480))).isLessThan(.1);
    assertThat(distance(path.narrow(0, 0, 1), path.narrow(0, 120, 1))).isGreaterThan(.01);
  }

  @Test
  void other_words_or_latents_move_otherwise() {
    Tensor otherWords = net.style(words(3), input(2, 1, MotionNet.NUMBERS));
    Tensor otherNumbers = net.style(words(1), Ops.plus(input(2, 1, MotionNet.NUMBERS), .3));
    for (Tensor other : new Tensor[] {otherWords, otherNumbers}) {
      assertThat(distance(net.constants(w), net.constants(other))).isGreaterThan(.01);
    }
  }
}
