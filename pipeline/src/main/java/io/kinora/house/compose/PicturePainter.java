package io.kinora.house.compose;

import io.kinora.house.net.Codec;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Paints nouns from their codes, in neutral daylight.
///
/// A thing is moved in its box so that its foot stands where that of every subject does, in the
/// middle; what is left over at the sides is transparent.
public final class PicturePainter {
  /// Where the foot is, from the top of the box (0) to its bottom (1).
  private static final double FOOT = .923;

  /// How many screen pixels one pixel of the texture may cover.
  private static final double SOFT = 1.4;

  /// An alpha above this belongs to the thing.
  private static final float SOLID = .5f;

  /// How far the picture of a surface goes on beyond its tile, in pixels.
  private static final int BLEED = 8;

  private final Supplier<Codec> codec;
  private final Supplier<PictureCodes> codes;
  private final Map<String, float[]> painted = new HashMap<>();
  private final List<Source> own = new ArrayList<>();
  private double gflop;

  /// @param codec asked for when something is painted: many shots have nothing for it
  /// @param codes asked for likewise
  public PicturePainter(Supplier<Codec> codec, Supplier<PictureCodes> codes) {
    this.codec = codec;
    this.codes = codes;
  }

  /// A thing that is painted from a picture of the user's own.
  public interface Source {
    /// The code that the encoder makes of it.
    PictureCodes.Code code();

    /// The thing in its box, premultiplied red, green, blue and alpha from 0 to 1; null paints it
    /// from its code alone.
    float @Nullable [] pixels(int side);

    /// The hue that covers most of it, from 0 to 1, or -1.
    double hue();
  }

  /// Adds a thing; the result is its row.
  public int add(Source source) {
    own.add(source);
    return codes.get().pictures().size() + own.size() - 1;
  }

  private @Nullable Source own(int row) {
    int at = row - codes.get().pictures().size();
    return at < 0 ? null : own.get(at);
  }

  /// Which picture of a thing is painted, and how.
  ///
  /// @param row of its code
  /// @param colour one of the colours of the vocabulary, or empty for its own
  public record Individual(int row, String colour) {}

  /// The part of its box that a thing fills.
  ///
  /// @param width over the width of the box
  /// @param height over the height of the box
  public record Extent(double width, double height) {}

