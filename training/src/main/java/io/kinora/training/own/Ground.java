package io.kinora.training.own;

import io.kinora.training.world.MovingPictures;
import java.awt.image.BufferedImage;
import java.util.random.RandomGenerator;

/// The kinds of backgrounds of a composed picture.
enum Ground {
  /// a scene of the world
  PLACE,
  /// a gradient between two colours
  GRADIENT,
  /// smooth noise, stripes, dots or shapes
  TEXTURE,
  /// a simulated photograph: out of focus, with bokeh, vignetting and noise
  PHOTOGRAPH;

  /// The side of a background in pixels.
  static final int SIDE = 256;

  private static final double TWO_PI = 2 * Math.PI;

  /// Draws a random background.
  ///
  /// @return `0xRRGGBB`, [#SIDE] rows of [#SIDE]
  int[] draw(RandomGenerator random) {
    return switch (this) {
      case PLACE -> pixels(MovingPictures.scene(random));
      case TEXTURE -> pixels(MovingPictures.surface(random));
      case GRADIENT -> gradient(random);
      case PHOTOGRAPH -> photograph(random);
    };
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  private static int[] gradient(RandomGenerator random) {
    int[] from = colour(random);
    int[] to = random.nextDouble() < .25 ? from : colour(random);
    double angle = TWO_PI * random.nextDouble();
    boolean round = random.nextDouble() < .3;
    int[] pixels = new int[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / SIDE;
      double x = (i % SIDE + .5) / SIDE - .5;
      double y = (row + .5) / SIDE - .5;
      double way = round ? 1.4 * Math.hypot(x, y) : .5 + Math.cos(angle) * x + Math.sin(angle) * y;
      pixels[i] = mixed(from, to, Math.clamp(way, 0, 1));
    }
    return pixels;
  }

  private static int[] colour(RandomGenerator random) {
    int grey = random.nextInt(256);
    double vivid = random.nextDouble();
    int[] rgb = new int[3];
    for (int c = 0; c < 3; c++) {
      rgb[c] = (int) (grey + vivid * (random.nextInt(256) - grey));
    }
    return rgb;
  }

  private static int mixed(int[] from, int[] to, double share) {
    int rgb = 0;
    for (int c = 0; c < 3; c++) {
      rgb = rgb << 8 | Math.clamp(Math.round(from[c] + share * (to[c] - from[c])), 0, 255);
    }
    return rgb;
  }

  /// A scene, a texture or a gradient as a simulated photograph.
  private static int[] photograph(RandomGenerator random) {
    double kind = random.nextDouble();
    int[] pixels = (kind < .4 ? PLACE : kind < .85 ? TEXTURE : GRADIENT).draw(random);
    int spots = random.nextInt(12);
    for (int i = 0; i < spots; i++) {
      spot(pixels, random);
    }
    float[][] planes = Blur.planes(pixels);
    double blurred = 1 + 7 * random.nextDouble();
    double dark = .6 * random.nextDouble();
    double noise = 6 * random.nextDouble();
    for (float[] plane : planes) {
      Blur.gaussian(plane, SIDE, SIDE, blurred);
    }
    for (int i = 0; i < pixels.length; i++) {
      int row = i / SIDE;
      double x = (i % SIDE + .5) / SIDE - .5;
      double y = (row + .5) / SIDE - .5;
      double light = 1 - dark * 2 * (x * x + y * y);
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        double level = planes[c][i] * light + noise * random.nextGaussian();
        rgb = rgb << 8 | (int) Math.clamp(level, 0, 255);
      }
      pixels[i] = rgb;
    }
    return pixels;
  }

  /// Adds a rough texture, like grass, gravel or cloth: noise of several octaves, of which the
  /// finest may be the strongest, stretched along rows or columns.
  static void roughen(int[] pixels, RandomGenerator random) {
    double strength = 15 + 75 * random.nextDouble();
    double growth = .6 + .9 * random.nextDouble(); // of the amplitude, from an octave to a coarser
    double stretch = Math.exp(.7 * random.nextGaussian());
    float[] noise = new float[pixels.length];
    double weight = 1, power = 0;
    for (int cell = 2; cell <= 64; cell *= 2) {
      addNoise(noise, cell * stretch, cell / stretch, weight, random);
      power += weight * weight / 3;
      weight *= growth;
    }
    double[] tint = new double[3];
    for (int c = 0; c < 3; c++) {
      tint[c] = strength / Math.sqrt(power) * (.6 + .4 * random.nextDouble());
    }
    for (int i = 0; i < pixels.length; i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        double level = (pixels[i] >> (16 - 8 * c) & 255) + tint[c] * noise[i];
        rgb = rgb << 8 | (int) Math.clamp(level, 0, 255);
      }
      pixels[i] = rgb;
    }
  }

  /// Adds one octave: uniform values on a grid, bilinearly interpolated.
  private static void addNoise(
      float[] noise, double cellWidth, double cellHeight, double weight, RandomGenerator random) {
    int columns = (int) (SIDE / Math.max(1, cellWidth)) + 2;
    int rows = (int) (SIDE / Math.max(1, cellHeight)) + 2;
    float[] grid = new float[columns * rows];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (float) (weight * (2 * random.nextFloat() - 1));
    }
    for (int y = 0; y < SIDE; y++) {
      double v = y / Math.max(1, cellHeight);
      float down = (float) (v - Math.floor(v));
      for (int x = 0; x < SIDE; x++) {
        double u = x / Math.max(1, cellWidth);
        float across = (float) (u - Math.floor(u));
        int i = ((int) v) * columns + (int) u;
        float upper = grid[i] + across * (grid[i + 1] - grid[i]);
        float lower = grid[i + columns] + across * (grid[i + columns + 1] - grid[i + columns]);
        noise[y * SIDE + x] += upper + down * (lower - upper);
      }
    }
  }

  private static void spot(int[] pixels, RandomGenerator random) {
    int[] colour = colour(random);
    double radius = SIDE * (.02 + .1 * random.nextDouble());
    double strength = .3 + .7 * random.nextDouble();
    int left = random.nextInt(SIDE);
    int top = random.nextInt(SIDE);
    for (int y = Math.max(0, (int) (top - radius)); y < Math.min(SIDE, top + radius); y++) {
      for (int x = Math.max(0, (int) (left - radius)); x < Math.min(SIDE, left + radius); x++) {
        if (Math.hypot(x - left, y - top) < radius) {
          int at = pixels[y * SIDE + x];
          int[] rgb = {at >> 16 & 255, at >> 8 & 255, at & 255};
          pixels[y * SIDE + x] = mixed(rgb, colour, strength);
        }
      }
    }
  }
}
