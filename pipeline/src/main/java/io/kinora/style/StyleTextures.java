package io.kinora.style;

import io.kinora.torch.Seeds;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The textures of paper and tools: they are static on the frame, such as the grain of paper, the
/// dots of a print and the bristles of brushes. A net that receives them beside the frame need not
/// generate texture from its input, so its output does not flicker.
///
/// Every texture is a square tile that repeats seamlessly; its values depend only on its name.
public final class StyleTextures {
  /// Rows and columns of a tile.
  public static final int SIDE = 512;

  /// The textures, with values from -1 to 1 unless stated otherwise.
  public enum Texture {
    /// fine grain of about one pixel
    GRAIN,
    /// fibres and small blots of about three pixels
    FIBRE,
    /// blots of about twenty pixels
    BLOT,
    /// horizontal strokes of a flat brush, each lighter or darker, with bristles
    STROKES_0,
    /// the same, rising to the right
    STROKES_45,
    /// the same, upright
    STROKES_90,
    /// the same, falling to the right
    STROKES_135,
    /// lines of a pencil, rising to the right
    HATCH,
    /// lines of a pencil, falling to the right
    CROSS_HATCH,
    /// a halftone screen at 45°: 1 in the centre of a dot, -1 between four
    DOTS,
    /// tiles of a mosaic: the horizontal distance to the right to the centre of the tile, in tiles
    TILE_X,
    /// the same, downwards
    TILE_Y,
    /// 1 in the joint between tiles, -1 well inside of one
    TILE_JOINT,
    /// a random value for each tile
    TILE_SHADE,
    /// long horizontal grain of wood
    WOOD,
    /// squares of eight pixels: the horizontal distance to the right to the centre of the square,
    /// in squares
    SQUARE_X,
    /// the same, downwards
    SQUARE_Y
  }

  /// The distance in pixels between the centres of two tiles of the mosaic, and of two squares.
  static final double TILE = SIDE / 44.0;

  private static final int SQUARE = 8;
  private static final Map<Texture, float[]> TILES = new EnumMap<>(Texture.class);

  private StyleTextures() {}

  /// A part of a texture at a position of the frame.
  ///
  /// @param left of the first column, in pixels from the left edge of the frame
  /// @param top of the first row
  /// @return `height` rows of `width` values
  public static float[] texture(Texture texture, int left, int top, int width, int height) {
    float[] tile = tile(texture);
    float[] part = new float[width * height];
    for (int y = 0; y < height; y++) {
      int row = (y + top & SIDE - 1) * SIDE;
      for (int x = 0; x < width; x++) {
        part[y * width + x] = tile[row + (x + left & SIDE - 1)];
      }
    }
    return part;
  }

  private static synchronized float[] tile(Texture texture) {
    return TILES.computeIfAbsent(texture, StyleTextures::made);
  }

  private static float[] made(Texture texture) {
    RandomGenerator random = Seeds.random(17, texture.name());
    return switch (texture) {
      case GRAIN -> noise(random, .8, .8);
      case FIBRE -> noise(random, 2.2, 2.2);
      case BLOT -> noise(random, 14, 14);
      case WOOD -> noise(random, 34, 1.7);
      case STROKES_0 -> strokes(random, 0);
      case STROKES_45 -> strokes(random, 1);
      case STROKES_90 -> strokes(random, 2);
      case STROKES_135 -> strokes(random, 3);
      case HATCH -> hatch(random, 1);
      case CROSS_HATCH -> hatch(random, -1);
      case DOTS -> dots();
      case TILE_X, TILE_Y, TILE_JOINT, TILE_SHADE -> mosaic(texture);
      case SQUARE_X -> squares(1, 0);
      case SQUARE_Y -> squares(0, 1);
    };
  }

