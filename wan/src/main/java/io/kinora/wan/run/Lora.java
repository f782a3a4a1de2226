package io.kinora.wan.run;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.weights.Checkpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// A low-rank fine-tuning (Hu et al. 2021, arXiv:2106.09685), merged into the weights:
/// W ← W + strength · alpha / rank · B A.
final class Lora {
  /// The two factors, as the usual programs name them.
  private static final Pattern FACTOR =
      Pattern.compile("(.+)\\.(?:lora_(A|down)|lora_(B|up))(?:\\.default)?\\.weight|(.+)\\.alpha");

  /// Names of the authors' own code, and what they are called in diffusers.
  private static final Map<String, String> OFFICIAL = official();

  private Lora() {}

  private static Map<String, String> official() {
    var names = new LinkedHashMap<String, String>();
    for (String of : new String[] {"self_attn attn1", "cross_attn attn2"}) {
      String from = of.split(" ")[0], to = of.split(" ")[1];
      names.put(from + ".q", to + ".to_q");
      names.put(from + ".k_img", to + ".add_k_proj");
      names.put(from + ".v_img", to + ".add_v_proj");
      names.put(from + ".k", to + ".to_k");
      names.put(from + ".v", to + ".to_v");
      names.put(from + ".o", to + ".to_out.0");
    }
    names.put("ffn.0", "ffn.net.0.proj");
    names.put("ffn.2", "ffn.net.2");
    names.put("text_embedding.0", "condition_embedder.text_embedder.linear_1");
    names.put("text_embedding.2", "condition_embedder.text_embedder.linear_2");
    names.put("time_embedding.0", "condition_embedder.time_embedder.linear_1");
    names.put("time_embedding.2", "condition_embedder.time_embedder.linear_2");
    names.put("time_projection.1", "condition_embedder.time_proj");
    names.put("img_emb.proj.1", "condition_embedder.image_embedder.ff.net.0.proj");
    names.put("img_emb.proj.3", "condition_embedder.image_embedder.ff.net.2");
    names.put("head.head", "proj_out");
    return names;
  }

  /// The factors of one weight.
  private static final class Pair {
    private @Nullable String down, up, alpha;
  }

  /// Refuses a file that [#merge] would refuse, by the names in it.
  static void check(Net net, WanSettings.LoraFile lora) {
    try (Checkpoint file = Checkpoint.open(lora.file())) {
      matches(file, net, lora);
    }
  }

  /// Merges a file into a network.
  ///
  /// @return how many weights it changed
  /// @throws WeightsRefused if some of its tensors belong to no weight of the network
  static int merge(Net net, WanSettings.LoraFile lora) {
    try (Checkpoint file = Checkpoint.open(lora.file())) {
      var merges = matches(file, net, lora);
      var weights = net.named();
      merges.forEach((name, pair) -> merge(file, pair, weights.get(name), lora.strength()));
      return merges.size();
    }
  }

  /// The factors of a file by the weights of the network that they change.
  private static Map<String, Pair> matches(Checkpoint file, Net net, WanSettings.LoraFile lora) {
    var pairs = pairs(file);
    var names = spellings(net);
    String unknown = null;
    var merges = new LinkedHashMap<String, Pair>();
    for (var entry : pairs.entrySet()) {
      String name = names.get(plain(entry.getKey()));
      Pair pair = entry.getValue();
      if (name != null && pair.down != null && pair.up != null) {
        merges.put(name, pair);
      } else {
        unknown = entry.getKey();
      }
    }
    if (merges.isEmpty() || unknown != null) {
      throw new WeightsRefused(
          "The fine-tuning %s fits %d of its %d weights to this model; \"%s\" is not one of them."
              .formatted(lora.file(), merges.size(), pairs.size(), unknown == null ? "" : unknown),
          "Use a fine-tuning that was made for this model.",
          "wan-lora");
    }
    return merges;
  }

  private static Map<String, Pair> pairs(Checkpoint file) {
    var pairs = new TreeMap<String, Pair>();
    for (String key : file.names()) {
      var match = FACTOR.matcher(key);
      if (!match.matches()) {
        pairs.computeIfAbsent(key, _ -> new Pair());
      } else if (match.group(4) != null) {
        pairs.computeIfAbsent(match.group(4), _ -> new Pair()).alpha = key;
      } else if (match.group(2) != null) {
        pairs.computeIfAbsent(match.group(1), _ -> new Pair()).down = key;
      } else {
        pairs.computeIfAbsent(match.group(1), _ -> new Pair()).up = key;
      }
    }
    return pairs;
  }

  /// The names of the network's weights by all the ways in which files spell them.
  private static Map<String, String> spellings(Net net) {
    var spellings = new LinkedHashMap<String, String>();
    for (String name : net.named().keySet()) {
      if (name.endsWith(".weight")) {
        String module = name.substring(0, name.length() - ".weight".length());
        spellings.put(plain(module), name);
        OFFICIAL.forEach(
            (from, to) -> {
              if (module.equals(to) || module.endsWith("." + to)) {
                String block = module.substring(0, module.length() - to.length());
                spellings.put(plain(block + from), name);
              }
            });
      }
    }
    return spellings;
  }

  /// A module's name without the prefixes that programs put before it, and without the difference
  /// between dots and underscores, which some of them lose.
  private static String plain(String name) {
    return name.replaceFirst(
            "^(?:transformer\\.|diffusion_model\\.|lora_unet_+|base_model\\.model\\.)+", "")
        .replace('.', '_');
  }

  private static void merge(Checkpoint file, Pair pair, @Nullable Tensor weight, double strength) {
    if (weight == null || pair.down == null || pair.up == null) {
      return;
    }
    String down = pair.down, up = pair.up, alpha = pair.alpha;
    TensorScope.infer(
        () -> {
          Tensor a = file.tensor(down).to(ScalarType.Float),
              b = file.tensor(up).to(ScalarType.Float);
          long rank = a.size(0);
          double scale =
              alpha == null
                  ? 1
                  : file.tensor(alpha).to(ScalarType.Float).item_float() / (double) rank;
          Tensor change = b.flatten(1, -1).matmul(a.flatten(1, -1));
          if (change.numel() != weight.numel()) {
            throw new WeightsRefused(
                "In the fine-tuning %s, \"%s\" does not have the shape of the weight that it changes."
                    .formatted(file.label(down), down),
                "Use a fine-tuning that was made for this model.",
                "wan-lora");
          }
          Tensor merged =
              weight
                  .to(ScalarType.Float)
                  .add(
                      Ops.times(change.view(weight.shape()), strength * scale)
                          .to(weight.device(), ScalarType.Float));
          weight.set_data(merged.to(weight.scalar_type()));
          return true;
        });
  }
}
