package io.kinora.motion.flow;

import io.kinora.torch.Seeds;
import java.util.random.RandomGenerator;

/// A textured plane whose brightness is known between pixels, too, so that a moved picture of it
/// has no interpolation in it: smooth noise of several scales, and discs with soft rims.
public final class NoiseTexture {
  private static final int LATTICE = 256;
  private static final int OCTAVES = 5;
  private static final int DISCS = 40;

  private final float[] lattice = new float[LATTICE * LATTICE];
  private final double[] discs = new double[4 * DISCS];
  private final double coarsest;

  public NoiseTexture(long seed) {
    RandomGenerator random = Seeds.random(seed, "texture");
    for (int i = 0; i < lattice.length; i++) {
      lattice[i] = random.nextFloat();
    }
    coarsest = 40 + 60 * random.nextDouble();
    for (int i = 0; i < DISCS; i++) {
      discs[4 * i] = -200 + 900 * random.nextDouble();
      discs[4 * i + 1] = -200 + 700 * random.nextDouble();
      discs[4 * i + 2] = 4 + 30 * random.nextDouble();
      discs[4 * i + 3] = -60 + 120 * random.nextDouble();
    }
  }

  /// The brightness at a place, about 0 to 255.
  public double at(double x, double y) {
    double value = 0;
    double amplitude = 110;
    double size = coarsest;
    for (int octave = 0; octave < OCTAVES; octave++) {
      value += amplitude * (smooth(x / size + 17 * octave, y / size + 31 * octave) - .5);
      amplitude *= .6;
      size *= .5;
    }
    for (int i = 0; i < DISCS; i++) {
      double inside = discs[4 * i + 2] - Math.hypot(x - discs[4 * i], y - discs[4 * i + 1]);
      if (inside > -1) {
        value += discs[4 * i + 3] * Math.min(1, (inside + 1) / 2);
      }
    }
    return 128 + value;
  }

  private double smooth(double x, double y) {
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    double u = x - column;
    double v = y - row;
    double right = u * u * (3 - 2 * u);
    double down = v * v * (3 - 2 * v);
    double upper = node(column, row) + right * (node(column + 1, row) - node(column, row));
    double lower =
        node(column, row + 1) + right * (node(column + 1, row + 1) - node(column, row + 1));
    return upper + down * (lower - upper);
  }

  private float node(int column, int row) {
    return lattice[Math.floorMod(row, LATTICE) * LATTICE + Math.floorMod(column, LATTICE)];
  }
}
