package io.kinora.script;

import io.kinora.error.BadRequest;
import io.kinora.error.NearestName;
import io.kinora.render.time.Transition;
import io.kinora.script.Source.Place;
import io.kinora.shot.Camera;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses a shot's directives in braces and brackets: `{crossfade 0.8}`, `{continue}`, `(6 s,
/// camera pans right)`.
final class Directives {
  private static final Pattern BRACES = Pattern.compile("\\{([^{}\n]*)}");

  /// Brackets whose first item is a length; the rest belongs to the prompt.
  private static final Pattern LENGTH =
      Pattern.compile(
          "[(（]\\s*(\\d[\\d.:]*\\s*(?:s|secs?|seconds?|秒钟?|m|mins?|minutes?|分钟?)?)\\s*(?:[,，;；]\\s*([^()（）]*))?[)）]");

  private static final List<String> WORDS =
      List.of(
          "continue",
          "cut",
          "crossfade",
          "fade-black",
          "fade-white",
          "wipe",
          "slide",
          "seed",
          "camera",
          "narration",
          "say",
          "place");

  private final Source source;
  private final Transition usual;
  private @Nullable Transition transition;
  private @Nullable Double seconds;
  private @Nullable Camera camera;
  private @Nullable Long seed;
  private @Nullable Narration narration;
  private @Nullable String place;
  private boolean continues;

  Directives(Source source, Transition usual) {
    this.source = source;
    this.usual = usual;
  }

  /// Removes the directives from a paragraph and returns the rest.
  ///
  /// @param at its start position
  String take(String text, Place at) {
    Matcher braces = BRACES.matcher(text);
    while (braces.find()) {
      for (String item : braces.group(1).split("[,，;]", -1)) {
        source.at(at, () -> directive(item.strip()));
      }
    }
    String plain = braces.replaceAll(" ");
    Matcher length = LENGTH.matcher(plain);
    var rest = new StringBuilder();
    while (length.find()) {
      String amount = length.group(1);
      seconds = source.at(at, () -> FrontMatter.seconds(amount));
      String more = length.group(2);
      length.appendReplacement(
          rest, Matcher.quoteReplacement(more == null || more.isBlank() ? "" : ", " + more));
    }
    return length.appendTail(rest).toString().replaceAll("[.。!！?？]\\s*, ", ", ").strip();
  }

  private Directives directive(String item) {
    int space = item.indexOf(' ');
    String word = space < 0 ? item : item.substring(0, space);
    String value = space < 0 ? "" : item.substring(space + 1).strip();
    switch (word) {
      case "continue", "继续" -> continues = true;
      case "seed" -> seed = seed(value);
      case "camera" -> camera = Camera.parse(value.replace(' ', ','));
      case "narration" -> narration = new Narration(source.file(value), null);
      case "say", "旁白" -> narration = new Narration(null, value);
      case "place", "地点" -> place = value;
      default -> {
        if (!item.isEmpty() && Character.isDigit(item.charAt(0))) {
          seconds = FrontMatter.seconds(item);
        } else if (WORDS.contains(word)) {
          transition = transition(item);
        } else {
          throw new BadRequest(
              "\"{%s}\" is not an instruction.".formatted(item),
              "%sThe instructions are %s, and a length such as {4 s}."
                  .formatted(NearestName.hint(word, WORDS), String.join(", ", WORDS)),
              "script");
        }
      }
    }
    return this;
  }

  private static long seed(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new BadRequest(
          "The seed \"" + value + "\" is not a whole number.",
          "Write it as in {seed 7}.",
          "script");
    }
  }

  /// Reads `crossfade 0.8`, `crossfade=0.8` or `crossfade`.
  static Transition transition(String text) {
    return Transition.parse(text.strip().replaceFirst("\\s+", "=").replaceFirst("\\s*s$", ""));
  }

  Transition transition() {
    return transition == null ? usual : transition;
  }

  /// Whether a transition was named.
  boolean named() {
    return transition != null;
  }

  double seconds(double otherwise) {
    return seconds == null ? otherwise : seconds;
  }

  boolean continues() {
    return continues;
  }

  @Nullable Camera camera() {
    return camera;
  }

  @Nullable Long seed() {
    return seed;
  }

  @Nullable String place() {
    return place;
  }

  @Nullable Narration narration() {
    return narration;
  }

  /// The captions of a shot: those with explicit times, and the others one after the other, with
  /// times in proportion to their reading time.
  static List<Caption> captions(Source source, List<Line> lines, double seconds) {
    var captions = new ArrayList<Caption>();
    double all = lines.stream().filter(line -> line.from < 0).mapToDouble(Line::weight).sum();
    double at = Math.min(.3, seconds * .08);
    double room = seconds - 2 * at;
    for (Line line : lines) {
      if (line.from >= 0) {
        if (line.to > seconds || line.from >= line.to) {
          throw source.refused(
              line.place,
              "The caption is to be seen from %s to %s s, but the shot is %s s long."
                  .formatted(line.from, line.to, seconds),
              "Give it times within the shot, the earlier one first.");
        }
        captions.add(new Caption(line.text, line.from, line.to));
      } else {
        double share = room * line.weight() / all;
        captions.add(new Caption(line.text, at, at + share - Math.min(.1, share * .1)));
        at += share;
      }
    }
    return captions;
  }

  /// A caption as written.
  ///
  /// @param from -1 if it has no explicit time
  record Line(String text, double from, double to, Place place) {
    private static final Pattern TIMED =
        Pattern.compile(
            "\\[?\\s*(\\d[\\d.:]*)\\s*s?\\s*[-–—]\\s*(\\d[\\d.:]*)\\s*s?\\s*(?:]|:|：)\\s*(.+)");

    static Line of(Source source, String text, Place place) {
      Matcher timed = TIMED.matcher(text);
      if (timed.matches()) {
        double from = source.at(place, () -> io.kinora.shot.Format.parseSeconds(timed.group(1)));
        double to = source.at(place, () -> io.kinora.shot.Format.parseSeconds(timed.group(2)));
        return new Line(timed.group(3).strip(), from, to, place);
      }
      return new Line(text, -1, -1, place);
    }

    /// The relative reading time: an ideograph counts as three letters.
    double weight() {
      return 8 + text.codePoints().map(c -> Character.isIdeographic(c) ? 3 : 1).sum();
    }
  }
}
