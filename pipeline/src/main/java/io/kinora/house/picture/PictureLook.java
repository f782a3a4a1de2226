package io.kinora.house.picture;

import io.kinora.clip.Frame;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.compose.Recolouring;
import io.kinora.house.net.Codec;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.jspecify.annotations.Nullable;

/// The appearance of a thing from a picture: its pixels in a subject's box, and their code from the
/// codec's encoder.
///
/// VideoBooth (Jiang et al. 2023, arXiv:2312.00777) guides coarse to fine: an embedding of the
/// picture represents the subject, and features at several scales carry its detail. Here
/// [PictureNames] determines the noun, the spatial code paints the thing, and detail above the
/// code's resolution comes from the picture itself.
public final class PictureLook implements PicturePainter.Source {
  /// The longer side of the thing relative to the side of its box.
  private static final double FILLS = .9;

  /// The height of the foot, from the top of the box (0) to its bottom (1), as for all subjects.
  private static final double FOOT = .923;

  /// The maximum side of the stored box, in pixels.
  private static final int MOST = 1024;

  private final int side;
  private final float[] box; // premultiplied RGBA
  private final float[] code;
  private final float[] vector;
  private final boolean fine;

  private PictureLook(int side, float[] box, float[] code, float[] vector, boolean fine) {
    this.fine = fine;
    this.side = side;
    this.box = box;
    this.code = code;
    this.vector = vector;
  }

  /// Creates the look of a cut-out thing.
  ///
  /// @param cut the thing on a transparent background
  /// @param fine whether it is painted with the picture's own detail; otherwise from its code alone
  public static PictureLook of(Frame cut, Codec codec, boolean fine) {
    int[] bounds = bounds(cut);
    int width = bounds[2] - bounds[0] + 1;
    int height = bounds[3] - bounds[1] + 1;
    int side = CodecGenerator.SIDE;
    while (side < MOST && side * FILLS < Math.max(width, height)) {
      side *= 2;
    }
    float[] box = boxed(cut, bounds, side);
    float[] small = scaled(box, side, CodecGenerator.SIDE);
    float[][] found = encoded(small, codec);
    return new PictureLook(side, box, found[0], found[1], fine);
  }

  /// A stored look, with pixels from [#kept].
  static PictureLook of(int side, float[] kept, float[] code, float[] vector) {
    float[] box = new float[kept.length];
    for (int i = 0; i < box.length; i++) {
      box[i] = Math.clamp(kept[i] / 255, 0, 1);
    }
    return new PictureLook(side, box, code, vector, true);
  }

