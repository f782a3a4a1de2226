package io.kinora.wan.run;

import io.kinora.torch.Net;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.Checkpoint;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.wan.model.ClipVisionEncoder;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.model.VaeConfig;
import io.kinora.wan.model.WanTransformer;
import io.kinora.wan.model.WanTransformerConfig;
import io.kinora.wan.model.WanVae;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A network with its weights, from a folder in the diffusers layout: `config.json`, and weights as
/// one safetensors file or as shards.
///
/// @param weights the mapped files, in which parameters may lie
record Loaded<N extends Net>(N net, Checkpoint weights) implements AutoCloseable {
  /// Loads a folder's `config.json` and `diffusion_pytorch_model.safetensors`.
  static Loaded<WanTransformer> transformer(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    config.mustBe("_class_name", "WanTransformer3DModel");
    return bind(
        () -> new WanTransformer(WanTransformerConfig.of(config)),
        folder,
        "diffusion_pytorch_model",
        placement,
        name -> name.contains("norm_added_q"));
  }

  /// Loads a folder's `config.json` and `diffusion_pytorch_model.safetensors`.
  static Loaded<WanVae> vae(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    config.mustBe("_class_name", "AutoencoderKLWan");
    return bind(
        () -> new WanVae(VaeConfig.of(config)),
        folder,
        "diffusion_pytorch_model",
        placement,
        _ -> false);
  }

  /// Loads a folder's `config.json` and `model.safetensors`.
  static Loaded<Umt5Encoder> umt5(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    var shape = Umt5Encoder.Shape.of(config);
    return bind(() -> new Umt5Encoder(shape), folder, "model", placement, Umt5Encoder::tied);
  }

  /// Loads a folder's `config.json` and `model.safetensors`.
  static Loaded<ClipVisionEncoder> clip(Path folder, Placement placement) {
    Config config = Config.read(folder.resolve("config.json"));
    config.mustBe("model_type", "clip_vision_model");
    var shape = ClipVisionEncoder.Shape.of(config);
    return bind(
        () -> new ClipVisionEncoder(shape), folder, "model", placement, ClipVisionEncoder::surplus);
  }

  private static <N extends Net> Loaded<N> bind(
      Supplier<N> build, Path folder, String stem, Placement placement, Predicate<String> surplus) {
    Checkpoint weights = Checkpoint.open(folder, stem);
    N net = TensorScope.outside(build); // freed by close(), not by the scope of a step
    try {
      weights.bind(net, placement, surplus);
    } catch (RuntimeException e) {
      net.vacate();
      weights.close();
      throw e;
    }
    Torch.giveBackMemory(); // memory for checking and converting the weights
    return new Loaded<>(net, weights);
  }

  /// Frees the network's memory and unmaps its files.
  @Override
  public void close() {
    net.vacate();
    weights.close();
    Torch.giveBackMemory(); // the next part may need all of it
  }
}
