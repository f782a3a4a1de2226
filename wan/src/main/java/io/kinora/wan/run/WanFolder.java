package io.kinora.wan.run;

import io.kinora.error.WeightsRefused;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.VaeConfig;
import io.kinora.wan.model.WanTransformerConfig;
import io.kinora.wan.sample.FlowUniPc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A published model on disk, in the diffusers layout: `model_index.json` and a folder per part.
/// All properties are read from the JSON files, none from the folder's name.
///
/// @param pipeline the pipeline class that the index names
/// @param timestepPerToken whether a first picture is held in place (Wan 2.2 TI2V)
/// @param boundary from 0 to 1, where the low-noise expert takes over; empty for one transformer
/// @param imageEncoder whether pictures also go through CLIP (Wan 2.1 I2V)
public record WanFolder(
    Path root,
    String pipeline,
    boolean timestepPerToken,
    OptionalDouble boundary,
    boolean imageEncoder,
    WanTransformerConfig transformer,
    VaeConfig vae,
    SchedulerConfig scheduler) {

  private static final Set<String> PIPELINES = Set.of("WanPipeline", "WanImageToVideoPipeline");

  /// The contents of `scheduler/scheduler_config.json`.
  ///
  /// @param spacing derived from the keys of the file: `shift_terminal` was written by a version of
  ///     diffusers that spaces as [FlowUniPc.Spacing#MAIN]
  record SchedulerConfig(boolean euler, double shift, FlowUniPc.Spacing spacing) {
    private static SchedulerConfig of(Config config) {
      return switch (config.text("_class_name", "UniPCMultistepScheduler")) {
        case "UniPCMultistepScheduler" -> {
          config.mustBe("prediction_type", "flow_prediction");
          config.mustBe("solver_type", "bh2");
          if (config.count("solver_order", 2) != 2) {
            throw config.refused("solver_order", "2", config.node("solver_order").toString());
          }
          boolean main = config.has("shift_terminal");
          yield new SchedulerConfig(
              false,
              config.number("flow_shift", 1),
              main ? FlowUniPc.Spacing.MAIN : FlowUniPc.Spacing.CLASSIC);
        }
        case "FlowMatchEulerDiscreteScheduler" ->
            new SchedulerConfig(true, config.number("shift", 1), FlowUniPc.Spacing.CLASSIC);
        default ->
            throw config.refused(
                "_class_name",
                "\"UniPCMultistepScheduler\" or \"FlowMatchEulerDiscreteScheduler\"",
                config.text("_class_name", ""));
      };
    }
  }

  /// Reads the index and all configurations, but no weights.
  ///
  /// @throws WeightsRefused if it is not the folder of a supported model
  public static WanFolder open(Path root) {
    if (!Files.isDirectory(root)) {
      throw new WeightsRefused(
          "There is no folder " + root + ".",
          "Pass the folder of a model in the diffusers layout.",
          "wan-weights");
    }
    if (!Files.isRegularFile(root.resolve("model_index.json"))) {
      throw new WeightsRefused(
          "The folder " + root + " is not a model: it has no model_index.json.",
          "Pass the folder of a model in the diffusers layout; docs/models/wan.md lists some.",
          "wan-weights");
    }
    Config index = Config.read(root.resolve("model_index.json"));
    String pipeline = index.text("_class_name", "");
    if (!PIPELINES.contains(pipeline)) {
      throw index.refused(
          "_class_name", String.join(" or ", PIPELINES.stream().sorted().toList()), pipeline);
    }
    part(index, "transformer", List.of("WanTransformer3DModel"), true);
    part(index, "vae", List.of("AutoencoderKLWan"), true);
    part(index, "text_encoder", List.of("UMT5EncoderModel"), true);
    boolean second = part(index, "transformer_2", List.of("WanTransformer3DModel"), false);
    boolean clip =
        part(
            index,
            "image_encoder",
            List.of("CLIPVisionModel", "CLIPVisionModelWithProjection"),
            false);
    if (second && index.isNull("boundary_ratio")) {
      throw index.refused("boundary_ratio", "a number, as there are two transformers", "none");
    }
    var transformer =
        WanTransformerConfig.of(Config.read(root.resolve("transformer").resolve("config.json")));
    return new WanFolder(
        root,
        pipeline,
        index.flag("expand_timesteps", false),
        second ? OptionalDouble.of(index.number("boundary_ratio", 0)) : OptionalDouble.empty(),
        clip && transformer.imageWidth() > 0,
        transformer,
        VaeConfig.of(Config.read(root.resolve("vae").resolve("config.json"))),
        SchedulerConfig.of(
            Config.read(root.resolve("scheduler").resolve("scheduler_config.json"))));
  }

  /// Whether the index names a part of one of these classes.
  private static boolean part(Config index, String key, List<String> classes, boolean needed) {
    JsonNode node = index.node(key);
    String name = node.isArray() && node.size() == 2 ? node.get(1).asString("") : "";
    boolean there = !name.isEmpty() && !node.get(1).isNull();
    if (there ? !classes.contains(name) : needed) {
      throw index.refused(key, "[\"…\", \"" + classes.getFirst() + "\"]", node.toString());
    }
    return there;
  }

  Path part(String name) {
    return root.resolve(name);
  }

  /// Whether the transformer's input includes encoded pictures beside the latents.
  boolean takesCondition() {
    return transformer.inChannels() > vae.latentChannels();
  }

  /// Whether a clip can begin with a given picture.
  boolean takesFirst() {
    return takesCondition() || timestepPerToken;
  }

  /// Whether a clip can end with a given picture.
  boolean takesLast() {
    return takesCondition() && (transformer.imageWidth() == 0 || transformer.imagePositions() > 0);
  }

  /// Width and height must be multiples of this.
  int sizeStep() {
    return vae.spatialFactor()
        * Math.max(transformer.patch().rows(), transformer.patch().columns());
  }

  /// The size of a part's weights on disk, in bytes.
  long bytes(String part) {
    try (Stream<Path> files = Files.list(part(part))) {
      return files
          .filter(file -> file.toString().endsWith(".safetensors"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    } catch (IOException e) {
      return 0; // loading will report what is wrong
    }
  }

  /// SHA-256, in hexadecimal, over all configurations, and over the name, the length and the first
  /// megabyte of every weights file, which suffices to distinguish published models. Reading all
  /// weights would take minutes. Merged fine-tunings count as part of the model.
  String fingerprint(List<WanSettings.LoraFile> loras) {
    try (Stream<Path> files = Files.walk(root)) {
      var digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        boolean weights = name.endsWith(".safetensors");
        if (weights || (name.endsWith(".json") && !name.startsWith("tokenizer"))) {
          add(digest, root.relativize(file).toString(), file, weights);
        }
      }
      for (WanSettings.LoraFile lora : loras) {
        add(digest, lora.expert() + " " + lora.strength(), lora.file(), true);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new WeightsRefused(
          "The weights in %s cannot be read: %s.".formatted(root, e.getMessage()),
          "Check that they and all fine-tunings are there, and that you may read them.",
          "wan-weights",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String name, Path file, boolean weights)
      throws IOException {
    digest.update((name + " " + Files.size(file)).getBytes(StandardCharsets.UTF_8));
    try (InputStream stream = Files.newInputStream(file)) {
      digest.update(weights ? stream.readNBytes(1 << 20) : stream.readAllBytes());
    }
  }

  /// Frames per second of the clips that the model was trained on; no file contains it.
  int trainedRate() {
    return timestepPerToken ? 24 : 16;
  }

  /// The settings that the authors run it with.
  WanDefaults defaults() {
    return WanDefaults.of(this);
  }
}