  /// The pixels of the box, at most `most` × `most`, premultiplied red, green, blue, alpha in whole
  /// levels from 0 to 255.
  float[] kept(int most) {
    float[] pixels = scaled(box, side, Math.min(side, most));
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = level(pixels[i]);
    }
    return pixels;
  }

  int side() {
    return side;
  }

  private static float[][] encoded(float[] picture, Codec codec) {
    float[][] found = new float[2][];
    TensorScope.infer(
        () -> {
          int n = CodecGenerator.SIDE;
          var x = Tensors.of(picture, 1, n, n, 4).permute(0, 3, 1, 2).contiguous();
          var encoded = codec.encoder().forward(x);
          found[0] = Tensors.floats(encoded.code());
          found[1] = Tensors.floats(encoded.vector());
          return true;
        });
    return found;
  }

  @Override
  public PictureCodes.Code code() {
    return new PictureCodes.Code(
        Tensors.of(code, 1, CodecGenerator.CHANNELS, CodecGenerator.PLACES, CodecGenerator.PLACES),
        Tensors.of(vector, 1, CodecGenerator.VECTOR));
  }

  @Override
  public float @Nullable [] pixels(int wanted) {
    return fine ? scaled(box, side, wanted) : null;
  }

  @Override
  public double hue() {
    int[] argb = new int[side * side];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          level(box[4 * i + 3]) << 24
              | level(box[4 * i]) << 16
              | level(box[4 * i + 1]) << 8
              | level(box[4 * i + 2]);
    }
    return Recolouring.dominant(argb);
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value * 255), 0, 255);
  }

  /// Left, top, right and bottom of the pixels that are not transparent.
  private static int[] bounds(Frame cut) {
    int[] bounds = {cut.width(), cut.height(), -1, -1};
    for (int i = 0; i < cut.argb().length; i++) {
      if (cut.argb()[i] >>> 24 > 100) {
        int x = i % cut.width();
        int y = i / cut.width();
        bounds[0] = Math.min(bounds[0], x);
        bounds[1] = Math.min(bounds[1], y);
        bounds[2] = Math.max(bounds[2], x);
        bounds[3] = Math.max(bounds[3], y);
      }
    }
    return bounds[2] < 0 ? new int[] {0, 0, cut.width() - 1, cut.height() - 1} : bounds;
  }

  /// The thing centred in the box, with its foot at the height of every subject's foot.
  private static float[] boxed(Frame cut, int[] bounds, int side) {
    double width = bounds[2] - bounds[0] + 1;
    double height = bounds[3] - bounds[1] + 1;
    double scale = Math.max(width, height) / (FILLS * side); // source pixels per pixel of the box
    double left = side / 2.0 - width / scale / 2;
    double top = FOOT * side - height / scale;
    float[] box = new float[4 * side * side];
    int taps = Math.max(1, (int) Math.ceil(scale));
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float[] sum = new float[4];
        for (int t = 0; t < taps * taps; t++) {
          double u = bounds[0] + (x - left + (t % taps + .5) / taps) * scale - .5;
          int part = t / taps;
          double v = bounds[1] + (y - top + (part + .5) / taps) * scale - .5;
          sample(cut, u, v, sum);
        }
        for (int c = 0; c < 4; c++) {
          box[4 * (y * side + x) + c] = sum[c] / (taps * taps);
        }
      }
    }
    return box;
  }

  /// Adds a bilinear sample of the picture.
  private static void sample(Frame cut, double u, double v, float[] sum) {
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    for (int k = 0; k < 4; k++) {
      int px = x + (k & 1);
      int py = y + (k >> 1);
      if (px < 0 || py < 0 || px >= cut.width() || py >= cut.height()) {
        continue;
      }
      double weight = ((k & 1) == 0 ? 1 - (u - x) : u - x) * (k < 2 ? 1 - (v - y) : v - y);
      int argb = cut.argb()[py * cut.width() + px];
      float alpha = (float) weight * (argb >>> 24) / 255;
      sum[0] += alpha * (argb >> 16 & 255) / 255;
      sum[1] += alpha * (argb >> 8 & 255) / 255;
      sum[2] += alpha * (argb & 255) / 255;
      sum[3] += alpha;
    }
  }

  /// A picture resized: by means if it becomes smaller, bilinearly if it becomes larger.
  static float[] scaled(float[] picture, int side, int wanted) {
    if (side == wanted) {
      return picture.clone();
    }
    float[] out = new float[4 * wanted * wanted];
    double scale = side / (double) wanted;
    int taps = Math.max(1, (int) Math.ceil(scale));
    for (int i = 0; i < wanted * wanted; i++) {
      for (int t = 0; t < taps * taps; t++) {
        double u = Math.clamp((i % wanted + (t % taps + .5) / taps) * scale - .5, 0, side - 1.0);
        int row = i / wanted;
        int part = t / taps;
        double v = Math.clamp((row + (part + .5) / taps) * scale - .5, 0, side - 1.0);
        int x = Math.min((int) u, side - 2);
        int y = Math.min((int) v, side - 2);
        for (int k = 0; k < 4; k++) {
          double weight = ((k & 1) == 0 ? 1 - (u - x) : u - x) * (k < 2 ? 1 - (v - y) : v - y);
          int at = 4 * ((y + (k >> 1)) * side + x + (k & 1));
          for (int c = 0; c < 4; c++) {
            out[4 * i + c] += (float) (weight / (taps * taps)) * picture[at + c];
          }
        }
      }
    }
    return out;
  }
}
