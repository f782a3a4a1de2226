package io.kinora.wan.model;

import java.util.List;

/// The configuration of a [WanTransformer].
///
/// @param patch latents per token
/// @param headWidth channels per attention head
/// @param freqWidth width of the timestep's sinusoids
/// @param crossAttentionNorm whether cross-attention has its own layer norm
/// @param imageWidth width of picture features; 0 if there are none
/// @param addedWidth width of projected picture features in cross-attention; 0 if there are none
/// @param imagePositions rows of picture features that get a position embedding; 0 for none
public record WanTransformerConfig(
    Patch patch,
    int heads,
    int headWidth,
    int inChannels,
    int outChannels,
    int textWidth,
    int freqWidth,
    int ffnWidth,
    int layers,
    boolean crossAttentionNorm,
    double eps,
    int imageWidth,
    int addedWidth,
    int imagePositions) {

  /// Frames, rows and columns of latents that make one token.
  public record Patch(int frames, int rows, int columns) {
    public int volume() {
      return frames * rows * columns;
    }
  }

  /// Wan 2.1 text-to-video, 1.3 billion parameters.
  public static final WanTransformerConfig T2V_1_3B =
      new WanTransformerConfig(
          new Patch(1, 2, 2), 12, 128, 16, 16, 4096, 256, 8960, 30, true, 1e-6, 0, 0, 0);

  /// Wan 2.2 text- and picture-to-video, 5 billion parameters.
  public static final WanTransformerConfig TI2V_5B =
      new WanTransformerConfig(
          new Patch(1, 2, 2), 24, 128, 48, 48, 4096, 256, 14336, 30, true, 1e-6, 0, 0, 0);

  /// C, the width of a token.
  public int width() {
    return heads * headWidth;
  }

  /// The same with another number of blocks.
  public WanTransformerConfig withLayers(int count) {
    return new WanTransformerConfig(
        patch,
        heads,
        headWidth,
        inChannels,
        outChannels,
        textWidth,
        freqWidth,
        ffnWidth,
        count,
        crossAttentionNorm,
        eps,
        imageWidth,
        addedWidth,
        imagePositions);
  }

  /// Reads `transformer/config.json`.
  public static WanTransformerConfig of(Config config) {
    config.mustBe("qk_norm", "rms_norm_across_heads");
    List<Integer> patch = config.counts("patch_size", List.of(1, 2, 2));
    if (patch.size() != 3 || patch.stream().anyMatch(p -> p < 1)) {
      throw config.refused("patch_size", "three positive whole numbers", patch.toString());
    }
    int in = config.count("in_channels", 16);
    return new WanTransformerConfig(
        new Patch(patch.get(0), patch.get(1), patch.get(2)),
        config.count("num_attention_heads", 40),
        config.count("attention_head_dim", 128),
        in,
        config.count("out_channels", in),
        config.count("text_dim", 4096),
        config.count("freq_dim", 256),
        config.count("ffn_dim", 13824),
        config.count("num_layers", 40),
        config.flag("cross_attn_norm", true),
        config.number("eps", 1e-6),
        config.count("image_dim", 0),
        config.count("added_kv_proj_dim", 0),
        config.count("pos_embed_seq_len", 0));
  }
}
