package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT2020;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_SMPTE431;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_SMPTE432;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_ARIB_STD_B67;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_SMPTE2084;

import io.kinora.ffmpeg.Cube;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Maps high dynamic range and wide gamuts to BT.709, the colour space of Kinora's frames.
///
/// - PQ (SMPTE ST 2084) and HLG are converted to display light as in Recommendation ITU-R BT.2100,
///   HLG for a display of 1000 cd/m².
/// - The curve of Report ITU-R BT.2390 (EETF) compresses the largest of red, green and blue to at
///   most 203 cd/m², which is white (Report ITU-R BT.2408); the others keep their ratio to it.
/// - The matrix of Report ITU-R BT.2407 converts BT.2020 to BT.709. Colours outside the gamut are
///   mixed with grey of the same luminance, so that their hue stays.
/// - The result is encoded for a BT.1886 display, with a gamma of 2.4.
///
/// It is one look-up table, which FFmpeg's `lut3d` applies.
///
/// @param nits the peak luminance of the pictures, in cd/m²
record ToneMap(Gamut gamut, Light light, double nits) {
  /// Points along each edge of the table.
  private static final int SIZE = 65;

  /// The white level of a standard display, and the peak luminance of HLG, in cd/m².
  private static final double WHITE = 203, HLG_PEAK = 1000;

  /// The default peak luminance, and the maximum of PQ, in cd/m².
  private static final double USUAL_PEAK = 1000, PQ_PEAK = 10_000;

  private static final double DISPLAY = 2.4;

  private static final double[] LUMA_709 = {.2126, .7152, .0722}, LUMA_2020 = {.2627, .678, .0593};

  /// The files of tables already written.
  private static final Map<ToneMap, Path> FILES = new ConcurrentHashMap<>();

  /// The primaries.
  enum Gamut {
    BT709(1, 0, 0, 0, 1, 0, 0, 0, 1),
    BT2020(1.6605, -.5876, -.0728, -.1246, 1.1329, -.0083, -.0182, -.1006, 1.1187),
    /// Display P3, with white point D65.
    P3(1.2249, -.2247, 0, -.042, 1.0419, 0, -.0197, -.0786, 1.0979);

    /// The matrix, by rows, to linear red, green and blue of BT.709.
    @SuppressWarnings("ImmutableEnumChecker") // nothing writes to it
    private final double[] matrix;

    Gamut(double... matrix) {
      this.matrix = matrix;
    }
  }

  /// The transfer function.
  enum Light {
    /// That of a standard display.
    SDR,
    PQ,
    HLG
  }

  /// The tone map for a stream.
  static ToneMap of(StreamFacts facts) {
    Gamut gamut =
        switch (facts.primaries()) {
          case AVCOL_PRI_BT2020 -> Gamut.BT2020;
          case AVCOL_PRI_SMPTE431, AVCOL_PRI_SMPTE432 -> Gamut.P3;
          default -> Gamut.BT709; // those of older television are nearly the same
        };
    Light light =
        switch (facts.transfer()) {
          case AVCOL_TRC_SMPTE2084 -> Light.PQ;
          case AVCOL_TRC_ARIB_STD_B67 -> Light.HLG;
          default -> Light.SDR;
        };
    double peak = Double.isNaN(facts.nits()) ? USUAL_PEAK : facts.nits();
    double nits =
        switch (light) {
          case SDR -> WHITE;
          case PQ -> Math.clamp(peak, WHITE, PQ_PEAK);
          case HLG -> HLG_PEAK;
        };
    return new ToneMap(gamut, light, nits);
  }

  /// Whether pictures already have Kinora's colours.
  boolean changesNothing() {
    return gamut == Gamut.BT709 && light == Light.SDR;
  }

  /// Adds the filters; their output is planar RGB of 8 bits.
  ///
  /// @param chroma the chroma location of the pictures, as `AVChromaLocation` of FFmpeg
  Pad add(FilterPlan plan, Pad in, int chroma, boolean alpha) {
    Pad placed =
        plan.add("scale", Map.of("in_chroma_loc", chroma, "flags", FilterPlan.CONVERSION), in);
    Pad deep = plan.add("format", Map.of("pix_fmts", alpha ? "gbrap16" : "gbrp16"), placed);
    Path file = FILES.computeIfAbsent(this, map -> Cube.write(SIZE, map.table(), 0));
    Pad mapped = plan.add("lut3d", Map.of("file", file, "interp", "tetrahedral"), deep);
    return plan.add("format", Map.of("pix_fmts", alpha ? "gbrap" : "gbrp"), mapped);
  }

