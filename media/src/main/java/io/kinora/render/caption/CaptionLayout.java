package io.kinora.render.caption;

import io.kinora.render.caption.Captions.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Breaks text into lines: at explicit line breaks, and where a line would be too long at spaces
/// and next to Chinese characters.
final class CaptionLayout {
  private final Map<Integer, Double> advances = new HashMap<>(); // in ems
  private final Typeface face;
  private final double room;
  private final List<List<Run>> lines = new ArrayList<>();
  private final List<Letter> line = new ArrayList<>();
  private double width;
  private int breakable = -1; // the index in `line` of the last space

  private record Letter(int character, TextStyle style) {}

  /// @param room the maximum length of a line, as a share of the picture's height
  private CaptionLayout(Typeface face, double room) {
    this.face = face;
    this.room = room;
  }

  /// The lines of `runs`.
  static List<List<Run>> lines(List<Run> runs, Typeface face, double room) {
    var layout = new CaptionLayout(face, room);
    for (Run run : runs) {
      run.text().codePoints().forEach(c -> layout.add(new Letter(c, run.style())));
    }
    layout.end(layout.line.size(), layout.line.size());
    return layout.lines;
  }

  private void add(Letter letter) {
    int c = letter.character();
    if (c == '\n') {
      end(line.size(), line.size());
      return;
    }
    double advance = advance(letter);
    if (width + advance > room && !line.isEmpty()) {
      if (c == ' ') {
        end(line.size(), line.size());
        return;
      }
      if (Typeface.isMark(c)) { // it stays with its letter
        line.add(letter);
        return;
      }
      boolean between = Typeface.isWide(c) || breakable < 0;
      end(between ? line.size() : breakable, between ? line.size() : breakable + 1);
    }
    if (c == ' ') {
      breakable = line.size();
    }
    line.add(letter);
    width += advance;
  }

  /// Ends a line before `end`; the next one begins at `next`.
  private void end(int end, int next) {
    lines.add(runs(line.subList(0, end)));
    line.subList(0, next).clear();
    width = line.stream().mapToDouble(this::advance).sum();
    breakable = -1;
  }

  private double advance(Letter letter) {
    double ems = advances.computeIfAbsent(letter.character(), face::advance);
    return ems * letter.style().size();
  }

  private static List<Run> runs(List<Letter> letters) {
    var runs = new ArrayList<Run>();
    int from = 0;
    for (int i = 1; i <= letters.size(); i++) {
      if (i == letters.size() || !letters.get(i).style().equals(letters.get(from).style())) {
        var text = new StringBuilder();
        letters.subList(from, i).forEach(letter -> text.appendCodePoint(letter.character()));
        runs.add(new Run(text.toString(), letters.get(from).style()));
        from = i;
      }
    }
    return runs;
  }
}
