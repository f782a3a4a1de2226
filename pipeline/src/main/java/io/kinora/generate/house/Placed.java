package io.kinora.generate.house;

import java.util.ArrayList;
import java.util.List;

/// A layer's picture at one moment with the affine map from screen pixels to its texels.
final class Placed {
  private final Layer.Repeat repeat;
  private final int[] pixels;
  private final int width;
  private final int height;
  private final double ux, uy, u0;
  private final double vx, vy, v0;

  private Placed(
      Texture texture, Layer.Repeat repeat, Layer.Pose pose, View.Similarity map, Canvas canvas) {
    this.repeat = repeat;
    double unit = canvas.unit();
    // screen = map(pose.x + rotate(turn, box)); here the other way round, from pixels to texels
    double square = map.cos() * map.cos() + map.sin() * map.sin();
    double texels = texture.height() / 2.0 / pose.halfHeight(); // per unit
    int level = texture.level(texels / Math.sqrt(square) / unit);
    pixels = texture.pixels(level);
    width = texture.width() >> level;
    height = texture.height() >> level;
    texels /= 1 << level;
    double cosTurn = Math.cos(pose.turn());
    double sinTurn = Math.sin(pose.turn());
    double a = map.cos() / square;
    double b = map.sin() / square;
    // box = rotate(-turn, inverse(map, screen) - pose)
    double xx = cosTurn * a - sinTurn * b;
    double xy = cosTurn * b + sinTurn * a;
    double yx = -sinTurn * a - cosTurn * b;
    double yy = -sinTurn * b + cosTurn * a;
    double flip = pose.mirrored() ? -1 : 1;
    double originX = canvas.x(0) - map.dx();
    double originY = canvas.y(0) - map.dy();
    double boxX = xx * originX + xy * originY - (cosTurn * pose.x() + sinTurn * pose.y());
    double boxY = yx * originX + yy * originY - (cosTurn * pose.y() - sinTurn * pose.x());
    ux = flip * xx / unit * texels;
    uy = flip * xy / unit * texels;
    u0 = flip * boxX * texels + width / 2.0 - .5;
    vx = yx / unit * texels;
    vy = yy / unit * texels;
    v0 = boxY * texels + height / 2.0 - .5;
  }

  /// The copies of a layer that may be seen at a time.
  static List<Placed> of(Layer layer, double seconds, View.Similarity map, Canvas canvas) {
    Layer.Pose pose = layer.path().at(seconds);
    Texture texture = layer.picture(seconds);
    if (layer.repeat() != Layer.Repeat.PERIODIC) {
      return List.of(new Placed(texture, layer.repeat(), pose, map, canvas));
    }
    // Copies whose middle lies within the frame's half diagonal and their own, on the plane.
    double scale = Math.hypot(map.cos(), map.sin());
    double reach =
        Math.hypot(canvas.width(), canvas.height()) / 2 / canvas.unit() / scale
            + 1.5 * pose.halfHeight() * texture.width() / texture.height();
    double middle = -(map.cos() * map.dx() + map.sin() * map.dy()) / (scale * scale);
    var copies = new ArrayList<Placed>();
    int first = (int) Math.ceil((middle - reach - pose.x()) / Layer.PERIOD);
    int last = (int) Math.floor((middle + reach - pose.x()) / Layer.PERIOD);
    for (int i = first; i <= last; i++) {
      var copy =
          new Layer.Pose(
              pose.x() + i * Layer.PERIOD,
              pose.y(),
              pose.halfHeight(),
              pose.turn(),
              pose.mirrored());
      copies.add(new Placed(texture, Layer.Repeat.ONCE, copy, map, canvas));
    }
    return copies;
  }

  /// Blends the rows from `from` to before `to` over what is there.
  void draw(Canvas canvas, int from, int to) {
    int[] argb = canvas.argb();
    for (int row = from; row < to; row++) {
      double u = u0 + uy * row;
      double v = v0 + vy * row;
      int first = 0;
      int last = canvas.width() - 1;
      if (repeat == Layer.Repeat.ONCE) {
        first = Math.max(first, Math.max(entry(u, ux, width), entry(v, vx, height)));
        last = Math.min(last, Math.min(exit(u, ux, width), exit(v, vx, height)));
      } else if (repeat == Layer.Repeat.MIRRORED && vx == 0 && v <= -1) {
        continue; // above the box of a level band
      }
      for (int column = first; column <= last; column++) {
        int source = sample(u + ux * column, v + vx * column);
        int alpha = source >>> 24;
        if (alpha == 255) {
          argb[row * canvas.width() + column] = source;
        } else if (alpha != 0) {
          int at = row * canvas.width() + column;
          argb[at] = over(source, argb[at], 255 - alpha);
        }
      }
    }
  }

  /// The first column whose texel coordinate lies above −1 (and below `size`).
  private static int entry(double at, double step, int size) {
    if (step == 0) {
      return at > -1 && at < size ? 0 : Integer.MAX_VALUE;
    }
    double column = step > 0 ? (-1 - at) / step : (size - at) / step;
    return (int) Math.clamp(Math.floor(column) + 1, 0, 1 << 20);
  }

  private static int exit(double at, double step, int size) {
    if (step == 0) {
      return at > -1 && at < size ? Integer.MAX_VALUE : -1;
    }
    double column = step > 0 ? (size - at) / step : (-1 - at) / step;
    return (int) Math.clamp(Math.ceil(column) - 1, -1, 1 << 20);
  }

  private int sample(double u, double v) {
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    int shareX = (int) ((u - column) * 256);
    int shareY = (int) ((v - row) * 256);
    int upper = Texture.lerp(texel(column, row), texel(column + 1, row), shareX);
    int lower = Texture.lerp(texel(column, row + 1), texel(column + 1, row + 1), shareX);
    return Texture.lerp(upper, lower, shareY);
  }

  private int texel(int column, int row) {
    if (repeat == Layer.Repeat.ONCE) {
      return column < 0 || column >= width || row < 0 || row >= height
          ? 0
          : pixels[row * width + column];
    }
    int x = Math.floorMod(column, 2 * width);
    if (x >= width) {
      x = 2 * width - 1 - x;
    }
    if (repeat == Layer.Repeat.TILED) {
      return pixels[Math.floorMod(row, height) * width + x];
    }
    return row < 0 ? 0 : pixels[Math.min(row, height - 1) * width + x];
  }

  /// Premultiplied `source` over opaque `below`, each sum cut off at 255: mixing may have rounded a
  /// colour one level above its alpha.
  private static int over(int source, int below, int clear) {
    int rb = (below & 0xff00ff) * clear + 0x800080;
    int g = (below & 0x00ff00) * clear + 0x008000;
    rb = (source & 0xff00ff) + (((rb + (rb >>> 8 & 0xff00ff)) >>> 8) & 0xff00ff);
    g = (source & 0x00ff00) + (((g + (g >>> 8 & 0x00ff00)) >>> 8) & 0x00ff00);
    int overRb = rb & 0x1000100;
    int overG = g & 0x010000;
    rb = (rb | (overRb - (overRb >>> 8))) & 0xff00ff;
    g = (g | (overG - (overG >>> 8))) & 0x00ff00;
    return 0xff000000 | rb | g;
  }
}
