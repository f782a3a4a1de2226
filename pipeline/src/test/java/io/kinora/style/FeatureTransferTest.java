package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class FeatureTransferTest {
  private static final int CHANNELS = 5, SIDE = 24;

  /// Channels that speak together, far from 0, where nothing is cut off.
  private static Tensor features(int seed, double spread, double mean) {
    Tensor x = Seeds.normal(Seeds.random(seed, "features"), 1, CHANNELS, SIDE, SIDE);
    Tensor mixed = x.add(Ops.times(x.narrow(1, 0, 1), .8));
    return Ops.plus(Ops.times(mixed, spread), mean);
  }

  /// `[CHANNELS, CHANNELS]`, then the means.
  private static float[][] statistics(Tensor x) {
    Tensor rows = x.permute(0, 2, 3, 1).reshape(-1, CHANNELS);
    Tensor off = rows.sub(rows.mean(0));
    Tensor spread = Ops.times(off.t().matmul(off), 1.0 / (SIDE * SIDE));
    return new float[][] {Tensors.floats(spread), Tensors.floats(rows.mean(0))};
  }

  @Test
  void features_get_the_mean_and_the_covariance_of_the_picture() {
    float[][][] both =
        TensorScope.infer(
            () -> {
              Tensor goal = features(1, .6, 9);
              Tensor transferred = new FeatureTransfer(goal, 1).transfer(features(2, .4, 12));
              return new float[][][] {statistics(goal), statistics(transferred)};
            });
    assertThat(both[1][0]).containsExactly(both[0][0], within(.06f));
    assertThat(both[1][1]).containsExactly(both[0][1], within(.01f));
  }

  @Test
  void a_picture_in_its_own_hand_stays_as_it_is() {
    float[][] both =
        TensorScope.infer(
            () -> {
              Tensor own = features(3, .5, 8);
              Tensor transferred = new FeatureTransfer(own, 1).transfer(own);
              return new float[][] {Tensors.floats(own), Tensors.floats(transferred)};
            });
    assertThat(both[1]).containsExactly(both[0], within(.01f));
  }

  /// What is measured on frames follows them slowly: the second frame is mapped as the first was.
  @Test
  void a_new_frame_changes_the_map_slowly() {
    float[] means =
        TensorScope.infer(
            () -> {
              Tensor goal = features(1, .5, 9);
              var transfer = new FeatureTransfer(goal, .1);
              transfer.transfer(features(2, .5, 9));
              return Tensors.floats(transfer.transfer(features(2, .5, 10)).mean());
            });
    assertThat(means[0]).isBetween(9.7f, 10.1f);
  }
}
