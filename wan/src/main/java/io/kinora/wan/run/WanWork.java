package io.kinora.wan.run;

import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.model.VaeConfig;
import io.kinora.wan.model.WanTransformerConfig;

/// The amount of computation of a run, in 10⁹ floating-point operations of products and
/// convolutions. It gives the relative duration of each part.
///
/// @param text all passes of the text encoder
/// @param step one step of the solver
/// @param decode decoding latents to pixels
record WanWork(double text, double step, int steps, double decode) {
  /// The work of a run.
  ///
  /// @param passes of the transformer per step: 2 with guidance, 1 without
  static WanWork of(WanFolder folder, WanRun.Request request, int steps, int passes) {
    var encoder =
        Umt5Encoder.Shape.of(Config.read(folder.part("text_encoder").resolve("config.json")));
    VaeConfig vae = folder.vae();
    int factor = vae.spatialFactor();
    long t = 1 + (request.frames() - 1L) / vae.temporalFactor();
    long h = request.height() / factor, w = request.width() / factor;
    var patch = folder.transformer().patch();
    long tokens = t * h * w / patch.volume();
    return new WanWork(
        passes * text(encoder, request.textRows()),
        passes * transformer(folder.transformer(), tokens, request.textRows()),
        steps,
        decode(vae, t, h, w));
  }

  /// The finished share of a run, from 0 to 1, when the text has been encoded.
  double conditioned() {
    return text / all();
  }

  /// The finished share, from 0 to 1, when `done` steps have been made.
  double made(int done) {
    return (text + done * step) / all();
  }

  private double all() {
    return text + steps * step + decode;
  }

  private static double text(Umt5Encoder.Shape s, double rows) {
    double inner = (double) s.heads() * s.headWidth();
    double layer = 4 * inner * s.width() + 3.0 * s.width() * s.ffnWidth();
    return s.layers() * (2 * rows * layer + 4 * rows * rows * inner) / 1e9;
  }

  /// One pass: products of tokens with weights, and of tokens with tokens.
  static double transformer(WanTransformerConfig c, double tokens, double rows) {
    return linear(c, tokens, rows) + attention(c, tokens, rows);
  }

  /// The products with weights in one pass.
  static double linear(WanTransformerConfig c, double tokens, double rows) {
    double width = c.width();
    double self = 4 * tokens * width * width, ffn = 2 * tokens * width * c.ffnWidth();
    double cross = 2 * (tokens + rows) * width * width;
    return c.layers() * 2 * (self + cross + ffn) / 1e9;
  }

  /// The attention in one pass.
  static double attention(WanTransformerConfig c, double tokens, double rows) {
    return c.layers() * 4 * tokens * (tokens + rows) * c.width() / 1e9;
  }

  /// The convolutions of the decoder, for `t` frames of `h × w` latents.
  static double decode(VaeConfig vae, double t, double h, double w) {
    int n = vae.levels();
    double in = (double) vae.decoderBaseWidth() * vae.widths().getLast(),
        frames = t,
        pixels = h * w;
    double work = 27 * in * (vae.latentChannels() + 4 * in) * frames * pixels; // in and middle
    for (int i = 0; i < n; i++) {
      double out = (double) vae.decoderBaseWidth() * vae.widths().get(n - 1 - i);
      double from = i > 0 && !vae.residual() ? in / 2 : in;
      work += 27 * out * (from + out + 2 * out * vae.residualBlocks()) * frames * pixels;
      if (i < n - 1) {
        boolean time = vae.temporalDown().get(n - 2 - i);
        work += time ? 6 * out * out * frames * pixels : 0;
        frames = time ? 1 + 2 * (frames - 1) : frames;
        pixels *= 4;
        work += 9 * out * (vae.residual() ? out : out / 2) * frames * pixels;
      }
      in = out;
    }
    return 2 * (work + 27 * in * vae.outChannels() * frames * pixels) / 1e9;
  }
}
