package io.kinora.wan.run;

import io.kinora.torch.Net;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.model.WanTransformer;
import io.kinora.wan.model.WanVae;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Writes models of any shape with random numbers, in bfloat16 and without holding them in memory:
/// the published weights are not to be had where Kinora is built.
final class RandomModel {
  /// A prime, so that no two tensors begin at the same place of the repeated block.
  private static final int BLOCK = 8_388_593;

  private final byte[] noise = new byte[2 * BLOCK];

  RandomModel(long seed) {
    RandomGenerator random = Seeds.random(seed, "random model");
    ByteBuffer buffer = ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < BLOCK; i++) {
      int bits = Float.floatToRawIntBits((float) (0.02 * random.nextGaussian()));
      buffer.putShort((short) (bits >>> 16)); // the upper half of a float32 is a bfloat16
    }
  }

  /// Everything that Wan 2.1 T2V 1.3B has but a tokenizer, in its shapes: 14.4 GB.
  ///
  /// @return the folder
  Path textToVideo(Path folder) throws IOException {
    text(
        folder.resolve("model_index.json"),
        """
        {"_class_name": "WanPipeline", "transformer": ["diffusers", "WanTransformer3DModel"],
         "vae": ["diffusers", "AutoencoderKLWan"], "text_encoder": ["transformers", "UMT5EncoderModel"]}
        """);
    text(
        folder.resolve("scheduler/scheduler_config.json"),
        """
        {"_class_name": "UniPCMultistepScheduler", "flow_shift": 3.0, "prediction_type":
         "flow_prediction", "solver_type": "bh2"}
        """);
    text(
        folder.resolve("transformer/config.json"),
        """
        {"_class_name": "WanTransformer3DModel", "num_attention_heads": 12, "ffn_dim": 8960,
         "num_layers": 30, "qk_norm": "rms_norm_across_heads"}
        """);
    text(folder.resolve("vae/config.json"), "{\"_class_name\": \"AutoencoderKLWan\"}");
    text(
        folder.resolve("text_encoder/config.json"),
        """
        {"model_type": "umt5", "feed_forward_proj": "gated-gelu", "vocab_size": 256384,
         "d_model": 4096, "num_heads": 64, "d_kv": 64, "d_ff": 10240, "num_layers": 24}
        """);
    WanFolder model = WanFolder.open(folder);
    var encoder =
        Umt5Encoder.Shape.of(Config.read(folder.resolve("text_encoder").resolve("config.json")));
    weights(
        new WanTransformer(model.transformer()),
        folder.resolve("transformer"),
        "diffusion_pytorch_model");
    weights(new WanVae(model.vae()), folder.resolve("vae"), "diffusion_pytorch_model");
    weights(new Umt5Encoder(encoder), folder.resolve("text_encoder"), "model");
    return folder;
  }

  private static void text(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void weights(Net net, Path folder, String stem) throws IOException {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    TensorScope.run(() -> net.named().forEach((name, tensor) -> shapes.put(name, tensor.shape())));
    net.close();
    var header = new StringBuilder("{");
    long at = 0;
    for (var entry : shapes.entrySet()) {
      long end = at + 2 * count(entry.getValue());
      header
          .append(at == 0 ? "" : ",")
          .append(
              "\"%s\":{\"dtype\":\"BF16\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                  .formatted(entry.getKey(), java.util.Arrays.toString(entry.getValue()), at, end));
      at = end;
    }
    header.append("}").append(" ".repeat((8 - (header.length() + 1) % 8) % 8));
    try (OutputStream out =
        new BufferedOutputStream(
            Files.newOutputStream(folder.resolve(stem + ".safetensors")), 1 << 20)) {
      byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
      out.write(json);
      for (long left = at; left > 0; left -= noise.length) {
        out.write(noise, 0, (int) Math.min(left, noise.length));
      }
    }
  }

  private static long count(long[] shape) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    return count;
  }
}
