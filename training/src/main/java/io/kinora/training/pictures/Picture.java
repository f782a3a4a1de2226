package io.kinora.training.pictures;

import io.kinora.house.compose.Recolouring;
import io.kinora.house.picture.Outline;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;

/// One picture of one thing, with its augmented views for training.
public final class Picture {
  /// The number of rows and columns of the picture itself.
  public static final int SIDE = 256;

  /// The number of rows and columns of the codec's input.
  public static final int VIEW = 128;

  /// The share of unchanged views, and of recoloured views.
  private static final double PLAIN = .4, RECOLOURED = .4;

  private final String hand;
  private final String noun;
  private final int[] pixels;
  private final float hue;

  /// @param hand its icon set: the name of its folder
  /// @param pixels premultiplied `0xAARRGGBB`, without the outline that all pictures get
  Picture(String hand, String noun, int[] pixels) {
    this.hand = hand;
    this.noun = noun;
    this.pixels = pixels;
    Outline.draw(pixels, SIDE);
    hue = Recolouring.dominant(pixels);
  }

  public String hand() {
    return hand;
  }

  /// Its noun: the name of its file.
  public String noun() {
    return noun;
  }

  /// Its dominant hue, from 0 to 1, or -1 if it has none.
  public float hue() {
    return hue;
  }

  /// A checksum of its pixels, in hexadecimal.
  public String checksum() {
    var crc = new CRC32C();
    for (float number : plain()) {
      crc.update(Math.round(number * 255));
    }
    return Long.toHexString(crc.getValue());
  }

  /// The picture without augmentation.
  ///
  /// @return `[128, 128, 4]`: premultiplied red, green, blue, alpha from 0 to 1
  public float[] plain() {
    float[] view = new float[VIEW * VIEW * 4];
    for (int y = 0; y < VIEW; y++) {
      for (int x = 0; x < VIEW; x++) {
        int at = 2 * y * SIDE + 2 * x;
        for (int c = 0; c < 4; c++) {
          int shift = shift(c);
          int sum =
              (pixels[at] >>> shift & 255)
                  + (pixels[at + 1] >>> shift & 255)
                  + (pixels[at + SIDE] >>> shift & 255)
                  + (pixels[at + SIDE + 1] >>> shift & 255);
          view[(y * VIEW + x) * 4 + c] = sum / 1020f;
        }
      }
    }
    return view;
  }

  /// The picture randomly rotated, scaled, moved, mirrored or recoloured.
  ///
  /// @return as [#plain]
  public float[] view(RandomGenerator random) {
    boolean mirrored = random.nextBoolean();
    float[] view = random.nextDouble() < PLAIN ? plain() : moved(random);
    if (mirrored) {
      mirror(view);
    }
    if (hue >= 0 && random.nextDouble() < RECOLOURED) {
      Recolouring.apply(view, hue, random.nextInt(Recolouring.COUNT));
    }
    return view;
  }

  private float[] moved(RandomGenerator random) {
    double angle = random.nextGaussian() * .12;
    double scale = .85 + .5 * random.nextDouble();
    double scaleX = scale * (1 + .08 * random.nextGaussian());
    double cos = Math.cos(angle), sin = Math.sin(angle);
    double moveX = SIDE / 2 + random.nextGaussian() * 8 - .5;
    double moveY = SIDE / 2 + random.nextGaussian() * 8 - .5;
    float[] view = new float[VIEW * VIEW * 4];
    for (int y = 0; y < VIEW; y++) {
      for (int x = 0; x < VIEW; x++) {
        for (int part = 0; part < 4; part++) { // four samples per pixel
          double u = (2 * x + (part & 1) + .5 - SIDE / 2) * scaleX;
          double v = (2 * y + (part >> 1) + .5 - SIDE / 2) * scale;
          add(cos * u - sin * v + moveX, sin * u + cos * v + moveY, view, (y * VIEW + x) * 4);
        }
      }
    }
    return view;
  }

  /// Adds a quarter of the colour at a position between four pixels.
  private void add(double x, double y, float[] view, int to) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    if (left < 0 || top < 0 || left >= SIDE - 1 || top >= SIDE - 1) {
      return;
    }
    float across = (float) (x - left);
    float down = (float) (y - top);
    int at = top * SIDE + left;
    int a = pixels[at], b = pixels[at + 1], c = pixels[at + SIDE], d = pixels[at + SIDE + 1];
    if ((a | b | c | d) == 0) {
      return; // transparent
    }
    for (int channel = 0; channel < 4; channel++) {
      int shift = shift(channel);
      float upper = (a >>> shift & 255) + across * ((b >>> shift & 255) - (a >>> shift & 255));
      float lower = (c >>> shift & 255) + across * ((d >>> shift & 255) - (c >>> shift & 255));
      view[to + channel] += (upper + down * (lower - upper)) / 1020f;
    }
  }

  private static void mirror(float[] view) {
    for (int y = 0; y < VIEW; y++) {
      for (int x = 0; x < VIEW / 2; x++) {
        for (int c = 0; c < 4; c++) {
          int i = (y * VIEW + x) * 4 + c;
          int j = (y * VIEW + VIEW - 1 - x) * 4 + c;
          float kept = view[i];
          view[i] = view[j];
          view[j] = kept;
        }
      }
    }
  }

  /// The bit shift of a channel of red, green, blue, alpha in `0xAARRGGBB`.
  private static int shift(int channel) {
    return channel == 3 ? 24 : 16 - 8 * channel;
  }
}
