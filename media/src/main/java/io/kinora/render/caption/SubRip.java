package io.kinora.render.caption;

import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.operation.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses `.srt` files as players do: a line with two times starts a subtitle, which continues to
/// the next such line. A number in the line before the times is the subtitle's number and not part
/// of the text. Numbers and empty lines may be missing, and any line ending is accepted.
final class SubRip {
  /// A time: hours and fractions are optional, and the fraction follows a comma, a dot or a colon.
  private static final String TIME = "(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})(?:[,.:](\\d{1,3}))?";

  /// Two times, which a position may follow; it is ignored, because its reference picture is
  /// unknown.
  private static final Pattern TIMES =
      Pattern.compile("\\s*" + TIME + "\\s*-{1,2}>\\s*" + TIME + "(?:\\s+(.*))?");

  private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,9}\\s*");
  private static final Pattern MARK = Pattern.compile("<(/?)([a-zA-Z]{1,10})((?:\\s[^<>]*)?)>");
  private static final Pattern COLOUR =
      Pattern.compile("(?i)\\bcolor\\s*=\\s*[\"']?(#?[a-z0-9]+)[\"']?");

  /// The colours of HTML 4.01, 6.5, as `0xRRGGBB`.
  private static final Map<String, Integer> COLOURS =
      Map.ofEntries(
          Map.entry("black", 0),
          Map.entry("silver", 0xc0c0c0),
          Map.entry("gray", 0x808080),
          Map.entry("white", 0xffffff),
          Map.entry("maroon", 0x800000),
          Map.entry("red", 0xff0000),
          Map.entry("purple", 0x800080),
          Map.entry("fuchsia", 0xff00ff),
          Map.entry("green", 0x008000),
          Map.entry("lime", 0x00ff00),
          Map.entry("olive", 0x808000),
          Map.entry("yellow", 0xffff00),
          Map.entry("navy", 0x000080),
          Map.entry("blue", 0x0000ff),
          Map.entry("teal", 0x008080),
          Map.entry("aqua", 0x00ffff),
          Map.entry("cyan", 0x00ffff),
          Map.entry("orange", 0xffa500));

  private final CaptionTags tags = new CaptionTags(TextStyle.SUBTITLE);
  private final Set<String> ignored = new TreeSet<>();
  private final List<Cue> cues = new ArrayList<>();

  private SubRip() {}

  static Captions read(String text) {
    return new SubRip().captions(text.split("\r\n|\r|\n", -1));
  }

  private Captions captions(String[] lines) {
    var words = new ArrayList<String>();
    Matcher times = null; // of the current subtitle
    for (String line : lines) {
      Matcher next = TIMES.matcher(line);
      if (!next.matches()) {
        words.add(line);
        continue;
      }
      boolean numbered = !words.isEmpty() && NUMBER.matcher(words.getLast()).matches();
      end(times, numbered ? words.subList(0, words.size() - 1) : words);
      words.clear();
      times = next;
    }
    end(times, words);
    ignored.addAll(tags.ignored());
    return new Captions(cues, List.copyOf(ignored));
  }

  private void end(@org.jspecify.annotations.Nullable Matcher times, List<String> words) {
    if (times == null) {
      return; // text before the first one is not a subtitle
    }
    if (times.group(9) != null && !times.group(9).isBlank()) {
      ignored.add("places behind the times");
    }
    String text = marked(String.join("\n", words).strip());
    tags.cue(seconds(times, 1), seconds(times, 5), text, TextStyle.SUBTITLE).ifPresent(cues::add);
  }

  private static double seconds(Matcher times, int group) {
    String hours = times.group(group);
    String fraction = times.group(group + 3);
    return (hours == null ? 0 : Integer.parseInt(hours)) * 3600
        + Integer.parseInt(times.group(group + 1)) * 60
        + Integer.parseInt(times.group(group + 2))
        + (fraction == null ? 0 : Integer.parseInt(fraction) / Math.pow(10, fraction.length()));
  }

  /// Converts the HTML tags of `.srt` files to tags of `.ass` files.
  private String marked(String words) {
    String marked = MARK.matcher(words).replaceAll(m -> Matcher.quoteReplacement(mark(m)));
    return marked
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", "\u00a0")
        .replace("&amp;", "&");
  }

  private String mark(java.util.regex.MatchResult mark) {
    boolean ends = !mark.group(1).isEmpty();
    String name = mark.group(2).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "b", "i" -> "{\\" + name + (ends ? "0" : "1") + "}";
      case "font" -> ends ? "{\\c}" : font(mark.group(3));
      case "br" -> "\n";
      default -> {
        ignored.add("<" + name + ">");
        yield "";
      }
    };
  }

  private String font(String attributes) {
    Matcher colour = COLOUR.matcher(attributes);
    if (attributes.toLowerCase(Locale.ROOT).matches("(?s).*\\b(face|size)\\s*=.*")) {
      ignored.add("<font face, size>");
    }
    if (!colour.find()) {
      return "";
    }
    String name = colour.group(1).toLowerCase(Locale.ROOT);
    boolean isNumber = name.matches("#?[0-9a-f]{6}");
    Integer rgb = isNumber ? Integer.valueOf(name.replace("#", ""), 16) : COLOURS.get(name);
    if (rgb == null) {
      ignored.add("the colour " + Parameter.shown(name));
      return "";
    }
    int bgr = ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16);
    return "{\\c&H%06X&}".formatted(bgr);
  }
}
