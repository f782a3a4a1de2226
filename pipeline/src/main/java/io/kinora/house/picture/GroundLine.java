package io.kinora.house.picture;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.shot.EngineOptions;

/// Finds the ground line in a picture of a place: the height at which colour and texture change
/// most, over most of the picture's width.
public final class GroundLine {
  private static final FrameSize SMALL = new FrameSize(96, 96);

  /// The number of strips of columns, each of which is analysed separately.
  private static final int STRIPS = 12;

  /// The number of rows above and below that are compared.
  private static final int ROWS = 10;

  /// The range in which lines are searched, and the mean and spread of their usual height, as
  /// shares of the height.
  private static final double FIRST = .2, LAST = .92, USUAL = .62, SPREAD = .35;

  /// The weight of a difference in texture relative to one in colour.
  private static final double TEXTURE = 2;

  /// The minimum distance in rows of a lower line, which replaces the best one if it is nearly as
  /// clear.
  private static final int APART = 4;

  private static final double NEARLY = .8;

  private GroundLine() {}

  /// The line of the settings, otherwise the line found, as a share of the picture's height from
  /// its top.
  public static double of(EngineOptions options, Frame picture) {
    return options
        .get(HousePictures.GROUND.name())
        .map(Double::parseDouble)
        .orElseGet(() -> of(picture));
  }

  static double of(Frame picture) {
    Frame small = FrameMats.scaled(FrameMats.opaque(picture), SMALL);
    int width = SMALL.width(), height = SMALL.height();
    // cumulative sums of red, green, blue and of the gradient, down each strip
    double[][][] sums = new double[STRIPS][4][height + 1];
    for (int y = 0; y < height; y++) {
      for (int s = 0; s < STRIPS; s++) {
        for (int f = 0; f < 4; f++) {
          sums[s][f][y + 1] = sums[s][f][y];
        }
      }
      for (int x = 0; x < width; x++) {
        double[][] strip = sums[x * STRIPS / width];
        int here = small.argb()[y * width + x];
        int right = small.argb()[y * width + Math.min(width - 1, x + 1)];
        int below = small.argb()[Math.min(height - 1, y + 1) * width + x];
        for (int c = 0; c < 3; c++) {
          int level = here >> (16 - 8 * c) & 255;
          strip[c][y + 1] += level;
          strip[3][y + 1] +=
              TEXTURE
                  * (Math.abs(level - (right >> (16 - 8 * c) & 255))
                      + Math.abs(level - (below >> (16 - 8 * c) & 255)))
                  / 3.0;
        }
      }
    }
    double[] scores = new double[height];
    int best = (int) (USUAL * height);
    for (int y = (int) (FIRST * height); y <= LAST * height; y++) {
      double off = ((double) y / height - USUAL) / SPREAD;
      scores[y] = change(sums, y, height) * Math.exp(-off * off / 2);
      best = scores[y] > scores[best] ? y : best;
    }
    int line = best;
    // the best line may be the skyline, with hills, trees and houses between it and the ground
    for (int y = best + APART; y <= LAST * height; y++) {
      boolean peak = scores[y] >= scores[y - 1] && scores[y] >= scores[Math.min(y + 1, height - 1)];
      line = peak && scores[y] > NEARLY * scores[best] ? y : line;
    }
    return (double) line / height;
  }

  /// The sum of the square roots of the strips' changes at a row, so that several changing strips
  /// count more than one strong change.
  private static double change(double[][][] sums, int y, int height) {
    int above = Math.min(ROWS, y);
    int below = Math.min(ROWS, height - y);
    double pixels = (double) SMALL.width() / STRIPS;
    double sum = 0;
    for (double[][] strip : sums) {
      double far = 0;
      for (double[] feature : strip) {
        double up = (feature[y] - feature[y - above]) / (above * pixels);
        double down = (feature[y + below] - feature[y]) / (below * pixels);
        far += (up - down) * (up - down);
      }
      sum += Math.pow(far, .4);
    }
    return sum;
  }
}
