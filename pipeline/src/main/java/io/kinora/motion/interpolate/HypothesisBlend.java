package io.kinora.motion.interpolate;

import io.kinora.clip.Frame;
import java.util.stream.IntStream;

/// Mixes hypotheses at full size, tile by tile: in each tile only those with a relevant weight are
/// computed, because warping dominates the cost of an interpolated frame.
final class HypothesisBlend {
  private static final int TILE = 64;

  /// A hypothesis whose weight in a tile never exceeds this is omitted.
  private static final float LITTLE = .02f;

  /// One whose weight never exceeds this is omitted if that changes little.
  private static final float SOME = .3f;

  /// The maximum change for this, in grey levels of the small picture.
  private static final float UNSEEN = 1;

  private static final int ALL = FusionNet.HYPOTHESES;

  private final Hypotheses all;
  private final float[] shares;
  private final float[] effects; // change of a pixel of the small picture if one is omitted

  /// @param shares the weight of each hypothesis, `[FusionNet.HYPOTHESES, height, width]`
  HypothesisBlend(Hypotheses all, float[] shares) {
    this.all = all;
    this.shares = shares;
    effects = new float[shares.length];
    int plane = all.width() * all.height();
    float[] mean = new float[plane];
    for (int k = 0; k < ALL; k++) {
      int[] small = all.small()[k].argb();
      for (int i = 0; i < plane; i++) {
        mean[i] += shares[k * plane + i] * (small[i] >> 8 & 255);
      }
    }
    for (int k = 0; k < ALL; k++) {
      int[] small = all.small()[k].argb();
      for (int i = 0; i < plane; i++) {
        effects[k * plane + i] = shares[k * plane + i] * Math.abs((small[i] >> 8 & 255) - mean[i]);
      }
    }
  }

  void into(Frame frame) {
    int across = (frame.width() + TILE - 1) / TILE;
    int down = (frame.height() + TILE - 1) / TILE;
    IntStream.range(0, across * down)
        .parallel()
        .forEach(i -> tile(frame, i % across * TILE, i / across * TILE));
  }

  private void tile(Frame frame, int left, int top) {
    int w = Math.min(TILE, frame.width() - left);
    int h = Math.min(TILE, frame.height() - top);
    var across = new Between(left, w, frame.width(), all.width());
    var down = new Between(top, h, frame.height(), all.height());
    int[] active = active(across, down);
    int[][] pixels = new int[active.length][w * h];
    for (int a = 0; a < active.length; a++) {
      all.full().cut(active[a], left, top, w, h, pixels[a]);
    }
    float[][] row = new float[active.length][across.last() + 2];
    for (int y = 0; y < h; y++) {
      int at = (top + y) * frame.width() + left;
      if (active.length == 1) {
        System.arraycopy(pixels[0], y * w, frame.argb(), at, w);
        continue;
      }
      for (int a = 0; a < active.length; a++) {
        shares(active[a], down.cell[y], down.share[y], across, row[a]);
      }
      mix(pixels, row, across, y * w, w, frame.argb(), at);
    }
  }

  private int[] active(Between across, Between down) {
    float[] most = new float[ALL];
    float[] effect = new float[ALL];
    for (int k = 0; k < ALL; k++) {
      for (int y = down.cell[0]; y <= down.last() + 1; y++) {
        int line = (k * all.height() + y) * all.width();
        for (int i = line + across.cell[0]; i <= line + across.last() + 1; i++) {
          most[k] = Math.max(most[k], shares[i]);
          effect[k] = Math.max(effect[k], effects[i]);
        }
      }
    }
    int first = 0;
    for (int k = 1; k < ALL; k++) {
      first = most[k] > most[first] ? k : first;
    }
    int best = first;
    return IntStream.range(0, ALL)
        .filter(k -> k == best || most[k] > (effect[k] > UNSEEN ? LITTLE : SOME))
        .toArray();
  }

  private void shares(int k, int line, float below, Between across, float[] row) {
    int upper = (k * all.height() + line) * all.width();
    int lower = upper + all.width();
    for (int x = across.cell[0]; x < row.length; x++) {
      float share = shares[upper + x];
      row[x] = share + below * (shares[lower + x] - share);
    }
  }

  /// Mixes pixels with weights that sum to 256; red and blue are summed in one number.
  private static void mix(
      int[][] pixels, float[][] row, Between across, int from, int w, int[] into, int at) {
    int n = pixels.length;
    float[] weights = new float[n];
    for (int x = 0; x < w; x++) {
      int cell = across.cell[x];
      float share = across.share[x];
      float sum = 0;
      for (int a = 0; a < n; a++) {
        weights[a] = row[a][cell] + share * (row[a][cell + 1] - row[a][cell]);
        sum += weights[a];
      }
      int left = 256;
      int redBlue = 0x800080;
      int green = 0x8000;
      for (int a = n - 1; a >= 0; a--) {
        int weight = a == 0 ? left : Math.min(left, (int) (256 * weights[a] / sum + .5f));
        left -= weight;
        int argb = pixels[a][from + x];
        redBlue += weight * (argb & 0xff00ff);
        green += weight * (argb & 0xff00);
      }
      into[at + x] = 0xff000000 | ((redBlue >>> 8) & 0xff00ff) | ((green >>> 8) & 0xff00);
    }
  }

  /// The interpolation positions of a range of pixels of a large side between those of a small one.
  private static final class Between {
    private final int[] cell;
    private final float[] share;

    Between(int begin, int count, int large, int small) {
      cell = new int[count];
      share = new float[count];
      for (int i = 0; i < count; i++) {
        float at = Math.clamp((begin + i + .5f) * small / large - .5f, 0, small - 1);
        cell[i] = Math.min((int) at, small - 2);
        share[i] = at - cell[i];
      }
    }

    int last() {
      return cell[cell.length - 1];
    }
  }
}
