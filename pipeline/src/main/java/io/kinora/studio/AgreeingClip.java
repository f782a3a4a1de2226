package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.error.BadRequest;

/// A clip whose first frames are compared with those of an encoded film, to verify that they show
/// the same. It compares means over large blocks, which encoding keeps, but which differ between
/// different pictures.
final class AgreeingClip extends DerivedClip {
  private static final int BLOCKS = 12;

  /// The maximum root-mean-square difference of the means, in levels of 255.
  private static final double BOUND = 10;

  private final Clip film;
  private final String name;
  private final Frame shown;
  private long index;

  /// @param film the film, of the same size, which stays open
  /// @param name the film's, for messages
  AgreeingClip(Clip clip, Clip film, String name) {
    super(clip);
    this.film = film;
    this.name = name;
    shown = new Frame(film.size());
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(into)) {
      return false;
    }
    if (film.read(shown) && distance(into, shown) > BOUND) {
      throw new BadRequest(
          "The film %s does not show what its record draws: frame %d differs."
              .formatted(name, index),
          "It was changed since, or its look depends on its end, as fade-out does. Add such looks"
              + " by kinora render, or go on from the last frame with the engine wan.",
          "extend");
    }
    index++;
    return true;
  }

  /// The root-mean-square difference of the block means, over all three colours.
  static double distance(Frame a, Frame b) {
    double[] one = means(a), other = means(b);
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum / one.length);
  }

  private static double[] means(Frame frame) {
    var sums = new double[3 * BLOCKS * BLOCKS];
    var counts = new int[BLOCKS * BLOCKS];
    int w = frame.width(), h = frame.height();
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        int block = y * BLOCKS / h * BLOCKS + x * BLOCKS / w;
        int pixel = frame.argb()[y * w + x];
        counts[block]++;
        for (int c = 0; c < 3; c++) {
          sums[3 * block + c] += pixel >> (8 * c) & 0xff;
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i / 3];
    }
    return sums;
  }
}
