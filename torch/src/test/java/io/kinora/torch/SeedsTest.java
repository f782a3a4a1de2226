package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeedsTest {
  private static final long GOLDEN_LONG = 7498898955201856513L;
  private static final float[] GOLDEN_NORMAL = {2.7899613f, .57673115f, .53733426f, -1.3731492f};

  @Test
  void the_same_seed_and_purpose_repeat() {
    assertThat(draw(7, "noise")).isEqualTo(draw(7, "noise"));
    assertThat(Tensors.floats(Seeds.normal(Seeds.random(7, "noise"), 2, 3)))
        .containsExactly(Tensors.floats(Seeds.normal(Seeds.random(7, "noise"), 2, 3)));
  }

  @Test
  void another_purpose_or_seed_gives_other_numbers() {
    Set<Long> seen = new HashSet<>();
    for (long seed : new long[] {0, 1, 2, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
      for (String purpose : new String[] {"", "a", "b", "ab", "ba", "step 1", "step 2"}) {
        seen.add(draw(seed, purpose));
      }
    }
    assertThat(seen).hasSize(6 * 7);
  }

  @Test
  void a_seed_and_a_purpose_do_not_make_up_for_each_other() {
    Set<Long> seen = new HashSet<>();
    for (long seed = 0; seed < 64; seed++) {
      for (char purpose = '0'; purpose < '0' + 64; purpose++) {
        seen.add(draw(seed, String.valueOf(purpose)));
      }
    }
    assertThat(seen).hasSize(64 * 64);
  }

  /// A golden: a clip's record holds its seed, so the numbers may not change between versions.
  @Test
  void numbers_stay_the_same_over_versions() {
    assertThat(draw(42, "latent")).isEqualTo(GOLDEN_LONG);
    assertThat(Tensors.floats(Seeds.normal(Seeds.random(42, "latent"), 4)))
        .containsExactly(GOLDEN_NORMAL, offset(1e-6f));
  }

  @Test
  void normal_numbers_are_standard_normal() {
    float[] values = Tensors.floats(Seeds.normal(Seeds.random(1, "statistics"), 100, 200));
    double mean = 0;
    double square = 0;
    for (float value : values) {
      mean += value / values.length;
      square += (double) value * value / values.length;
    }
    assertThat(mean).isCloseTo(0, within(.03));
    assertThat(square).isCloseTo(1, within(.04));
  }

  @Test
  void initialisation_repeats_the_weights_of_new_layers() {
    Seeds.initialisation(3, "a");
    float[] first = Tensors.floats(Layers.linear(4, 4).weight());
    float[] next = Tensors.floats(Layers.linear(4, 4).weight());
    Seeds.initialisation(3, "a");
    assertThat(Tensors.floats(Layers.linear(4, 4).weight())).containsExactly(first);
    Seeds.initialisation(3, "b");
    assertThat(Tensors.floats(Layers.linear(4, 4).weight())).isNotEqualTo(first);
    assertThat(next).isNotEqualTo(first);
  }

  private static long draw(long seed, String purpose) {
    return Seeds.random(seed, purpose).nextLong();
  }
}
