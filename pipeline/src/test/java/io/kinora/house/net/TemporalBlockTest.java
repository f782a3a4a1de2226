package io.kinora.house.net;

import static io.kinora.house.net.Formula.assertEnds;
import static io.kinora.house.net.Formula.distance;
import static io.kinora.house.net.Formula.filled;
import static io.kinora.house.net.Formula.input;
import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class TemporalBlockTest {
  private static final int DILATION = 2;

  private final TemporalBlock block = filled(new TemporalBlock(6, 5, DILATION));
  private final Tensor x = input(1, 2, 6, 20);
  private final Tensor w = input(2, 2, 5);

  @Test
  void is_shorter_by_its_history() {
    assertThat(block.past()).isEqualTo((TemporalBlock.KERNEL - 1L) * DILATION);
    assertThat(block.forward(x, w).shape()).containsExactly(2, 6, 20 - block.past());
  }

  @Test
  void computes_what_it_always_did() {
    assertEnds(
        block.forward(x, w),
        -.5132,
        -.8488,
        -.8029,
        -.3487,
        .3148,
        .8238,
        .9209,
        .5973,
        .0687,
        .8022,
        1.2132,
        1.1077,
        .5318,
        -.2444,
        -.8565,
        -1.0096);
  }

  @Test
  void ignores_later_steps() {
    Tensor before = block.forward(x, w);
    int changed = 12;
    Tensor later = x.clone();
    later.narrow(2, changed, 20 - changed).add_(input(5, 2, 6, 20 - changed));
    Tensor after = block.forward(later, w);
    long same = changed - block.past(); // output step t - past is made at input step t
    assertThat(after.narrow(2, 0, same).equal(before.narrow(2, 0, same))).isTrue();
    Tensor rest = after.narrow(2, same, after.size(2) - same);
    assertThat(distance(rest, before.narrow(2, same, after.size(2) - same))).isGreaterThan(.01);
  }

  @Test
  void looks_back_as_far_as_it_says() {
    Tensor before = block.forward(x, w);
    Tensor earlier = x.clone();
    earlier.narrow(2, 0, 1).add_(input(5, 2, 6, 1));
    Tensor after = block.forward(earlier, w);
    assertThat(distance(after.narrow(2, 0, 1), before.narrow(2, 0, 1))).isGreaterThan(1e-4);
    long rest = after.size(2) - 1;
    assertThat(after.narrow(2, 1, rest).equal(before.narrow(2, 1, rest))).isTrue();
  }

  @Test
  void the_condition_changes_the_motion() {
    assertThat(distance(block.forward(x, w), block.forward(x, input(3, 2, 5)))).isGreaterThan(1e-3);
  }
}
