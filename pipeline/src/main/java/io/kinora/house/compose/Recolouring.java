package io.kinora.house.compose;

import java.awt.Color;
import java.util.List;

/// Recolours a picture with one of the world's colours: pixels near its dominant hue get the hue,
/// saturation and brightness of that colour and keep their shading.
public final class Recolouring {
  /// Hue, saturation and brightness of red, orange, yellow, green, blue, purple, pink, white, black
  /// and brown in the world.
  private static final float[][] COLOURS = {
    {0, .85f, .88f},
    {.075f, .92f, .98f},
    {.145f, .86f, .99f},
    {.36f, .72f, .66f},
    {.595f, .80f, .88f},
    {.765f, .64f, .70f},
    {.925f, .42f, .99f},
    {.6f, .01f, .965f},
    {.64f, .14f, .19f},
    {.065f, .66f, .47f}
  };

  /// The names of the colours, in the same order.
  private static final List<String> NAMES =
      List.of(
          "red", "orange", "yellow", "green", "blue", "purple", "pink", "white", "black", "brown");

  /// A pixel whose saturation is below this is grey; one darker than DARK is an outline.
  private static final float GREY = .22f, DARK = .3f;

  /// The hues of skin and hair.
  private static final float SKIN_FROM = .045f, SKIN_TO = .125f;

  /// How far a hue is from that of skin and hair if these keep their colour.
  private static final float SKIN_APART = .055f;

  /// The number of colours.
  public static final int COUNT = COLOURS.length;

  /// The number of bins of a histogram of hues, and the width of one.
  private static final int BINS = 36;

  private static final float BIN = 1f / BINS;

  private Recolouring() {}

  /// The index of a colour, or -1 if the name is unknown.
  public static int number(String name) {
    return NAMES.indexOf(name);
  }

  /// Tints a thing without a hue, in place: light and grey pixels get the colour, outlines are
  /// kept.
  ///
  /// @param picture as in [#apply]
  public static void tint(float[] picture, int colour) {
    float[] wanted = COLOURS[colour];
    int rgb = Color.HSBtoRGB(wanted[0], wanted[1], wanted[2]);
    float[] hsb = new float[3];
    for (int i = 0; i < picture.length; i += 4) {
      float alpha = picture[i + 3];
      if (alpha < .02f) {
        continue;
      }
      float red = Math.clamp(picture[i] / alpha, 0, 1);
      float green = Math.clamp(picture[i + 1] / alpha, 0, 1);
      float blue = Math.clamp(picture[i + 2] / alpha, 0, 1);
      Color.RGBtoHSB(Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255), hsb);
      float share =
          Math.clamp((GREY + .1f - hsb[1]) / .1f, 0, 1) * Math.clamp((hsb[2] - DARK) / .12f, 0, 1);
      picture[i] = alpha * (red + share * (hsb[2] * (rgb >> 16 & 255) / 255f - red));
      picture[i + 1] = alpha * (green + share * (hsb[2] * (rgb >> 8 & 255) / 255f - green));
      picture[i + 2] = alpha * (blue + share * (hsb[2] * (rgb & 255) / 255f - blue));
    }
  }

  /// Whether a hue may be that of skin or hair, which are near to red and orange clothes.
  private static boolean isSkin(float hue) {
    return hue > SKIN_FROM && hue < SKIN_TO;
  }

  /// The hue of the clothes of a person whose dominant hue may be that of the skin.
  ///
  /// @param picture as in [#apply]
  /// @param hue the dominant one
  public static float clothes(float[] picture, float hue) {
    if (hue < SKIN_FROM - BIN / 2 || hue > SKIN_TO) {
      return hue;
    }
    double[] bins = new double[BINS];
    float[] hsb = new float[3];
    for (int i = 0; i < picture.length; i += 4) {
      if (picture[i + 3] > .9f) {
        Color.RGBtoHSB(
            PicturePainter.level(picture[i]),
            PicturePainter.level(picture[i + 1]),
            PicturePainter.level(picture[i + 2]),
            hsb);
        if (hsb[1] > .25f && hsb[2] > .25f && !isSkin(hsb[0])) {
          bins[(int) (hsb[0] * (BINS - .01f))] += hsb[1] * hsb[2];
        }
      }
    }
    float other = dominant(bins);
    return other < 0 ? hue : other;
  }

  /// The dominant hue of a picture, from 0 to 1, or -1 if it is nearly colourless.
  ///
  /// @param picture premultiplied `0xAARRGGBB`
  public static float dominant(int[] picture) {
    double[] bins = new double[BINS];
    float[] hsb = new float[3];
    for (int i = 0; i < picture.length; i += 4) {
      int argb = picture[i];
      if (argb >>> 24 < 230) {
        continue;
      }
      Color.RGBtoHSB(argb >> 16 & 255, argb >> 8 & 255, argb & 255, hsb);
      if (hsb[1] > .25f && hsb[2] > .25f) {
        bins[(int) (hsb[0] * (BINS - .01f))] += hsb[1] * hsb[2];
      }
    }
    return dominant(bins);
  }

  private static float dominant(double[] bins) {
    int best = 0;
    double most = 0;
    double total = 0;
    for (int i = 0; i < BINS; i++) {
      double around = bins[(i + BINS - 1) % BINS] + bins[i] + bins[(i + 1) % BINS];
      total += bins[i];
      if (around > most) {
        most = around;
        best = i;
      }
    }
    return total < 20 ? -1 : (best + .5f) / BINS;
  }

  /// Recolours the pixels near a hue, in place.
  ///
  /// @param picture premultiplied red, green, blue, alpha from 0 to 1, pixel after pixel
  /// @param colour from 0 to [#COUNT] - 1
  public static void apply(float[] picture, float hue, int colour) {
    float[] hsb = new float[3];
    float[] wanted = COLOURS[colour];
    for (int i = 0; i < picture.length; i += 4) {
      float alpha = picture[i + 3];
      if (alpha < .02f) {
        continue;
      }
      float red = Math.clamp(picture[i] / alpha, 0, 1);
      float green = Math.clamp(picture[i + 1] / alpha, 0, 1);
      float blue = Math.clamp(picture[i + 2] / alpha, 0, 1);
      Color.RGBtoHSB(Math.round(red * 255), Math.round(green * 255), Math.round(blue * 255), hsb);
      float apart = Math.abs(hsb[0] - hue);
      float share =
          Math.clamp((.13f - Math.min(apart, 1 - apart)) / .05f, 0, 1)
              * Math.clamp((hsb[1] - .12f) / .15f, 0, 1)
              * Math.clamp((hsb[2] - .15f) / .15f, 0, 1);
      if (share == 0 || (isSkin(hsb[0]) && Math.min(apart, 1 - apart) > SKIN_APART)) {
        continue;
      }
      boolean grey = wanted[1] < .2f;
      float saturation = grey ? wanted[1] : Math.clamp(wanted[1] * (.45f + .6f * hsb[1]), 0, 1);
      float brightness = Math.clamp(wanted[2] * (.35f + .7f * hsb[2]), 0, 1);
      int rgb = Color.HSBtoRGB(wanted[0], saturation, brightness);
      picture[i] = alpha * (red + share * ((rgb >> 16 & 255) / 255f - red));
      picture[i + 1] = alpha * (green + share * ((rgb >> 8 & 255) / 255f - green));
      picture[i + 2] = alpha * (blue + share * ((rgb & 255) / 255f - blue));
    }
  }
}
