package io.kinora.render.time;

import io.kinora.clip.Frame;

/// Arithmetic on whole frames.
final class Mixing {
  private Mixing() {}

  /// `into` = (1 - amount) · `into` + amount · `other`, on all four channels.
  static void mix(Frame into, Frame other, double amount) {
    int share = (int) Math.round(amount * 256);
    int[] a = into.argb();
    int[] b = other.argb();
    for (int i = 0; i < a.length; i++) {
      a[i] = mix(a[i], b[i], share);
    }
  }

  /// Mixes two channels at a time, each with eight spare bits above it.
  private static int mix(int a, int b, int share) {
    int even =
        ((a & 0xff00ff) * (256 - share) + (b & 0xff00ff) * share + 0x800080) >>> 8 & 0xff00ff;
    int odd =
        ((a >>> 8 & 0xff00ff) * (256 - share) + (b >>> 8 & 0xff00ff) * share + 0x800080)
            & 0xff00ff00;
    return even | odd;
  }

  static void copy(Frame from, Frame to) {
    System.arraycopy(from.argb(), 0, to.argb(), 0, from.argb().length);
  }
}
