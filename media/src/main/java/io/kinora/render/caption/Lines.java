package io.kinora.render.caption;

import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.operation.Operation.Brush;
import io.kinora.render.operation.Operation.Canvas;
import io.kinora.render.operation.Operation.Painting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Draws text on a film: a text, a title, subtitles.
public record Lines(Captions captions) implements Painting {
  /// The maximum number of characters listed per script.
  private static final int LISTED = 12;

  @Override
  public Brush brush(Canvas canvas) {
    return new CaptionBrush(canvas, captions);
  }

  @Override
  public List<String> notes(List<Path> fonts) {
    var notes = new ArrayList<String>();
    if (!captions.ignored().isEmpty()) {
      notes.add("of the subtitles, these are ignored: " + String.join(", ", captions.ignored()));
    }
    Map<String, Set<Integer>> missing = missing(Typeface.of(fonts));
    if (!missing.isEmpty()) {
      String scripts =
          missing.entrySet().stream()
              .map(script -> script.getKey() + " (" + listed(script.getValue()) + ")")
              .collect(Collectors.joining(", "));
      notes.add(
          "the font has none of these, which are drawn as boxes: "
              + scripts
              + ". Name a font file that has them.");
    }
    return notes;
  }

  /// The characters that no font contains, by their scripts.
  private Map<String, Set<Integer>> missing(Typeface face) {
    var missing = new TreeMap<String, Set<Integer>>();
    for (Cue cue : captions.cues()) {
      cue.text()
          .codePoints()
          .filter(c -> !Typeface.isUnseen(c) && face.font(c) < 0)
          .forEach(c -> missing.computeIfAbsent(script(c), _ -> new TreeSet<>()).add(c));
    }
    return missing;
  }

  /// The name of a character's script, for example `Arabic`; emoji have none.
  private static String script(int character) {
    Character.UnicodeScript script = Character.UnicodeScript.of(character);
    if (script == Character.UnicodeScript.COMMON || script == Character.UnicodeScript.INHERITED) {
      return Character.isEmoji(character) ? "emoji" : "symbols";
    }
    String name = script.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String listed(Set<Integer> characters) {
    String some =
        characters.stream()
            .limit(LISTED)
            .map(c -> Typeface.isMark(c) ? "U+%04X".formatted(c) : Character.toString(c))
            .collect(Collectors.joining(" "));
    int more = characters.size() - LISTED;
    return more > 0 ? some + " and " + more + " more" : some;
  }
}
