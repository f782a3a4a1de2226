package io.kinora.wan.run;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.weights.Checkpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Maps the tensors of a fine-tuning to the parameters of a network that they change, for the names
/// that common programs write, with or without the name of an adapter.
final class LoraKeys {
  /// A module's name, and the role of the tensor. The name of an adapter may precede the last part.
  private static final Pattern KEY =
      Pattern.compile(
          "(?<module>.+)\\.(?:(?:lora_(?:(?<down>A|down)|(?<up>B|up))(?:\\.(?<adapter>[^.]+))?\\.weight)"
              + "|(?:lora_magnitude_vector(?:\\.(?<other>[^.]+?))??(?:\\.weight)?)"
              + "|(?<word>alpha|dora_scale|diff|diff_b|diff_m))");

  /// Unsupported kinds, which are not low-rank pairs or differences, by a part of their names.
  private static final Map<String, String> OTHER_KINDS =
      Map.of(
          "hada_", "LoHa",
          "lokr_", "LoKr",
          "oft_", "OFT",
          "lora_mid", "LoCon in the form of Tucker",
          "set_weight", "whole weights instead of changes",
          "reshape_weight", "changes of shape",
          "scale_weight", "fp8 with scales",
          "weight_scale", "fp8 with scales",
          ".bias", "pairs with biases");

  /// Names in the authors' own code, and their names in diffusers.
  private static final Map<String, String> OFFICIAL = official();

