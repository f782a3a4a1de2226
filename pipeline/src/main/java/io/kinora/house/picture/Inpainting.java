package io.kinora.house.picture;

import io.kinora.clip.Frame;
import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Inpaints the area behind a thing in a picture: the hole is filled from coarse to fine, such that
/// every patch of the hole resembles one outside of it (Wexler, Shechtman and Irani 2007). Patches
/// are found by PatchMatch (Barnes et al. 2009, algorithm of section 3): by propagation from
/// neighbours and random search.
final class Inpainting {
  /// The longest side at which patches are compared.
  private static final int SIDE = 256;

  /// The longest side of the coarsest picture.
  private static final int COARSEST = 24;

  /// The radius of a patch in pixels.
  private static final int REACH = 3;

  /// The number of iterations at each size, and the number of patch searches per iteration.
  private static final int ROUNDS = 4, SEARCHES = 2;

  private final int width;
  private final int height;
  private final float[] rgb;
  private final boolean[] hole;
  private final boolean[] touches; // whether the patch around a pixel touches the hole
  private final boolean[] source; // whether the patch around a pixel is outside the hole
  private final int[] near; // the pixel with the matching patch
  private final float[] far; // the distance of the match
  private final List<Integer> wanted = new ArrayList<>();

  private Inpainting(int width, int height, float[] rgb, boolean[] hole) {
    this.width = width;
    this.height = height;
    this.rgb = rgb;
    this.hole = hole;
    touches = new boolean[hole.length];
    source = new boolean[hole.length];
    near = new int[hole.length];
    far = new float[hole.length];
    for (int i = 0; i < hole.length; i++) {
      touches[i] = touching(i);
      boolean inside =
          i % width >= REACH
              && i % width < width - REACH
              && i / width >= REACH
              && i / width < height - REACH;
      source[i] = inside && !touches[i];
      if (touches[i]) {
        wanted.add(i);
      }
    }
  }

