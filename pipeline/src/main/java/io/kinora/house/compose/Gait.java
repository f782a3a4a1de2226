package io.kinora.house.compose;

import java.util.List;
import java.util.stream.IntStream;

/// Generates the pictures of a step from one picture of a standing figure: the part below the hips
/// is moved, the part above is kept. People, seen from the front, lift the left and the right foot
/// in turn; the legs of animals, seen from the side, swing in alternation.
public final class Gait {
  /// The number of pictures of a cycle of two steps.
  private static final int PICTURES = 12;

  /// The height of the hips above the foot, in heights of the thing.
  private static final double HIPS_OF_PEOPLE = .31, HIPS_OF_ANIMALS = .27;

  /// The lift of a foot relative to the leg's length, and its swing relative to the thing's width.
  private static final double LIFT = .2, SWING = .055;

  /// Half the width of the blend between the two legs, relative to the picture's side.
  private static final double BETWEEN = .025;

  private final Texture standing;
  private final int left, top, right, bottom;

  /// @param standing the picture of the standing figure
  public Gait(Texture standing) {
    this.standing = standing;
    int[] bounds = {standing.width(), standing.height(), -1, -1};
    int[] pixels = standing.pixels();
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] >>> 24 > 127) {
        int x = i % standing.width();
        int y = i / standing.width();
        bounds[0] = Math.min(bounds[0], x);
        bounds[1] = Math.min(bounds[1], y);
        bounds[2] = Math.max(bounds[2], x);
        bounds[3] = Math.max(bounds[3], y);
      }
    }
    left = bounds[0];
    top = bounds[1];
    right = bounds[2];
    bottom = bounds[3];
  }

  /// The source position of a pixel of a step, in pixels of the standing picture.
  private interface Source {
    double x(double x, double y);

    double y(double x, double y);
  }

  /// The pictures of two steps, one with each foot, evenly over a cycle.
  ///
  /// @param amplitude 1 is normal, 0 is standing
  public static List<Texture> ofPeople(Texture standing, double amplitude) {
    var gait = new Gait(standing);
    return gait.pictures(cycle -> gait.lifting(cycle, amplitude));
  }

  /// Like [#ofPeople], for an animal seen from the side.
  public static List<Texture> ofAnimals(Texture standing, double amplitude) {
    var gait = new Gait(standing);
    return gait.pictures(cycle -> gait.swinging(cycle, amplitude));
  }

  /// A picture of an animal's step.
  ///
  /// @param picture used instead of the standing picture, of the same size
  /// @param cycle the phase of the step in cycles
  public Texture ofAnimal(Texture picture, double cycle, double amplitude) {
    return moved(picture, swinging(cycle, amplitude));
  }

  private List<Texture> pictures(java.util.function.DoubleFunction<Source> sources) {
    return IntStream.range(0, PICTURES)
        .parallel()
        .mapToObj(i -> moved(standing, sources.apply((double) i / PICTURES)))
        .toList();
  }

  private Source lifting(double cycle, double amplitude) {
    double hips = bottom - HIPS_OF_PEOPLE * (bottom - top);
    double middle = standing.width() / 2.0;
    double between = BETWEEN * standing.width();
    double swing = Math.sin(2 * Math.PI * cycle);
    return new Source() {
      @Override
      public double x(double x, double y) {
        return x;
      }

      @Override
      public double y(double x, double y) {
        double side = Math.clamp((x - middle) / between, -1, 1);
        double lift = amplitude * LIFT * Math.max(0, swing * side);
        return y <= hips ? y : hips + (y - hips) / (1 - Math.min(.5, lift));
      }
    };
  }

  private Source swinging(double cycle, double amplitude) {
    double leg = HIPS_OF_ANIMALS * (bottom - top);
    double width = Math.max(1, right - left);
    return new Source() {
      @Override
      public double x(double x, double y) {
        double down = Math.max(0, y - (bottom - leg)) / leg;
        double phase = 2 * Math.PI * (cycle + 2 * (x - left) / width);
        return x - amplitude * SWING * width * down * Math.sin(phase);
      }

      @Override
      public double y(double x, double y) {
        return y;
      }
    };
  }

  private Texture moved(Texture picture, Source source) {
    int width = picture.width();
    int height = picture.height();
    int[] pixels = picture.pixels().clone();
    int from = (int) (bottom - HIPS_OF_PEOPLE * (bottom - top));
    for (int y = Math.max(0, from); y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = sampled(picture, source.x(x, y), source.y(x, y));
      }
    }
    return new Texture(width, height, pixels);
  }

  /// Bilinear sampling of a picture, transparent outside.
  private static int sampled(Texture picture, double x, double y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    int u = (int) ((x - x0) * 256);
    int v = (int) ((y - y0) * 256);
    int upper = mixed(pixel(picture, x0, y0), pixel(picture, x0 + 1, y0), u);
    int lower = mixed(pixel(picture, x0, y0 + 1), pixel(picture, x0 + 1, y0 + 1), u);
    return mixed(upper, lower, v);
  }

  private static int pixel(Texture picture, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < picture.width() && y < picture.height();
    return inside ? picture.pixels()[y * picture.width() + x] : 0;
  }

  /// @param share of the second, in 256ths
  private static int mixed(int one, int two, int share) {
    int mixed = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int a = one >>> shift & 255;
      int b = two >>> shift & 255;
      mixed |= (a * (256 - share) + b * share + 128) >> 8 << shift;
    }
    return mixed;
  }
}
