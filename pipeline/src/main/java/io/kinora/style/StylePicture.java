package io.kinora.style;

import io.kinora.clip.Frame;
import io.kinora.clip.Pictures;
import io.kinora.error.BadRequest;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A style picture: at most [#SIDE] pixels wide and high, composited on white.
///
/// @param rgb three planes from 0 to 1
/// @param width a multiple of [StyleNet#GRID]
/// @param height a multiple of [StyleNet#GRID]
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StylePicture(float[] rgb, int width, int height) {
  static final int SIDE = 512, SMALLEST = 32;

  /// The deviation of colours below which a picture has no recognisable style.
  private static final double FLAT = .01;

  /// Reads a file.
  ///
  /// @throws BadRequest if it is not a picture, too small, or has only one colour
  public static StylePicture read(Path file, Consumer<String> notes) {
    return of(Pictures.read(file, "style", notes), file.toString());
  }

  /// Creates a style picture from a frame.
  ///
  /// @param name for messages
  public static StylePicture of(Frame picture, String name) {
    if (Math.min(picture.width(), picture.height()) < SMALLEST) {
      throw new BadRequest(
          "The style picture \"%s\" has %s pixels, too few to show a style."
              .formatted(name, picture.size()),
          "Use one of at least %d pixels per side; a few hundred are good.".formatted(SMALLEST),
          "style");
    }
    double ideal = Math.min(1, (double) SIDE / Math.max(picture.width(), picture.height()));
    int width = sides(picture.width() * ideal), height = sides(picture.height() * ideal);
    float[] rgb = new float[3 * width * height];
    for (int y = 0; y < height; y++) {
      int top = y * picture.height() / height;
      int bottom = Math.max(top + 1, (y + 1) * picture.height() / height);
      for (int x = 0; x < width; x++) {
        int left = x * picture.width() / width;
        int right = Math.max(left + 1, (x + 1) * picture.width() / width);
        mean(picture, left, top, right, bottom, rgb, y * width + x, width * height);
      }
    }
    var result = new StylePicture(rgb, width, height);
    if (result.deviation() < FLAT) {
      throw new BadRequest(
          "The style picture \"" + name + "\" has only one colour, which is not a style.",
          "Use a picture with a recognisable style.",
          "style");
    }
    return result;
  }

  private static int sides(double pixels) {
    return Math.max(1, (int) Math.round(pixels / StyleNet.GRID)) * StyleNet.GRID;
  }

  private static void mean(
      Frame from, int left, int top, int right, int bottom, float[] to, int at, int plane) {
    long red = 0, green = 0, blue = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int pixel = from.argb()[y * from.width() + x];
        int alpha = pixel >>> 24, clear = 255 * (255 - alpha);
        red += (pixel >> 16 & 255) * alpha + clear;
        green += (pixel >> 8 & 255) * alpha + clear;
        blue += (pixel & 255) * alpha + clear;
      }
    }
    float share = 1f / (255 * 255 * (right - left) * (bottom - top));
    to[at] = red * share;
    to[plane + at] = green * share;
    to[2 * plane + at] = blue * share;
  }

  /// The standard deviation of the colour channel that varies most.
  private double deviation() {
    double most = 0;
    int area = width * height;
    for (int c = 0; c < 3; c++) {
      double sum = 0, squares = 0;
      for (int i = c * area; i < (c + 1) * area; i++) {
        sum += rgb[i];
        squares += rgb[i] * rgb[i];
      }
      double mean = sum / area;
      most = Math.max(most, Math.sqrt(Math.max(0, squares / area - mean * mean)));
    }
    return most;
  }
}
