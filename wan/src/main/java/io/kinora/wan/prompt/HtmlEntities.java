package io.kinora.wan.prompt;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/// Character references of HTML 5 (WHATWG, §13.2.5.72 to 84 and §13.5) as Python's `html.unescape`
/// resolves them: like jsoup, but without invalid characters.
final class HtmlEntities {
  private static final Pattern REFERENCE =
      Pattern.compile("&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\\t\\n\\f <&#;]{1,32};?)");
  private static final Pattern UNAMBIGUOUS = Pattern.compile("&#?[0-9A-Za-z]{1,24};");

  private HtmlEntities() {}

  /// Resolves all references that a browser would, even without a semicolon.
  static String unescape(String text) {
    return REFERENCE.matcher(text).replaceAll(HtmlEntities::resolved);
  }

  /// Resolves references that end in a semicolon, and some names in capitals.
  static String unescapeUnambiguous(String text) {
    return UNAMBIGUOUS
        .matcher(text)
        .replaceAll(
            match -> {
              String known = whole(match.group());
              return Matcher.quoteReplacement(known == null ? match.group() : known);
            });
  }

  private static String resolved(MatchResult match) {
    String known = Parser.unescapeEntities(match.group(), false);
    if (match.group(1).startsWith("#")) {
      known = allowed(known.codePointAt(0), known);
    }
    return Matcher.quoteReplacement(known);
  }

  /// The character of a numeric reference, if it is valid in text.
  private static String allowed(int number, String known) {
    if (Character.getType(number) == Character.SURROGATE) {
      return "\ufffd";
    }
    boolean control = number < 0x20 && "\t\n\f\r".indexOf(number) < 0;
    boolean unassignable = (number >= 0xfdd0 && number <= 0xfdef) || (number & 0xfffe) == 0xfffe;
    return control || number == 0x7f || unassignable ? "" : known;
  }

  /// The text of `reference` as a whole, its semicolon included; null if it is unknown.
  private static @Nullable String whole(String reference) {
    String known = unescape(reference);
    boolean number = reference.startsWith("&#");
    if (!known.endsWith(";")
        || (known.equals(";") && !number)) { // the number of ; stays, as in ftfy
      return known;
    }
    // A lower-case name in capitals, as ftfy reads it: &EACUTE; is É.
    String small = reference.toLowerCase(Locale.ROOT);
    boolean shouted = reference.equals(reference.toUpperCase(Locale.ROOT));
    if (known.equals(reference) && shouted && !small.equals(reference)) {
      String meant = whole(small);
      return meant == null ? null : meant.toUpperCase(Locale.ROOT);
    }
    return null;
  }
}
