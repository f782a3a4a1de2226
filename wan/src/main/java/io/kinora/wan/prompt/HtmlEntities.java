package io.kinora.wan.prompt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Character references of HTML 5 (WHATWG, §13.2.5.72 to 84 and §13.5).
final class HtmlEntities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
  private static final Pattern UNAMBIGUOUS = Pattern.compile("&#?[0-9A-Za-z]{1,24};");

  /// What the numbers 80 to 9f mean: the letters of Windows-1252, where it has any.
  private static final String C1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

  /// By name; most names end in a semicolon.
  private static final Map<String, String> NAMED = read();

  /// Names in capitals that mean the capital of what the small name means.
  private static final Map<String, String> SHOUTED = shouted();

  private HtmlEntities() {}

  private static Map<String, String> read() {
    var named = new HashMap<String, String>();
    var stream =
        Objects.requireNonNull(HtmlEntities.class.getResourceAsStream("html5-entities.txt"));
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ");
          var text = new StringBuilder();
          for (int i = 1; i < parts.length; i++) {
            text.appendCodePoint(Integer.parseInt(parts[i], 16));
          }
          named.put(parts[0], text.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return named;
  }

  private static Map<String, String> shouted() {
    var shouted = new HashMap<String, String>();
    NAMED.forEach(
        (name, text) -> {
          String upper = name.toUpperCase(Locale.ROOT);
          if (name.endsWith(";")
              && name.equals(name.toLowerCase(Locale.ROOT))
              && unescape("&" + upper).equals("&" + upper)) {
            shouted.put(upper, text.toUpperCase(Locale.ROOT));
          }
        });
    return shouted;
  }

  /// Resolves all that a browser would, also without a semicolon.
  static String unescape(String text) {
    return REFERENCE.matcher(text).replaceAll(HtmlEntities::resolved);
  }

  /// Resolves what ends in a semicolon, and some names in capitals.
  static String unescapeUnambiguous(String text) {
    return UNAMBIGUOUS
        .matcher(text)
        .replaceAll(
            match -> {
              String name = match.group().substring(1);
              String known = NAMED.getOrDefault(name, SHOUTED.get(name));
              if (known == null && name.startsWith("#")) {
                String number = unescape(match.group());
                known = number.contains(";") ? null : number;
              }
              return Matcher.quoteReplacement(known == null ? match.group() : known);
            });
  }

  private static String resolved(MatchResult match) {
    String name = match.group(1);
    if (name.startsWith("#")) {
      return Matcher.quoteReplacement(numbered(name.substring(1).replace(";", "")));
    }
    for (int end = name.length(); end > 1; end--) {
      String known = NAMED.get(name.substring(0, end));
      if (known != null) {
        return Matcher.quoteReplacement(known + name.substring(end));
      }
    }
    return Matcher.quoteReplacement(match.group());
  }

  private static String numbered(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    String significant = digits.substring(hex ? 1 : 0).replaceFirst("^0+(?=.)", "");
    long number =
        significant.length() > 10 ? Long.MAX_VALUE : Long.parseLong(significant, hex ? 16 : 10);
    if (number >= 0x80 && number <= 0x9f) {
      return String.valueOf(C1.charAt((int) number - 0x80));
    }
    if (number == 0 || number > 0x10ffff || (number >= 0xd800 && number <= 0xdfff)) {
      return "\ufffd";
    }
    boolean control =
        number < 0x20 && number != '\t' && number != '\n' && number != '\f' && number != '\r';
    boolean unassignable = (number >= 0xfdd0 && number <= 0xfdef) || (number & 0xfffe) == 0xfffe;
    return control || number == 0x7f || unassignable ? "" : Character.toString((int) number);
  }
}
