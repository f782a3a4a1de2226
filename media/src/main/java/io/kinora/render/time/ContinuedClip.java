package io.kinora.render.time;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;

/// What comes behind a picture: a clip that begins with that picture, without it. The first frame
/// shows how whoever made the clip changes colours (an autoencoder does not give back quite what it
/// was given); a gain and an offset per channel, by least squares, take that back in all the
/// others.
public final class ContinuedClip extends DerivedClip {
  /// A gain beyond these is no change of colours but another picture.
  private static final double LOWEST = 0.8, HIGHEST = 1.25;

  /// The least correlation of a picture with the same one in other colours.
  private static final double SAME = 0.7;

  private final int[][] levels = new int[3][];

  /// Reads the first frame of `source`.
  ///
  /// @param picture what the clip begins with, in its size
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

  /// What each level of a channel becomes, so that `made` comes as near to `given` as it can.
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
