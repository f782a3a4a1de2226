package io.kinora.wan.run;

import io.kinora.error.OutOfDeviceMemory;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.model.VaeConfig;
import io.kinora.wan.model.VaeDecoder;
import io.kinora.wan.model.WanTransformer;
import java.util.Locale;

/// A plan by which a run fits into memory, and its peak use. Text encoder, transformer and
/// autoencoder run one after another and are never in memory together.
///
/// @param streamed whether the transformer's weights stay in the mapped files, in the dtype of the
///     disk, and are converted layer by layer; otherwise all are converted to float32 once
/// @param tileRows latents per tile of the decoder
/// @param peak memory in bytes
/// @param fullest the part of the run with that peak
record MemoryPlan(boolean streamed, int tileRows, int tileColumns, long peak, String fullest) {
  /// The memory of the virtual machine and libtorch without any model, in bytes (measured: 0.4 GB).
  private static final long BASE = 500_000_000;

  /// The number of tensors of the size of its tokens that a block holds at once (measured: 9).
  private static final long TOKEN_TENSORS = 10;

  /// The number of tensors of a tile's size that a level of the decoder holds at once (measured:
  /// 5).
  private static final long PIXEL_TENSORS = 6;

  /// The properties of a run that determine its memory.
  ///
  /// @param frames of the clip, 1 + 4 k
  /// @param pictures whether there are pictures for the autoencoder to encode
  /// @param preview whether the autoencoder decodes previews while the transformer is in memory
  /// @param merged whether fine-tunings change the weights, which then cannot stay in the file
  record Size(
      int width, int height, int frames, boolean pictures, boolean preview, boolean merged) {
    /// A run from text alone.
    Size(int width, int height, int frames) {
      this(width, height, frames, false, false, false);
    }

    /// The size of a run.
    static Size of(WanRun.Request request, WanSettings settings) {
      return new Size(
          request.width(),
          request.height(),
          request.frames(),
          settings.first().isPresent(),
          settings.preview().isPresent(),
          !settings.loras().isEmpty());
    }

    private Size frames(int count) {
      return new Size(width, height, count, pictures, preview, merged);
    }

    private Size pixels(int columns, int rows) {
      return new Size(columns, rows, frames, pictures, preview, merged);
    }
  }

  /// The plan with the least work that fits.
  ///
  /// @param budget bytes that may be used
  /// @param encoder the shape of the text encoder
  /// @throws OutOfDeviceMemory if none fits; its message says what would fit
  static MemoryPlan of(WanFolder folder, Umt5Encoder.Shape encoder, Size size, long budget) {
    long words = BASE + Math.max(encoderBytes(encoder), pictureBytes(folder, size));
    for (boolean streamed : new boolean[] {false, true}) {
      long denoise = BASE + denoiseBytes(folder, size, streamed);
      if (Math.max(words, denoise) <= budget) {
        int h = size.height / folder.vae().spatialFactor();
        int w = size.width / folder.vae().spatialFactor();
        for (int parts = 1; parts <= Math.max(h, w); parts *= 2) {
          int rows = Math.ceilDiv(h, parts), columns = Math.ceilDiv(w, parts);
          long decode = BASE + decodeBytes(folder, size, rows, columns);
          if (decode <= budget) {
            long peak = Math.max(words, Math.max(denoise, decode));
            return new MemoryPlan(
                streamed,
                rows,
                columns,
                peak,
                peak == decode
                    ? "the decoder"
                    : peak == denoise ? "the transformer" : "the encoders");
          }
        }
      }
    }
    throw refused(folder, encoder, size, budget);
  }

  private static OutOfDeviceMemory refused(
      WanFolder folder, Umt5Encoder.Shape encoder, Size size, long budget) {
    long least = least(folder, encoder, size);
    String remedy = "Use a machine with more memory, or a smaller model.";
    for (int frames = size.frames - 4; frames >= 1; frames -= 4) {
      if (least(folder, encoder, size.frames(frames)) <= budget) {
        remedy = "%d frames of this size would fit.".formatted(frames);
        break;
      }
    }
    int step = folder.sizeStep();
    for (int width = size.width - step; width >= step; width -= step) {
      int height =
          Math.max(step, Math.round((float) width * size.height / size.width / step) * step);
      if (least(folder, encoder, size.pixels(width, height)) <= budget) {
        remedy += " %d frames of %dx%d would fit.".formatted(size.frames, width, height);
        break;
      }
    }
    return new OutOfDeviceMemory(
        "%d frames of %dx%d need at least %s of memory, but %s may be used."
            .formatted(size.frames, size.width, size.height, text(least), text(budget)),
        remedy,
        "wan-memory");
  }

