package io.kinora.wan.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import java.util.Collections;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WanVaeTest {
  /// The tiles' sum of rounding errors, in [-1, 1].
  private static final double BOUND = 2e-5;

  @BeforeAll
  static void one_thread() {
    Torch.threads(1); // tensors are tiny: threads would mostly wait for one another
  }

  private static VaeConfig config(boolean residual) {
    return new VaeConfig(
        2,
        2,
        3,
        List.of(1, 2),
        1,
        List.of(true),
        Collections.nCopies(3, 0.0),
        Collections.nCopies(3, 1.0),
        residual,
        residual ? 12 : 3,
        residual ? 12 : 3,
        residual ? 2 : 1);
  }

  private static WanVae vae(boolean residual) {
    var vae = new WanVae(config(residual));
    fill(vae);
    return vae;
  }

  static void fill(Net net) {
    var random = Seeds.random(1, "weights");
    TensorScope.infer(
        () -> {
          net.named()
              .forEach(
                  (name, tensor) -> {
                    double scale = name.contains("gamma") ? 1 : 0.3;
                    tensor.set_data(Ops.times(Seeds.normal(random, tensor.shape()), scale));
                  });
          return true;
        });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tiles_fit_without_a_seam(boolean residual) {
    var vae = vae(residual);
    int reach = vae.reach();
    double worst =
        TensorScope.infer(
            () -> {
              int h = 2 * reach + 2, w = 2 * reach + 4; // each half sees an artificial edge
              Tensor z = Seeds.normal(Seeds.random(2, "z"), 1, 3, 2, h, w);
              Tensor whole = vae.decode(z, h, w);
              Tensor tiled = vae.decode(z, h / 2, w / 2);
              assertThat(whole.abs().mean().item_float()).as("not all clamped").isLessThan(0.9f);
              return (double) whole.sub(tiled).abs().max().item_float();
            });
    assertThat(worst).isLessThan(BOUND);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void later_frames_do_not_change_earlier_ones(boolean residual) {
    var vae = vae(residual);
    boolean same =
        TensorScope.infer(
            () -> {
              Tensor z = Seeds.normal(Seeds.random(3, "z"), 1, 3, 4, 3, 3);
              Tensor longer = vae.decode(z, 3, 3);
              Tensor shorter = vae.decode(z.narrow(2, 0, 2), 3, 3);
              return longer.narrow(2, 0, shorter.size(2)).equal(shorter);
            });
    assertThat(same).isTrue();
  }
}
