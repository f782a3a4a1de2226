package io.kinora.wan.prompt;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Repairs text that was written in UTF-8 and decoded in an older encoding. Detection and repair
/// follow ftfy 6.3 (Speer 2019, doi:10.5281/zenodo.2591652); the classes of characters are in
/// `mojibake.properties`.
final class Mojibake {
  private static final Properties TABLES = read();

  /// Sequences that hardly ever occur in correct text. `{kind}` is a class of characters.
  private static final Pattern UNLIKELY =
      Pattern.compile(
          String.join(
              "|",
              kinds("[{c1}]"),
              kinds("[{bad}{letters}{box}{punctuation}{currency}{numeric}{law}][{bad}]"),
              kinds("[a-zA-Z][{lower_common}{upper_common}][{bad}]"),
              kinds("[{bad}][{letters}{box}{punctuation}{currency}{numeric}{law}]"),
              kinds(
                  "[{lower_accented}{lower_common}{box}{end_punctuation}{currency}{numeric}]"
                      + "[{upper_accented}]"),
              kinds("[{box}{end_punctuation}{currency}{numeric}][{lower_accented}]"),
              kinds("[{lower_accented}{box}{end_punctuation}][{currency}]"),
              kinds("{space}[{upper_accented}][{currency}]"),
              kinds("[{upper_accented}{box}][{numeric}{law}]"),
              kinds("[{letters}{box}{currency}{end_punctuation}][{start_punctuation}][{numeric}]"),
              kinds(
                  "[{letters}{currency}{numeric}{box}{law}][{end_punctuation}]"
                      + "[{start_punctuation}]"),
              kinds("[{currency}{numeric}{box}][{start_punctuation}]"),
              kinds("[a-z][{upper_accented}][{start_punctuation}{currency}]"),
              kinds("[{box}][{kaomoji}]"),
              kinds("[{letters}{currency}{numeric}{punctuation}{law}][{box}]"),
              kinds("[{box}][{end_punctuation}]"),
              kinds("[{letters}][{punctuation}][\\p{L}\\p{N}_]"),
              "[Œœ][^A-Za-z]",
              kinds("[{upper_accented}]°"),
              // Two characters of Windows-1252
              kinds("[ÂÃÎÐ][€œŠš¢£Ÿž\\xa0\\xad®©°·»{punctuation}–—´]"),
              "×[²³]",
              // Arabic in Windows-1252: four characters, because each pair may be correct
              kinds("(?:[ØÙ][{common}{currency}{bad}{numeric}{start_punctuation}ŸŠ®°µ»]){2}"),
              // South Asian letters in Windows-1252
              "à[²µ¹¼½¾]",
              // MacRoman
              "√[±∂†≠®™´≤≥¥µø]",
              "≈[°¢]",
              "‚Ä[ìîïòôúùû†°¢π]",
              "‚[âó][àäê°]",
              // Windows-1251, and that on top of another
              "вЂ",
              kinds("[ВГРС][{c1}{bad}{punctuation}{currency}°µ][ВГРС]"),
              "ГўВЂВ.[A-Za-z ]",
              // à, á and the no-break space, in Windows-1252
              "Ã[\\xa0¡]",
              kinds("[a-z]{space}?[ÃÂ][ ]"),
              "^[ÃÂ][ ]",
              kinds("[a-z.,?!{end_punctuation}]Â[ {punctuation}]"),
              // Windows-1253 and Windows-1257
              "β€[™\\xa0Ά\\xad®°]",
              kinds("[ΒΓΞΟ][{c1}{bad}{punctuation}{currency}°][ΒΓΞΟ]"),
              "ā€"));

  /// Runs of characters that may be bytes of UTF-8, within text that is not.
  private static final Pattern EMBEDDED =
      Pattern.compile(
          kinds(
              "(?<![{utf8_continuation_strict}])(?:[{utf8_first_of_2}][{utf8_continuation}]"
                  + "|[{utf8_first_of_3}][{utf8_continuation}]{2}"
                  + "|[{utf8_first_of_4}][{utf8_continuation}]{3})+"));

