package io.kinora.verify;

import io.kinora.torch.TensorScope;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/// A whole Wan model of a few thousand numbers, with a tokenizer of a few words.
final class TinyWan {
  /// The golden run's prompt, as the tokenizer reads it.
  static final String PROMPT = "birds fly over water calm and deep water";

  /// The golden run's negative prompt.
  static final String NEGATIVE = "blurred grey static";

  private static final Path GOLDENS =
      Repository.root().resolve("wan/src/test/resources/io/kinora/wan/run/goldens");

  private TinyWan() {}

  /// One for all tests that only read it.
  static synchronized Path shared() {
    Path folder = Repository.root().resolve("verify/target/tiny-wan");
    return Files.isDirectory(folder.resolve("tokenizer")) ? folder : in(folder);
  }

  /// Copies the model into `folder`.
  static Path in(Path folder) {
    copy("h_pipeline_t2v", folder);
    return withTokenizer(folder);
  }

  /// A model that makes clips from words, and from words and a first picture: Wan 2.2 TI2V.
  static Path fromPictures(Path folder) {
    return assembled(
        folder,
        "WanPipeline\", \"expand_timesteps\": true, \"_name_or_path\": \"",
        Map.of("transformer", "c_transformer_ti2v", "vae", "e_vae_22"));
  }

  /// A model that makes clips between two pictures: Wan 2.1 FLF2V.
  static Path betweenPictures(Path folder) {
    assembled(
        folder,
        "WanImageToVideoPipeline",
        Map.of(
            "transformer", "b2_transformer_flf2v",
            "vae", "d_vae_21",
            "image_encoder", "j2_clip_vision_quick",
            "image_processor", "h5_pipeline_i2v_clip/image_processor"));
    return withPositions(folder, 2 * (4 * 4 + 1));
  }

  /// The golden transformer is for pictures of 5 rows, and this vision encoder gives 17.
  private static Path withPositions(Path folder, int rows) {
    Path config = folder.resolve("transformer/config.json");
    Path file = folder.resolve("transformer/diffusion_pytorch_model.safetensors");
    TensorScope.run(
        () -> {
          var tensors = new LinkedHashMap<String, Tensor>();
          try (var weights = SafeTensors.open(file)) {
            weights.entries().keySet().forEach(n -> tensors.put(n, weights.tensor(n).clone()));
          }
          String name = "condition_embedder.image_embedder.pos_embed";
          Tensor few = Objects.requireNonNull(tensors.get(name));
          Tensor many = few.repeat(1, Math.ceilDiv(rows, few.size(1)), 1).narrow(1, 0, rows);
          tensors.put(name, many.contiguous());
          SafeTensorsWriter.write(file, tensors, Map.of(), DType.F32);
        });
    try {
      String text = Files.readString(config);
      Files.writeString(config, text.replace("len\": 10", "len\": " + rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /// Parts by the golden folders that hold them, beside a text encoder, scheduler and tokenizer.
  private static Path assembled(Path folder, String pipeline, Map<String, String> parts) {
    var classes =
        Map.of(
            "transformer", "WanTransformer3DModel",
            "vae", "AutoencoderKLWan",
            "text_encoder", "UMT5EncoderModel",
            "image_encoder", "CLIPVisionModel",
            "image_processor", "CLIPImageProcessor",
            "scheduler", "UniPCMultistepScheduler");
    var all = new TreeMap<>(parts);
    all.put("text_encoder", "f_umt5");
    all.put("scheduler", "h_pipeline_t2v/scheduler");
    var index = new StringBuilder("{\"_class_name\": \"" + pipeline + "\"");
    all.forEach(
        (part, golden) -> {
          copy(golden, folder.resolve(part));
          index.append(", \"%s\": [\"any\", \"%s\"]".formatted(part, classes.get(part)));
        });
    try {
      Files.writeString(folder.resolve("model_index.json"), index + "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return withTokenizer(folder);
  }

  private static void copy(String golden, Path folder) {
    Path from = GOLDENS.resolve(golden);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = folder.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path withTokenizer(Path folder) {
    try {
      Path tokenizer = Files.createDirectories(folder.resolve("tokenizer"));
      Files.writeString(tokenizer.resolve("tokenizer.json"), tokenizer());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /// Words by their numbers in the golden run; a text ends in 1, and what is unknown is 2.
  private static String tokenizer() {
    var words =
        List.of(
            "<pad>=0",
            "</s>=1",
            "<unk>=2",
            "birds=44",
            "fly=16",
            "over=39",
            "water=27",
            "calm=47",
            "and=57",
            "deep=7",
            "blurred=40",
            "grey=29",
            "static=28");
    var vocabulary =
        String.join(
            ",",
            words.stream()
                .map(word -> "\"%s\":%s".formatted(word.split("=")[0], word.split("=")[1]))
                .toList());
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
     "normalizer": null, "pre_tokenizer": {"type": "Whitespace"}, "decoder": null,
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"Sequence": {"id": "A", "type_id": 0}},
                  {"SpecialToken": {"id": "</s>", "type_id": 0}}],
       "pair": [{"Sequence": {"id": "A", "type_id": 0}},
                {"Sequence": {"id": "B", "type_id": 0}}],
       "special_tokens": {"</s>": {"id": "</s>", "ids": [1], "tokens": ["</s>"]}}},
     "model": {"type": "WordLevel", "unk_token": "<unk>", "vocab": {%s}}}
    """
        .formatted(vocabulary);
  }
}
