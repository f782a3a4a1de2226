package io.kinora.write;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;

/// Compares what went into a file with what comes out.
public final class Pictures {
  private Pictures() {}

  /// How near a file comes to a clip: the lowest peak signal-to-noise ratio of any frame, in dB.
  ///
  /// @param luma over the BT.709 luma, which 4:2:0 keeps whole
  /// @param rgb over red, green and blue, of which 4:2:0 blurs the edges
  record Likeness(double luma, double rgb) {}

  /// Compares all frames; both clips must have the same number of them.
  static Likeness compare(Clip expected, Clip actual) {
    Frame wanted = new Frame(expected.size());
    Frame got = new Frame(actual.size());
    double luma = Double.POSITIVE_INFINITY;
    double rgb = Double.POSITIVE_INFINITY;
    while (expected.read(wanted)) {
      if (!actual.read(got)) {
        throw new AssertionError("the file has fewer frames than the clip");
      }
      luma = Math.min(luma, lumaPsnr(wanted, got));
      rgb = Math.min(rgb, psnr(wanted, got));
    }
    if (actual.read(got)) {
      throw new AssertionError("the file has more frames than the clip");
    }
    return new Likeness(luma, rgb);
  }

  static double psnr(Frame a, Frame b) {
    double squares = 0;
    for (int i = 0; i < a.argb().length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        int difference = (a.argb()[i] >> shift & 0xff) - (b.argb()[i] >> shift & 0xff);
        squares += difference * difference;
      }
    }
    return 10 * Math.log10(255.0 * 255.0 * 3 * a.argb().length / squares);
  }

  private static double lumaPsnr(Frame a, Frame b) {
    double squares = 0;
    for (int i = 0; i < a.argb().length; i++) {
      double difference = luma(a.argb()[i]) - luma(b.argb()[i]);
      squares += difference * difference;
    }
    return 10 * Math.log10(255.0 * 255.0 * a.argb().length / squares);
  }

  private static double luma(int rgb) {
    return 0.2126 * (rgb >> 16 & 0xff) + 0.7152 * (rgb >> 8 & 0xff) + 0.0722 * (rgb & 0xff);
  }

  /// The largest difference of any channel of any pixel.
  public static int largestDifference(Frame a, Frame b) {
    int largest = 0;
    for (int i = 0; i < a.argb().length; i++) {
      for (int shift = 0; shift < 32; shift += 8) {
        int difference = (a.argb()[i] >>> shift & 0xff) - (b.argb()[i] >>> shift & 0xff);
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    return largest;
  }
}
