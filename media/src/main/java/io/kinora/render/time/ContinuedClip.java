package io.kinora.render.time;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;

/// The continuation of a picture: a clip that begins with that picture, without its first frame.
/// The first frame shows how the generator changes colours (an autoencoder does not reproduce its
/// input exactly); a gain and an offset per channel, by least squares, undo that in all other
/// frames.
public final class ContinuedClip extends DerivedClip {
  /// A gain beyond these limits means another picture, not a change of colours.
  private static final double LOWEST = 0.8, HIGHEST = 1.25;

  /// The minimum correlation of two versions of the same picture in different colours.
  private static final double SAME = 0.7;

  private final int[][] levels = new int[3][];

  /// Reads the first frame of `source`.
  ///
  /// @param picture the picture that the clip begins with, in the clip's size
  public ContinuedClip(Clip source, Frame picture) {
    super(source);
    var first = new Frame(source.size());
    if (!source.read(first)) {
      throw new IllegalArgumentException("A clip without frames goes on with nothing");
    }
    for (int channel = 0; channel < 3; channel++) {
      levels[channel] = levels(first.argb(), picture.argb(), 8 * channel);
    }
  }

  /// The new value of each level of a channel, which brings `made` as close to `given` as possible.
  private static int[] levels(int[] made, int[] given, int shift) {
    double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    for (int i = 0; i < made.length; i++) {
      int a = made[i] >> shift & 0xff, b = given[i] >> shift & 0xff;
      x += a;
      y += b;
      xx += a * a;
      xy += a * b;
      yy += b * b;
    }
    double n = made.length;
    double covariance = xy - x * y / n, of = xx - x * x / n, and = yy - y * y / n;
    boolean same = covariance > SAME * Math.sqrt(of * and) && of > 0;
    double gain = same ? Math.clamp(covariance / of, LOWEST, HIGHEST) : 1;
    double offset = (y - gain * x) / n;
    var levels = new int[256];
    for (int level = 0; level < levels.length; level++) {
      levels[level] = (int) Math.round(Math.clamp(gain * level + offset, 0, 255));
    }
    return levels;
  }

  @Override
  public long frames() {
    return source.frames() - 1;
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(into)) {
      return false;
    }
    int[] argb = into.argb();
    for (int i = 0; i < argb.length; i++) {
      int p = argb[i];
      argb[i] =
          (p & 0xff000000)
              | levels[2][p >> 16 & 0xff] << 16
              | levels[1][p >> 8 & 0xff] << 8
              | levels[0][p & 0xff];
    }
    return true;
  }
}
