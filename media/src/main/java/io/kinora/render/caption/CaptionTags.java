package io.kinora.render.caption;

import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.caption.Captions.Manner;
import io.kinora.render.caption.Captions.Point;
import io.kinora.render.caption.Captions.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the text of a subtitle with tags of Advanced SubStation Alpha: `{\b1\c&H00FFFF&}words`.
/// Unknown tags are ignored and reported.
final class CaptionTags {
  /// The maximum number of characters of a subtitle.
  private static final int LONGEST = 2000;

  private static final Pattern BLOCK = Pattern.compile("\\{([^}]*)\\}|([^{]+|\\{)");
  /// A tag, such as `\b1`, `\1c&HFF&`, `\pos(1,2)`, `\fnArial`: a name, and all text up to the next
  /// tag.
  private static final Pattern TAG =
      Pattern.compile("\\\\(fn|r|\\d?[a-zA-Z]+)(\\([^)]*\\)|[^\\\\]*)");
  private static final double FINEST = 0.02; // an em, as a share of the picture's height

  private final Map<String, TextStyle> styles;
  private final double width, height; // of the script's picture
  private final Set<String> ignored = new TreeSet<>();

  // of the subtitle being parsed
  private TextStyle base;
  private TextStyle now;
  private int place;
  private @Nullable Point at;
  private double fadeIn, fadeOut;
  private boolean drawing;

  /// @param styles by name, for `\r`
  /// @param width of the script's reference picture, to which lengths refer
  /// @param height of the reference picture
  CaptionTags(Map<String, TextStyle> styles, double width, double height) {
    this.styles = Map.copyOf(styles);
    this.width = width;
    this.height = height;
    base = TextStyle.SUBTITLE;
    now = base;
  }

  /// Tags without a script's styles.
  CaptionTags(TextStyle style) {
    this(Map.of(), 384, 288);
    base = style;
  }

  /// The tags that were ignored so far.
  List<String> ignored() {
    return List.copyOf(ignored);
  }

  /// Parses one subtitle; empty if it has no visible text.
  Optional<Cue> cue(double from, double to, String text, TextStyle style) {
    base = style;
    now = style;
    place = style.place();
    at = null;
    fadeIn = 0;
    fadeOut = 0;
    drawing = false;
    var runs = new ArrayList<Run>();
    var blocks = BLOCK.matcher(text.substring(0, Math.min(text.length(), LONGEST)));
    while (blocks.find()) {
      if (blocks.group(1) != null) {
        TAG.matcher(blocks.group(1).strip()).results().forEach(this::apply);
      } else if (!drawing) {
        runs.add(new Run(words(blocks.group(2)), now));
      }
    }
    var cue = new Cue(from, to, stripped(runs), new Manner(place, at, fadeIn, fadeOut));
    return to > from && !cue.text().isBlank() ? Optional.of(cue) : Optional.empty();
  }

  private static String words(String text) {
    return text.replace("\\N", "\n")
        .replace("\\n", " ")
        .replace("\\h", "\u00a0")
        .replaceAll("[\\p{Cntrl}&&[^\n]]", "");
  }

  /// The runs without blanks at the start and the end.
  private static List<Run> stripped(List<Run> runs) {
    var kept = new ArrayList<>(runs);
    while (!kept.isEmpty() && kept.getFirst().text().isBlank()) {
      kept.removeFirst();
    }
    while (!kept.isEmpty() && kept.getLast().text().isBlank()) {
      kept.removeLast();
    }
    if (!kept.isEmpty()) {
      Run first = kept.getFirst();
      kept.set(0, new Run(first.text().stripLeading(), first.style()));
      Run last = kept.getLast();
      kept.set(kept.size() - 1, new Run(last.text().stripTrailing(), last.style()));
    }
    return kept;
  }

  private void apply(MatchResult tag) {
    String name = tag.group(1);
    String value = tag.group(2).strip();
    try {
      if (!look(name, value) && !manner(name, value)) {
        ignored.add("\\" + name);
      }
    } catch (NumberFormatException e) {
      ignored.add("\\" + name); // damaged
    }
  }

