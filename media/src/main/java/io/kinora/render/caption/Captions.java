package io.kinora.render.caption;

import io.kinora.error.BadRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Captions with their times and styles.
///
/// @param ignored unsupported features that the file uses, by their names in the file
public record Captions(List<Cue> cues, List<String> ignored) {
  private static final long MAX_BYTES = 10 << 20;

  static final String TIME = "(\\d{1,3}):(\\d{2}):(\\d{2})[,.](\\d{1,3})";

  /// Text of one style; a line ends at `\n`.
  record Run(String text, TextStyle style) {}

  /// A position in the picture, in shares of its width and height.
  record Point(double x, double y) {}

  /// @param place as [TextStyle#place]
  /// @param at the position of the text's anchor according to `place`; null means at the margins
  /// @param fadeIn seconds
  /// @param fadeOut seconds
  record Manner(int place, @Nullable Point at, double fadeIn, double fadeOut) {}

  /// @param from start in seconds, inclusive
  /// @param to end in seconds, exclusive
  record Cue(double from, double to, List<Run> runs, Manner manner) {
    Cue {
      runs = List.copyOf(runs);
    }

    /// The plain text.
    String text() {
      return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    /// The opacity at a time, from 0 to 1.
    double opacity(double seconds) {
      double in = manner.fadeIn() > 0 ? (seconds - from) / manner.fadeIn() : 1;
      double out = manner.fadeOut() > 0 ? (to - seconds) / manner.fadeOut() : 1;
      return Math.clamp(Math.min(in, out), 0, 1);
    }
  }

  public Captions {
    cues = List.copyOf(cues);
    ignored = List.copyOf(ignored);
  }

  /// Captions with one literal text.
  ///
  /// @param from seconds
  /// @param to seconds; infinity is the end of the film
  public static Captions of(String text, TextStyle style, double from, double to) {
    var manner = new Manner(style.place(), null, 0, 0);
    return new Captions(
        List.of(new Cue(from, to, List.of(new Run(text, style)), manner)), List.of());
  }

  /// The visible cues at a time.
  List<Cue> at(double seconds) {
    return cues.stream().filter(cue -> cue.from() <= seconds && seconds < cue.to()).toList();
  }

  /// Reads an `.srt` or `.ass` file in UTF-8 or UTF-16.
  public static Captions read(Path file) {
    String text = text(file);
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    Captions captions;
    if (name.endsWith(".srt")) {
      captions = SubRip.read(text);
    } else if (name.endsWith(".ass") || name.endsWith(".ssa")) {
      captions = SubStation.read(text);
    } else {
      throw refused(file, "its name ends neither in .srt nor in .ass");
    }
    if (captions.cues().isEmpty()) {
      throw refused(file, "no line in it has a time");
    }
    return captions;
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(file, "there is no such file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refused(file, "it is larger than 10 MB");
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw refused(file, "it is neither UTF-8 nor UTF-16");
    } catch (IOException e) {
      throw refused(file, "it cannot be read: " + e.getMessage());
    }
  }

  /// Detects UTF-16 by its byte order mark, or by the zero bytes of ASCII characters, which occur
  /// in all times.
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 4) {
      return StandardCharsets.UTF_8;
    }
    boolean little = bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe;
    boolean big = bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff;
    if (little || (bytes[1] == 0 && bytes[3] == 0)) {
      return StandardCharsets.UTF_16LE;
    }
    return big || (bytes[0] == 0 && bytes[2] == 0)
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  static double seconds(MatchResult match, int group) {
    String fraction = match.group(group + 3);
    return Integer.parseInt(match.group(group)) * 3600
        + Integer.parseInt(match.group(group + 1)) * 60
        + Integer.parseInt(match.group(group + 2))
        + Integer.parseInt(fraction) / Math.pow(10, fraction.length());
  }

  private static BadRequest refused(Path file, String why) {
    return new BadRequest(
        "The subtitles \"%s\" cannot be used: %s.".formatted(file, why),
        "Name an .srt or .ass file; save it as UTF-8.",
        "subtitles");
  }
}
