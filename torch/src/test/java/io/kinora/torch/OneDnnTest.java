package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneDnnTest {
  @ParameterizedTest
  @CsvSource({
    "AuthenticAMD, avx2 avx512f avx512_bf16 avx512_vp2intersect, true",
    "AuthenticAMD, avx2 avx512f avx512_bf16, false",
    "GenuineIntel, avx2 avx512f avx512_vp2intersect, false",
    "GenuineIntel, avx2, false"
  })
  void only_zen_5_is_wrong_with_avx_512(String vendor, String flags, boolean wrong) {
    String processor = "vendor_id\t: %s\nflags\t\t: fpu %s sha_ni\n".formatted(vendor, flags);
    assertThat(OneDnn.wrongWithAvx512(processor)).isEqualTo(wrong);
  }

  @Test
  void what_is_limited_computes_in_float32() {
    assertThat(OneDnn.LIMITED && Torch.hasMixedPrecision(Device.CPU)).isFalse();
  }
}
