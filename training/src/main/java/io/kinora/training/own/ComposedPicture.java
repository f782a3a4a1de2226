package io.kinora.training.own;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.training.pictures.CutDrawing;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A synthetic user picture: a drawing composited on a background, rotated, mirrored, large or
/// small, sometimes cropped by the edge, with or without an outline, a shadow, shading and noise.
///
/// @param rgb red, green and blue from 0 to 1, plane by plane
/// @param mask the coverage of each pixel by the thing, from 0 to 1
@SuppressWarnings("ArrayRecordComponent") // never compared
record ComposedPicture(int width, int height, float[] rgb, float[] mask) {
  /// The shares of pictures whose thing has an outline, a shadow, a texture, or is cropped by the
  /// edge.
  private static final double OUTLINED = .4, SHADOWED = .35, WOVEN = .3, CUT = .12;

  /// Composes a random picture.
  ///
  /// @param thing null for a picture without a foreground object
  /// @param weave a background whose luminance is used as the thing's texture
  static ComposedPicture of(
      @Nullable CutDrawing thing,
      int[] ground,
      int[] weave,
      int width,
      int height,
      RandomGenerator random) {
    float[] rgb = grounded(ground, width, height, random);
    float[] mask = new float[width * height];
    if (thing != null) {
      float[] layer = laid(thing, width, height, random);
      if (random.nextDouble() < OUTLINED) {
        outline(layer, width, height, random);
      }
      if (random.nextDouble() < SHADOWED) {
        shadow(rgb, layer, width, height, random);
      }
      double woven = random.nextDouble() < WOVEN ? .2 + .5 * random.nextDouble() : 0;
      double lit = random.nextDouble() < .5 ? .5 * random.nextDouble() : 0;
      double angle = 2 * Math.PI * random.nextDouble();
      for (int i = 0; i < mask.length; i++) {
        float alpha = layer[4 * i + 3];
        mask[i] = alpha;
        if (alpha <= 0) {
          continue;
        }
        int row = i / width;
        double across = (i % width / (double) width - .5) * Math.cos(angle);
        double down = (row / (double) height - .5) * Math.sin(angle);
        int knot = weave[(row % Ground.SIDE) * Ground.SIDE + i % width % Ground.SIDE];
        double light =
            (1 + woven * ((knot >> 8 & 255) / 127.5 - 1)) * (1 + 2 * lit * (across + down));
        for (int c = 0; c < 3; c++) {
          double level = Math.clamp(layer[4 * i + c] * light, 0, alpha);
          float under = rgb[c * mask.length + i];
          rgb[c * mask.length + i] = (float) (level + (1 - alpha) * under);
        }
      }
    }
    seen(rgb, width, height, random);
    return new ComposedPicture(width, height, rgb, mask);
  }

