package io.kinora.render.caption;

import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.caption.TextStyle.Margins;
import io.kinora.render.operation.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses scripts of Advanced SubStation Alpha (`.ass`, `.ssa`): styles, times and text. The font
/// is always Kinora's own.
final class SubStation {
  private static final Pattern TIMES = Pattern.compile(Captions.TIME);

  /// Unsupported fields of a style, and their neutral values.
  private static final Map<String, Double> NEUTRAL =
      Map.of(
          "Underline",
          0.,
          "StrikeOut",
          0.,
          "ScaleX",
          100.,
          "ScaleY",
          100.,
          "Spacing",
          0.,
          "Angle",
          0.);

  private final Map<String, TextStyle> styles = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Set<String> ignored = new TreeSet<>();
  private double width, height;

  private record Event(double layer, double from, double to, Map<String, String> fields) {}

  private SubStation() {}

  static Captions read(String script) {
    return new SubStation().captions(script);
  }

  private Captions captions(String script) {
    String section = "";
    List<String> format = List.of();
    for (String line : script.lines().toList()) {
      String stripped = line.strip();
      int colon = stripped.indexOf(':');
      if (stripped.startsWith("[")) {
        section = stripped.toLowerCase(Locale.ROOT);
        format = List.of();
      } else if (colon > 0 && !stripped.startsWith(";")) {
        String key = stripped.substring(0, colon).toLowerCase(Locale.ROOT);
        String value = stripped.substring(colon + 1).strip();
        if (key.equals("format")) {
          format = List.of(value.split("\\s*,\\s*"));
        } else {
          take(section, key, fields(format, value), value);
        }
      }
    }
    return cues();
  }

  /// The values of a line by field name; the last one may contain commas.
  private static Map<String, String> fields(List<String> format, String line) {
    var fields = new LinkedHashMap<String, String>();
    String[] values = line.split(",", Math.max(1, format.size()));
    for (int i = 0; i < Math.min(values.length, format.size()); i++) {
      fields.put(format.get(i), values[i].strip());
    }
    return fields;
  }

  private void take(String section, String key, Map<String, String> fields, String value) {
    switch (key) {
      case "playresx" -> width = number(value, 0);
      case "playresy" -> height = number(value, 0);
      case "style" -> style(fields, section.equals("[v4 styles]"));
      case "dialogue" -> event(fields);
      default -> {} // a title, an author, a comment
    }
  }

  private void style(Map<String, String> fields, boolean old) {
    TextStyle plain = TextStyle.SUBTITLE;
    NEUTRAL.forEach(
        (name, neutral) -> {
          if (number(fields.get(name), neutral) != neutral) {
            ignored.add(name);
          }
        });
    double tall = height();
    String edge = fields.getOrDefault("OutlineColour", fields.getOrDefault("TertiaryColour", ""));
    int place = (int) number(fields.get("Alignment"), 2);
    var margins =
        new Margins(
            number(fields.get("MarginL"), 10) / width(),
            number(fields.get("MarginR"), 10) / width(),
            number(fields.get("MarginV"), 10) / tall);
    var style =
        new TextStyle(
            CaptionTags.size(number(fields.get("Fontsize"), 18) / tall),
            number(fields.get("Bold"), 0) != 0,
            number(fields.get("Italic"), 0) != 0,
            colour(fields.get("PrimaryColour"), plain.primary()),
            colour(edge, plain.edge()),
            colour(fields.get("BackColour"), plain.back()),
            CaptionTags.reach(number(fields.get("Outline"), 2) / tall),
            CaptionTags.reach(number(fields.get("Shadow"), 0) / tall),
            number(fields.get("BorderStyle"), 1) == 3,
            old ? keypad(place) : Math.clamp(place, 1, 9),
            margins);
    styles.put(fields.getOrDefault("Name", ""), style);
  }

  /// Converts an alignment of the old format: 1 to 3 is at the bottom, plus 4 at the top, plus 8 in
  /// the middle.
  private static int keypad(int old) {
    int column = Math.clamp(old & 3, 1, 3);
    return column + ((old & 4) != 0 ? 6 : (old & 8) != 0 ? 3 : 0);
  }

  private double width() {
    return width > 0 ? width : height > 0 ? height * 4 / 3 : 384;
  }

  private double height() {
    return height > 0 ? height : width > 0 ? width * 3 / 4 : 288;
  }

  private void event(Map<String, String> fields) {
    var from = TIMES.matcher(fields.getOrDefault("Start", ""));
    var to = TIMES.matcher(fields.getOrDefault("End", ""));
    if (from.matches() && to.matches()) {
      events.add(
          new Event(
              number(fields.get("Layer"), 0),
              Captions.seconds(from, 1),
              Captions.seconds(to, 1),
              fields));
      if (!fields.getOrDefault("Effect", "").isEmpty()) {
        ignored.add("Effect");
      }
    }
  }

  private Captions cues() {
    var tags = new CaptionTags(styles, width(), height());
    events.sort(Comparator.comparingDouble(Event::layer)); // equal ones stay in order
    var cues = new ArrayList<Cue>();
    for (Event event : events) {
      String name = event.fields().getOrDefault("Style", "").replaceFirst("^\\*", "");
      TextStyle style =
          styles.getOrDefault(name, styles.getOrDefault("Default", TextStyle.SUBTITLE));
      String text = event.fields().getOrDefault("Text", "");
      tags.cue(event.from(), event.to(), text, style.margins(margins(event, style)))
          .ifPresent(cues::add);
    }
    ignored.addAll(tags.ignored());
    return new Captions(cues, List.copyOf(ignored));
  }

  /// The margins of an event, or of its style where the event has none.
  private Margins margins(Event event, TextStyle style) {
    double left = number(event.fields().get("MarginL"), 0) / width();
    double right = number(event.fields().get("MarginR"), 0) / width();
    double vertical = number(event.fields().get("MarginV"), 0) / height();
    Margins own = style.margins();
    return new Margins(
        left == 0 ? own.left() : left,
        right == 0 ? own.right() : right,
        vertical == 0 ? own.vertical() : vertical);
  }

  private double number(@Nullable String text, double otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      return CaptionTags.number(text);
    } catch (NumberFormatException e) {
      ignored.add("\"" + Parameter.shown(text) + "\"");
      return otherwise;
    }
  }

  private int colour(@Nullable String text, int otherwise) {
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    try {
      return CaptionTags.argb(text);
    } catch (NumberFormatException e) {
      ignored.add("\"" + Parameter.shown(text) + "\"");
      return otherwise;
    }
  }
}
