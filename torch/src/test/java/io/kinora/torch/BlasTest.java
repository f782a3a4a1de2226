package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class BlasTest {
  @Test
  void one_thread_multiplies_unless_the_product_is_large() {
    int threads = torch.get_num_threads();
    Torch.threads(3);
    try {
      assertThat(TensorScope.<Integer>infer(openblas_nolapack::blas_get_num_threads)).isEqualTo(1);
      assertThat(Torch.<Integer>largeProduct(openblas_nolapack::blas_get_num_threads)).isEqualTo(3);
      assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
    } finally {
      Torch.threads(threads);
    }
  }

  @Test
  void one_thread_multiplies_again_after_a_product_that_failed() {
    assertThatThrownBy(
            () ->
                Torch.largeProduct(
                    () -> {
                      throw new IllegalStateException("shapes do not fit");
                    }))
        .hasMessageContaining("do not fit");
    assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
  }
}
