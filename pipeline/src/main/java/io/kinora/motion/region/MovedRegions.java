package io.kinora.motion.region;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.motion.flow.FramePyramid;
import io.kinora.motion.flow.Grey;
import io.kinora.shot.Camera;
import io.kinora.shot.Region;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/// A clip with independently moving regions. The uncovered areas are filled from their
/// surroundings; the rest of each frame is bit-exact.
public final class MovedRegions extends DerivedClip {
  private static final double TRUCK = .25;
  private static final double LOG_GROWTH = Math.log(1.25);

  /// The amplitude at an ambient of 10, relative to the frame height.
  private static final double STIR = .012;

  /// The wavelength of ambient motion, relative to the frame height.
  private static final double STIR_LENGTH = .11;

  private static final double STIR_HERTZ = .45;

  private final List<Layer> layers;
  private final Background background;
  private final Frame buffer;
  private long next;

  /// @param loose the amplitude factor of each pixel, from 0 at the edge of the mask to 1 inside
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Layer(Region region, Mask mask, float[] loose) {
    static Layer of(Region region, Mask mask) {
      return new Layer(region, mask, region.ambient() > 0 ? mask.depth() : new float[0]);
    }

    /// The layers of the regions. Each pixel belongs to one layer: where masks overlap, to the one
    /// on top, so that nothing is drawn twice. The later one is on top, unless the earlier one is
    /// inside it.
    static List<Layer> all(List<Region> regions, FrameSize size) {
      var bottomUp = new ArrayList<Layer>();
      for (Region region : Region.checked(regions).reversed()) {
        var layer = new Layer(region, Mask.read(region.mask(), size), new float[0]);
        int at = 0;
        for (int i = 0; i < bottomUp.size(); i++) {
          at = layer.mask().liesIn(bottomUp.get(i).mask()) ? i + 1 : at;
        }
        bottomUp.add(at, layer);
      }
      var owned = new ArrayList<Layer>();
      for (int i = 0; i < bottomUp.size(); i++) {
        Mask mask = bottomUp.get(i).mask();
        for (int j = 0; j < bottomUp.size(); j++) {
          Layer other = bottomUp.get(j);
          if (j > i) {
            mask = mask.without(other.mask(), other.leaves());
          } else if (j < i && other.leaves()) {
            mask = mask.withoutBorder(other.mask());
          }
        }
        owned.add(of(bottomUp.get(i).region(), mask));
      }
      return owned;
    }

    boolean leaves() {
      return region.horizontal() != 0 || region.vertical() != 0 || region.proximity() != 0;
    }
  }

  private MovedRegions(Clip source, List<Layer> layers) {
    super(source);
    this.layers = layers;
    background =
        new Background(
            source.size(), layers.stream().filter(Layer::leaves).map(Layer::mask).toList());
    buffer = new Frame(source.size());
  }

  /// The clip with moved regions; the clip itself if there are none.
  ///
  /// @param source the source, which is closed with the result, or on an error
  /// @throws io.kinora.error.BadRequest if a mask is unsuitable
  public static Clip of(Clip source, List<Region> regions) {
    if (regions.isEmpty()) {
      return source;
    }
    try {
      return new MovedRegions(source, Layer.all(regions, source.size()));
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  /// Rejects unsuitable masks before any work is done.
  public static void check(List<Region> regions, FrameSize size) {
    for (Region region : Region.checked(regions)) {
      Mask _ = Mask.read(region.mask(), size);
    }
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(buffer)) {
      return false;
    }
    double seconds = rate().seconds(next++);
    System.arraycopy(buffer.argb(), 0, into.argb(), 0, into.argb().length);
    if (seconds > 0) {
      background.fill(buffer, into);
      layers.forEach(layer -> draw(layer, seconds, into));
    }
    return true;
  }

  /// Composites a region at its current position over `into`.
  private void draw(Layer layer, double seconds, Frame into) {
    int w = into.width();
    int h = into.height();
    float[] places = places(layer, seconds);
    int[] moved = new int[w * h];
    try (var _ = new PointerScope()) {
      Mat map = new Mat(h, w, CV_32FC2);
      ((FloatBuffer) map.createBuffer()).put(places);
      Mat result = new Mat();
      Mat cut = Grey.colour(cut(layer.mask()));
      remap(cut, result, map, new Mat(), INTER_CUBIC, BORDER_CONSTANT, new Scalar());
      var shown = new Frame(size());
      FramePyramid.pixels(result, shown);
      System.arraycopy(shown.argb(), 0, moved, 0, moved.length);
    }
    int[] argb = into.argb();
    for (int i = 0; i < argb.length; i++) {
      argb[i] = over(moved[i], argb[i]);
    }
  }

  /// The frame with the mask as its alpha.
  private Frame cut(Mask mask) {
    var cut = new Frame(size());
    for (int i = 0; i < cut.argb().length; i++) {
      cut.argb()[i] = (buffer.argb()[i] & 0xffffff) | (mask.levels()[i] << 24);
    }
    return cut;
  }

  private static int over(int top, int below) {
    int alpha = top >>> 24;
    if (alpha == 0) {
      return below;
    }
    int mixed = below & 0xff000000;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int sum = alpha * (top >> shift & 255) + (255 - alpha) * (below >> shift & 255);
      mixed |= ((sum + 127) / 255) << shift;
    }
    return mixed;
  }

  /// For each pixel, the source position in the frame: x, y.
  private float[] places(Layer layer, double seconds) {
    int w = size().width();
    int h = size().height();
    Region region = layer.region();
    double grown = Math.exp(LOG_GROWTH * region.proximity() / Camera.MAX * seconds);
    double dx = TRUCK * region.horizontal() / Camera.MAX * w * seconds;
    double dy = -TRUCK * region.vertical() / Camera.MAX * h * seconds;
    double middleX = layer.mask().middleX();
    double middleY = layer.mask().middleY();
    double stir = STIR * region.ambient() / Camera.MAX * h;
    double wave = 2 * Math.PI / (STIR_LENGTH * h);
    double phase = 2 * Math.PI * STIR_HERTZ * seconds;
    float[] places = new float[2 * w * h];
    IntStream.range(0, h)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < w; x++) {
                double u = middleX + (x - middleX - dx) / grown;
                double v = middleY + (y - middleY - dy) / grown;
                int at = 2 * (y * w + x);
                if (stir > 0) {
                  // two waves in different directions, with zero displacement at the start
                  double a = wave * (.8 * u + .6 * v);
                  double b = wave * (.45 * v - .9 * u);
                  int column = (int) Math.clamp(u, 0, w - 1.0);
                  int row = (int) Math.clamp(v, 0, h - 1.0);
                  double far = stir * layer.loose()[row * w + column] / 2;
                  places[at] = (float) (u + far * (Math.sin(a + phase) - Math.sin(a)));
                  places[at + 1] = (float) (v + far * (Math.sin(b + 1.3 * phase) - Math.sin(b)));
                } else {
                  places[at] = (float) u;
                  places[at + 1] = (float) v;
                }
              }
            });
    return places;
  }
}
