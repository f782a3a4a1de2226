package io.kinora.house.compose;

import io.kinora.house.net.Codec;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.PictureCodes;
import io.kinora.noun.Nouns;
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
/// A thing is moved in its box so that it is centred and its foot is at the height of every
/// subject's foot; the rest of the box is transparent.
public final class PicturePainter {
  /// The height of the foot, from the top of the box (0) to its bottom (1).
  private static final double FOOT = .923;

  /// The maximum number of screen pixels per pixel of the texture.
  private static final double SOFT = 1.4;

  /// Pixels with an alpha above this belong to the thing.
  private static final float SOLID = .5f;

  /// The margin of a surface's picture around its tile, in pixels.
  private static final int BLEED = 8;

  private final Supplier<Codec> codec;
  private final Supplier<PictureCodes> codes;
  private final Map<String, float[]> painted = new HashMap<>();
  private final List<Source> own = new ArrayList<>();
  private double gflop;

  /// @param codec called only when something is painted, because many shots do not need it
  /// @param codes called only when needed
  public PicturePainter(Supplier<Codec> codec, Supplier<PictureCodes> codes) {
    this.codec = codec;
    this.codes = codes;
  }

  /// A thing that is painted from the user's own picture.
  public interface Source {
    /// The encoder's code of it.
    PictureCodes.Code code();

    /// The thing in its box, as premultiplied red, green, blue and alpha from 0 to 1; null means
    /// that it is painted from its code alone.
    float @Nullable [] pixels(int side);

    /// Its dominant hue, from 0 to 1, or -1.
    double hue();
  }

  /// Adds a thing and returns its row.
  public int add(Source source) {
    own.add(source);
    return codes.get().pictures().size() + own.size() - 1;
  }

  private @Nullable Source own(int row) {
    int at = row - codes.get().pictures().size();
    return at < 0 ? null : own.get(at);
  }

  /// The picture of a thing to paint, and its colour.
  ///
  /// @param row of its code
  /// @param colour one of the colours of the vocabulary, or empty for its own
  public record Individual(int row, String colour) {}

  /// The share of its box that a thing fills.
  ///
  /// @param width relative to the width of the box
  /// @param height relative to the height of the box
  public record Extent(double width, double height) {}

  /// The rows of the codes of a noun, one for each icon set; empty if there is no code.
  public List<Integer> rows(String noun) {
    List<PictureCodes.Picture> all = codes.get().pictures();
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).noun().equals(noun))
        .boxed()
        .toList();
  }

  /// The amount of computation of the generator so far, in 10⁹ floating-point operations.
  public double gflop() {
    return gflop;
  }

  /// The share of its box that a thing fills.
  public Extent extent(Individual individual) {
    int[] bounds = bounds(picture(individual));
    double side = CodecGenerator.SIDE;
    return new Extent((bounds[2] - bounds[0] + 1) / side, (bounds[3] - bounds[1] + 1) / side);
  }

  /// Paints a thing.
  ///
  /// @param heightPx the height of its box on the screen
  public Texture paint(Individual individual, double heightPx) {
    return paint(individual, heightPx, 2);
  }

  /// Paints a thing in the background: if it is small, not enlarged beyond its drawn size.
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

  static int level(float value) {
    return Math.clamp(Math.round(value * 255), 0, 255);
  }

  /// Paints the picture of a wall or a floor and removes its margin: the remaining tile repeats
  /// seamlessly.
  ///
  /// @param row of its code
  /// @param heightPx the height of a tile on the screen
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
    // opened outside of the scope, because the scope frees everything created in it
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
    float hue = (float) (source == null ? hue(individual, picture) : source.hue());
    if (hue < 0) {
      Recolouring.tint(picture, colour);
    } else {
      Recolouring.apply(picture, hue, colour);
    }
  }

  /// The hue that a colour of the prompt replaces: the dominant one, of people that of the clothes.
  private double hue(Individual individual, float[] picture) {
    var drawing = codes.get().pictures().get(individual.row());
    return Nouns.isPerson(drawing.noun())
        ? Recolouring.clothes(picture, (float) drawing.hue())
        : drawing.hue();
  }

  /// Moves a thing so that its foot and centre are at their standard positions.
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