  private LoraKeys() {}

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
      names.put(from + ".norm_q", to + ".norm_q");
      names.put(from + ".norm_k", to + ".norm_k");
      names.put(from + ".norm_k_img", to + ".norm_added_k");
    }
    names.put("ffn.0", "ffn.net.0.proj");
    names.put("ffn.2", "ffn.net.2");
    names.put("norm3", "norm2"); // of a block: the only norm with parameters in either
    names.put("text_embedding.0", "condition_embedder.text_embedder.linear_1");
    names.put("text_embedding.2", "condition_embedder.text_embedder.linear_2");
    names.put("time_embedding.0", "condition_embedder.time_embedder.linear_1");
    names.put("time_embedding.2", "condition_embedder.time_embedder.linear_2");
    names.put("time_projection.1", "condition_embedder.time_proj");
    names.put("img_emb.proj.0", "condition_embedder.image_embedder.norm1");
    names.put("img_emb.proj.1", "condition_embedder.image_embedder.ff.net.0.proj");
    names.put("img_emb.proj.3", "condition_embedder.image_embedder.ff.net.2");
    names.put("img_emb.proj.4", "condition_embedder.image_embedder.norm2");
    names.put("head.head", "proj_out");
    return names;
  }

  /// The names of the tensors that change one parameter.
  static final class Change {
    @Nullable String down, up, alpha, dora, diff;

    /// The name of one of them.
    private String key() {
      return Stream.of(down, up, diff, dora, alpha)
          .flatMap(Stream::ofNullable)
          .findFirst()
          .orElse("");
    }
  }

  /// The changes by the names of the parameters.
  ///
  /// @throws WeightsRefused if there are none, or one is of another kind or for another network
  static Map<String, Change> of(Checkpoint file, Net net, WanSettings.LoraFile lora) {
    Map<String, Change> asked = byTarget(file, lora);
    Map<String, String> spellings = spellings(net);
    var changes = new LinkedHashMap<String, Change>();
    String unknown = null;
    for (var entry : asked.entrySet()) {
      String name = spellings.get(entry.getKey());
      if (name == null) {
        unknown = entry.getValue().key();
      } else {
        changes.put(name, entry.getValue());
      }
    }
    if (changes.isEmpty() || unknown != null) {
      throw refused(
          "Of the fine-tuning %s, only %d of %d weights fit this model; \"%s\" does not."
              .formatted(lora.file(), changes.size(), asked.size(), unknown == null ? "" : unknown),
          "Use a fine-tuning that was made for this model.");
    }
    return changes;
  }

  /// The changes by the parameter's key of [#spellings].
  private static Map<String, Change> byTarget(Checkpoint file, WanSettings.LoraFile lora) {
    var changes = new TreeMap<String, Change>();
    var adapters = new TreeSet<String>();
    for (String key : file.names()) {
      var match = KEY.matcher(key);
      if (!match.matches()) {
        throw otherKind(key, lora);
      }
      String module = plain(match.group("module")), word = match.group("word");
      String adapter =
          match.group("adapter") == null ? match.group("other") : match.group("adapter");
      if (match.group("down") != null || match.group("up") != null || adapter != null) {
        adapters.add(adapter == null ? "" : adapter);
      }
      boolean table = module.endsWith("modulation") || module.endsWith("scale_shift_table");
      if ("diff_m".equals(word)) {
        change(changes, module + " modulation").diff = key;
      } else if ("diff".equals(word) && table) {
        String of = module.replaceFirst("_?(?:modulation|scale_shift_table)$", "");
        change(changes, of + " modulation").diff = key;
      } else if ("diff_b".equals(word)) {
        change(changes, module + " bias").diff = key;
      } else {
        Change change = change(changes, module + " weight");
        if (match.group("down") != null) {
          change.down = key;
        } else if (match.group("up") != null) {
          change.up = key;
        } else if ("alpha".equals(word)) {
          change.alpha = key;
        } else if ("diff".equals(word)) {
          change.diff = key;
        } else {
          change.dora = key;
        }
      }
    }
    if (adapters.size() > 1) {
      throw refused(
          "The fine-tuning %s holds several adapters: %s."
              .formatted(
                  lora.file(),
                  adapters.stream()
                      .map(name -> name.isEmpty() ? "one without a name" : name)
                      .collect(Collectors.joining(", "))),
          "Save each in a separate file.");
    }
    changes.values().forEach(change -> checkWhole(change, lora));
    return changes;
  }

  private static Change change(Map<String, Change> changes, String target) {
    return changes.computeIfAbsent(target, _ -> new Change());
  }

  private static void checkWhole(Change change, WanSettings.LoraFile lora) {
    boolean pair = change.down != null && change.up != null;
    boolean none = change.down == null && change.up == null;
    if (!(pair || none) || (none && change.diff == null)) {
      throw refused(
          "In the fine-tuning %s, \"%s\" has no pair of factors."
              .formatted(lora.file(), change.key()),
          "Use a file that is complete.");
    }
    if (change.dora != null && (none || change.diff != null)) {
      throw refused(
          "In the fine-tuning %s, \"%s\" has a magnitude (DoRA) without a pair, or with a difference."
              .formatted(lora.file(), change.key()),
          "Use a file of plain pairs, or of DoRA.");
    }
  }

  private static WeightsRefused otherKind(String key, WanSettings.LoraFile lora) {
    String kind =
        OTHER_KINDS.entrySet().stream()
            .filter(entry -> key.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .findFirst()
            .orElse("a kind that Kinora does not know");
    return refused(
        "The fine-tuning %s has a tensor \"%s\", which is of another kind than low-rank pairs and"
                .formatted(lora.file(), key)
            + " differences: "
            + kind
            + ".",
        "Convert it to plain LoRA with the program that made it, or use another file.");
  }

  /// The names of the network's parameters. The key is each spelling of the module's name that
  /// occurs in files, a space, and the role of the parameter in the module.
  private static Map<String, String> spellings(Net net) {
    var spellings = new LinkedHashMap<String, String>();
    for (String name : net.named().keySet()) {
      int dot = name.lastIndexOf('.');
      String module = dot < 0 ? "" : name.substring(0, dot), last = name.substring(dot + 1);
      if (last.equals("scale_shift_table")) {
        spellings.put(plain(module.isEmpty() ? "head" : module) + " modulation", name);
        spellings.put(plain(module) + " modulation", name);
        continue;
      }
      spellings.put(plain(module) + " " + last, name);
      OFFICIAL.forEach(
          (from, to) -> {
            if (module.equals(to) || module.endsWith("." + to)) {
              String block = module.substring(0, module.length() - to.length());
              if (!from.equals("norm3") || block.startsWith("blocks.")) {
                spellings.put(plain(block + from) + " " + last, name);
              }
            }
          });
    }
    return spellings;
  }

  /// A module's name without the prefixes that programs add, and with dots and underscores made
  /// equal, because some programs replace one by the other.
  private static String plain(String name) {
    return name.replaceFirst(
            "^(?:model\\.|transformer\\.|diffusion_model\\.|lora_unet_+|base_model\\.)+", "")
        .replace('.', '_');
  }

  static WeightsRefused refused(String problem, String remedy) {
    return new WeightsRefused(problem, remedy, "wan-lora");
  }
}
