package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.wan.model.Attention;
import io.kinora.wan.model.CausalCache;
import io.kinora.wan.model.Linear;
import io.kinora.wan.model.VaeConfig;
import io.kinora.wan.model.VaeLayers;
import io.kinora.wan.model.WanTransformer;
import io.kinora.wan.model.WanTransformerConfig;
import io.kinora.wan.model.WanVae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How fast the parts of Wan run with random weights in the published shapes, against what this
/// machine's matrix product does just before and just after. Rows go to
/// `target/wan-benchmark.tsv`; "s" is the time of the whole model, of which `kinora.blocks` blocks
/// (2 unless told otherwise) are run; `kinora.only` names one model, as in the rows. Time
/// is the time that passes, so the machine should have nothing else to do.
///
/// `mvn -q -pl wan -am test -Dtest=WanBenchmarkTest -Dtest.groups.excluded=none
/// -Dsurefire.failIfNoSpecifiedTests=false -Dkinora.blocks=2`
@Tag("bench")
class WanBenchmarkTest {
  private static final Path REPORT = Path.of("target", "wan-benchmark.tsv");

  private static final int BLOCKS = Integer.getInteger("kinora.blocks", 2);
  private static final int RUNS = Integer.getInteger("kinora.runs", 3);
  private static final String ONLY = System.getProperty("kinora.only", "");
  private static final long ROWS = 512;

  @BeforeAll
  static void begin() throws IOException {
    Files.createDirectories(REPORT.toAbsolutePath().getParent());
    Files.writeString(REPORT, "model\tclip\tpart\ts\tGFLOP\tGFLOP/s\tsgemm\tshare\n");
  }

  private static void assumeWanted(String model) {
    assumeTrue(ONLY.isEmpty() || ONLY.equals(model), () -> "only " + ONLY + " is measured");
  }

  /// A step is one pass, or two with guidance.
  @ParameterizedTest(name = "{0} {1}x{2} {3} frames")
  @CsvSource({
    "1.3B, 256, 256, 17",
    "1.3B, 832, 480, 5",
    "5B, 512, 512, 17",
  })
  void measures_a_pass(String model, int width, int height, int frames) throws IOException {
    assumeWanted(model);
    boolean five = model.equals("5B");
    var full = five ? WanTransformerConfig.TI2V_5B : WanTransformerConfig.T2V_1_3B;
    var config = full.withLayers(BLOCKS);
    int factor = five ? 16 : 8;
    long t = 1L + (frames - 1) / 4, h = height / factor, w = width / factor;
    long tokens = t * (h / 2) * (w / 2);
    String clip = "%dx%dx%d (%d tokens)".formatted(width, height, frames, tokens);

    var transformer = new WanTransformer(config);
    fill(transformer);
    Tensor x = Seeds.normal(Seeds.random(1, "x"), 1, full.inChannels(), t, h, w);
    Tensor text = Seeds.normal(Seeds.random(1, "text"), 1, ROWS, full.textWidth());
    Tensor time = Tensors.of(new float[] {500}, 1);
    double scale = (double) full.layers() / BLOCKS;
    measure(
        List.of(model, clip, "pass"),
        WanWork.transformer(config, tokens, ROWS),
        scale,
        () -> transformer.forward(x, time, text, null));
    transformer.vacate();

    double work = WanWork.linear(config, tokens, 0);
    measure(List.of(model, clip, "linear layers"), work, scale, linears(config, tokens));
    measure(
        List.of(model, clip, "attention"),
        WanWork.attention(config, tokens, 0),
        scale,
        attention(config, tokens));
  }

  /// The products of tokens and weights alone, through the same class.
  private static Work linears(WanTransformerConfig c, long tokens) {
    long width = c.width();
    var square = new Linear(width, width);
    var in = new Linear(width, c.ffnWidth());
    var out = new Linear(c.ffnWidth(), width);
    fill(square);
    fill(in);
    fill(out);
    Tensor x = Seeds.normal(Seeds.random(2, "x"), 1, tokens, width);
    return () -> {
      Tensor y = x;
      for (int block = 0; block < c.layers(); block++) {
        for (int i = 0; i < 6; i++) { // q, k, v, out; q and out of cross-attention
          TensorScope.run(() -> square.forward(x));
        }
        for (long at = 0; at < tokens; at += WanTransformer.FFN_ROWS) {
          Tensor rows = x.narrow(1, at, Math.min(WanTransformer.FFN_ROWS, tokens - at));
          y = TensorScope.keep(() -> out.forward(in.forward(rows)));
        }
      }
      return y;
    };
  }

