package io.kinora.wan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.shot.EngineOptions;
import io.kinora.torch.Torch;
import io.kinora.wan.run.AnyWords;
import io.kinora.wan.run.Goldens;
import io.kinora.wan.run.Picture;
import io.kinora.wan.run.WanEngine;
import io.kinora.wan.run.WanFolder;
import io.kinora.wan.run.WanRun;
import io.kinora.wan.run.WanSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every kind of published model as a folder, put together from the golden cases' parts: which part
/// is in memory when, and which pictures it takes. That parts compute the right numbers is the
/// golden tests' matter.
class WanModelsTest {
  private final Path folder;

  WanModelsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void one_thread() {
    Torch.threads(1); // tensors are tiny: threads would mostly wait for one another
  }

  /// Parts by the golden folders that hold them.
  private Path model(String pipeline, String extra, Map<String, String> parts) throws IOException {
    var classes =
        Map.of(
            "transformer", "WanTransformer3DModel",
            "transformer_2", "WanTransformer3DModel",
            "vae", "AutoencoderKLWan",
            "text_encoder", "UMT5EncoderModel",
            "image_encoder", "CLIPVisionModel",
            "image_processor", "CLIPImageProcessor",
            "scheduler", "UniPCMultistepScheduler");
    Path model = folder.resolve("model");
    var index = new StringBuilder("{\"_class_name\": \"" + pipeline + "\"" + extra);
    for (var part : new TreeMap<>(parts).entrySet()) {
      Goldens.copy(part.getValue(), model.resolve(part.getKey()));
      index.append(
          ", \"%s\": [\"any\", \"%s\"]".formatted(part.getKey(), classes.get(part.getKey())));
    }
    Files.writeString(model.resolve("model_index.json"), index + "}");
    return model;
  }

  private Path picture(String name, int grey) throws IOException {
    var image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 60 * 40; i++) {
      image.setRGB(i % 60, i / 60, grey * (i % 60) / 60 * 0x010101);
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static List<Picture> frames(
      Path model, int width, int height, Map<String, String> options, Progress progress) {
    var all = new TreeMap<>(options);
    all.put("weights", model.toString());
    all.putIfAbsent("steps", "2");
    all.putIfAbsent("negative", " "); // the models' own has more words than these tiny ones know
    var settings = WanSettings.of(EngineOptions.of(all));
    var request = new WanRun.Request("a cat", width, height, 5, 1, 16);
    return WanEngine.run(WanFolder.open(model), settings, request, new AnyWords(2), progress);
  }

  @Test
  void image_to_video_begins_with_a_picture_seen_by_clip() throws IOException {
    Path model =
        model(
            "WanImageToVideoPipeline",
            "",
            Map.of(
                "transformer", "b_transformer_i2v",
                "vae", "d_vae_21",
                "text_encoder", "f_umt5",
                "image_encoder", "j2_clip_vision_quick",
                "image_processor", "h5_pipeline_i2v_clip/image_processor",
                "scheduler", "h_pipeline_t2v/scheduler"));
    String dark = picture("dark.png", 60).toString(), light = picture("light.png", 255).toString();
    assertThatThrownBy(() -> frames(model, 48, 32, Map.of(), Progress.NONE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("from pictures only");
    assertThatThrownBy(
            () ->
                frames(
                    model, 48, 32, Map.of("image-first", dark, "image-last", light), Progress.NONE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("cannot end with a given picture");
    assertThatThrownBy(
            () -> frames(model, 48, 32, Map.of("image-first", "none.png"), Progress.NONE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("none.png");
    var one = frames(model, 48, 32, Map.of("image-first", dark), Progress.NONE);
    var other = frames(model, 48, 32, Map.of("image-first", light), Progress.NONE);
    assertThat(one).hasSize(5);
    assertThat(other.getLast().rgb()).isNotEqualTo(one.getLast().rgb());
  }

  @Test
  void the_5b_model_takes_words_or_words_and_a_first_picture() throws IOException {
    Path model =
        model(
            "WanPipeline",
            ", \"expand_timesteps\": true",
            Map.of(
                "transformer", "c_transformer_ti2v",
                "vae", "e_vae_22",
                "text_encoder", "f_umt5",
                "scheduler", "h_pipeline_t2v/scheduler"));
    String light = picture("light.png", 255).toString();
    assertThatThrownBy(() -> frames(model, 48, 32, Map.of(), Progress.NONE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("multiples of 32")
        .hasMessageContaining("64x32");
    var words = frames(model, 64, 32, Map.of(), Progress.NONE);
    var picture = frames(model, 64, 32, Map.of("image-first", light), Progress.NONE);
    assertThat(words).hasSize(5);
    assertThat(picture.getFirst().rgb()).isNotEqualTo(words.getFirst().rgb());
  }

  @Test
  void two_experts_are_in_memory_one_after_the_other_and_no_part_beside_another()
      throws IOException {
    Path model =
        model(
            "WanPipeline",
            ", \"boundary_ratio\": 0.875",
            Map.of(
                "transformer", "a_transformer_t2v",
                "transformer_2", "h3_pipeline_two_experts/transformer_2",
                "vae", "d_vae_21",
                "text_encoder", "f_umt5",
                "scheduler", "h_pipeline_t2v/scheduler"));
    var mapped = new TreeMap<String, List<String>>();
    frames(
        model,
        48,
        32,
        Map.of("steps", "6"),
        (step, _) -> {
          mapped.put(step, mapped(model));
          return true;
        });
    assertThat(mapped.get("load the transformer")).isEmpty();
    assertThat(mapped.get("denoise 1/6")).containsExactly("transformer");
    assertThat(mapped.get("denoise 6/6")).containsExactly("transformer_2");
    assertThat(mapped.get("decode")).containsExactly("vae");
    assertThat(mapped(model)).isEmpty();
  }

  /// The parts of a model whose weights are mapped into this process.
  private static List<String> mapped(Path model) {
    try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines
          .filter(line -> line.contains(model.toString()) && line.endsWith(".safetensors"))
          .map(line -> model.relativize(Path.of(line.substring(line.indexOf('/')))).getName(0))
          .map(Path::toString)
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