  /// A random crop of a background, randomly mirrored.
  private static float[] grounded(int[] ground, int width, int height, RandomGenerator random) {
    double scale = (.35 + .65 * random.nextDouble()) * Ground.SIDE / Math.max(width, height);
    double left = random.nextDouble() * (Ground.SIDE - 1 - scale * (width - 1));
    double top = random.nextDouble() * (Ground.SIDE - 1 - scale * (height - 1));
    boolean mirrored = random.nextBoolean();
    float[] rgb = new float[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = left + scale * (mirrored ? width - 1 - x : x);
        double v = top + scale * y;
        int column = (int) u;
        int row = (int) v;
        double across = u - column;
        double down = v - row;
        int a = row * Ground.SIDE + column;
        int right = column + 1 < Ground.SIDE ? a + 1 : a;
        int step = row + 1 < Ground.SIDE ? Ground.SIDE : 0;
        for (int c = 0; c < 3; c++) {
          int shift = 16 - 8 * c;
          double upper =
              (ground[a] >> shift & 255) * (1 - across) + (ground[right] >> shift & 255) * across;
          double lower =
              (ground[a + step] >> shift & 255) * (1 - across)
                  + (ground[right + step] >> shift & 255) * across;
          rgb[(c * height + y) * width + x] = (float) ((upper + down * (lower - upper)) / 255);
        }
      }
    }
    return rgb;
  }

  /// The thing at a random position: premultiplied red, green, blue, alpha from 0 to 1 of each
  /// pixel.
  private static float[] laid(CutDrawing thing, int width, int height, RandomGenerator random) {
    double size = Math.min(width, height) * (.3 + .75 * random.nextDouble());
    double angle = random.nextDouble() < .5 ? 0 : .25 * random.nextGaussian();
    double slim = Math.exp(.12 * random.nextGaussian());
    boolean mirrored = random.nextBoolean();
    double room =
        random.nextDouble() < CUT ? .5 : .5 - .5 * Math.min(1, size / Math.min(width, height));
    double x = width / 2.0 + (2 * random.nextDouble() - 1) * room * (width - .6 * size);
    double y = height / 2.0 + (2 * random.nextDouble() - 1) * room * (height - .6 * size);
    double bright = 1 + .25 * random.nextGaussian();
    double scale = CutDrawing.SIDE / size;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    int taps = Math.max(1, (int) Math.round(scale));
    float[] layer = new float[4 * width * height];
    double reach = 1 + Math.sqrt(.5) * size * Math.max(slim, 1 / slim); // half of the diagonal
    for (int i = 0; i < width * height; i++) {
      int row = i / width;
      if (Math.abs(i % width - x) > reach || Math.abs(row - y) > reach) {
        continue;
      }
      for (int t = 0; t < taps * taps; t++) {
        int part = t / taps;
        double dx = (i % width + (t % taps + .5) / taps - x) * scale / slim;
        double dy = (row + (part + .5) / taps - y) * scale * slim;
        double u = CutDrawing.SIDE / 2.0 + (cos * dx - sin * dy) * (mirrored ? -1 : 1) - .5;
        double v = CutDrawing.SIDE / 2.0 + sin * dx + cos * dy - .5;
        add(thing.pixels(), u, v, layer, 4 * i, 1f / (taps * taps));
      }
      for (int c = 0; c < 3; c++) {
        layer[4 * i + c] = (float) Math.clamp(layer[4 * i + c] * bright, 0, layer[4 * i + 3]);
      }
    }
    return layer;
  }

  private static void add(int[] pixels, double u, double v, float[] layer, int to, float weight) {
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    if (x < 0 || y < 0 || x >= CutDrawing.SIDE - 1 || y >= CutDrawing.SIDE - 1) {
      return;
    }
    double across = u - x;
    double down = v - y;
    for (int k = 0; k < 4; k++) {
      int argb = pixels[(y + (k >> 1)) * CutDrawing.SIDE + x + (k & 1)];
      if (argb != 0) {
        double part = ((k & 1) == 0 ? 1 - across : across) * (k < 2 ? 1 - down : down) * weight;
        for (int c = 0; c < 4; c++) {
          layer[to + c] += (float) (part * (argb >>> (c == 3 ? 24 : 16 - 8 * c) & 255) / 255);
        }
      }
    }
  }

  /// Adds a dark or light outline, which belongs to the thing.
  private static void outline(float[] layer, int width, int height, RandomGenerator random) {
    double wide = 1 + 1.5 * random.nextDouble();
    float ink = random.nextDouble() < .85 ? .25f * random.nextFloat() : 1;
    float[] alpha = new float[width * height];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = layer[4 * i + 3];
    }
    int reach = (int) Math.ceil(wide);
    int first = 0, last = alpha.length - 1;
    while (first < alpha.length && alpha[first] == 0) {
      first++;
    }
    while (last > first && alpha[last] == 0) {
      last--;
    }
    for (int i = Math.max(0, first - reach * width - reach);
        i <= Math.min(alpha.length - 1, last + reach * width + reach);
        i++) {
      if (alpha[i] > .95) {
        continue;
      }
      int x = i % width;
      int y = i / width;
      float near = 0;
      for (int v = Math.max(0, y - reach); v <= Math.min(height - 1, y + reach); v++) {
        for (int u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
          float cover = (float) Math.clamp(wide + .5 - Math.hypot(u - x, v - y), 0, 1);
          near = Math.max(near, cover * alpha[v * width + u]);
        }
      }
      float rest = (1 - alpha[i]) * near;
      for (int c = 0; c < 4; c++) {
        layer[4 * i + c] += c == 3 ? rest : rest * ink;
      }
    }
  }

  /// Adds a soft shadow under the thing, which belongs to the background.
  private static void shadow(
      float[] rgb, float[] layer, int width, int height, RandomGenerator random) {
    int area = width * height;
    float[] dark = new float[area];
    int right = (int) (.08 * width * random.nextGaussian());
    int down = (int) (.06 * height * random.nextDouble());
    for (int i = 0; i < area; i++) {
      int x = i % width - right;
      int y = i / width - down;
      if (x >= 0 && y >= 0 && x < width) {
        dark[i] = layer[4 * (y * width + x) + 3];
      }
    }
    Blur.gaussian(dark, width, height, 1 + .04 * width * random.nextDouble());
    float strength = .15f + .4f * random.nextFloat();
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[c * area + i] *= 1 - strength * dark[i];
      }
    }
  }

  /// Degrades the whole picture like a camera or a bad copy.
  private static void seen(float[] rgb, int width, int height, RandomGenerator random) {
    int area = width * height;
    if (random.nextDouble() < .2) {
      float[] plane = new float[area];
      for (int c = 0; c < 3; c++) {
        System.arraycopy(rgb, c * area, plane, 0, area);
        Blur.gaussian(plane, width, height, 1);
        System.arraycopy(plane, 0, rgb, c * area, area);
      }
    }
    double noise = random.nextDouble() < .5 ? 0 : .06 * random.nextDouble();
    double gamma = Math.exp(.2 * random.nextGaussian());
    for (int i = 0; i < rgb.length; i++) {
      double level = Math.pow(Math.clamp(rgb[i], 0, 1), gamma);
      level += noise == 0 ? 0 : noise * random.nextGaussian();
      rgb[i] = (float) Math.clamp(level, 0, 1);
    }
  }

  /// The picture at another size, bilinearly interpolated.
  ComposedPicture scaled(int toWidth, int toHeight) {
    if (toWidth == width && toHeight == height) {
      return this;
    }
    int area = width * height;
    int toArea = toWidth * toHeight;
    float[] large = new float[3 * toArea];
    for (int c = 0; c < 3; c++) {
      scaled(rgb, c * area, large, c * toArea, toWidth, toHeight);
    }
    float[] covered = new float[toArea];
    scaled(mask, 0, covered, 0, toWidth, toHeight);
    return new ComposedPicture(toWidth, toHeight, large, covered);
  }

  private void scaled(float[] from, int at, float[] to, int start, int toWidth, int toHeight) {
    for (int y = 0; y < toHeight; y++) {
      double v = Math.clamp((y + .5) * height / toHeight - .5, 0, height - 1.001);
      int row = at + ((int) v) * width;
      float down = (float) (v - Math.floor(v));
      for (int x = 0; x < toWidth; x++) {
        double u = Math.clamp((x + .5) * width / toWidth - .5, 0, width - 1.001);
        int i = row + (int) u;
        float across = (float) (u - Math.floor(u));
        float upper = from[i] + across * (from[i + 1] - from[i]);
        float lower = from[i + width] + across * (from[i + width + 1] - from[i + width]);
        to[start + y * toWidth + x] = upper + down * (lower - upper);
      }
    }
  }

  /// Sets red, green and blue to their mean.
  void makeGrey() {
    int area = width * height;
    for (int i = 0; i < area; i++) {
      float grey = (rgb[i] + rgb[area + i] + rgb[2 * area + i]) / 3;
      rgb[i] = grey;
      rgb[area + i] = grey;
      rgb[2 * area + i] = grey;
    }
  }

  /// The picture as a frame.
  Frame frame() {
    var frame = new Frame(new FrameSize(width, height));
    for (int i = 0; i < mask.length; i++) {
      int argb = 0xff;
      for (int c = 0; c < 3; c++) {
        argb = argb << 8 | Math.round(rgb[c * mask.length + i] * 255);
      }
      frame.argb()[i] = argb;
    }
    return frame;
  }
}
