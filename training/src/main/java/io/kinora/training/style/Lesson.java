package io.kinora.training.style;

import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.style.StyleTextures;
import io.kinora.torch.Tensors;
import io.kinora.training.world.MovingPair;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A training batch: pairs of frames in motion and a painter's output for them.
///
/// @param frames `[2 N, 3, H, W]`: the earlier frames of all pairs, then the later ones, if both
/// @param paper `[2 N, TEXTURES, H, W]`
/// @param truth the painter's output, of the shape of `frames`
/// @param places `[N, H, W, 2]`: the previous positions of the later frames' pixels, as input for
///     `grid_sample`
/// @param seen `[N, 1, H, W]`: 1 where the same thing is visible in both frames
record Lesson(Tensor frames, Tensor paper, Tensor truth, Tensor places, Tensor seen) {
  private static final double LOUDEST_NOISE = 7 / 255.0;

  /// @param each 2 for both frames of the pairs, 1 for the earlier ones alone
  /// @param noisy the share of pairs with noise in the frames, but not in the painter's output
  static Lesson of(
      NamedStyle style, List<MovingPair> pairs, int each, RandomGenerator random, double noisy) {
    Painter painter = Painters.of(style);
    int side = pairs.getFirst().first().getWidth(), area = side * side, n = pairs.size();
    float[] frames = new float[each * n * 3 * area], truth = new float[frames.length];
    float[] paper = new float[each * n * StyleNet.TEXTURES * area];
    float[] places = new float[n * area * 2], seen = new float[n * area];
    for (int p = 0; p < n; p++) {
      MovingPair pair = pairs.get(p);
      // aligned so that the net's strides match the paper as at the frame's corner
      int left = StyleNet.GRID * random.nextInt(StyleTextures.SIDE / StyleNet.GRID);
      int top = StyleNet.GRID * random.nextInt(StyleTextures.SIDE / StyleNet.GRID);
      double noise = random.nextDouble() < noisy ? LOUDEST_NOISE * random.nextDouble() : 0;
      for (int later = 0; later < each; later++) {
        int slot = later * n + p;
        Canvas clean = canvas(later == 0 ? pair.first() : pair.second());
        put(painter.paint(clean, left, top), truth, slot);
        Canvas frame =
            noise == 0
                ? clean
                : clean.map((c, i) -> clean.at(c, i) + noise * random.nextGaussian());
        put(frame, frames, slot);
        for (int t = 0; t < style.textures().size(); t++) {
          float[] one = StyleTextures.texture(style.textures().get(t), left, top, side, side);
          System.arraycopy(one, 0, paper, (slot * StyleNet.TEXTURES + t) * area, area);
        }
      }
      for (int i = 0; i < area; i++) {
        int row = i / side;
        places[2 * (p * area + i)] = unit(i % side + pair.flow()[2 * i], side);
        places[2 * (p * area + i) + 1] = unit(row + pair.flow()[2 * i + 1], side);
      }
      System.arraycopy(pair.seen(), 0, seen, p * area, area);
    }
    return new Lesson(
        Tensors.of(frames, (long) each * n, 3, side, side),
        Tensors.of(paper, (long) each * n, StyleNet.TEXTURES, side, side),
        Tensors.of(truth, (long) each * n, 3, side, side),
        Tensors.of(places, n, side, side, 2),
        Tensors.of(seen, n, 1, side, side));
  }

  /// Converts a pixel position to `grid_sample`'s coordinates: -1 at the left edge of the first
  /// pixel, 1 at the right edge of the last.
  private static float unit(double pixel, int side) {
    return (float) ((2 * pixel + 1) / side - 1);
  }

  static Canvas canvas(BufferedImage image) {
    int w = image.getWidth(), h = image.getHeight();
    int[] pixels = image.getRGB(0, 0, w, h, null, 0, w);
    float[][] v = new float[3][pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      for (int c = 0; c < 3; c++) {
        v[c][i] = (pixels[i] >> (16 - 8 * c) & 255) / 255f;
      }
    }
    return new Canvas(new Plane(w, h, v[0]), new Plane(w, h, v[1]), new Plane(w, h, v[2]));
  }

  private static void put(Canvas canvas, float[] into, int slot) {
    for (int c = 0; c < 3; c++) {
      System.arraycopy(
          canvas.channel(c).v(), 0, into, (slot * 3 + c) * canvas.size(), canvas.size());
    }
  }

  /// The temporal loss: the difference between the changes along the motion in `painted` and in the
  /// painter's own pictures, in which the paper texture stands still and everything else moves with
  /// the content (after Huang et al. 2017, "Real-time neural style transfer for videos", eq. 7).
  ///
  /// @param painted of the shape of `frames`
  Tensor unsteady(Tensor painted) {
    Tensor change = change(painted).sub(change(truth));
    return change.abs().mul(seen).mean();
  }

  /// `[N, 3, H, W]`: the later frames minus the earlier ones warped along the motion.
  private Tensor change(Tensor both) {
    long n = places.size(0);
    Tensor before = torch.grid_sampler_2d(both.narrow(0, 0, n), places, 0, 1, false);
    return both.narrow(0, n, n).sub(before);
  }
}