  /// Tokens to tokens alone.
  private static Work attention(WanTransformerConfig c, long tokens) {
    Tensor x = Seeds.normal(Seeds.random(3, "x"), 1, tokens, c.heads(), c.headWidth());
    return () -> {
      Tensor y = x;
      for (int block = 0; block < c.layers(); block++) {
        y = TensorScope.keep(() -> Attention.attend(x, x, x));
      }
      return y;
    };
  }

  /// The decoder of Wan 2.1, and of 2.2 TI2V, in the published shapes.
  @ParameterizedTest(name = "{0} {1}x{2} {3} frames")
  @CsvSource({"2.1, 128, 128, 5", "2.2, 128, 128, 5"})
  void measures_the_decoder(String layout, int width, int height, int frames) throws IOException {
    assumeWanted("VAE " + layout);
    VaeConfig config =
        layout.equals("2.2") ? vae(160, 256, 48, true, 12, 2) : vae(96, 96, 16, false, 3, 1);
    int factor = config.spatialFactor();
    long t = 1L + (frames - 1) / 4, h = height / factor, w = width / factor;
    var vae = new WanVae(config);
    fill(vae);
    Tensor z = Seeds.normal(Seeds.random(1, "z"), 1, config.latentChannels(), t, h, w);
    measure(
        List.of("VAE " + layout, "%dx%dx%d".formatted(width, height, frames), "decode"),
        WanWork.decode(config, t, h, w),
        1,
        () -> vae.decode(z, (int) h, (int) w));
    vae.vacate();
  }

  private static VaeConfig vae(
      int base, int decoderBase, int z, boolean residual, int channels, int patch) {
    var zeros = Collections.nCopies(z, 0.0);
    var ones = Collections.nCopies(z, 1.0);
    return new VaeConfig(
        base,
        decoderBase,
        z,
        List.of(1, 2, 4, 4),
        2,
        List.of(false, true, true),
        zeros,
        ones,
        residual,
        channels,
        channels,
        patch);
  }

  /// What the decoder would take with libtorch's own 3-D convolution, on one of its layers.
  @Test
  void a_causal_convolution_beside_libtorchs_own() throws IOException {
    assumeWanted("conv");
    long channels = 192, side = 64;
    var conv = new VaeLayers.CausalConv3d(channels, channels, 3, 3);
    fill(conv);
    Tensor frames =
        Seeds.normal(Seeds.random(1, "x"), 4, channels, side, side)
            .contiguous(torch.MemoryFormat.ChannelsLast);
    double work = 2 * 27.0 * channels * channels * 4 * side * side / 1e9;
    measure(
        List.of("conv", "192x64x64x4", "two-dimensional taps"),
        work,
        1,
        () -> {
          try (CausalCache past = new CausalCache()) {
            return conv.forward(frames, past);
          }
        });
    Tensor clip = Seeds.normal(Seeds.random(1, "x"), 1, channels, 6, side + 2, side + 2);
    Tensor weight = conv.named().get("weight");
    measure(
        List.of("conv", "192x64x64x4", "libtorch conv3d"),
        work,
        1,
        () -> torch.conv3d(clip, weight));
  }

  @FunctionalInterface
  private interface Work {
    Tensor run();
  }

  /// The best of some runs; each with the machine's own product beside it.
  ///
  /// @return seconds
  private static double measure(List<String> what, double gflop, double scale, Work work)
      throws IOException {
    double best = Double.MAX_VALUE, share = 0, peak = peak();
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      boolean finite = TensorScope.infer(() -> Tensors.finite(work.run().select(-1, 0)));
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(finite).isTrue();
      double after = peak();
      best = Math.min(best, seconds);
      share = Math.max(share, gflop / seconds / Math.max(peak, after));
      peak = after;
    }
    Files.writeString(
        REPORT,
        String.format(
            Locale.ROOT,
            "%s\t%.2f\t%.0f\t%.0f\t%.0f\t%.2f\n",
            String.join("\t", what),
            best * scale,
            gflop * scale,
            gflop / best,
            peak,
            share),
        StandardOpenOption.APPEND);
    return best;
  }

  /// GFLOP/s of a product of two 2048×2048 matrices, the best of three.
  private static double peak() {
    double best = 0;
    for (int run = 0; run < 3; run++) {
      double seconds =
          TensorScope.infer(
              () -> {
                Tensor a = torch.ones(2048, 2048);
                long start = System.nanoTime();
                assertThat(Torch.largeProduct(() -> a.matmul(a)).dim()).isEqualTo(2);
                return (System.nanoTime() - start) / 1e9;
              });
      best = Math.max(best, 2 * Math.pow(2048, 3) / 1e9 / seconds);
    }
    return best;
  }

  private static void fill(Net net) {
    TensorScope.infer(
        () -> {
          net.named()
              .values()
              .forEach(tensor -> tensor.set_data(Ops.times(torch.randn(tensor.shape()), 0.02)));
          return true;
        });
  }
}
