package io.kinora.house.compose;

import java.util.ArrayList;
import java.util.List;

/// A layer's picture at one time with the affine map from screen pixels to its texels.
final class Placed implements Drawn {
  private static final int FRACTION = 16;

  private final Layer.Repeat repeat;
  private final int[] pixels;
  private final int width;
  private final int height;
  private final double ux, uy, u0;
  private final double vx, vy, v0;

  /// @param level the mipmap level of the texture
  private Placed(
      int[] pixels,
      Texture texture,
      int level,
      Layer.Repeat repeat,
      Layer.Pose pose,
      View.Similarity map,
      Canvas canvas) {
    this.pixels = pixels;
    this.repeat = repeat;
    width = texture.width() >> level;
    height = texture.height() >> level;
    double texels = height / 2.0 / pose.halfHeight(); // per unit of the scene
    double square = map.cos() * map.cos() + map.sin() * map.sin();
    double cosTurn = Math.cos(pose.turn());
    double sinTurn = Math.sin(pose.turn());
    double a = map.cos() / square;
    double b = map.sin() / square;
    // screen = map(pose + rotate(turn, box)), so box = rotate(-turn, inverse(map, screen) - pose)
    double xx = cosTurn * a - sinTurn * b;
    double xy = cosTurn * b + sinTurn * a;
    double yx = -sinTurn * a - cosTurn * b;
    double yy = -sinTurn * b + cosTurn * a;
    double flip = pose.mirrored() ? -1 : 1;
    double originX = canvas.x(0) - map.dx();
    double originY = canvas.y(0) - map.dy();
    double boxX = xx * originX + xy * originY - (cosTurn * pose.x() + sinTurn * pose.y());
    double boxY = yx * originX + yy * originY - (cosTurn * pose.y() - sinTurn * pose.x());
    // straight = foot + (bent - foot) / stretch down, (bent + lean * (straight - foot)) / widen
    // to the right
    Layer.Warp warp = pose.warp();
    double foot = warp.foot() * pose.halfHeight();
    double down = 1 / warp.stretch();
    double across = 1 / warp.widen();
    double lean = warp.lean() * across;
    double straightY = foot + (boxY - foot) * down;
    double straightX = boxX * across + lean * (straightY - foot);
    ux = flip * (xx * across + lean * yx * down) / canvas.unit() * texels;
    uy = flip * (xy * across + lean * yy * down) / canvas.unit() * texels;
    u0 = flip * straightX * texels + width / 2.0 - .5;
    vx = yx * down / canvas.unit() * texels;
    vy = yy * down / canvas.unit() * texels;
    v0 = straightY * texels + height / 2.0 - .5;
  }

