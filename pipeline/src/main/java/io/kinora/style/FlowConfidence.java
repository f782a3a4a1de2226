package io.kinora.style;

import io.kinora.clip.MotionSearch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The correspondence of a frame to the previous one: the previous position of each pixel, and its
/// confidence. Maps have half the frame's size.
///
/// @param width of the maps
/// @param height of the maps
/// @param vectors dx, dy of each position to its previous one, in pixels of the maps
/// @param followed confidence from 0 to 1 that the content at the previous position is the content
///     now
/// @param still confidence from 0 to 1 that the previous content at the same position is the
///     content now
/// @param remembered the luminance of the frames up to now, averaged like paintings over time
@SuppressWarnings("ArrayRecordComponent") // never compared
record FlowConfidence(
    int width, int height, float[] vectors, float[] followed, float[] still, float[] remembered) {
  /// The tolerated difference in luminance, from 0 to 1: the noise of typical videos.
  private static final double NOISE = .07;

  /// The forward-backward error, in pixels of the maps, up to which a vector is trusted fully; from
  /// twice as much on, it is not trusted.
  private static final double MISS = .5;

  /// Motion below this, in pixels of the maps, counts as 0.
  private static final float REST = .05f;

  /// The weight of the remembered luminance where the frames agree.
  private static final float KEPT = .9f;

  /// A cut is assumed if a smaller share of the frame than this has a correspondence. Two shots in
  /// the dark have one of .4 to .55, since what is black agrees with itself; neighbouring frames of
  /// a shot have .6 under a strong flicker, and .9 otherwise.
  private static final double CUT = .58;

  /// The radius of the neighbourhood in pixels.
  private static final int AROUND = 2;

  /// The luminance at half the size.
  ///
  /// @param rgb three planes
  static byte[] grey(float[] rgb, int width, int height) {
    int w = width / 2, h = height / 2, area = width * height;
    byte[] grey = new byte[w * h];
    IntStream.range(0, h)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < w; x++) {
                int at = 2 * y * width + 2 * x;
                float sum =
                    .299f * four(rgb, at, width)
                        + .587f * four(rgb, at + area, width)
                        + .114f * four(rgb, at + 2 * area, width);
                grey[y * w + x] = (byte) (int) (sum * 255 / 4 + .5f);
              }
            });
    return grey;
  }

  private static float four(float[] plane, int at, int width) {
    return plane[at] + plane[at + 1] + plane[at + width] + plane[at + width + 1];
  }

  /// The luminance that is remembered of the first frame of a shot.
  static float[] remembered(byte[] grey) {
    float[] levels = new float[grey.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = grey[i] & 255;
    }
    return levels;
  }

  /// Estimates the correspondence from `now` to `before`, both from [#grey].
  ///
  /// The confidence compares the frame with what is remembered: where a painting still shows some
  /// of a thing that has gone, so does the memory, and the confidence is low until both are right.
  ///
  /// @param remembered with the frame before
  /// @return null if they are unrelated, as at a cut
  static @Nullable FlowConfidence of(
      MotionSearch search, byte[] before, byte[] now, float[] remembered, int width, int height) {
    float[][] ways = search.bothWays(now, before, width, height);
    float[] vectors = ways[0], back = ways[1];
    float[] followed = new float[width * height], still = new float[width * height];
    float[] miss = new float[width * height], moved = new float[width * height];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < width; x++) {
                int i = y * width + x;
                float u = x + vectors[2 * i], v = y + vectors[2 * i + 1];
                boolean inside = u >= 0 && v >= 0 && u <= width - 1 && v <= height - 1;
                double missX = u + between(back, 2, 0, width, height, u, v) - x;
                double missY = v + between(back, 2, 1, width, height, u, v) - y;
                miss[i] = inside ? (float) Math.hypot(missX, missY) : Float.MAX_VALUE;
                if (Math.abs(vectors[2 * i]) < REST && Math.abs(vectors[2 * i + 1]) < REST) {
                  vectors[2 * i] = vectors[2 * i + 1] = 0;
                  u = x;
                  v = y;
                }
                moved[i] = light(remembered, width, height, u, v);
                followed[i] = (now[i] & 255) - moved[i];
                still[i] = (now[i] & 255) - remembered[i];
              }
            });
    toConfidence(followed, width, height);
    toConfidence(still, width, height);
    double found = 0;
    for (int i = 0; i < followed.length; i++) {
      followed[i] *= (float) Math.clamp(2 - miss[i] / MISS, 0, 1);
      found += Math.max(followed[i], still[i]);
    }
    if (found < CUT * followed.length) {
      return null;
    }
    float[] memory = new float[now.length];
    for (int i = 0; i < memory.length; i++) {
      boolean follows = followed[i] > still[i];
      float level = now[i] & 255;
      float share = KEPT * (follows ? followed[i] : still[i]);
      memory[i] = level + share * ((follows ? moved[i] : remembered[i]) - level);
    }
    return new FlowConfidence(width, height, vectors, followed, still, memory);
  }

  /// Converts luminance differences to confidences, in place.
  private static void toConfidence(float[] differences, int width, int height) {
    float[] squares = new float[differences.length];
    for (int i = 0; i < squares.length; i++) {
      squares[i] = differences[i] * differences[i];
    }
    float[] around = around(squares, width, height);
    double share = 1 / (2 * Math.pow(255 * NOISE, 2));
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int i = y * width; i < (y + 1) * width; i++) {
                differences[i] = (float) Math.exp(-around[i] * share);
              }
            });
  }

  /// The mean of the square around each pixel, with repeated edges.
  static float[] around(float[] plane, int width, int height) {
    float[] rows = new float[plane.length], all = new float[plane.length];
    float share = 1f / (2 * AROUND + 1);
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < width; x++) {
                float sum = 0;
                for (int k = -AROUND; k <= AROUND; k++) {
                  sum += plane[y * width + Math.clamp(x + k, 0, width - 1)];
                }
                rows[y * width + x] = sum * share;
              }
            });
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int k = -AROUND; k <= AROUND; k++) {
                int row = Math.clamp(y + k, 0, height - 1) * width;
                for (int x = 0; x < width; x++) {
                  all[y * width + x] += rows[row + x] * share;
                }
              }
            });
    return all;
  }

  /// Samples a map at a pixel of the frame, which is a quarter of a map's pixel away from the
  /// centre of one.
  ///
  /// @param numbers number of values per pixel of the map
  /// @param which index of the value
  float between(float[] map, int numbers, int which, int x, int y) {
    int column = x / 2, next = Math.clamp(column + (x % 2 == 0 ? -1 : 1), 0, width - 1);
    int near = y / 2 * width;
    int far = Math.clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, height - 1) * width;
    float upper =
        .75f * map[numbers * (near + column) + which] + .25f * map[numbers * (near + next) + which];
    float lower =
        .75f * map[numbers * (far + column) + which] + .25f * map[numbers * (far + next) + which];
    return .75f * upper + .25f * lower;
  }

  private static float light(float[] grey, int width, int height, float x, float y) {
    float u = Math.clamp(x, 0, width - 1.001f), v = Math.clamp(y, 0, height - 1.001f);
    int column = (int) u, row = (int) v, at = row * width + column;
    float across = u - column, down = v - row;
    float upper = grey[at] + across * (grey[at + 1] - grey[at]);
    at += width;
    float lower = grey[at] + across * (grey[at + 1] - grey[at]);
    return upper + down * (lower - upper);
  }

  /// Samples a map bilinearly; positions outside are clamped to the nearest inside.
  ///
  /// @param numbers number of values per pixel
  /// @param which index of the value
  private static float between(
      float[] map, int numbers, int which, int width, int height, float x, float y) {
    float u = Math.clamp(x, 0, width - 1.001f), v = Math.clamp(y, 0, height - 1.001f);
    int column = (int) u, row = (int) v, at = numbers * (row * width + column) + which;
    float across = u - column, down = v - row;
    float upper = map[at] + across * (map[at + numbers] - map[at]);
    at += numbers * width;
    float lower = map[at] + across * (map[at + numbers] - map[at]);
    return upper + down * (lower - upper);
  }
}
