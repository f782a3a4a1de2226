package io.kinora.training.evaluate;

import io.kinora.training.data.ClipSource.Box;
import java.util.ArrayDeque;
import java.util.List;

/// Locates a frame's subjects in the output of [FrameJudge].
final class Spots {
  /// The minimum distance in a clip that counts as motion, in frame heights.
  private static final double MOVED = .04;

  /// The minimum logit of a centre: probability 1/3.
  private static final double PEAK = Math.log(.33 / .67);

  private final int width;
  private final int height;
  private final boolean[] marked;
  private final Box largest;
  private double x = .5;
  private double y = .5;

  /// @param marks segmentation logits row by row, from `at` on
  Spots(float[] marks, int at, int width, int height) {
    this.width = width;
    this.height = height;
    marked = new boolean[width * height];
    double sum = 0, sumX = 0, sumY = 0;
    for (int i = 0; i < marked.length; i++) {
      marked[i] = marks[at + i] > 0;
      double share = 1 / (1 + Math.exp(-marks[at + i]));
      sum += marked[i] ? share : 0;
      sumX += marked[i] ? share * (i % width + .5) : 0;
      int row = i / width;
      sumY += marked[i] ? share * (row + .5) : 0;
    }
    if (sum > 0) {
      x = sumX / sum / width;
      y = sumY / sum / height;
    }
    largest = findLargest();
  }

  /// The box of the largest connected area; the whole picture if there is none.
  Box largest() {
    return largest;
  }

  /// The direction of a clip's subjects.
  ///
  /// @return `right`, `left`, `up`, `down`, or `still`
  static String direction(List<Spots> frames) {
    Spots first = frames.getFirst();
    Spots last = frames.getLast();
    double right = (last.x - first.x) * first.width / first.height;
    double down = last.y - first.y;
    if (Math.max(Math.abs(right), Math.abs(down)) < MOVED) {
      return "still";
    }
    return Math.abs(right) >= Math.abs(down)
        ? right > 0 ? "right" : "left"
        : down > 0 ? "down" : "up";
  }

  /// The number of peaks of a map: positions that are higher than [#PEAK] and than all neighbours.
  ///
  /// @param logits row by row, from `at` on
  static int peaks(float[] logits, int at, int width, int height) {
    int count = 0;
    for (int i = 0; i < width * height; i++) {
      count += logits[at + i] > PEAK && isHighest(logits, at, i, width, height) ? 1 : 0;
    }
    return count;
  }

  private static boolean isHighest(float[] logits, int at, int place, int width, int height) {
    int column = place % width;
    int row = place / width;
    for (int y = Math.max(0, row - 3); y <= Math.min(height - 1, row + 3); y++) {
      for (int x = Math.max(0, column - 3); x <= Math.min(width - 1, column + 3); x++) {
        int other = y * width + x;
        float level = logits[at + other];
        // Of two equal ones the first counts.
        if (level > logits[at + place] || (level == logits[at + place] && other < place)) {
          return false;
        }
      }
    }
    return true;
  }

  private Box findLargest() {
    boolean[] seen = new boolean[marked.length];
    int most = 0;
    Box box = new Box(.5, .5, .5, .5);
    for (int i = 0; i < marked.length; i++) {
      if (marked[i] && !seen[i]) {
        int[] bounds = {width, -1, height, -1};
        int size = flood(i, seen, bounds);
        if (size > most) {
          most = size;
          box =
              new Box(
                  (bounds[0] + bounds[1] + 1) / 2.0 / width,
                  (bounds[2] + bounds[3] + 1) / 2.0 / height,
                  (bounds[1] + 1 - bounds[0]) / 2.0 / width,
                  (bounds[3] + 1 - bounds[2]) / 2.0 / height);
        }
      }
    }
    return box;
  }

  /// Marks the area connected to a position as visited.
  ///
  /// @param bounds left, right, top, bottom; grows
  /// @return its number of positions
  private int flood(int start, boolean[] seen, int[] bounds) {
    var open = new ArrayDeque<Integer>();
    open.add(start);
    seen[start] = true;
    int size = 0;
    while (!open.isEmpty()) {
      int i = open.remove();
      int column = i % width;
      int row = i / width;
      size++;
      bounds[0] = Math.min(bounds[0], column);
      bounds[1] = Math.max(bounds[1], column);
      bounds[2] = Math.min(bounds[2], row);
      bounds[3] = Math.max(bounds[3], row);
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          int nx = column + dx;
          int ny = row + dy;
          int next = ny * width + nx;
          if (nx >= 0 && nx < width && ny >= 0 && ny < height && marked[next] && !seen[next]) {
            seen[next] = true;
            open.add(next);
          }
        }
      }
    }
    return size;
  }
}