  /// UTF-8 in which the byte a0 was replaced by a space. Bytes are written as the characters 0 to
  /// ff.
  private static final Pattern LOST_A0 =
      Pattern.compile(
          "[\\xc2\\xc3\\xc5\\xce\\xd0\\xd9][ ]"
              + "|[\\xe2\\xe3][ ][\\x80-\\x84\\x86-\\x9f\\xa1-\\xbf]"
              + "|[\\xe0-\\xe3][\\x80-\\x84\\x86-\\x9f\\xa1-\\xbf][ ]"
              + "|\\xf0[ ][\\x80-\\xbf][\\x80-\\xbf]"
              + "|\\xf0[\\x80-\\xbf][ ][\\x80-\\xbf]"
              + "|\\xf0[\\x80-\\xbf][\\x80-\\xbf][ ]");

  /// à as a separate word keeps the space after it, except in some Portuguese words.
  private static final Pattern A_GRAVE = Pattern.compile("\\xc3 (?! |quele|quela|quilo|s )");

  /// UTF-8 in which a byte was lost: it was replaced by 1a, or once by a question mark.
  private static final Pattern LOSSY =
      Pattern.compile(
          "[\\xc2-\\xdf]\\x1a|[\\xc2-\\xc3][?]"
              + "|\\xed[\\xa0-\\xaf][\\x1a?]\\xed[\\xb0-\\xbf][\\x1a?\\x80-\\xbf]"
              + "|\\xed[\\xa0-\\xaf][\\x1a?\\x80-\\xbf]\\xed[\\xb0-\\xbf][\\x1a?]"
              + "|[\\xe0-\\xef][\\x1a?][\\x1a\\x80-\\xbf]|[\\xe0-\\xef][\\x1a\\x80-\\xbf][\\x1a?]"
              + "|[\\xf0-\\xf4][\\x1a?][\\x1a\\x80-\\xbf]{2}"
              + "|[\\xf0-\\xf4][\\x1a\\x80-\\xbf][\\x1a?][\\x1a\\x80-\\xbf]"
              + "|[\\xf0-\\xf4][\\x1a\\x80-\\xbf]{2}[\\x1a?]|\\x1a");

  /// NUL and surrogate pairs, each encoded separately: not valid UTF-8, but it occurs in practice.
  private static final Pattern VARIANT =
      Pattern.compile("\\xc0\\x80|\\xed[\\xa0-\\xaf][\\x80-\\xbf]\\xed[\\xb0-\\xbf][\\x80-\\xbf]");

  private static final Pattern C1 = Pattern.compile("[\\x80-\\x9f]");

  /// The byte that the lenient encodings use for a lost character.
  private static final char SUBSTITUTE = '\u001a';

  private static final SequencedMap<String, Map<Character, Character>> ENCODINGS = encodings();

  private Mojibake() {}

