package io.kinora.house.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PhrasesTest {
  private static final int D = Phrases.DIMENSION;
  private static final List<String> NAMES = List.of("bird", "red", "take off");

  private final Phrases phrases = Phrases.standardised(NAMES, encoded());

  /// Vectors with another mean and spread in each dimension; the last dimension is constant.
  private static List<float[]> encoded() {
    var encoded = new ArrayList<float[]>();
    for (int i = 0; i < NAMES.size(); i++) {
      float[] vector = new float[D];
      for (int d = 0; d < D; d++) {
        vector[d] = d == D - 1 ? .3f : (float) (d * .01 + .05 * Math.sin(d + 2 * i));
      }
      encoded.add(vector);
    }
    return encoded;
  }

  @Test
  void every_dimension_has_mean_0_and_variance_1() {
    float[] rows = Tensors.floats(phrases.tensor());
    for (int d = 0; d < D - 1; d++) {
      double mean = 0;
      double square = 0;
      for (int i = 0; i < NAMES.size(); i++) {
        mean += rows[i * D + d] / 3.0;
        square += rows[i * D + d] * rows[i * D + d] / 3.0;
      }
      assertThat(mean).isCloseTo(0, within(1e-5));
      assertThat(square).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void a_dimension_that_never_changes_becomes_0() {
    float[] rows = Tensors.floats(phrases.tensor());
    for (int i = 0; i < NAMES.size(); i++) {
      assertThat(rows[i * D + D - 1]).isCloseTo(0, within(1e-6f));
    }
  }

  @Test
  void a_row_holds_words_side_by_side_and_zeros_for_an_empty_word() {
    float[] table = Tensors.floats(phrases.tensor());
    float[] row = phrases.row(List.of("red", "", "bird"));
    assertThat(row).hasSize(3 * D);
    for (int d = 0; d < D; d++) {
      assertThat(row[d]).isEqualTo(table[D + d]);
      assertThat(row[D + d]).isZero();
      assertThat(row[2 * D + d]).isEqualTo(table[d]);
    }
  }

  @Test
  void an_empty_word_clears_what_was_there() {
    float[] row = new float[2 * D];
    phrases.put("bird", row, D);
    assertThat(row[D]).isNotZero();
    phrases.put("", row, D);
    assertThat(row).containsOnly(0);
  }

  @Test
  void knows_its_words_only() {
    assertThat(phrases.names()).isEqualTo(NAMES);
    assertThat(phrases.knows("take off")).isTrue();
    assertThat(phrases.knows("taking off")).isFalse();
    assertThatThrownBy(() -> phrases.row(List.of("dragon")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dragon");
  }

  @Test
  void travels_with_the_weights(@TempDir Path folder) {
    try (var weights = saved(folder, phrases.tensor(), DType.F16)) {
      Phrases loaded = Phrases.load(weights, NAMES);
      assertThat(loaded.names()).isEqualTo(NAMES);
      assertThat(Formula.distance(loaded.tensor(), phrases.tensor())).isLessThan(1e-3);
    }
  }

  @Test
  void refuses_weights_with_another_number_of_words(@TempDir Path folder) {
    try (var weights = saved(folder, phrases.tensor().narrow(0, 0, 2), DType.F32)) {
      assertThatThrownBy(() -> Phrases.load(weights, NAMES))
          .isInstanceOf(WeightsRefused.class)
          .hasMessageContaining("\"phrases\"")
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void refuses_numbers_that_are_not_finite(@TempDir Path folder) {
    Tensor damaged = phrases.tensor();
    damaged.select(0, 1).fill_(io.kinora.torch.Ops.scalar(Double.NaN));
    try (var weights = saved(folder, damaged, DType.F32)) {
      assertThatThrownBy(() -> Phrases.load(weights, NAMES))
          .isInstanceOf(WeightsRefused.class)
          .hasMessageContaining("\"phrases\"")
          .hasMessageContaining("not finite");
    }
  }

  private static SafeTensors saved(Path folder, Tensor table, DType dtype) {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("phrases", table);
    Path file = folder.resolve("phrases.safetensors");
    SafeTensorsWriter.write(file, tensors, Map.of(), dtype);
    return SafeTensors.open(file);
  }
}
