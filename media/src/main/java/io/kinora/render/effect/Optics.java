package io.kinora.render.effect;

import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import io.kinora.render.colour.Colours;
import io.kinora.render.operation.Operation.Drawing;
import java.util.HashMap;
import java.util.Map;

/// Optical effects, film effects and cuts, by FFmpeg's filters. Lengths are shares of the picture,
/// so that a small preview looks like the large film.
public final class Optics {
  /// A fixed seed, so that grain and glitches are reproducible.
  private static final int SEED = 20_111;

  private Optics() {}

  /// Blur by a Gaussian whose standard deviation is `percent` of the picture's height.
  static Drawing blur(double percent) {
    return (plan, in, canvas) ->
        percent == 0
            ? in
            : plan.add(
                "gblur", Map.of("sigma", percent / 100 * canvas.size().height(), "steps", 2), in);
  }

  /// Contrast-adaptive sharpening, from 0 to 1. The filter's own 1 is not used: its weights sum to
  /// nearly 0 there, which turns every gradient into stripes.
  static Drawing sharpen(double strength) {
    return (plan, in, _) -> plan.add("cas", Map.of("strength", 0.8 * strength), in);
  }

  /// Averages over time where nothing moves, and over similar neighbours.
  static Drawing denoise(double strength) {
    return (plan, in, _) -> {
      var time = new HashMap<String, Object>();
      for (int plane = 0; plane < 3; plane++) {
        time.put(plane + "a", 0.1 * strength);
        time.put(plane + "b", 0.16 * strength);
      }
      time.put("s", 7);
      Pad still = plan.add("atadenoise", time, in);
      return plan.add(
          "bilateral", Map.of("sigmaS", 2, "sigmaR", 0.12 * strength, "planes", 7), still);
    };
  }

  /// Film grain, the same in all channels, and different in each frame.
  public static Drawing grain(double strength) {
    return (plan, in, canvas) -> {
      var grey = new HashMap<String, Object>();
      grey.put("size", canvas.size());
      grey.put("rate", canvas.rate().numerator() + "/" + canvas.rate().denominator());
      grey.put("color", "0x808080");
      Pad flat = Colours.planar(plan, plan.add("color", grey));
      var options =
          Map.of("c0s", Math.round(30 * strength), "c0f", "t", "c0_seed", SEED, "threads", 1);
      // one thread: with several, the order of random draws would not be reproducible
      Pad noise = plan.add("noise", options, flat);
      Pad silver = plan.add("shuffleplanes", Map.of("map0", 0, "map1", 0, "map2", 0), noise);
      return plan.add("blend", Map.of("all_mode", "grainmerge", "shortest", 1), in, silver);
    };
  }

  /// Darkens the corners, from 0 to 1.
  public static Drawing vignette(double strength) {
    return (plan, in, _) ->
        Colours.planar(plan, plan.add("vignette", Map.of("angle", strength * Math.PI / 3.2), in));
  }

  /// Glow around bright areas, from 0 to 1.
  public static Drawing bloom(double strength) {
    return (plan, in, canvas) -> {
      var both = plan.split(in, 2);
      Pad bright = Colours.table("max(0,x-0.45)*1.8").draw(plan, both.get(0), canvas);
      Pad glow = blur(3.5).draw(plan, bright, canvas);
      var screen = Map.of("all_mode", "screen", "all_opacity", strength);
      return plan.add("blend", screen, both.get(1), glow);
    };
  }

  /// A sharp picture with a blurred one over it.
  public static Drawing soft(double strength) {
    return Colours.faded(blur(1.2), strength);
  }

  /// Shifts red and blue apart horizontally, by a percentage of the width.
  static Drawing aberration(double percent) {
    return (plan, in, canvas) -> {
      long pixels = Math.clamp((long) Math.ceil(percent / 100 * canvas.size().width()), 0, 255);
      return plan.add("rgbashift", Map.of("rh", -pixels, "bh", pixels, "edge", "smear"), in);
    };
  }

  /// Bursts of horizontally shifted bands and separated colours.
  static Drawing glitch(double strength) {
    return (plan, in, canvas) -> {
      int bands = 5;
      int width = canvas.size().width();
      int height = canvas.size().height();
      Pad at = in;
      for (int i = 0; i < bands; i++) {
        // A burst in every third of a second or so; the numbers are primes, so that bands differ.
        String dice = "mod(floor(n/3)*%d+%d,97)/97".formatted(37 + 22 * i, 13 + 29 * i);
        String top = "%d*mod(floor(n/3)*%d+%d,89)/89".formatted(height, 31 + 12 * i, 7 + 17 * i);
        int bandHeight = Math.max(2, height / (6 + 3 * i));
        var both = plan.split(at, 2);
        Pad band =
            plan.add(
                "crop",
                Map.of(
                    "w", "iw", "h", bandHeight, "x", 0, "y", "min(ih-oh," + top + ")", "exact", 1),
                both.get(0));
        Pad moved =
            Colours.planar(
                plan,
                plan.add(
                    "overlay",
                    Map.of(
                        "x",
                        "if(lt(%s,%s),(%s-0.5*%s)*%d,0)"
                            .formatted(
                                dice,
                                0.25 + 0.35 * strength,
                                dice,
                                0.25 + 0.35 * strength,
                                Math.round(width * 0.5 * strength)),
                        "y",
                        "min(main_h-overlay_h,%s)".formatted(top),
                        "format",
                        "gbrp",
                        "eval",
                        "frame"),
                    both.get(1),
                    band));
        at = moved;
      }
      long shift = Math.min(255, Math.max(1, Math.round(width * 0.012 * strength)));
      return plan.add(
          "rgbashift",
          Map.of("rh", -shift, "bh", shift, "gv", shift / 2, "enable", "lt(mod(n*7,24),9)"),
          at);
    };
  }

  /// Black bars that leave a picture with the given aspect ratio.
  static Drawing letterbox(double aspect) {
    return (plan, in, canvas) -> {
      int width = canvas.size().width();
      int height = canvas.size().height();
      int bar = (int) Math.round((height - width / aspect) / 2);
      int side = (int) Math.round((width - height * aspect) / 2);
      if (bar <= 0 && side <= 0) {
        return in;
      }
      Pad first = bar > 0 ? box(plan, in, 0, 0, width, bar) : box(plan, in, 0, 0, side, height);
      return bar > 0
          ? box(plan, first, 0, height - bar, width, bar)
          : box(plan, first, width - side, 0, side, height);
    };
  }

  private static Pad box(FilterPlan plan, Pad in, int x, int y, int width, int height) {
    return plan.add(
        "drawbox",
        Map.of("x", x, "y", y, "w", width, "h", height, "color", "black", "t", "fill"),
        in);
  }

  /// Fades in from black over the first seconds.
  static Drawing fadeIn(double seconds) {
    return (plan, in, canvas) -> {
      long frames = Math.min(canvas.frames(), Math.round(seconds * canvas.rate().perSecond()));
      return frames == 0
          ? in
          : plan.add("fade", Map.of("type", "in", "start_frame", 0, "nb_frames", frames), in);
    };
  }

  /// Fades out to black over the last seconds.
  static Drawing fadeOut(double seconds) {
    return (plan, in, canvas) -> {
      long frames = Math.min(canvas.frames(), Math.round(seconds * canvas.rate().perSecond()));
      return frames == 0
          ? in
          : plan.add(
              "fade",
              Map.of("type", "out", "start_frame", canvas.frames() - frames, "nb_frames", frames),
              in);
    };
  }
}
