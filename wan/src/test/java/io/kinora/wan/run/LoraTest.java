package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static Tensor random(String name, long... shape) {
    return Seeds.normal(Seeds.random(1, name), shape);
  }

  /// The parameter before and after a file of these tensors is merged.
  private void merged(
      Map<String, Tensor> tensors,
      DType dtype,
      double strength,
      String parameter,
      BiConsumer<Tensor, Tensor> look) {
    Path file = folder.resolve("merged.safetensors");
    SafeTensorsWriter.write(file, new LinkedHashMap<>(tensors), Map.of(), dtype);
    try (var model = Loaded.transformer(Goldens.folder("a_transformer_t2v"), Placement.FLOAT)) {
      Lora.check(model.net(), whole(file, strength));
      Tensor weight = Objects.requireNonNull(model.net().named().get(parameter));
      Tensor before = weight.clone();
      assertThat(Lora.merge(model.net(), whole(file, strength))).isEqualTo(1);
      look.accept(before, Objects.requireNonNull(model.net().named().get(parameter)));
    }
  }

  private static void assertSame(Tensor found, Tensor expected, double within) {
    assertThat(found.shape()).isEqualTo(expected.shape());
    assertThat(found.sub(expected).abs().max().item_float()).isLessThan((float) within);
  }

  @ParameterizedTest
  @CsvSource({
    "diffusion_model.blocks.0.self_attn.q.diff_b, blocks.0.attn1.to_q.bias",
    "diffusion_model.blocks.0.self_attn.norm_q.diff, blocks.0.attn1.norm_q.weight",
    "diffusion_model.blocks.1.cross_attn.norm_k.diff, blocks.1.attn2.norm_k.weight",
    "diffusion_model.blocks.1.norm3.diff, blocks.1.norm2.weight",
    "diffusion_model.blocks.1.norm3.diff_b, blocks.1.norm2.bias",
    "diffusion_model.blocks.1.diff_m, blocks.1.scale_shift_table",
    "diffusion_model.blocks.1.modulation.diff, blocks.1.scale_shift_table",
    "transformer.blocks.1.ffn.net.0.proj.diff, blocks.1.ffn.net.0.proj.weight",
    "diffusion_model.head.head.diff_b, proj_out.bias",
    "diffusion_model.head.diff_m, scale_shift_table",
    "diffusion_model.time_embedding.0.diff, condition_embedder.time_embedder.linear_1.weight",
    "diffusion_model.patch_embedding.diff, patch_embedding.weight",
    "lora_unet_blocks_0_self_attn_norm_q.diff, blocks.0.attn1.norm_q.weight"
  })
  void adds_differences(String key, String parameter) {
    TensorScope.run(
        () -> {
          Tensor shape;
          try (var model =
              Loaded.transformer(Goldens.folder("a_transformer_t2v"), Placement.FLOAT)) {
            shape = Objects.requireNonNull(model.net().named().get(parameter)).clone();
          }
          Tensor change = random("c", shape.shape());
          merged(
              Map.of(key, change),
              DType.F32,
              0.5,
              parameter,
              (before, after) -> assertSame(after, before.add(Ops.times(change, 0.5)), 1e-6));
        });
  }

  /// arXiv:2402.09353, eq. 5, with a magnitude per output and, as some programs write it, per
  /// input.
  @ParameterizedTest
  @CsvSource({
    "1, dora_scale, true",
    "0.4, dora_scale, true",
    "1, dora_scale, false",
    "1, lora_magnitude_vector, true",
    "1, lora_magnitude_vector.mine.weight, true"
  })
  void merges_a_direction_with_its_magnitude(double strength, String key, boolean rows) {
    TensorScope.run(
        () -> {
          Tensor a = random("a", 4, 40), b = random("b", 64, 4);
          Tensor m = random("m", rows ? new long[] {64, 1} : new long[] {1, 40}).abs();
          String module = "blocks.0.ffn.net.0.proj.";
          String name = key.contains("mine") ? ".mine" : "";
          merged(
              Map.of(
                  module + "lora_A" + name + ".weight", a,
                  module + "lora_B" + name + ".weight", b,
                  module + key, key.startsWith("lora") ? m.flatten() : m),
              DType.F32,
              strength,
              module + "weight",
              (before, after) -> {
                Tensor changed = before.add(b.matmul(a));
                Tensor norm = changed.square().sum(rows ? 1 : 0).sqrt().unsqueeze(rows ? 1 : 0);
                Tensor whole = changed.mul(m).div(norm);
                assertSame(after, before.add(Ops.times(whole.sub(before), strength)), 1e-5);
              });
        });
  }

  @ParameterizedTest
  @CsvSource({"F8_E4M3, 0.08", "F8_E5M2, 0.15", "BF16, 0.004", "F16, 0.0005"})
  void reads_factors_of_few_bits(DType dtype, double error) {
    TensorScope.run(
        () -> {
          Tensor a = random("a", 4, 40), b = random("b", 40, 4);
          merged(
              Map.of(
                  "diffusion_model.blocks.0.self_attn.q.lora_A.weight", a,
                  "diffusion_model.blocks.0.self_attn.q.lora_B.weight", b),
              dtype,
              1,
              "blocks.0.attn1.to_q.weight",
              (before, after) -> {
                double largest = b.matmul(a).abs().max().item_float();
                assertSame(after, before.add(b.matmul(a)), error * largest);
              });
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "mystyle", "adapter_1"})
  void reads_adapters_of_any_name(String name) {
    TensorScope.run(
        () -> {
          Tensor a = random("a", 4, 40), b = random("b", 40, 4);
          merged(
              Map.of(
                  "transformer.blocks.0.attn1.to_q.lora_A." + name + ".weight", a,
                  "transformer.blocks.0.attn1.to_q.lora_B." + name + ".weight", b),
              DType.F32,
              1,
              "blocks.0.attn1.to_q.weight",
              (before, after) -> assertSame(after, before.add(b.matmul(a)), 1e-5));
        });
  }

  private void assertRefused(Map<String, Tensor> tensors, String... messages) {
    try (var model = Loaded.transformer(Goldens.folder("a_transformer_t2v"), Placement.FLOAT)) {
      Tensor weight = Objects.requireNonNull(model.net().named().get(WEIGHT));
      float[] before = Tensors.floats(weight);
      Path file = file(tensors);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> Lora.check(model.net(), whole(file, 1)),
              () -> Lora.merge(model.net(), whole(file, 1)))) {
        var thrown = assertThatThrownBy(call).isInstanceOf(WeightsRefused.class);
        for (String message : messages) {
          thrown.hasMessageContaining(message);
        }
      }
      assertThat(Tensors.floats(weight)).isEqualTo(before);
    }
  }

  /// Each product has as many numbers as the weight.
  @ParameterizedTest
  @CsvSource({
    "blocks.0.ffn.net.0.proj, 4, 64, 40, 4", // 64 × 40, and the other way round
    "blocks.0.attn1.to_q, 4, 20, 80, 4",
    "blocks.0.attn1.to_q, 4, 1600, 1, 4",
    "blocks.0.attn1.to_q, 8, 40, 40, 4" // two ranks
  })
  void refuses_factors_of_another_shape(String module, long r, long in, long out, long rank) {
    TensorScope.run(
        () ->
            assertRefused(
                Map.of(
                    module + ".lora_A.weight", random("a", r, in),
                    module + ".lora_B.weight", random("b", out, rank)),
                "has the shape",
                module + ".weight\""));
  }

  @Test
  void refuses_differences_of_another_shape() {
    TensorScope.run(
        () -> {
          assertRefused(Map.of("blocks.0.attn1.to_q.diff", random("d", 20, 80)), "[20, 80]");
          assertRefused(Map.of("blocks.0.attn1.to_q.diff", random("d", 1600)), "[1600]");
          assertRefused(Map.of("blocks.0.attn1.to_q.diff_b", random("d", 1, 40)), "[1, 40]");
          assertRefused(Map.of("blocks.0.diff_m", random("d", 6, 40)), "[6, 40]");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blocks.0.attn1.to_q.hada_w1_a|LoHa|Convert it to plain LoRA",
        "blocks.0.attn1.to_q.lokr_w1|LoKr|Convert it to plain LoRA",
        "blocks.0.attn1.to_q.lora_mid.weight|Tucker|Convert it to plain LoRA",
        "blocks.0.attn1.to_q.lora_B.bias|biases|Convert it to plain LoRA",
        "blocks.0.attn1.to_q.scale_weight|fp8 with scales|Convert it",
        "blocks.0.attn1.to_q.wibble|does not know|another file",
        "blocks.0.attn1.to_q.dora_scale|no pair|complete",
        "blocks.0.attn1.to_q.lora_A.weight|no pair|complete",
        "blocks.0.attn1.to_q.lora_A.one.weight,blocks.0.attn1.to_k.lora_A.two.weight|one, two|"
            + "separate file"
      })
  void says_what_else_a_file_holds(String keys, String kind, String remedy) {
    TensorScope.run(
        () -> {
          var tensors = new LinkedHashMap<String, Tensor>();
          for (String key : keys.split(",")) {
            tensors.put(key, random("x", 4, 40));
          }
          assertRefused(tensors, kind, remedy);
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
                .hasMessageContaining("only 1 of 2 weights fit")
                .hasMessageContaining("blocks.9");
          }
        });
  }
}