  /// Applies a tag that changes the style of the following text.
  private boolean look(String name, String value) {
    switch (name) {
      case "b" -> now = now.bold(value.isEmpty() ? base.bold() : isBold(value));
      case "i" -> now = now.italic(value.isEmpty() ? base.italic() : number(value) != 0);
      case "fs" -> now = now.size(value.isEmpty() ? base.size() : size(number(value) / height));
      case "c", "1c" -> {
        int letters = value.isEmpty() ? base.primary() : rgb(now.primary(), value);
        now = now.colours(letters, now.edge(), now.back());
      }
      case "3c" -> now = now.colours(now.primary(), rgb(now.edge(), value), now.back());
      case "4c" -> now = now.colours(now.primary(), now.edge(), rgb(now.back(), value));
      case "1a" -> now = now.colours(alpha(now.primary(), value), now.edge(), now.back());
      case "3a" -> now = now.colours(now.primary(), alpha(now.edge(), value), now.back());
      case "4a" -> now = now.colours(now.primary(), now.edge(), alpha(now.back(), value));
      case "alpha" ->
          now =
              now.colours(
                  alpha(now.primary(), value), alpha(now.edge(), value), alpha(now.back(), value));
      case "bord" -> now = now.edges(reach(number(value) / height), now.shadow());
      case "shad" -> now = now.edges(now.outline(), reach(number(value) / height));
      case "r" -> now = styles.getOrDefault(value, base);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Applies a tag that changes the whole subtitle.
  private boolean manner(String name, String value) {
    switch (name) {
      case "an" -> place = (int) Math.clamp(number(value), 1, 9);
      case "pos" -> {
        double[] xy = pair(value);
        at = new Point(xy[0] / width, xy[1] / height);
      }
      case "fad" -> {
        double[] inOut = pair(value);
        fadeIn = inOut[0] / 1000;
        fadeOut = inOut[1] / 1000;
      }
      case "p" -> {
        drawing = number(value) != 0; // the following text describes lines and curves
        if (drawing) {
          ignored.add("\\p");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isBold(String value) {
    double weight = number(value);
    return weight == 1 || weight >= 600;
  }

  static double number(String text) {
    double number = Double.parseDouble(text.strip());
    if (!(Math.abs(number) <= 1e6)) {
      throw new NumberFormatException(text);
    }
    return number;
  }

  private static double[] pair(String value) {
    String[] parts = value.replaceAll("[()]", "").split(",", -1);
    if (parts.length != 2) {
      throw new NumberFormatException(value);
    }
    return new double[] {number(parts[0]), number(parts[1])};
  }

  /// The em of a font size given as line height, limited to legible sizes.
  static double size(double line) {
    return Math.clamp(line / Typeface.LINE, FINEST, 1);
  }

  /// The size of outlines and shadows, limited to a reasonable range.
  static double reach(double length) {
    return Math.clamp(length, 0, .1);
  }

  /// A colour `&HBBGGRR&` with the opacity of `old`.
  private static int rgb(int old, String value) {
    return (old & 0xff000000) | (argb(value) & 0xffffff);
  }

  /// A colour with the opacity `&HAA&`, of which 0 is opaque.
  private static int alpha(int old, String value) {
    return (old & 0xffffff) | ((255 - (int) (hex(value) & 255)) << 24);
  }

  /// Converts a colour `&HAABBGGRR`, whose alpha 0 is opaque, to `0xAARRGGBB`.
  static int argb(String value) {
    long abgr = hex(value);
    int blue = (int) (abgr >> 16 & 255);
    int green = (int) (abgr >> 8 & 255);
    int red = (int) (abgr & 255);
    return ((int) (255 - (abgr >> 24 & 255)) << 24) | (red << 16) | (green << 8) | blue;
  }

  private static long hex(String value) {
    String digits = value.strip().replaceAll("(?i)^&?H|&$", "");
    boolean isDecimal = !value.toUpperCase(java.util.Locale.ROOT).contains("H");
    return isDecimal ? (long) number(digits) : Long.parseLong(digits, 16);
  }
}
