package io.kinora.house.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setRNGSeed;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_EVAL;
import static org.bytedeco.opencv.global.opencv_imgproc.GC_INIT_WITH_MASK;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.grabCut;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// Segments the thing in a picture: by the picture's transparency, if it has any; otherwise by
/// GrabCut (Rother, Kolmogorov and Blake 2004), initialised with the mask of a [MaskNet]. If the
/// picture's edge has one colour, the background is grown from there; that mask is used if the net
/// agrees, or if the net and GrabCut do not agree with each other.
public final class CutOut {
  /// The longer side of the small copy in which the thing is segmented.
  private static final int SIDE = 256;

  /// The maximum root-mean-square deviation of the colours of a uniform background, in levels of
  /// 255.
  private static final double EVEN = 14;

  /// The maximum distance of a background pixel from the background's colour, in levels of 255.
  private static final double NEAR = 40;

  /// The minimum intersection over union with the net's mask for which the mask from growing is
  /// used at once, and that of GrabCut's mask for which it is used instead.
  private static final double SAME = .9, SURE = .7;

  /// The minimum intersection over union of the masks of GrabCut and the net. They disagree on a
  /// part of a scene that differs only in brightness, and on what the net has never seen.
  private static final double LEAST_AGREED = .6;

  private static final int ROUNDS = 2;

  /// A part smaller than this share of the largest one is a speck.
  private static final double SPECK = .04;

  /// The minimum and maximum share of the picture that a thing may cover.
  private static final double LEAST = .01, MOST = .96;

  /// Probabilities this close to 0 or 1 are fixed before GrabCut starts.
  private static final double SETTLED = .01;

  private CutOut() {}

  /// The picture with everything but the thing transparent.
  ///
  /// @param notes receives a message if there is no distinct thing, so that the whole picture is
  ///     used
  public static Frame of(Frame picture, Consumer<String> notes) {
    if (isTransparent(picture)) {
      return picture;
    }
    return of(picture, find(picture), notes);
  }

  /// The same with another initial guess.
  public static Frame of(Frame picture, Guess guess, Consumer<String> notes) {
    return of(picture, find(picture, guess), notes);
  }

  private static Frame of(Frame picture, @Nullable Small found, Consumer<String> notes) {
    if (found == null) {
      notes.accept("no distinct thing found in the picture; the whole picture is used");
      return picture;
    }
    return masked(picture, found.mask, found.width, found.height);
  }

  /// The segmentation of a small copy of a picture.
  ///
  /// @param mask 255 on the thing, otherwise 0
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Small(int width, int height, byte[] mask) {}

  /// Segments the thing in an opaque picture; null if there is none.
  static @Nullable Small find(Frame picture) {
    try (ThingMask mask = ThingMask.bundled()) {
      return find(picture, guess(mask));
    }
  }

  /// The initial labels of GrabCut.
  @FunctionalInterface
  public interface Guess {
    /// The labels of GrabCut: certain background, certain foreground, probable background, probable
    /// foreground.
    byte GROUND = 0, THING = 1, PERHAPS_GROUND = 2, PERHAPS_THING = 3;

    /// A label for each pixel of a small copy, row by row.
    byte[] of(Frame picture, int width, int height);
  }

  /// The guess of the mask net.
  public static Guess guess(ThingMask mask) {
    return (picture, width, height) -> {
      float[] likely = mask.of(picture, width, height);
      byte[] labels = new byte[likely.length];
      for (int i = 0; i < labels.length; i++) {
        boolean settled = likely[i] < SETTLED || likely[i] > 1 - SETTLED;
        boolean thing = likely[i] >= .5;
        labels[i] =
            settled
                ? (thing ? Guess.THING : Guess.GROUND)
                : thing ? Guess.PERHAPS_THING : Guess.PERHAPS_GROUND;
      }
      return labels;
    };
  }

