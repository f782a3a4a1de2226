package io.kinora.render;

import io.kinora.error.BadRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Lines of text with their times. Of `.ass` files the words and times are kept, not the styles.
record Captions(List<Cue> cues) {
  private static final long MAX_BYTES = 10 << 20;

  private static final String TIME = "(\\d{1,3}):(\\d{2}):(\\d{2})[,.](\\d{1,3})";
  private static final Pattern SRT_TIMES = Pattern.compile(TIME + "\\s*-->\\s*" + TIME + ".*");
  private static final Pattern ASS_TIME = Pattern.compile(TIME);

  /// @param from seconds, with the first frame that shows it
  /// @param to seconds, with the first frame that does not
  record Cue(double from, double to, String text) {}

  Captions {
    cues = List.copyOf(cues);
  }

  /// One text from beginning to end.
  static Captions always(String text) {
    return new Captions(List.of(new Cue(0, Double.POSITIVE_INFINITY, text)));
  }

  /// What is to be read at a time; empty if nothing is.
  String at(double seconds) {
    var lines = new ArrayList<String>();
    for (Cue cue : cues) {
      if (cue.from() <= seconds && seconds < cue.to()) {
        lines.add(cue.text());
      }
    }
    return String.join("\n", lines);
  }

  /// Reads an `.srt` or `.ass` file in UTF-8.
  static Captions read(Path file) {
    String text = text(file);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    List<Cue> cues;
    if (name.endsWith(".srt")) {
      cues = srt(text);
    } else if (name.endsWith(".ass") || name.endsWith(".ssa")) {
      cues = ass(text);
    } else {
      throw refused(file, "its name ends neither in .srt nor in .ass");
    }
    if (cues.isEmpty()) {
      throw refused(file, "no line in it has a time");
    }
    return new Captions(cues);
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(file, "there is no such file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refused(file, "it is larger than 10 MB");
      }
      var utf8 = StandardCharsets.UTF_8.newDecoder();
      String text = utf8.decode(ByteBuffer.wrap(Files.readAllBytes(file))).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused(file, "it is not UTF-8");
    } catch (IOException e) {
      throw refused(file, "it cannot be read: " + e.getMessage());
    }
  }

  private static List<Cue> srt(String text) {
    var cues = new ArrayList<Cue>();
    for (String block : text.split("\\R[ \t]*\\R+")) {
      List<String> lines = block.strip().lines().toList();
      int times = 0;
      while (times < lines.size() && !SRT_TIMES.matcher(lines.get(times)).matches()) {
        times++;
      }
      if (times < lines.size()) {
        var match = SRT_TIMES.matcher(lines.get(times));
        if (match.matches()) {
          String words = String.join("\n", lines.subList(times + 1, lines.size()));
          add(cues, seconds(match, 1), seconds(match, 5), words);
        }
      }
    }
    return cues;
  }

  private static List<Cue> ass(String text) {
    var cues = new ArrayList<Cue>();
    List<String> fields = List.of();
    for (String line : text.lines().toList()) {
      if (line.startsWith("Format:")) {
        fields = List.of(line.substring(7).strip().split("\\s*,\\s*"));
      } else if (line.startsWith("Dialogue:") && fields.contains("Text")) {
        String[] values = line.substring(9).split(",", fields.size());
        int start = fields.indexOf("Start");
        int end = fields.indexOf("End");
        if (values.length == fields.size() && start >= 0 && end >= 0) {
          var from = ASS_TIME.matcher(values[start].strip());
          var to = ASS_TIME.matcher(values[end].strip());
          if (from.matches() && to.matches()) {
            String words = values[fields.indexOf("Text")];
            add(cues, seconds(from, 1), seconds(to, 1), words.replaceAll("\\\\[Nn]", "\n"));
          }
        }
      }
    }
    return cues;
  }

  /// Adds a cue without its marks: `<i>`, `{\an8}`, and what is no printable character.
  private static void add(List<Cue> cues, double from, double to, String text) {
    String words =
        text.replaceAll("<[^>\n]{0,200}>|\\{[^}\n]{0,200}\\}", "")
            .replace("\\h", " ")
            .replaceAll("[\\p{Cntrl}&&[^\n]]", "")
            .strip();
    if (to > from && !words.isEmpty()) {
      cues.add(new Cue(from, to, words));
    }
  }

  private static double seconds(MatchResult match, int group) {
    String fraction = match.group(group + 3);
    return Integer.parseInt(match.group(group)) * 3600
        + Integer.parseInt(match.group(group + 1)) * 60
        + Integer.parseInt(match.group(group + 2))
        + Integer.parseInt(fraction) / Math.pow(10, fraction.length());
  }

  private static BadRequest refused(Path file, String why) {
    return new BadRequest(
        "The subtitles \"%s\" cannot be used: %s.".formatted(file, why),
        "Name an .srt or .ass file in UTF-8.",
        "subtitles");
  }
}
