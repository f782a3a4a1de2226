package io.kinora.wan.model;

import java.util.List;

/// The configuration of a [WanVae]. Early files lack the newer keys, which default to the layout of
/// 2.1.
///
/// @param baseWidth channels of the encoder's first level
/// @param decoderBaseWidth channels of the decoder's last level
/// @param latentChannels channels z of a latent
/// @param widths multiples of the base width, one per level
/// @param residualBlocks per level of the encoder; a level of the decoder has one more
/// @param temporalDown for each step down between levels, whether it halves time too
/// @param mean of each latent channel
/// @param std standard deviation of each latent channel
/// @param residual the layout of 2.2: levels with a parameter-free shortcut
/// @param patch pixels per side that become channels before the encoder; 1 for none
public record VaeConfig(
    int baseWidth,
    int decoderBaseWidth,
    int latentChannels,
    List<Integer> widths,
    int residualBlocks,
    List<Boolean> temporalDown,
    List<Double> mean,
    List<Double> std,
    boolean residual,
    int inChannels,
    int outChannels,
    int patch) {

  private static final List<Double> MEAN_21 =
      List.of(
          -0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508, 0.4134, -0.0715,
          0.5517, -0.3632, -0.1922, -0.9497, 0.2503, -0.2921);

  private static final List<Double> STD_21 =
      List.of(
          2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743, 3.2687, 2.1526, 2.8652,
          1.5579, 1.6382, 1.1253, 2.8251, 1.916);

  /// Reads `vae/config.json`.
  public static VaeConfig of(Config config) {
    int base = config.count("base_dim", 96);
    var read =
        new VaeConfig(
            base,
            config.count("decoder_base_dim", base),
            config.count("z_dim", 16),
            config.counts("dim_mult", List.of(1, 2, 4, 4)),
            config.count("num_res_blocks", 2),
            config.flags("temperal_downsample", List.of(false, true, true)),
            config.numbers("latents_mean", MEAN_21),
            config.numbers("latents_std", STD_21),
            config.flag("is_residual", false),
            config.count("in_channels", 3),
            config.count("out_channels", 3),
            config.count("patch_size", 1));
    if (!config.counts("attn_scales", List.of()).isEmpty()) {
      throw config.refused("attn_scales", "an empty list", config.node("attn_scales").toString());
    }
    if (read.temporalDown.size() != read.widths.size() - 1) {
      throw config.refused(
          "temperal_downsample",
          "one value less than dim_mult has",
          config.node("temperal_downsample").toString());
    }
    if (read.mean.size() != read.latentChannels || read.std.size() != read.latentChannels) {
      throw config.refused(
          "latents_mean", read.latentChannels + " numbers, as latents_std", "another count");
    }
    return read;
  }

  public int levels() {
    return widths.size();
  }

  /// Pixels per latent, along a side.
  public int spatialFactor() {
    return (1 << (levels() - 1)) * patch;
  }

  /// Frames per latent after the first, which covers one frame.
  public int temporalFactor() {
    return 1 << (int) temporalDown.stream().filter(down -> down).count();
  }
}
