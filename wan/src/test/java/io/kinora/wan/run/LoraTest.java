package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoraTest {
  private static final String WEIGHT = "blocks.1.attn2.to_out.0.weight";

  private final Path folder;

  LoraTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path file(Map<String, Tensor> tensors) {
    Path file = folder.resolve("lora.safetensors");
    SafeTensorsWriter.write(file, new LinkedHashMap<>(tensors), Map.of(), DType.F32);
    return file;
  }

  private static WanSettings.LoraFile whole(Path file, double strength) {
    return new WanSettings.LoraFile(file, strength, WanSettings.Expert.ALL);
  }

  @ParameterizedTest
  @CsvSource({
    "transformer.blocks.1.attn2.to_out.0.lora_A.weight,transformer.blocks.1.attn2.to_out.0.lora_B.weight",
    "diffusion_model.blocks.1.cross_attn.o.lora_down.weight,diffusion_model.blocks.1.cross_attn.o.lora_up.weight",
    "lora_unet_blocks_1_cross_attn_o.lora_down.weight,lora_unet_blocks_1_cross_attn_o.lora_up.weight",
    "base_model.model.blocks.1.attn2.to_out.0.lora_A.default.weight,base_model.model.blocks.1.attn2.to_out.0.lora_B.default.weight",
  })
  void merges_the_usual_spellings(String down, String up) {
    TensorScope.run(
        () -> {
          Tensor a = Seeds.normal(Seeds.random(1, "a"), 4, 40);
          Tensor b = Seeds.normal(Seeds.random(1, "b"), 40, 4);
          String alpha = down.substring(0, down.indexOf(".lora_")) + ".alpha";
          var tensors = new LinkedHashMap<String, Tensor>();
          tensors.put(down, a);
          tensors.put(up, b);
          tensors.put(alpha, Tensors.of(new float[] {2}, 1));
          try (var model =
              Loaded.transformer(Goldens.folder("a_transformer_t2v"), Placement.FLOAT)) {
            Tensor weight = Objects.requireNonNull(model.net().named().get(WEIGHT));
            float[] before = Tensors.floats(weight);
            assertThat(Lora.merge(model.net(), whole(file(tensors), 0.5))).isEqualTo(1);
            float[] after = Tensors.floats(weight), change = Tensors.floats(b.matmul(a));
            for (int i = 0; i < before.length; i++) {
              assertThat(after[i] - before[i]).isCloseTo(0.5f * 2 / 4 * change[i], within(1e-5f));
            }
          }
        });
  }

  @Test
  void refuses_a_file_that_fits_only_in_part() {
    TensorScope.run(
        () -> {
          var tensors = new LinkedHashMap<String, Tensor>();
          for (String module : new String[] {"blocks.0.attn1.to_q", "blocks.9.attn1.to_q"}) {
            tensors.put(module + ".lora_A.weight", Seeds.normal(Seeds.random(1, "a"), 4, 40));
            tensors.put(module + ".lora_B.weight", Seeds.normal(Seeds.random(1, "b"), 40, 4));
          }
          try (var model =
              Loaded.transformer(Goldens.folder("a_transformer_t2v"), Placement.FLOAT)) {
            assertThatThrownBy(() -> Lora.merge(model.net(), whole(file(tensors), 1)))
                .isInstanceOf(WeightsRefused.class)
                .hasMessageContaining("fits 1 of its 2 weights")
                .hasMessageContaining("blocks.9");
          }
        });
  }
}