  /// The rows of the codes of a noun, one for each hand that drew it; none if there is no code.
  public List<Integer> rows(String noun) {
    List<PictureCodes.Picture> all = codes.get().pictures();
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).noun().equals(noun))
        .boxed()
        .toList();
  }

  /// The work of the generator so far, in thousand million floating-point operations.
  public double gflop() {
    return gflop;
  }

  /// How much of its box a thing fills.
  public Extent extent(Individual individual) {
    int[] bounds = bounds(picture(individual));
    double side = CodecGenerator.SIDE;
    return new Extent((bounds[2] - bounds[0] + 1) / side, (bounds[3] - bounds[1] + 1) / side);
  }

  /// Paints a thing.
  ///
  /// @param heightPx how high its box is on the screen
  public Texture paint(Individual individual, double heightPx) {
    return paint(individual, heightPx, 2);
  }

  /// Paints a thing that stands in the background: where it is small, no larger than it was drawn.
  public Texture background(Individual individual, double heightPx) {
    return paint(individual, heightPx, heightPx < CodecGenerator.SIDE ? 1 : 2);
  }

  private Texture paint(Individual individual, double heightPx, int least) {
    int factor = least;
    while (factor < 8 && CodecGenerator.SIDE * factor * SOFT < heightPx) {
      factor *= 2;
    }
    int side = CodecGenerator.SIDE * factor;
    Source source = own(individual.row());
    float[] pixels = source == null ? null : source.pixels(side);
    if (pixels != null) {
      recolour(pixels, individual);
      return new Texture(side, side, premultiplied(pixels));
    }
    float[] picture = picture(individual);
    int[] large = new FlatColours(picture, CodecGenerator.SIDE).enlarged(factor);
    return new Texture(side, side, large);
  }

  private static int[] premultiplied(float[] pixels) {
    int[] argb = new int[pixels.length / 4];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          level(pixels[4 * i + 3]) << 24
              | level(pixels[4 * i]) << 16
              | level(pixels[4 * i + 1]) << 8
              | level(pixels[4 * i + 2]);
    }
    return argb;
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value * 255), 0, 255);
  }

  /// Paints the picture of a wall or a floor, which goes on beyond its border: what is left of it
  /// comes again without a seam.
  ///
  /// @param row of its code
  /// @param heightPx how high a tile is on the screen
  public Texture tile(int row, double heightPx) {
    int factor = 2;
    while (factor < 4 && CodecGenerator.SIDE * factor * SOFT < heightPx) {
      factor *= 2;
    }
    float[] picture = painted.computeIfAbsent("tile" + row, _ -> generated(row));
    int[] large = new FlatColours(picture, CodecGenerator.SIDE).enlarged(factor);
    int whole = CodecGenerator.SIDE * factor;
    int side = (CodecGenerator.SIDE - 2 * BLEED) * factor;
    int[] pixels = new int[side * side];
    for (int y = 0; y < side; y++) {
      System.arraycopy(
          large, (y + BLEED * factor) * whole + BLEED * factor, pixels, y * side, side);
    }
    return new Texture(side, side, pixels);
  }

  private float[] picture(Individual individual) {
    return painted.computeIfAbsent(
        individual.row() + individual.colour(),
        _ -> {
          float[] picture = generated(individual.row());
          recolour(picture, individual);
          return settled(picture);
        });
  }

  private float[] generated(int row) {
    gflop += CodecGenerator.gflop();
    // opened outside of the scope, which frees what is made in it
    CodecGenerator generator = codec.get().generator();
    PictureCodes all = codes.get();
    return TensorScope.infer(
        () -> {
          Source source = own(row);
          var code = source == null ? all.code(row) : source.code();
          var rgba = Torch.mixedPrecision(() -> generator.forward(code.code(), code.vector()));
          return Tensors.floats(
              rgba.permute(0, 2, 3, 1).to(org.bytedeco.pytorch.global.torch.ScalarType.Float));
        });
  }

  private void recolour(float[] picture, Individual individual) {
    int colour = Recolouring.number(individual.colour());
    if (colour < 0) {
      return;
    }
    Source source = own(individual.row());
    double hue = source == null ? codes.get().pictures().get(individual.row()).hue() : source.hue();
    if (hue < 0) {
      Recolouring.tint(picture, colour);
    } else {
      Recolouring.apply(picture, (float) hue, colour);
    }
  }

  /// Moves a thing so that its foot and its middle are where they belong.
  private static float[] settled(float[] picture) {
    int side = CodecGenerator.SIDE;
    int[] bounds = bounds(picture);
    int down = (int) Math.round(FOOT * side) - 1 - bounds[3];
    int right = (side - 1 - bounds[0] - bounds[2]) / 2;
    float[] moved = new float[picture.length];
    for (int y = Math.max(0, -down); y < Math.min(side, side - down); y++) {
      int from = (y * side + Math.max(0, -right)) * 4;
      int to = ((y + down) * side + Math.max(0, right)) * 4;
      System.arraycopy(picture, from, moved, to, (side - Math.abs(right)) * 4);
    }
    return moved;
  }

  /// The first and last column and row of a thing: left, top, right, bottom.
  private static int[] bounds(float[] picture) {
    int side = CodecGenerator.SIDE;
    int[] bounds = {side - 1, side - 1, 0, 0};
    for (int i = 0; i < side * side; i++) {
      if (picture[i * 4 + 3] > SOLID) {
        bounds[0] = Math.min(bounds[0], i % side);
        bounds[1] = Math.min(bounds[1], i / side);
        bounds[2] = Math.max(bounds[2], i % side);
        bounds[3] = Math.max(bounds[3], i / side);
      }
    }
    return bounds[2] < bounds[0] ? new int[] {0, 0, side - 1, side - 1} : bounds;
  }
}
