package io.kinora.training.own;

import io.kinora.clip.Frame;

/// Takes a drawn thing out of a frame whose ground has one colour.
final class KeyedThing {
  /// The grounds that a thing may be drawn before: the one that is less like its colours is taken.
  private static final int[] KEYS = {0xff00c000, 0xffd000d0};

  /// How far a pixel's colour is from every shade of the ground, in levels, to be of the thing.
  private static final double FAR = 40;

  private KeyedThing() {}

  /// The ground for a thing.
  ///
  /// @param cut all but the thing is transparent
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

  /// The frame with all transparent that is the ground, or its shade.
  static Frame of(Frame frame, int key) {
    var cut = new Frame(frame.size());
    for (int i = 0; i < cut.argb().length; i++) {
      int argb = frame.argb()[i];
      cut.argb()[i] = off(argb, key) > FAR ? argb | 0xff000000 : 0;
    }
    return cut;
  }

  /// How far a colour is from the line between black and the ground.
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

  /// The middle of what is opaque, from 0 at the left to 1; NaN if nothing is.
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