  private static Properties read() {
    var tables = new Properties();
    var stream = Objects.requireNonNull(Mojibake.class.getResourceAsStream("mojibake.properties"));
    try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      tables.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  private static String kinds(String rule) {
    String whole =
        rule.replace("{letters}", "{lower_accented}{upper_accented}")
            .replace("{punctuation}", "{start_punctuation}{end_punctuation}")
            .replace(
                "{space}",
                "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]");
    return Pattern.compile("\\{([a-z_0-9]*[a-z][a-z_0-9]*)\\}")
        .matcher(whole)
        .replaceAll(
            match -> {
              String clue = TABLES.getProperty("clue." + match.group(1));
              return Matcher.quoteReplacement(
                  clue != null ? clue : TABLES.getProperty("kind." + match.group(1)));
            });
  }

  /// Characters to bytes, by encoding, in the order in which they are tried.
  private static SequencedMap<String, Map<Character, Character>> encodings() {
    var encodings = new LinkedHashMap<String, Map<Character, Character>>();
    encodings.put("latin-1", new HashMap<>());
    for (String name :
        new String[] {
          "sloppy-windows-1252",
          "sloppy-windows-1251",
          "sloppy-windows-1250",
          "sloppy-windows-1253",
          "sloppy-windows-1254",
          "sloppy-windows-1257",
          "iso-8859-2",
          "macroman",
          "cp437"
        }) {
      encodings.put(name, new HashMap<>());
    }
    encodings.forEach(
        (name, bytes) -> {
          String upper = TABLES.getProperty("encoding." + name);
          for (char b = 0; b < 256; b++) {
            bytes.put(b < 128 || upper == null ? b : upper.charAt(b - 128), b);
          }
          if (name.startsWith("sloppy")) {
            bytes.remove(SUBSTITUTE);
            bytes.put('\ufffd', SUBSTITUTE);
          }
        });
    return encodings;
  }

  /// Repairs the text until nothing changes any more.
  static String repair(String text) {
    String repaired = text;
    while (true) {
      String next = step(repaired);
      if (next.equals(repaired)) {
        return repaired;
      }
      repaired = next;
    }
  }

  /// Replaces control characters 80 to 9f by the characters of Windows-1252 at these codes.
  static String readControls(String text) {
    String upper = TABLES.getProperty("encoding.sloppy-windows-1252");
    return C1.matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf(upper.charAt(match.group().charAt(0) - 128))));
  }

  private static boolean unlikely(String text) {
    return UNLIKELY.matcher(text).find();
  }

  private static String step(String text) {
    if (text.isEmpty() || text.chars().allMatch(c -> c < 128) || !unlikely(text)) {
      return text;
    }
    for (String encoding : ENCODINGS.keySet()) {
      Optional<String> read = encode(text, encoding).flatMap(bytes -> decode(bytes, encoding));
      if (read.isPresent()) {
        return read.get();
      }
    }
    String embedded =
        EMBEDDED
            .matcher(text)
            .replaceAll(
                match -> {
                  String part = match.group();
                  boolean wrong = part.length() < text.length() && unlikely(part);
                  return Matcher.quoteReplacement(wrong ? repair(part) : part);
                });
    if (!embedded.equals(text)) {
      return embedded;
    }
    if (encode(text, "latin-1").isPresent()) {
      String controls = readControls(text);
      if (!controls.equals(text) && !C1.matcher(controls).find()) {
        return controls;
      }
    }
    return readControls(text);
  }

  /// Encodes text to bytes, as the characters 0 to ff; empty if the encoding lacks a character.
  private static Optional<String> encode(String text, String encoding) {
    var table = Objects.requireNonNull(ENCODINGS.get(encoding));
    var bytes = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      Character b = table.get(text.charAt(i));
      if (b == null) {
        return Optional.empty();
      }
      bytes.append(b.charValue());
    }
    return Optional.of(bytes.toString());
  }

  /// Decodes the bytes as UTF-8; empty if they are not valid UTF-8.
  private static Optional<String> decode(String bytes, String encoding) {
    String mended = bytes;
    if (!encoding.equals("macroman") && LOST_A0.matcher(mended).find()) {
      mended = A_GRAVE.matcher(mended).replaceAll("\u00c3\u00a0 ");
      mended = LOST_A0.matcher(mended).replaceAll(match -> match.group().replace(' ', '\u00a0'));
    }
    if (encoding.startsWith("sloppy")) {
      mended = LOSSY.matcher(mended).replaceAll("\u00ef\u00bf\u00bd");
    }
    var text = new StringBuilder();
    try {
      int at = 0;
      for (Matcher variant = VARIANT.matcher(mended); variant.find(); at = variant.end()) {
        text.append(strict(mended.substring(at, variant.start()))).append(variant(variant.group()));
      }
      return Optional.of(text.append(strict(mended.substring(at))).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String variant(String bytes) {
    if (bytes.length() == 2) {
      return "\0";
    }
    int high = (bytes.charAt(1) & 0x0f) << 16 | (bytes.charAt(2) & 0x3f) << 10;
    int low = (bytes.charAt(4) & 0x0f) << 6 | (bytes.charAt(5) & 0x3f);
    return Character.toString(0x10000 + (high | low));
  }

  private static String strict(String bytes) throws CharacterCodingException {
    var buffer = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
  }
}