  /// Smoothed white noise of standard deviation 0.5, clipped to -1 … 1.
  private static float[] noise(RandomGenerator random, double across, double down) {
    float[] v = new float[SIDE * SIDE];
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) random.nextGaussian();
    }
    smooth(v, across, 1);
    smooth(v, down, SIDE);
    double square = 0;
    for (float value : v) {
      square += value * value;
    }
    float scale = (float) (.5 / Math.sqrt(square / v.length));
    for (int i = 0; i < v.length; i++) {
      v[i] = Math.clamp(v[i] * scale, -1, 1);
    }
    return v;
  }

  /// A Gaussian blur along rows or columns, periodic at the edges of the tile.
  private static void smooth(float[] v, double deviation, int stride) {
    int reach = (int) Math.ceil(2.5 * deviation);
    double[] kernel = new double[2 * reach + 1];
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = Math.exp(-i * i / (2 * deviation * deviation));
    }
    double[] line = new double[SIDE];
    for (int l = 0; l < SIDE; l++) {
      int start = stride == 1 ? l * SIDE : l;
      for (int i = 0; i < SIDE; i++) {
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
          sum += kernel[k + reach] * v[start + (i + k & SIDE - 1) * stride];
        }
        line[i] = sum;
      }
      for (int i = 0; i < SIDE; i++) {
        v[start + i * stride] = (float) line[i];
      }
    }
  }

  private static final double STROKE_LENGTH = 15, STROKE_WIDTH = 4.2;

  /// Overlapping strokes at random positions of the tile.
  ///
  /// @param eighth the direction, in eighths of a turn anti-clockwise
  private static float[] strokes(RandomGenerator random, int eighth) {
    float[] v = new float[SIDE * SIDE];
    int count = (int) (5 * SIDE * SIDE / (4 * STROKE_LENGTH * STROKE_WIDTH));
    for (int i = 0; i < count; i++) {
      double angle = -Math.PI / 4 * eighth + .16 * random.nextGaussian();
      double cos = Math.cos(angle), sin = Math.sin(angle);
      double length = STROKE_LENGTH * (.7 + .6 * random.nextDouble());
      double width = STROKE_WIDTH * (.75 + .5 * random.nextDouble());
      double shade = 1.1 * random.nextDouble() - .55;
      int middleX = random.nextInt(SIDE), middleY = random.nextInt(SIDE);
      double[] bristles = new double[32];
      for (int b = 0; b < bristles.length; b++) {
        bristles[b] = .33 * random.nextGaussian();
      }
      int reach = (int) Math.ceil(length + width);
      for (int y = -reach; y <= reach; y++) {
        for (int x = -reach; x <= reach; x++) {
          double along = x * cos + y * sin, beside = (y * cos - x * sin) / width;
          double end = Math.max(0, Math.abs(along) - length) / width;
          if (beside * beside + end * end < 1) {
            double ridge = beside > .72 ? -.45 : beside < -.72 ? .4 : 0;
            double hair = bristles[(int) ((beside + 1) * width * .95) & 31];
            int at = (middleY + y & SIDE - 1) * SIDE + (middleX + x & SIDE - 1);
            v[at] = (float) Math.clamp(shade + ridge + hair, -1, 1);
          }
        }
      }
    }
    return v;
  }

  /// Wavy lines: 1 in the middle of one, -1 between two.
  private static float[] hatch(RandomGenerator random, int rise) {
    float[] waver = noise(random, 18, 18);
    float[] pressure = noise(random, 4, 4);
    float[] v = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int at = y * SIDE + x;
        double turn = 2 * Math.PI * 58 * (x + rise * y) / SIDE + 2.6 * waver[at];
        v[at] = (float) Math.clamp(Math.cos(turn) + .5 * pressure[at], -1, 1);
      }
    }
    return v;
  }

  private static float[] dots() {
    float[] v = new float[SIDE * SIDE];
    double turn = 2 * Math.PI * 44 / SIDE;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        v[y * SIDE + x] = (float) (Math.cos(turn * x) * Math.cos(turn * y));
      }
    }
    return v;
  }

  private static float[] squares(int across, int down) {
    float[] v = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int in = across * (x % SQUARE) + down * (y % SQUARE);
        v[y * SIDE + x] = (SQUARE - 1f - 2 * in) / SQUARE;
      }
    }
    return v;
  }

  /// Mosaic tiles: the Voronoi cells of a jittered lattice.
  private static float[] mosaic(Texture which) {
    RandomGenerator random = Seeds.random(17, "mosaic");
    int count = (int) Math.round(SIDE / TILE);
    double[] x = new double[count * count], y = new double[x.length], shade = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int row = i / count;
      x[i] = (i % count + .5 + .3 * (random.nextDouble() - .5)) * TILE;
      y[i] = (row + .5 + .3 * (random.nextDouble() - .5)) * TILE;
      shade[i] = 2 * random.nextDouble() - 1;
    }
    float[] v = new float[SIDE * SIDE];
    for (int at = 0; at < v.length; at++) {
      int px = at % SIDE, py = at / SIDE;
      int column = (int) (px / TILE), row = (int) (py / TILE);
      double nearest = Double.MAX_VALUE, next = Double.MAX_VALUE, dx = 0, dy = 0;
      int tile = 0;
      for (int k = 0; k < 9; k++) {
        int c = column + k % 3 - 1, r = row + k / 3 - 1;
        int i = Math.floorMod(r, count) * count + Math.floorMod(c, count);
        double toX = x[i] + SIDE * Math.floorDiv(c, count) - px;
        double toY = y[i] + SIDE * Math.floorDiv(r, count) - py;
        double far = Math.max(Math.abs(toX), Math.abs(toY));
        if (far < nearest) {
          next = nearest;
          nearest = far;
          dx = toX;
          dy = toY;
          tile = i;
        } else {
          next = Math.min(next, far);
        }
      }
      v[at] =
          (float)
              Math.clamp(
                  switch (which) {
                    case TILE_X -> dx / TILE * 2;
                    case TILE_Y -> dy / TILE * 2;
                    case TILE_SHADE -> shade[tile];
                    default -> 1 - (next - nearest) * 1.1;
                  },
                  -1,
                  1);
    }
    return v;
  }
}
