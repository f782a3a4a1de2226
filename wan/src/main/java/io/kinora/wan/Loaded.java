package io.kinora.wan;

import io.kinora.torch.Net;
import io.kinora.torch.weights.Checkpoint;
import io.kinora.torch.weights.Checkpoint.Placement;
import java.nio.file.Path;
import java.util.function.Predicate;

/// A network with its numbers, from a folder in the diffusers layout: `config.json`, and weights as
/// one safetensors file or as shards.
///
/// @param weights the mapped files, in which parameters may lie
record Loaded<N extends Net>(N net, Checkpoint weights) implements AutoCloseable {
  /// A folder's `config.json` and `diffusion_pytorch_model.safetensors`.
  static Loaded<WanTransformer> transformer(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    config.mustBe("_class_name", "WanTransformer3DModel");
    var net = new WanTransformer(WanTransformerConfig.of(config));
    return bind(
        net, folder, "diffusion_pytorch_model", placement, name -> name.contains("norm_added_q"));
  }

  /// A folder's `config.json` and `diffusion_pytorch_model.safetensors`.
  static Loaded<WanVae> vae(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    config.mustBe("_class_name", "AutoencoderKLWan");
    return bind(
        new WanVae(VaeConfig.of(config)), folder, "diffusion_pytorch_model", placement, _ -> false);
  }

  /// A folder's `config.json` and `model.safetensors`.
  static Loaded<Umt5Encoder> umt5(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    var net = new Umt5Encoder(Umt5Encoder.Shape.of(config));
    return bind(net, folder, "model", placement, Umt5Encoder::tied);
  }

  /// A folder's `config.json` and `model.safetensors`.
  static Loaded<ClipVisionEncoder> clip(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    config.mustBe("model_type", "clip_vision_model");
    var net = new ClipVisionEncoder(ClipVisionEncoder.Shape.of(config));
    return bind(net, folder, "model", placement, ClipVisionEncoder::surplus);
  }

  private static <N extends Net> Loaded<N> bind(
      N net, Path folder, String stem, Placement placement, Predicate<String> surplus) {
    Checkpoint weights = Checkpoint.open(folder, stem);
    try {
      weights.bind(net, placement, surplus);
    } catch (RuntimeException e) {
      net.vacate();
      weights.close();
      throw e;
    }
    return new Loaded<>(net, weights);
  }

  /// Frees the network's memory and unmaps its files.
  @Override
  public void close() {
    net.vacate();
    weights.close();
  }
}