  private float[] table() {
    float[] table = new float[3 * SIZE * SIZE * SIZE];
    for (int i = 0; i < table.length / 3; i++) {
      int[] place = {i % SIZE, i / SIZE % SIZE, i / (SIZE * SIZE)}; // red changes fastest
      double[] mapped = map(Arrays.stream(place).mapToDouble(p -> p / (SIZE - 1.)).toArray());
      for (int c = 0; c < 3; c++) {
        table[3 * i + c] = (float) mapped[c];
      }
    }
    return table;
  }

  /// Maps one colour from the stream's encoding to that of BT.709; all values are from 0 to 1.
  double[] map(double[] coded) {
    double[] lit = lit(coded);
    double[] rgb = new double[3];
    double luminance = 0;
    for (int row = 0; row < 3; row++) {
      for (int c = 0; c < 3; c++) {
        rgb[row] += gamut.matrix[3 * row + c] * lit[c];
      }
      luminance += LUMA_709[row] * rgb[row];
    }
    double grey = Math.clamp(luminance, 0, 1);
    double kept = 1;
    for (double part : rgb) {
      double away = part - grey;
      double room = away > 0 ? 1 - grey : grey;
      kept = Math.abs(away) > room ? Math.min(kept, room / Math.abs(away)) : kept;
    }
    for (int c = 0; c < 3; c++) {
      rgb[c] = Math.pow(Math.clamp(grey + kept * (rgb[c] - grey), 0, 1), 1 / DISPLAY);
    }
    return rgb;
  }

  /// Linear light; 1 is white.
  private double[] lit(double[] coded) {
    double[] lit = new double[3];
    switch (light) {
      case SDR -> {
        for (int c = 0; c < 3; c++) {
          lit[c] = Math.pow(coded[c], DISPLAY);
        }
        return lit;
      }
      case PQ -> {
        for (int c = 0; c < 3; c++) {
          lit[c] = fromPq(coded[c]);
        }
      }
      case HLG -> {
        double luminance = 0;
        for (int c = 0; c < 3; c++) {
          lit[c] = fromHlg(coded[c]);
          luminance += LUMA_2020[c] * lit[c];
        }
        for (int c = 0; c < 3; c++) {
          lit[c] *= HLG_PEAK * Math.pow(luminance, .2); // the display's gamma is 1.2
        }
      }
    }
    double most = Math.max(lit[0], Math.max(lit[1], lit[2]));
    double factor = most == 0 ? 0 : compressed(most) / most / WHITE;
    for (int c = 0; c < 3; c++) {
      lit[c] *= factor;
    }
    return lit;
  }

  /// The EETF: luminance below a knee is unchanged, and above it is compressed smoothly to white.
  private double compressed(double most) {
    double peak = toPq(nits);
    double white = toPq(WHITE) / peak;
    double in = Math.min(1, toPq(most) / peak);
    double knee = 1.5 * white - .5;
    if (in < knee || white >= 1) {
      return fromPq(in * peak);
    }
    double t = (in - knee) / (1 - knee);
    double out =
        (2 * t * t * t - 3 * t * t + 1) * knee
            + (t * t * t - 2 * t * t + t) * (1 - knee)
            + (-2 * t * t * t + 3 * t * t) * white;
    return fromPq(out * peak);
  }

  /// SMPTE ST 2084: a code from 0 to 1 as cd/m².
  private static double fromPq(double code) {
    double root = Math.pow(code, 1 / 78.84375);
    return PQ_PEAK
        * Math.pow(
            Math.max(root - .8359375, 0) / (18.8515625 - 18.6875 * root), 1 / .1593017578125);
  }

  private static double toPq(double nits) {
    double power = Math.pow(nits / PQ_PEAK, .1593017578125);
    return Math.pow((.8359375 + 18.8515625 * power) / (1 + 18.6875 * power), 78.84375);
  }

  /// The inverse of the OETF of HLG: scene light from 0 to 1.
  private static double fromHlg(double code) {
    return code <= .5
        ? code * code / 3
        : (Math.exp((code - .55991073) / .17883277) + .28466892) / 12;
  }
}