  /// Segments the thing from an initial guess; null if there is none.
  static @Nullable Small find(Frame picture, Guess guess) {
    double scale = Math.min(1, SIDE / (double) Math.max(picture.width(), picture.height()));
    int width = Math.max(8, (int) Math.round(picture.width() * scale));
    int height = Math.max(8, (int) Math.round(picture.height() * scale));
    byte[] bgr = small(picture, width, height);
    byte[] begun = guess.of(picture, width, height);
    byte[] mask = grown(bgr, width, height);
    double agreed = 1;
    if (mask.length == 0 || agreed(mask, begun) < SAME) {
      byte[] cut = cut(bgr, width, height, begun.clone());
      double cutAgreed = agreed(cut, begun);
      // a grown background leaves shadows to the thing, but is exact for what the net does not know
      if (mask.length == 0 || cutAgreed >= SURE) {
        mask = cut;
        agreed = cutAgreed;
      }
    }
    largest(mask, width);
    double share = share(mask);
    boolean found = share >= LEAST && share <= MOST && agreed >= LEAST_AGREED;
    return found ? new Small(width, height, mask) : null;
  }

  /// The intersection over union of the odd labels of two masks.
  private static double agreed(byte[] one, byte[] other) {
    int both = 0, either = 0;
    for (int i = 0; i < one.length; i++) {
      both += one[i] & other[i] & 1;
      either += (one[i] | other[i]) & 1;
    }
    return both / (double) Math.max(1, either);
  }

  /// Applies a mask to a picture.
  ///
  /// @param mask of any size: opaque bright areas are kept
  public static Frame of(Frame picture, Frame mask) {
    byte[] levels = new byte[mask.argb().length];
    boolean transparent = isTransparent(mask);
    for (int i = 0; i < levels.length; i++) {
      int argb = mask.argb()[i];
      int grey = (299 * (argb >> 16 & 255) + 587 * (argb >> 8 & 255) + 114 * (argb & 255)) / 1000;
      levels[i] = (byte) (transparent ? argb >>> 24 : grey);
    }
    return masked(picture, levels, mask.width(), mask.height());
  }

  static boolean isTransparent(Frame picture) {
    long clear = Arrays.stream(picture.argb()).filter(argb -> argb >>> 24 < 128).count();
    return clear > .005 * picture.argb().length;
  }

  private static byte[] small(Frame picture, int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    try (var _ = new PointerScope()) {
      Mat scaled = new Mat();
      resize(FrameMats.mat(picture), scaled, new Size(width, height), 0, 0, INTER_AREA);
      Mat opaque = new Mat();
      cvtColor(scaled, opaque, COLOR_BGRA2BGR);
      ((ByteBuffer) opaque.createBuffer()).get(bgr);
    }
    return bgr;
  }

  /// The mask from growing a uniform background from the edge: 255 outside of the background; empty
  /// if the background is not uniform.
  private static byte[] grown(byte[] bgr, int width, int height) {
    double[] mean = new double[3];
    double[] square = new double[3];
    int count = 0;
    for (int i = 0; i < width * height; i++) {
      if (isEdge(i, width, height)) {
        for (int c = 0; c < 3; c++) {
          int level = bgr[3 * i + c] & 255;
          mean[c] += level;
          square[c] += level * level;
        }
        count++;
      }
    }
    double spread = 0;
    for (int c = 0; c < 3; c++) {
      mean[c] /= count;
      spread += square[c] / count - mean[c] * mean[c];
    }
    if (Math.sqrt(spread) > EVEN) {
      return new byte[0];
    }
    byte[] mask = new byte[width * height];
    Arrays.fill(mask, (byte) 255);
    var queue = new ArrayDeque<Integer>();
    for (int i = 0; i < mask.length; i++) {
      if (isEdge(i, width, height)) {
        reach(i, mask, bgr, mean, queue);
      }
    }
    while (!queue.isEmpty()) {
      int i = queue.remove();
      int x = i % width;
      if (x > 0) {
        reach(i - 1, mask, bgr, mean, queue);
      }
      if (x + 1 < width) {
        reach(i + 1, mask, bgr, mean, queue);
      }
      if (i >= width) {
        reach(i - width, mask, bgr, mean, queue);
      }
      if (i + width < mask.length) {
        reach(i + width, mask, bgr, mean, queue);
      }
    }
    return mask;
  }

  private static boolean isEdge(int i, int width, int height) {
    int x = i % width;
    int y = i / width;
    return x == 0 || y == 0 || x == width - 1 || y == height - 1;
  }

