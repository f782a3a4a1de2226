package io.kinora.training.own;

import io.kinora.clip.Frame;

/// Extracts a drawn thing from a frame by chroma key: the background has one colour.
final class KeyedThing {
  /// The candidate key colours; the one that differs more from the thing's colours is used.
  private static final int[] KEYS = {0xff00c000, 0xffd000d0};

  /// The minimum distance of a pixel's colour from all shades of the key colour, in levels, to
  /// belong to the thing.
  private static final double FAR = 40;

  private KeyedThing() {}

  /// The key colour for a thing.
  ///
  /// @param cut the thing on a transparent background
  static int key(Frame cut) {
    int best = KEYS[0];
    double most = -1;
    for (int key : KEYS) {
      double sum = 0;
      for (int argb : cut.argb()) {
        sum += argb >>> 24 > 128 ? Math.min(2 * FAR, off(argb, key)) : 0;
      }
      if (sum > most) {
        most = sum;
        best = key;
      }
    }
    return best;
  }

  /// The frame with the key colour and its shades made transparent.
  static Frame of(Frame frame, int key) {
    var cut = new Frame(frame.size());
    for (int i = 0; i < cut.argb().length; i++) {
      int argb = frame.argb()[i];
      cut.argb()[i] = off(argb, key) > FAR ? argb | 0xff000000 : 0;
    }
    return cut;
  }

  /// The distance of a colour from the line between black and the key colour.
  private static double off(int argb, int key) {
    double along = 0, square = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      along += (double) (argb >> shift & 255) * (key >> shift & 255);
      square += (double) (key >> shift & 255) * (key >> shift & 255);
    }
    double share = Math.clamp(along / square, .4, 1.1);
    double sum = 0;
    for (int shift = 0; shift < 24; shift += 8) {
      double d = (argb >> shift & 255) - share * (key >> shift & 255);
      sum += d * d;
    }
    return Math.sqrt(sum);
  }

  /// The horizontal centre of the opaque pixels, from 0 at the left to 1; NaN if there are none.
  static double middle(Frame cut) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < cut.argb().length; i++) {
      if (cut.argb()[i] >>> 24 > 128) {
        sum += (i % cut.width() + .5) / cut.width();
        count++;
      }
    }
    return count < 20 ? Double.NaN : sum / count;
  }
}
