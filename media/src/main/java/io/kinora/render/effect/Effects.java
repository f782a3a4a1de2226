package io.kinora.render.effect;

import io.kinora.render.caption.Captions;
import io.kinora.render.caption.Lines;
import io.kinora.render.caption.TextStyle;
import io.kinora.render.caption.TimedText;
import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import io.kinora.render.operation.Operation;
import io.kinora.render.operation.Operation.Drawing;
import io.kinora.render.operation.Operation.Painting;
import io.kinora.render.operation.Operation.Retiming;
import io.kinora.render.operation.Parameter;
import io.kinora.render.operation.Parameter.Amount;
import io.kinora.render.operation.Parameter.None;
import io.kinora.render.operation.Parameter.Words;
import io.kinora.render.time.LoopClip;
import io.kinora.render.time.SpeedClip;
import io.kinora.render.time.SpooledClip;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleFunction;

/// Effects that change more than colours: sharpness, light, time, and overlays.
public final class Effects {
  private static final Amount SECONDS = new Amount(0, 60, 0.5, "s");
  private static final Amount SPEED = new Amount(0.1, 10, 2, "times");

  private Effects() {}

  public static List<Entry> entries() {
    return List.of(
        drawn(
            "blur", new Amount(0, 10, 1, "% of the height"), "blur, as out of focus", Optics::blur),
        drawn("sharpen", new Amount(0, 1, 0.6, ""), "sharper edges", Optics::sharpen),
        drawn("denoise", new Amount(0, 1, 0.5, ""), "less noise, edges kept", Optics::denoise),
        drawn("grain", new Amount(0, 1, 0.35, ""), "grain of film", Optics::grain),
        drawn("vignette", new Amount(0, 1, 0.6, ""), "darker corners", Optics::vignette),
        drawn("bloom", new Amount(0, 1, 0.6, ""), "glowing highlights", Optics::bloom),
        drawn(
            "chromatic-aberration",
            new Amount(0, 3, 0.5, "% of the width"),
            "colour fringes at edges",
            Optics::aberration),
        drawn(
            "glitch",
            new Amount(0, 1, 0.5, ""),
            "shifted horizontal bands, in bursts",
            Optics::glitch),
        drawn("letterbox", new Amount(0.2, 5, 2.39, ": 1"), "black bars", Optics::letterbox),
        drawn("fade-in", SECONDS, "from black", Optics::fadeIn),
        drawn("fade-out", SECONDS, "to black", Optics::fadeOut),
        painted("light-leak", LightLeak::new, "orange light from the edge"),
        painted("snow", Weather::snow, "falling snow"),
        painted("rain", Weather::rain, "falling rain"),
        new Entry(
            Kind.EFFECT,
            "speed",
            new Words("0.1 … 10 times, or FROM:TO (2)", "0.5:3"),
            "faster or slower; a ramp with FROM:TO",
            Effects::speed),
        retimed("reverse", "backwards", SpooledClip::reversed),
        retimed("boomerang", "forwards, then backwards", SpooledClip::boomerang),
        new Entry(
            Kind.EFFECT,
            "loop",
            new Amount(0.1, 10, 0.5, "s of seam"),
            "crossfades the end into the beginning",
            Effects::loop),
        text("text", TextStyle.SUBTITLE, "a line at the bottom"),
        text("title", TextStyle.TITLE, "large words in the middle"),
        new Entry(
            Kind.EFFECT,
            "subtitles",
            new Words("an .srt or .ass file", "film.srt"),
            "timed lines at the bottom",
            Effects::subtitles),
        new Entry(
            Kind.EFFECT,
            "overlay",
            new Words("a picture, which may be transparent", "logo.png"),
            "a picture in the corner",
            text -> Overlay.of(path("overlay", OVERLAY.require("overlay", text)))));
  }

  private static final Words OVERLAY = new Words("a picture", "logo.png");
  private static final Words SUBTITLES = new Words("an .srt or .ass file", "film.srt");

  private static Entry drawn(
      String name, Amount amount, String does, DoubleFunction<Drawing> drawing) {
    return new Entry(
        Kind.EFFECT, name, amount, does, text -> drawing.apply(amount.parse(name, text)));
  }

  /// Creates a brush with a strength.
  @FunctionalInterface
  private interface BrushMaker {
    Operation.Brush make(Operation.Canvas canvas, double strength);
  }

  private static Entry painted(String name, BrushMaker brush, String does) {
    var amount = new Amount(0, 1, 0.5, "");
    return new Entry(
        Kind.EFFECT,
        name,
        amount,
        does,
        text -> {
          double strength = amount.parse(name, text);
          return (Painting) canvas -> brush.make(canvas, strength);
        });
  }

  private static Entry retimed(String name, String does, Retiming retiming) {
    var none = new None();
    return new Entry(
        Kind.EFFECT,
        name,
        none,
        does,
        text -> {
          none.check(name, text);
          return retiming;
        });
  }

  private static Operation speed(String text) {
    double[] speeds = speeds(text);
    return (Retiming) clip -> new SpeedClip(clip, speeds[0], speeds[1]);
  }

  /// The speed at the beginning and at the end.
  static double[] speeds(String text) {
    int colon = text.indexOf(':');
    double first = SPEED.parse("speed", colon < 0 ? text : text.substring(0, colon));
    double last = colon < 0 ? first : SPEED.number("speed", text.substring(colon + 1));
    return new double[] {first, last};
  }

  private static Operation loop(String text) {
    double seam = new Amount(0.1, 10, 0.5, "s").parse("loop", text);
    return (Retiming)
        clip -> new LoopClip(clip, Math.max(1, Math.round(seam * clip.rate().perSecond())));
  }

  private static Entry text(String name, TextStyle style, String does) {
    var words = new Words("any words, and when: WORDS@FROM-TO in s", "Hello 你好@1-3");
    return new Entry(
        Kind.EFFECT,
        name,
        words,
        does,
        text -> {
          TimedText timed = TimedText.parse(name, words.require(name, text));
          String line = line(name, words.require(name, timed.words()));
          return new Lines(Captions.of(line, style, timed.from(), timed.to()));
        });
  }

  /// Validates a text of one line.
  private static String line(String name, String text) {
    boolean isText = text.codePoints().noneMatch(c -> Character.isISOControl(c) || c == 0xfffd);
    if (!isText || text.length() > 1000) {
      throw Parameter.refused(
          "%s is \"%s\", but it must be at most 1000 characters without control characters"
              .formatted(name, Parameter.shown(text)),
          name + "=Hello");
    }
    return text;
  }

  private static Operation subtitles(String text) {
    return new Lines(Captions.read(path("subtitles", SUBTITLES.require("subtitles", text))));
  }

  public static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw Parameter.refused(
          name + " is \"" + Parameter.shown(text) + "\", which is not a file name", name + "=FILE");
    }
  }
}
