package io.kinora.wan.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders in the diffusers layout, whole and spoilt.
class LoadingTest {
  private static final String STEM = "diffusion_pytorch_model";
  private static final String KEY = "blocks.0.attn1.to_q.weight";

  private final Path folder;

  LoadingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void one_thread() {
    Torch.threads(1); // tensors are tiny: threads would mostly wait for one another
  }

  private Path transformer() {
    return Goldens.copy("a_transformer_t2v", folder);
  }

  /// Writes the weights of the folder again, changed.
  private void rewrite(Consumer<Map<String, Tensor>> change, DType dtype) {
    Path file = folder.resolve(STEM + ".safetensors");
    TensorScope.run(
        () -> {
          var tensors = new LinkedHashMap<String, Tensor>();
          try (var weights = SafeTensors.open(file)) {
            weights.entries().keySet().forEach(n -> tensors.put(n, weights.tensor(n).clone()));
          }
          change.accept(tensors);
          SafeTensorsWriter.write(file, tensors, Map.of(), dtype);
        });
  }

  private float[] forward(Path model, Placement placement) {
    return TensorScope.infer(
        () -> {
          try (var loaded = Loaded.transformer(model, placement);
              var io =
                  SafeTensors.open(Goldens.folder("a_transformer_t2v").resolve("io.safetensors"))) {
            return Tensors.floats(
                loaded
                    .net()
                    .forward(
                        io.tensor("b1.hidden_states"),
                        io.tensor("b1.timestep"),
                        io.tensor("b1.encoder_hidden_states"),
                        null));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16", "F8_E4M3", "F8_E5M2"})
  void weights_of_few_bits_give_the_same_raised_at_once_or_layer_by_layer(DType dtype) {
    Path model = transformer();
    float[] exact = forward(model, Placement.FLOAT);
    rewrite(_ -> {}, dtype);
    float[] raised = forward(model, Placement.FLOAT);
    float[] mapped = forward(model, Placement.MAPPED);
    assertThat(mapped).isEqualTo(raised);
    assertThat(raised).isNotEqualTo(exact);
    double worst = 0;
    for (int i = 0; i < exact.length; i++) {
      worst = Math.max(worst, Math.abs(exact[i] - raised[i]));
    }
    double bound = dtype.bytes() == 2 ? 0.2 : 4; // of values up to 6: it is the same network
    assertThat(worst).isLessThan(bound);
  }

  @Test
  void shards_give_the_same_as_one_file() throws IOException {
    Path model = transformer();
    float[] whole = forward(model, Placement.FLOAT);
    shard(model);
    assertThat(forward(model, Placement.FLOAT)).isEqualTo(whole);
  }

  /// Two files and an index instead of one file.
  private static void shard(Path model) throws IOException {
    Path file = model.resolve(STEM + ".safetensors");
    var index = new StringBuilder();
    TensorScope.run(
        () -> {
          try (var weights = SafeTensors.open(file)) {
            var halves =
                java.util.List.of(
                    new LinkedHashMap<String, Tensor>(), new LinkedHashMap<String, Tensor>());
            int i = 0;
            for (String name : weights.entries().keySet()) {
              halves.get(i % 2).put(name, weights.tensor(name));
              index.append(i == 0 ? "" : ",");
              index.append("\"%s\": \"part-%d.safetensors\"".formatted(name, i++ % 2));
            }
            for (int half = 0; half < 2; half++) {
              SafeTensorsWriter.write(
                  model.resolve("part-" + half + ".safetensors"),
                  halves.get(half),
                  Map.of(),
                  DType.F32);
            }
          }
        });
    Files.delete(file);
    Files.writeString(
        model.resolve(STEM + ".safetensors.index.json"),
        "{\"metadata\": {}, \"weight_map\": {" + index + "}}");
  }

  @Test
  void a_missing_shard_is_named() throws IOException {
    Path model = transformer();
    shard(model);
    Files.delete(model.resolve("part-1.safetensors"));
    assertRefused(model, "part-1.safetensors is missing");
  }

  @Test
  void an_index_that_leaves_the_folder_is_refused() throws IOException {
    Path model = transformer();
    shard(model);
    Goldens.edit(
        model.resolve(STEM + ".safetensors.index.json"), "part-1.safet", "../part-1.safet");
    assertRefused(model, "not a file beside it");
  }

  @Test
  void a_missing_key_is_named() {
    Path model = transformer();
    rewrite(tensors -> tensors.remove(KEY), DType.F32);
    assertRefused(model, STEM + ".safetensors", KEY, "is missing");
  }

  @Test
  void a_surplus_key_is_named() {
    Path model = transformer();
    rewrite(tensors -> tensors.put("blocks.0.attn1.extra", torch.zeros(3)), DType.F32);
    assertRefused(model, "blocks.0.attn1.extra", "is not part of the network");
  }

  /// Several programs write weights in 8 bits with scales, each in its own way.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "blocks.0.attn1.to_q.scale_weight",
        "scaled_fp8",
        "blocks.0.attn1.to_q.weight_scale",
        "blocks.0.attn1.to_q.comfy_quant",
        "blocks.0.attn1.to_q.input_scale"
      })
  void scales_of_quantised_weights_are_refused_by_name(String scale) {
    Path model = transformer();
    rewrite(tensors -> tensors.put(scale, torch.zeros(1)), DType.F8_E4M3);
    assertRefused(model, scale, "quantised with scales", "16 or 32 bits");
  }

  /// Wan 2.1 I2V and FLF2V are published with a projection in their picture encoder.
  @ParameterizedTest
  @ValueSource(strings = {"j_clip_vision", "j2_clip_vision_quick"})
  void the_projection_of_a_picture_encoder_is_let_be(String golden) {
    Path model = Goldens.copy(golden, folder);
    Path file = model.resolve("model.safetensors");
    TensorScope.run(
        () -> {
          var tensors = new LinkedHashMap<String, Tensor>();
          try (var weights = SafeTensors.open(file)) {
            weights.entries().keySet().forEach(n -> tensors.put(n, weights.tensor(n).clone()));
          }
          tensors.put("visual_projection.weight", torch.zeros(8, 32));
          SafeTensorsWriter.write(file, tensors, Map.of(), DType.F32);
          Loaded.clip(model, Placement.MAPPED).close();
          tensors.put("vision_model.extra.weight", torch.zeros(8, 32));
          SafeTensorsWriter.write(file, tensors, Map.of(), DType.F32);
        });
    assertThatThrownBy(() -> Loaded.clip(model, Placement.MAPPED))
        .hasMessageContaining("vision_model.extra.weight");
  }

  private static final Map<String, String> INSTEAD =
      Map.of(
          "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 5676070424\n",
          "a pointer of Git LFS",
          "<!DOCTYPE html>\n<html><head><title>Sign in</title>",
          "a web page",
          "\n  <html lang=\"en\">not found</html>",
          "a web page");

  private static final Map<String, String> NO_WEIGHTS =
      Map.of(
          "Entry not found",
          "text: \"Entry not found\"",
          "{\"error\":\"Access to model is restricted\"}",
          "Access to model is restricted",
          "PK\3\4 and so on, and on",
          "a pickle of PyTorch",
          "GGUF\3\0\0\0 and so on",
          "a GGUF file");

  @Test
  void what_lies_in_the_place_of_weights_is_named() throws IOException {
    Path model = transformer();
    var all = new LinkedHashMap<>(INSTEAD);
    all.putAll(NO_WEIGHTS);
    for (var instead : all.entrySet()) {
      Files.writeString(model.resolve(STEM + ".safetensors"), instead.getKey(), ISO_8859_1);
      assertRefused(model, STEM + ".safetensors", instead.getValue(), "raw content", "not-weights");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_index.json",
        "transformer/config.json",
        "scheduler/scheduler_config.json",
        "tokenizer/tokenizer.json"
      })
  void what_lies_in_the_place_of_a_configuration_is_named(String file) throws IOException {
    Path model = Goldens.copy("h_pipeline_t2v", folder);
    Files.createDirectories(model.resolve("tokenizer"));
    for (var instead : INSTEAD.entrySet()) {
      Path spoilt = model.resolve(file);
      String before = Files.exists(spoilt) ? Files.readString(spoilt) : "";
      Files.writeString(spoilt, instead.getKey());
      assertThatThrownBy(() -> WanTokenizer.open(WanFolder.open(model)).close())
          .isInstanceOf(WeightsRefused.class)
          .message()
          .contains(file, instead.getValue());
      Files.writeString(spoilt, before);
    }
  }

  @Test
  void an_index_of_shards_that_is_a_pointer_is_named() throws IOException {
    Path model = transformer();
    shard(model);
    String pointer = INSTEAD.keySet().stream().filter(t -> t.startsWith("v")).findFirst().get();
    Files.writeString(model.resolve(STEM + ".safetensors.index.json"), pointer);
    assertRefused(model, "index.json", "a pointer of Git LFS");
  }

  @Test
  void a_wrong_shape_is_named_with_the_right_one() {
    Path model = transformer();
    rewrite(tensors -> tensors.put(KEY, torch.zeros(40, 41)), DType.F32);
    assertRefused(model, KEY, "[40, 41]", "[40, 40]");
  }

  @Test
  void numbers_that_are_not_finite_are_refused() {
    Path model = transformer();
    rewrite(tensors -> tensors.put(KEY, torch.zeros(40, 40).log()), DType.F32); // minus infinity
    assertRefused(model, KEY, "not finite");
  }

  @Test
  void an_unknown_pipeline_is_refused() throws IOException {
    Path model = Goldens.copy("h_pipeline_t2v", folder);
    Goldens.edit(model.resolve("model_index.json"), "\"WanPipeline\"", "\"WanVACEPipeline\"");
    assertThatThrownBy(() -> WanFolder.open(model))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining("model_index.json")
        .hasMessageContaining("_class_name")
        .hasMessageContaining("WanVACEPipeline")
        .hasMessageContaining("WanImageToVideoPipeline");
  }

  @Test
  void a_folder_that_is_no_model_is_refused() {
    assertThatThrownBy(() -> WanFolder.open(folder))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining("model_index.json");
    assertThatThrownBy(() -> WanFolder.open(folder.resolve("none")))
        .isInstanceOf(WeightsRefused.class);
  }

  @Test
  void a_missing_tokenizer_is_named() {
    var model = WanFolder.open(Goldens.folder("h_pipeline_t2v"));
    assertThatThrownBy(() -> WanTokenizer.open(model))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining("tokenizer.json");
  }

  @Test
  void newer_keys_of_a_configuration_default() throws IOException {
    Path model = transformer();
    Goldens.edit(model.resolve("config.json"), "\"pos_embed_seq_len\": null", "\"future\": 1");
    Goldens.edit(model.resolve("config.json"), "\"image_dim\": null,", "");
    assertThat(forward(model, Placement.FLOAT))
        .isEqualTo(forward(Goldens.folder("a_transformer_t2v"), Placement.FLOAT));
  }

  @Test
  void a_damaged_configuration_is_refused() throws IOException {
    Path model = transformer();
    Goldens.edit(model.resolve("config.json"), "\"num_layers\": 2", "\"num_layers\": \"two\"");
    assertRefused(model, "config.json", "num_layers", "\"two\"");
  }

  private void assertRefused(Path model, String... parts) {
    assertThatThrownBy(() -> forward(model, Placement.FLOAT))
        .isInstanceOf(WeightsRefused.class)
        .message()
        .contains(parts);
  }
}