  private static void reach(
      int i, byte[] mask, byte[] bgr, double[] mean, ArrayDeque<Integer> queue) {
    if (mask[i] == 0) {
      return;
    }
    double far = 0;
    for (int c = 0; c < 3; c++) {
      double off = (bgr[3 * i + c] & 255) - mean[c];
      far += off * off;
    }
    if (Math.sqrt(far) < NEAR) {
      mask[i] = 0;
      queue.add(i);
    }
  }

  /// Runs GrabCut from initial labels, which it overwrites.
  private static byte[] cut(byte[] bgr, int width, int height, byte[] labels) {
    byte[] mask = new byte[labels.length];
    boolean thing = false, ground = false;
    for (byte label : labels) {
      thing |= (label & 1) == 1;
      ground |= (label & 1) == 0;
    }
    if (!thing || !ground) {
      return mask; // only one label
    }
    try (var _ = new PointerScope()) {
      Mat image = new Mat(height, width, CV_8UC3);
      ((ByteBuffer) image.createBuffer()).put(bgr);
      Mat label = new Mat(height, width, CV_8UC1);
      ((ByteBuffer) label.createBuffer()).put(labels);
      Mat colours = new Mat();
      Mat others = new Mat();
      setRNGSeed(0); // GrabCut uses a random state of the thread
      grabCut(image, label, new Rect(), colours, others, ROUNDS, GC_INIT_WITH_MASK);
      grabCut(image, label, new Rect(), colours, others, 1, GC_EVAL);
      ((ByteBuffer) label.createBuffer()).get(labels);
    }
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) ((labels[i] & 1) * 255);
    }
    return mask;
  }

  /// Keeps the largest part and all others that are not specks; holes are kept.
  private static void largest(byte[] mask, int width) {
    int[] part = new int[mask.length];
    var sizes = new java.util.ArrayList<Integer>();
    for (int start = 0; start < mask.length; start++) {
      if (mask[start] != 0 && part[start] == 0) {
        sizes.add(flood(mask, part, start, sizes.size() + 1, width));
      }
    }
    int most = sizes.stream().mapToInt(Integer::intValue).max().orElse(0);
    for (int i = 0; i < mask.length; i++) {
      if (part[i] > 0 && sizes.get(part[i] - 1) < SPECK * most) {
        mask[i] = 0;
      }
    }
  }

  private static int flood(byte[] mask, int[] part, int start, int number, int width) {
    var queue = new ArrayDeque<Integer>();
    queue.add(start);
    part[start] = number;
    int size = 0;
    while (!queue.isEmpty()) {
      int i = queue.remove();
      size++;
      int x = i % width;
      int left = x > 0 ? i - 1 : i;
      int right = x + 1 < width ? i + 1 : i;
      for (int next : new int[] {left, right, i - width, i + width}) {
        if (next >= 0 && next < mask.length && mask[next] != 0 && part[next] == 0) {
          part[next] = number;
          queue.add(next);
        }
      }
    }
    return size;
  }

  private static double share(byte[] mask) {
    int on = 0;
    for (byte level : mask) {
      on += level != 0 ? 1 : 0;
    }
    return on / (double) mask.length;
  }

  /// Applies the mask at the picture's size, with an edge as soft as one pixel of the small mask.
  private static Frame masked(Frame picture, byte[] mask, int width, int height) {
    byte[] alpha = new byte[picture.argb().length];
    try (var _ = new PointerScope()) {
      Mat small = new Mat(height, width, CV_8UC1);
      ((ByteBuffer) small.createBuffer()).put(mask);
      Mat soft = new Mat();
      GaussianBlur(small, soft, new Size(3, 3), .7);
      Mat large = new Mat();
      resize(soft, large, new Size(picture.width(), picture.height()), 0, 0, INTER_CUBIC);
      ((ByteBuffer) large.createBuffer()).get(alpha);
    }
    var cut = new Frame(picture.size());
    // eroded, so that no background is visible along the edge
    for (int i = 0; i < alpha.length; i++) {
      int level = Math.clamp(Math.round(((alpha[i] & 255) - 110) * 2f), 0, 255);
      cut.argb()[i] = (picture.argb()[i] & 0xffffff) | level << 24;
    }
    return cut;
  }
}
