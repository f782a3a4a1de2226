package io.kinora.render;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.render.Look.Step;
import io.kinora.render.colour.ColourMap;
import io.kinora.render.colour.Colours;
import io.kinora.render.operation.Kind;
import java.util.Arrays;
import java.util.Locale;

/// A sample of pixel colours of a clip, and the colour corrections derived from it.
///
/// @param rgb red, green, blue of each, gamma-encoded, from 0 to 1
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ColourSample(float[] rgb) {
  /// The number of first frames that are sampled, the distance of sampled frames, and the pixels
  /// per frame.
  private static final int FRAMES = 240, APART = 10, PIXELS = 4096;

  /// A prime stride, so that samples do not align with a repeating pattern.
  private static final int SCATTER = 7919;

  /// The exponent of the Minkowski mean for white balance: 1 is the grey world, infinity the
  /// brightest point (Finlayson and Trezzi 2004, "Shades of gray and colour constancy", who found 6
  /// best).
  private static final double SHADES = 6;

  /// Thresholds of dark and clipped pixels, which are ignored for white balance.
  private static final double DARK = 0.03, CLIPPED = 0.985;

  /// The maximum gain of a channel.
  private static final double STRONGEST = 2;

  /// The share of pixels that may be clipped at either end.
  private static final double CUT = 0.004;

  /// A contrast below this is considered intentional.
  private static final double FLAT = 0.1;

  /// Reads the first frames of a clip, which stays open.
  public static ColourSample of(Clip clip) {
    var frame = new Frame(clip.size());
    int count = frame.argb().length;
    int stride = Math.max(1, count / PIXELS);
    float[] rgb = new float[(FRAMES / APART) * 3 * (count / stride)];
    int at = 0;
    for (int t = 0; t < FRAMES && clip.read(frame); t++) {
      for (int k = 0; t % APART == 0 && k < count / stride; k++) {
        int i = k * stride + k * SCATTER % stride;
        for (int shift = 16; shift >= 0; shift -= 8) {
          rgb[at++] = (frame.argb()[i] >> shift & 255) / 255f;
        }
      }
    }
    return new ColourSample(Arrays.copyOf(rgb, at));
  }

  public int size() {
    return rgb.length / 3;
  }

  /// The white balance correction, which makes the mean of the brighter pixels grey.
  public Step whiteBalance() {
    double[] sums = new double[3];
    for (int i = 0; i < size(); i++) {
      double high = Math.max(rgb[3 * i], Math.max(rgb[3 * i + 1], rgb[3 * i + 2]));
      if (high > DARK && high < CLIPPED) {
        for (int c = 0; c < 3; c++) {
          sums[c] += Math.pow(rgb[3 * i + c], SHADES);
        }
      }
    }
    double[] gains = new double[3];
    double luma = 0;
    for (int c = 0; c < 3; c++) {
      double gain = Math.pow((sums[1] + 1e-9) / (sums[c] + 1e-9), 1 / SHADES);
      gains[c] = Math.clamp(gain, 1 / STRONGEST, STRONGEST);
      luma += Colours.luma(c) / gains[c];
    }
    for (int c = 0; c < 3; c++) {
      gains[c] *= luma; // a white that had this cast keeps its luma
    }
    return new Step(Kind.GRADE, "gain", text(gains));
  }

  /// The levels correction, which maps the darkest value to black and the brightest to white.
  public Step levels() {
    float[] low = new float[size()];
    float[] high = new float[size()];
    for (int i = 0; i < size(); i++) {
      low[i] = Math.min(rgb[3 * i], Math.min(rgb[3 * i + 1], rgb[3 * i + 2]));
      high[i] = Math.max(rgb[3 * i], Math.max(rgb[3 * i + 1], rgb[3 * i + 2]));
    }
    Arrays.sort(low);
    Arrays.sort(high);
    int cut = (int) (CUT * size());
    double black = size() == 0 ? 0 : low[cut];
    double white = size() == 0 ? 1 : high[size() - 1 - cut];
    return new Step(Kind.GRADE, "levels", white - black < FLAT ? text(0, 1) : text(black, white));
  }

  /// The correction that gives this sample the colours of another.
  public Step match(ColourSample reference) {
    return new Step(Kind.GRADE, "match", text(ColourMap.between(rgb, reference.rgb).rows()));
  }

  /// The sample after a correction that [#whiteBalance] or [#levels] has found.
  public ColourSample after(Step step) {
    String[] numbers = step.value().split(":");
    boolean isGain = numbers.length == 3;
    float black = isGain ? 0 : Float.parseFloat(numbers[0]);
    float spread = isGain ? 1 : 1 / (Float.parseFloat(numbers[1]) - black);
    float[] corrected = rgb.clone();
    for (int i = 0; i < corrected.length; i++) {
      float factor = isGain ? Float.parseFloat(numbers[i % 3]) : spread;
      corrected[i] = Math.clamp((corrected[i] - black) * factor, 0, 1);
    }
    return new ColourSample(corrected);
  }

  private static String text(double... numbers) {
    var text = new StringBuilder();
    for (double number : numbers) {
      text.append(text.isEmpty() ? "" : ":").append(String.format(Locale.ROOT, "%.4f", number));
    }
    return text.toString();
  }
}
