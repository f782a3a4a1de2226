package io.kinora.house.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.engine.Vocabulary;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Weights files that are not a house model, or not a whole one.
final class HouseModelTest {
  private static final List<String> ONE = List.of("bird");

  private final Path file;

  HouseModelTest(@TempDir Path folder) {
    file = folder.resolve("house.safetensors");
  }

  private static HouseConfig config() {
    var vocabulary = new Vocabulary(ONE, ONE, ONE, ONE, ONE, ONE);
    return new HouseConfig(
        ONE, vocabulary, ONE, List.of(), List.of(), List.of(), Map.of("bird", 8));
  }

  private void write(Map<String, String> metadata) {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("phrases", torch.ones(1, Phrases.DIMENSION));
    SafeTensorsWriter.write(file, tensors, metadata, DType.F16);
  }

  private void assertRefused(String part) {
    assertThatThrownBy(() -> HouseModel.open(file))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(part);
  }

  @Test
  void a_config_makes_a_round_trip() {
    assertThat(HouseConfig.parse("file", config().toJson())).isEqualTo(config());
  }

  @Test
  void refuses_weights_of_something_else() {
    write(Map.of());
    assertRefused(HouseConfig.KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "1",
        "[]",
        "{}",
        "{\"words\":[\"bird\"]}",
        "{\"words\":5}",
        "{\"words\":[null]}",
        "{\"vocabulary\":{}}",
        "no JSON"
      })
  void refuses_a_config_that_is_not_whole(String json) {
    write(Map.of(HouseConfig.KEY, json));
    assertRefused(HouseConfig.KEY);
  }

  @Test
  void refuses_a_model_without_its_nets() {
    write(Map.of(HouseConfig.KEY, config().toJson()));
    assertRefused("\"sprites.");
  }
}
