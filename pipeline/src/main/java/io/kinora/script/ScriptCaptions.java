package io.kinora.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The captions of a film as a file of Advanced SubStation Alpha, which the renderer draws.
public final class ScriptCaptions {
  /// The display time of the title in seconds.
  private static final double TITLE = 2.5;

  private final List<String> events = new ArrayList<>();
  private final boolean top;

  /// @param top whether they stand at the upper edge
  public ScriptCaptions(boolean top) {
    this.top = top;
  }

  public void title(String text, double length) {
    event("Title", text, .2, Math.min(TITLE, length), "{\\fad(200,400)}");
  }

  /// @param start of the shot in the film, in seconds
  /// @param from the end of the transition before it
  /// @param to the start of the transition after it
  public void add(Caption caption, double start, double from, double to) {
    double begin = Math.max(from, start + caption.from());
    double end = Math.min(to, start + caption.to());
    if (end > begin) {
      event("Caption", caption.text(), begin, end, "");
    }
  }

  public boolean isEmpty() {
    return events.isEmpty();
  }

  private void event(String style, String text, double from, double to, String tags) {
    String plain = text.replace("\\", "/").replace('{', '(').replace('}', ')').replace('\n', ' ');
    events.add(
        "Dialogue: 0,%s,%s,%s,,0,0,0,,%s%s".formatted(time(from), time(to), style, tags, plain));
  }

  private static String time(double seconds) {
    long hundredths = Math.round(seconds * 100);
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d.%02d",
        hundredths / 360_000,
        hundredths / 6000 % 60,
        hundredths / 100 % 60,
        hundredths % 100);
  }

  /// The content of the file. Heights refer to a picture of 360 lines.
  public byte[] file() {
    String form =
        "Style: %s,Sans,%d,&H00FFFFFF,&H00FFFFFF,&H00202020,&H80000000,%d,0,0,0,100,100,0,0,1,%s,1,%d,24,24,20,1\n";
    return ("[Script Info]\nScriptType: v4.00+\nPlayResX: 640\nPlayResY: 360\n\n[V4+ Styles]\n"
            + "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour,"
            + " BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle,"
            + " BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
            + form.formatted("Caption", 25, 0, "1.8", top ? 8 : 2)
            + form.formatted("Title", 40, -1, "2.4", 5)
            + "\n[Events]\n"
            + "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
            + String.join("\n", events)
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
