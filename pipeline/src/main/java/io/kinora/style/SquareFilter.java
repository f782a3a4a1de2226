package io.kinora.style;

import java.util.stream.IntStream;

/// Stabilises paintings of squares of one colour, such as pixel art, over time: a square keeps its
/// colour until the frame has changed there by more than a margin (hysteresis), and takes the new
/// one then, at once. It does not flicker between two levels, and what moves on leaves nothing
/// behind that differs from the frame by more than the margin.
final class SquareFilter {
  private static final int SIDE = StyleNet.GRID;

  /// The change of a channel of the frame, from 0 to 1, up to which a square keeps its colour: half
  /// the difference between two levels of pixel art.
  private static final float MARGIN = .125f;

  /// The same for a square that has not changed for [#PATIENCE] frames, so that the remains of a
  /// thing that has moved on are removed; video noise changes the mean of a square by less.
  private static final float LATE = .04f;

  private static final int PATIENCE = 12;

  private float[] origin = {}; // of each square, three channels of the frame it was painted from
  private int[] age = {}; // the number of frames for which each square has kept its colour

  /// Lets squares of a painting keep their previous colours, in place.
  ///
  /// @param painted three planes of values
  /// @param before the previous painting; empty at the start of a shot
  /// @param frame that was painted, three planes
  void next(float[] painted, float[] before, float[] frame, int width, int height) {
    int across = width / SIDE, count = across * (height / SIDE);
    if (before.length == 0) {
      origin = new float[3 * count];
      age = new int[count];
    }
    IntStream.range(0, count)
        .parallel()
        .forEach(
            square -> {
              int at = square / across * SIDE * width + square % across * SIDE;
              if (before.length > 0 && alike(frame, square, at, width)) {
                age[square]++;
                copy(before, painted, at, width);
              } else {
                age[square] = 0;
                for (int c = 0; c < 3; c++) {
                  origin[3 * square + c] = mean(frame, c * frame.length / 3 + at, width);
                }
              }
            });
  }

  private boolean alike(float[] frame, int square, int at, int width) {
    float margin = age[square] < PATIENCE ? MARGIN : LATE;
    for (int c = 0; c < 3; c++) {
      float level = mean(frame, c * frame.length / 3 + at, width);
      if (Math.abs(level - origin[3 * square + c]) > margin) {
        return false;
      }
    }
    return true;
  }

  private static float mean(float[] planes, int at, int width) {
    float sum = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        sum += planes[at + y * width + x];
      }
    }
    return sum / (SIDE * SIDE);
  }

  private static void copy(float[] from, float[] to, int at, int width) {
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < SIDE; y++) {
        int row = c * from.length / 3 + at + y * width;
        System.arraycopy(from, row, to, row, SIDE);
      }
    }
  }
}
