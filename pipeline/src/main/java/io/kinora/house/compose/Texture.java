package io.kinora.house.compose;

import io.kinora.clip.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// A painted picture for the compositor: premultiplied `0xAARRGGBB` pixels with mipmaps of half, a
/// quarter, … of the size.
public final class Texture {
  private final int width;
  private final int height;
  private final List<int[]> levels = new ArrayList<>();

  /// @param pixels premultiplied, row by row; sides are powers of two times the aspect
  Texture(int width, int height, int[] pixels) {
    this.width = width;
    this.height = height;
    levels.add(pixels);
  }

  /// A frame as a texture.
  public static Texture of(Frame frame) {
    return of(frame, frame.width(), frame.height(), x -> x, y -> y);
  }

  /// A texture from selected pixels of a frame.
  ///
  /// @param column the frame's column for each column of the texture; -1 for a transparent one
  /// @param row likewise
  public static Texture of(
      Frame frame, int width, int height, IntUnaryOperator column, IntUnaryOperator row) {
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      int v = row.applyAsInt(y);
      for (int x = 0; x < width && v >= 0; x++) {
        int u = column.applyAsInt(x);
        if (u >= 0) {
          pixels[y * width + x] = premultiplied(frame.argb()[v * frame.width() + u]);
        }
      }
    }
    return new Texture(width, height, pixels);
  }

  private static int premultiplied(int argb) {
    int alpha = argb >>> 24;
    int out = alpha;
    for (int shift = 16; shift >= 0; shift -= 8) {
      out = out << 8 | ((argb >> shift & 255) * alpha + 127) / 255;
    }
    return out;
  }

  /// An interpolation between this texture and another one of the same size.
  ///
  /// @param share from 0 to 1
  public Texture towards(Texture other, double share) {
    int shift = (int) Math.round(share * 256);
    return shift == 0
        ? this
        : shift == 256 ? other : new Texture(width, height, mixed(other, 0, shift));
  }

  /// This texture, more transparent.
  ///
  /// @param share of its opacity that is lost, from 0 to 1
  public Texture faded(double share) {
    return towards(new Texture(width, height, new int[width * height]), share);
  }

  /// The mipmaps, which are created when a picture is first drawn, because one that is only lit
  /// needs none.
  private synchronized List<int[]> levels() {
    if (levels.size() == 1) {
      for (int w = width, h = height; w % 2 == 0 && h % 2 == 0 && h > 8; w /= 2, h /= 2) {
        levels.add(halved(levels.getLast(), w, h));
      }
    }
    return levels;
  }

  /// The pixels, which must not be changed.
  int[] pixels() {
    return levels.getFirst();
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// The pixels of a mipmap level.
  int[] pixels(int level) {
    return levels.get(level);
  }

  /// The mipmap level whose pixels are just not smaller than the screen's.
  ///
  /// @param texelsPerPixel of the full-size picture
  int level(double texelsPerPixel) {
    int level = 0;
    int count = levels().size();
    while (level + 1 < count && texelsPerPixel >= (2 << level)) {
      level++;
    }
    return level;
  }

  /// This texture in a light: colour c with opacity a becomes M c + a b.
  ///
  /// @param light twelve numbers: a row of M and its b for red, then green, then blue
  public Texture lit(float[] light) {
    int[] source = levels.getFirst();
    int[] out = new int[source.length];
    for (int i = 0; i < out.length; i++) {
      int pixel = source[i];
      int alpha = pixel >>> 24;
      if (alpha == 0) {
        continue;
      }
      int red = pixel >> 16 & 255;
      int green = pixel >> 8 & 255;
      int blue = pixel & 255;
      int argb = alpha;
      for (int row = 0; row < 12; row += 4) {
        float level =
            light[row] * red
                + light[row + 1] * green
                + light[row + 2] * blue
                + light[row + 3] * alpha;
        argb = (argb << 8) | Math.clamp((int) (level + .5f), 0, alpha);
      }
      out[i] = argb;
    }
    return new Texture(width, height, out);
  }

  /// The pixels of a mipmap level, interpolated towards another texture of the same size, in
  /// 256ths.
  int[] mixed(Texture other, int level, int share) {
    int[] a = levels().get(level);
    if (share == 0) {
      return a;
    }
    int[] b = other.levels().get(level);
    int[] out = new int[a.length];
    for (int p = 0; p < out.length; p++) {
      out[p] = a[p] == b[p] ? a[p] : lerp(a[p], b[p], share);
    }
    return out;
  }

  /// `a` and `b` mixed, two channels at a time; `share` in 256ths.
  static int lerp(int a, int b, int share) {
    int ag = a >>> 8 & 0xff00ff;
    int rb = a & 0xff00ff;
    ag += (((b >>> 8 & 0xff00ff) - ag) * share + 0x800080) >> 8;
    rb += (((b & 0xff00ff) - rb) * share + 0x800080) >> 8;
    return ((ag & 0xff00ff) << 8) | (rb & 0xff00ff);
  }

  private static int[] halved(int[] pixels, int width, int height) {
    int[] out = new int[pixels.length / 4];
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < width / 2; x++) {
        int at = 2 * y * width + 2 * x;
        out[y * (width / 2) + x] =
            mean(pixels[at], pixels[at + 1], pixels[at + width], pixels[at + width + 1]);
      }
    }
    return out;
  }

  private static int mean(int a, int b, int c, int d) {
    int mean = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int sum =
          (a >>> shift & 255) + (b >>> shift & 255) + (c >>> shift & 255) + (d >>> shift & 255);
      mean |= ((sum + 2) / 4) << shift;
    }
    return mean;
  }
}