  /// The copies of a layer that may be visible at a time.
  static List<Placed> of(Layer layer, double seconds, View.Similarity map, Canvas canvas) {
    Layer.Pose pose = layer.path().at(seconds);
    Layer.Moment moment = layer.moment(seconds);
    Texture texture = moment.first();
    double scale = Math.hypot(map.cos(), map.sin());
    double texels = texture.height() / 2.0 / pose.halfHeight();
    int level = texture.level(texels / scale / canvas.unit());
    int[] pixels = texture.mixed(moment.second(), level, moment.share());
    if (layer.repeat() != Layer.Repeat.PERIODIC) {
      return List.of(new Placed(pixels, texture, level, layer.repeat(), pose, map, canvas));
    }
    // Copies whose centre is within the canvas's half diagonal plus their own, on the plane.
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
              pose.mirrored(),
              pose.warp());
      copies.add(new Placed(pixels, texture, level, Layer.Repeat.ONCE, copy, map, canvas));
    }
    return copies;
  }

  /// A picture that is not repeated.
  static Placed of(Texture texture, Layer.Pose pose, View.Similarity map, Canvas canvas) {
    double scale = Math.hypot(map.cos(), map.sin());
    double texels = texture.height() / 2.0 / pose.halfHeight();
    int level = texture.level(texels / scale / canvas.unit());
    return new Placed(texture.pixels(level), texture, level, Layer.Repeat.ONCE, pose, map, canvas);
  }

  @Override
  public void draw(Canvas canvas, int from, int to) {
    boolean level = vx == 0 && uy == 0;
    int[] line = level ? new int[lineLength()] : pixels;
    for (int row = from; row < to; row++) {
      double u = u0 + uy * row;
      double v = v0 + vy * row;
      int first = 0;
      int last = canvas.width() - 1;
      if (repeat == Layer.Repeat.ONCE) {
        first = Math.max(first, Math.max(entry(u, ux, width), entry(v, vx, height)));
        last = Math.min(last, Math.min(exit(u, ux, width), exit(v, vx, height)));
      }
      if (first > last || (level && repeat == Layer.Repeat.MIRRORED && v <= -1)) {
        continue;
      }
      int[] argb = canvas.argb();
      int start = row * canvas.width();
      if (level) {
        fill(line, v);
        drawLevel(line, u + ux * first, argb, start + first, start + last);
      } else {
        for (int column = first; column <= last; column++) {
          blend(sample(u + ux * column, v + vx * column), argb, start + column);
        }
      }
    }
  }

  /// The length of the line of texels that an unrotated row of the screen shows: for a layer that
  /// is not repeated, its row with a transparent texel at either end; for a mirrored one, its row
  /// forwards and backwards.
  private int lineLength() {
    return repeat == Layer.Repeat.ONCE ? width + 3 : 2 * width + 1;
  }

  private void fill(int[] line, double v) {
    int row = (int) Math.floor(v);
    int share = (int) ((v - row) * 256);
    int offset = repeat == Layer.Repeat.ONCE ? 1 : 0;
    int upper = start(row), lower = start(row + 1);
    if (upper < 0 || lower < 0) {
      for (int x = 0; x < width; x++) {
        line[x + offset] = Texture.lerp(texel(x, row), texel(x, row + 1), share);
      }
    } else {
      for (int x = 0; x < width; x++) {
        int a = pixels[upper + x], b = pixels[lower + x];
        line[x + offset] = (a | b) == 0 ? 0 : Texture.lerp(a, b, share);
      }
    }
    if (repeat != Layer.Repeat.ONCE) {
      for (int x = 0; x < width; x++) {
        line[2 * width - 1 - x] = line[x];
      }
      line[2 * width] = line[0];
    }
  }

  /// The index of the first pixel of a row of texels; -1 if it is transparent.
  private int start(int row) {
    return switch (repeat) {
      case TILED -> Math.floorMod(row, height) * width;
      case ONCE, PERIODIC -> row < 0 || row >= height ? -1 : row * width;
      case MIRRORED -> row < 0 ? -1 : Math.min(row, height - 1) * width;
    };
  }

  private void drawLevel(int[] line, double u, int[] argb, int from, int to) {
    boolean once = repeat == Layer.Repeat.ONCE;
    long step = Math.round(ux * (1 << FRACTION));
    long period = (2L * width) << FRACTION;
    long at = Math.round((once ? u + 1 : u) * (1 << FRACTION));
    at = once ? Math.clamp(at, 0, ((long) (width + 2) << FRACTION) - 1) : Math.floorMod(at, period);
    for (int pixel = from; pixel <= to; pixel++) {
      int texel = (int) (at >> FRACTION);
      int a = line[texel];
      int b = line[texel + 1];
      if ((a | b) != 0) {
        blend(a == b ? a : Texture.lerp(a, b, (int) (at >> (FRACTION - 8)) & 255), argb, pixel);
      }
      at += step;
      if (once) {
        at = Math.clamp(at, 0, ((long) (width + 2) << FRACTION) - 1);
      } else if (at >= period) {
        at -= period;
      } else if (at < 0) {
        at += period;
      }
    }
  }

  static void blend(int source, int[] argb, int at) {
    int alpha = source >>> 24;
    if (alpha == 255) {
      argb[at] = source;
    } else if (alpha != 0) {
      argb[at] = over(source, argb[at], 255 - alpha);
    }
  }

  /// The first column whose texel coordinate is above −1 and below `size`.
  private static int entry(double at, double step, int size) {
    if (step == 0) {
      return at > -1 && at < size ? 0 : Integer.MAX_VALUE;
    }
    double column = step > 0 ? (-1 - at) / step : (size - at) / step;
    return (int) Math.clamp(Math.floor(column) + 1, 0, 1 << 20);
  }

  /// The last such column.
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
    int x = column;
    if (x < 0 || x >= width) {
      x = Math.floorMod(column, 2 * width);
      x = x >= width ? 2 * width - 1 - x : x;
    }
    if (repeat == Layer.Repeat.TILED) {
      return pixels[Math.floorMod(row, height) * width + x];
    }
    return row < 0 ? 0 : pixels[Math.min(row, height - 1) * width + x];
  }

  /// Premultiplied `source` over opaque `below`, with each sum clipped at 255, because mixing may
  /// have rounded a colour one level above its alpha.
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