  /// The picture with the hole filled, unchanged outside of it.
  ///
  /// @param hole row by row, of the picture's size
  static Frame filled(Frame picture, boolean[] hole) {
    Frame out = FrameMats.copy(picture);
    int shrink =
        Math.max(1, (int) Math.ceil(Math.max(picture.width(), picture.height()) / (double) SIDE));
    var levels = new ArrayList<Inpainting>();
    levels.add(shrunk(picture, hole, shrink));
    while (Math.max(levels.getLast().width, levels.getLast().height) >= 2 * COARSEST) {
      levels.add(levels.getLast().half());
    }
    RandomGenerator random = Seeds.random(0, "filling");
    Inpainting before = null;
    for (Inpainting level : levels.reversed()) {
      if (before == null || !before.hasSources()) {
        level.diffuse();
      }
      if (!level.hasSources()) {
        continue;
      }
      level.begin(before, random);
      for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < SEARCHES; i++) {
          level.search(i % 2 == 0, random);
        }
        level.vote();
      }
      before = level;
    }
    levels.getFirst().paint(out, hole, shrink);
    return out;
  }

  private static Inpainting shrunk(Frame picture, boolean[] hole, int times) {
    int width = (picture.width() + times - 1) / times;
    int height = (picture.height() + times - 1) / times;
    float[] rgb = new float[3 * width * height];
    boolean[] small = new boolean[width * height];
    float[] count = new float[width * height];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int at = y / times * width + x / times;
        int i = y * picture.width() + x;
        small[at] |= hole[i];
        count[at]++;
        for (int c = 0; c < 3; c++) {
          rgb[3 * at + c] += picture.argb()[i] >> (16 - 8 * c) & 255;
        }
      }
    }
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] /= count[i / 3];
    }
    return new Inpainting(width, height, rgb, small);
  }

  private Inpainting half() {
    int w = (width + 1) / 2;
    int h = (height + 1) / 2;
    float[] small = new float[3 * w * h];
    boolean[] holes = new boolean[w * h];
    float[] count = new float[w * h];
    for (int i = 0; i < hole.length; i++) {
      int at = i / width / 2 * w + i % width / 2;
      holes[at] |= hole[i];
      float weight = hole[i] ? 1e-3f : 1; // known pixels dominate
      count[at] += weight;
      for (int c = 0; c < 3; c++) {
        small[3 * at + c] += weight * rgb[3 * i + c];
      }
    }
    for (int i = 0; i < small.length; i++) {
      small[i] /= count[i / 3];
    }
    return new Inpainting(w, h, small, holes);
  }

  private boolean touching(int i) {
    int x = i % width;
    int y = i / width;
    for (int v = Math.max(0, y - REACH); v <= Math.min(height - 1, y + REACH); v++) {
      for (int u = Math.max(0, x - REACH); u <= Math.min(width - 1, x + REACH); u++) {
        if (hole[v * width + u]) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean hasSources() {
    for (boolean whole : source) {
      if (whole) {
        return true;
      }
    }
    return false;
  }

  /// Fills the hole from its edge inwards, each pixel with the mean of its neighbours.
  private void diffuse() {
    boolean[] known = new boolean[hole.length];
    boolean any = false;
    for (int i = 0; i < hole.length; i++) {
      known[i] = !hole[i];
      any |= known[i];
    }
    while (any) {
      any = false;
      boolean[] next = known.clone();
      for (int i = 0; i < hole.length; i++) {
        any |= !known[i] && mean(i, known, next);
      }
      System.arraycopy(next, 0, known, 0, known.length);
    }
  }

  private boolean mean(int i, boolean[] known, boolean[] next) {
    float[] sum = new float[3];
    int count = 0;
    for (int v = Math.max(0, i / width - 1); v <= Math.min(height - 1, i / width + 1); v++) {
      for (int u = Math.max(0, i % width - 1); u <= Math.min(width - 1, i % width + 1); u++) {
        int at = v * width + u;
        if (known[at]) {
          for (int c = 0; c < 3; c++) {
            sum[c] += rgb[3 * at + c];
          }
          count++;
        }
      }
    }
    if (count == 0) {
      return false;
    }
    for (int c = 0; c < 3; c++) {
      rgb[3 * i + c] = sum[c] / count;
    }
    next[i] = true;
    return true;
  }

  /// Initialises the patches from the coarser picture, or randomly.
  private void begin(@Nullable Inpainting coarse, RandomGenerator random) {
    int[] sources = sources();
    for (int i : wanted) {
      int guess = sources[random.nextInt(sources.length)];
      if (coarse != null) {
        int x = i % width;
        int y = i / width;
        int at =
            Math.min(y / 2, coarse.height - 1) * coarse.width + Math.min(x / 2, coarse.width - 1);
        if (coarse.touches[at]) {
          int from = coarse.near[at];
          int u = Math.clamp(from % coarse.width * 2L + x % 2, 0, width - 1);
          int v = Math.clamp(from / coarse.width * 2L + y % 2, 0, height - 1);
          guess = source[v * width + u] ? v * width + u : guess;
        }
      }
      near[i] = guess;
    }
    if (coarse != null) {
      for (int i : wanted) {
        if (hole[i]) {
          System.arraycopy(rgb, 3 * near[i], rgb, 3 * i, 3);
        }
      }
    }
    wanted.forEach(i -> far[i] = distance(i, near[i], Float.MAX_VALUE));
  }

  private int[] sources() {
    int[] all = new int[source.length];
    int count = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i]) {
        all[count++] = i;
      }
    }
    return Arrays.copyOf(all, count);
  }

  /// The mean squared difference of two patches, where both are inside the picture.
  private float distance(int a, int b, float most) {
    int ax = a % width;
    int ay = a / width;
    float sum = 0;
    int count = 0;
    for (int v = -REACH; v <= REACH; v++) {
      if (ay + v < 0 || ay + v >= height) {
        continue;
      }
      for (int u = -REACH; u <= REACH; u++) {
        if (ax + u < 0 || ax + u >= width) {
          continue;
        }
        int shift = v * width + u;
        int one = 3 * (a + shift);
        int other = 3 * (b + shift);
        float r = rgb[one] - rgb[other];
        float g = rgb[one + 1] - rgb[other + 1];
        float blue = rgb[one + 2] - rgb[other + 2];
        // known pixels have more weight than inpainted ones
        float weight = hole[a + shift] ? 1 : 3;
        sum += weight * (r * r + g * g + blue * blue);
        count++;
      }
      if (sum > most * (2 * REACH + 1) * (2 * REACH + 1)) {
        return sum;
      }
    }
    return sum / count;
  }

  private void search(boolean onward, RandomGenerator random) {
    int step = onward ? 1 : -1;
    int count = wanted.size();
    for (int k = 0; k < count; k++) {
      int i = wanted.get(onward ? k : count - 1 - k);
      int x = i % width;
      boolean beside = onward ? x > 0 : x < width - 1;
      follow(i, beside ? i - step : -1, step);
      follow(i, i - step * width, step * width);
      int reach = Math.max(width, height);
      while (reach >= 1) {
        int u = near[i] % width + random.nextInt(2 * reach + 1) - reach;
        int v = near[i] / width + random.nextInt(2 * reach + 1) - reach;
        if (u >= 0 && v >= 0 && u < width && v < height) {
          attempt(i, v * width + u);
        }
        reach /= 2;
      }
    }
  }

  private void follow(int i, int neighbour, int shift) {
    if (neighbour >= 0 && neighbour < hole.length && touches[neighbour]) {
      int guess = near[neighbour] + shift;
      if (guess >= 0 && guess < hole.length) {
        attempt(i, guess);
      }
    }
  }

  private void attempt(int i, int guess) {
    if (source[guess]) {
      float distance = distance(i, guess, far[i]);
      if (distance < far[i]) {
        far[i] = distance;
        near[i] = guess;
      }
    }
  }

  /// Sets each pixel of the hole to the mean of the matches of the patches around it, weighted by
  /// similarity.
  private void vote() {
    float[] distances = new float[wanted.size()];
    for (int k = 0; k < distances.length; k++) {
      distances[k] = far[wanted.get(k)];
    }
    Arrays.sort(distances);
    float usual = Math.max(1, distances[distances.length * 3 / 4]);
    float[] sum = new float[rgb.length];
    float[] weights = new float[hole.length];
    for (int i : wanted) {
      float weight = (float) Math.exp(-far[i] / (2 * usual)) + 1e-6f;
      int x = i % width;
      int y = i / width;
      for (int v = Math.max(-REACH, -y); v <= Math.min(REACH, height - 1 - y); v++) {
        for (int u = Math.max(-REACH, -x); u <= Math.min(REACH, width - 1 - x); u++) {
          int shift = v * width + u;
          int at = i + shift;
          if (hole[at]) {
            int from = 3 * (near[i] + shift);
            weights[at] += weight;
            sum[3 * at] += weight * rgb[from];
            sum[3 * at + 1] += weight * rgb[from + 1];
            sum[3 * at + 2] += weight * rgb[from + 2];
          }
        }
      }
    }
    for (int i = 0; i < hole.length; i++) {
      if (hole[i]) {
        for (int c = 0; c < 3; c++) {
          rgb[3 * i + c] = sum[3 * i + c] / weights[i];
        }
      }
    }
    for (int i : wanted) {
      far[i] = distance(i, near[i], Float.MAX_VALUE);
    }
  }

  /// Paints the result at the full size: low frequencies come from the small picture, detail from
  /// the matching source patch.
  private void paint(Frame out, boolean[] large, int shrink) {
    int[] argb = out.argb().clone();
    for (int p = 0; p < large.length; p++) {
      if (!large[p]) {
        continue;
      }
      int x = p % out.width();
      int y = p / out.width();
      int at = y / shrink * width + x / shrink;
      int from = near[at];
      int u = Math.clamp(x + (from % width - at % width) * (long) shrink, 0, out.width() - 1);
      int v = Math.clamp(y + (from / width - at / width) * (long) shrink, 0, out.height() - 1);
      int there = argb[v * out.width() + u];
      boolean detail = shrink > 1 && hasSources() && !large[v * out.width() + u];
      int result = 0xff;
      for (int c = 0; c < 3; c++) {
        double level = tone(x, y, shrink, c);
        if (detail) {
          level += (there >> (16 - 8 * c) & 255) - tone(u, v, shrink, c);
        }
        result = result << 8 | Math.clamp(Math.round(level), 0, 255);
      }
      out.argb()[p] = result;
    }
  }

  /// Samples the small picture between its pixels.
  private double tone(int x, int y, int shrink, int c) {
    double u = Math.clamp((x + .5) / shrink - .5, 0, width - 1.0);
    double v = Math.clamp((y + .5) / shrink - .5, 0, height - 1.0);
    int left = Math.min((int) u, width - 2);
    int top = Math.min((int) v, height - 2);
    double a = u - left;
    double b = v - top;
    int at = 3 * (top * width + left) + c;
    double upper = rgb[at] + (rgb[at + 3] - rgb[at]) * a;
    int below = at + 3 * width;
    double lower = rgb[below] + (rgb[below + 3] - rgb[below]) * a;
    return upper + (lower - upper) * b;
  }
}