  /// The smallest peak of all plans.
  private static long least(WanFolder folder, Umt5Encoder.Shape encoder, Size size) {
    int f = folder.vae().spatialFactor(), parts = 16;
    int rows = Math.ceilDiv(size.height / f, parts), columns = Math.ceilDiv(size.width / f, parts);
    return BASE
        + Math.max(
            Math.max(encoderBytes(encoder), pictureBytes(folder, size)),
            Math.max(denoiseBytes(folder, size, true), decodeBytes(folder, size, rows, columns)));
  }

  /// One block of the encoder in float32 and its pages, and the tensors of 512 rows.
  private static long encoderBytes(Umt5Encoder.Shape s) {
    long inner = (long) s.heads() * s.headWidth();
    long block = 4 * inner * s.width() + 3L * s.width() * s.ffnWidth();
    return block * 6 + 512L * 4 * (8L * s.width() + 3L * s.ffnWidth() + 3L * 512 * s.heads());
  }

  /// The weights in the dtype of the plan, the tokens' tensors, and one part of the feed-forward.
  static long denoiseBytes(WanFolder folder, Size size, boolean streamed) {
    var t = folder.transformer();
    long c = t.width();
    long block =
        8 * c * c + 2 * c * t.ffnWidth() + (t.addedWidth() == 0 ? 0 : 2 * c * t.addedWidth());
    long rest =
        c
            * (t.textWidth()
                + 8 * c
                + (long) (t.inChannels() + t.outChannels()) * t.patch().volume());
    long weights = streamed ? block * 6 + rest * 6 : (block * t.layers() + rest) * 4;
    weights += streamed && size.merged ? folder.bytes("transformer") : 0;
    weights += size.preview ? previewBytes(folder, size) : 0;
    long factor = folder.vae().spatialFactor();
    long tokens =
        (1 + (size.frames - 1) / folder.vae().temporalFactor())
            * (size.height / factor / t.patch().rows())
            * (size.width / factor / t.patch().columns());
    long rows = Math.min(tokens, WanTransformer.FFN_ROWS);
    return weights + 4 * (TOKEN_TENSORS * tokens * c + rows * (t.ffnWidth() + 2 * c));
  }

  /// The first frame, decoded without tiles.
  private static long previewBytes(WanFolder folder, Size size) {
    int f = folder.vae().spatialFactor();
    return decodeBytes(folder, size.frames(1), size.height / f, size.width / f);
  }

  /// Four frames in the encoder's first level, whose tensors are the largest, and the clip that
  /// holds the pictures; 0 if there are none.
  private static long pictureBytes(WanFolder folder, Size size) {
    VaeConfig vae = folder.vae();
    long pixels = (long) size.width * size.height / ((long) vae.patch() * vae.patch());
    long frames = folder.takesCondition() ? Math.min(size.frames, vae.temporalFactor()) : 1;
    long clip = 3L * size.width * size.height * (folder.takesCondition() ? size.frames : 1);
    return size.pictures ? 4 * (PIXEL_TENSORS * frames * vae.baseWidth() * pixels + clip) : 0;
  }

  /// Weights, the features that tiles are cut from, one tile's tensors and its past, and the clip.
  private static long decodeBytes(WanFolder folder, Size size, int tileRows, int tileColumns) {
    VaeConfig vae = folder.vae();
    int reach = VaeDecoder.reach(vae), factor = vae.spatialFactor(), n = vae.levels();
    long h = Math.min(size.height / factor, tileRows + 2L * reach);
    long w = Math.min(size.width / factor, tileColumns + 2L * reach);
    long latentFrames = 1L + (size.frames - 1) / vae.temporalFactor();
    long top = (long) vae.decoderBaseWidth() * vae.widths().getLast();
    long features = latentFrames * top * (size.height / factor) * (size.width / factor) * 2;
    long weights = 0, past = 0, widest = 0, time = 1;
    for (int i = 0; i < n; i++) {
      long c = (long) vae.decoderBaseWidth() * vae.widths().get(n - 1 - i);
      long pixels = (h << i) * (w << i), blocks = vae.residualBlocks() + 1L;
      weights += 4 * blocks * 2 * 27 * c * c;
      past += blocks * 2 * 2 * c * pixels;
      widest = Math.max(widest, PIXEL_TENSORS * time * c * pixels);
      time *= i < n - 1 && vae.temporalDown().get(n - 2 - i) ? 2 : 1;
    }
    long clip = 3L * size.frames * size.width * size.height;
    return 4 * (weights / 2 + features + past + widest) + clip;
  }

  /// The message for the user before the start.
  String announcement() {
    return "needs about %s at its peak, in %s%s"
        .formatted(
            text(peak), fullest, streamed ? "; weights are read from disk at every step" : "");
  }

  static String text(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
