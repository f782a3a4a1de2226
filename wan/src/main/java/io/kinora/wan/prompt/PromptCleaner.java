package io.kinora.wan.prompt;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Normalises a prompt as in the training of the models: text is repaired as ftfy 6.3 does by
/// default (Speer 2019, doi:10.5281/zenodo.2591652), HTML entities are resolved twice, each run of
/// white space becomes one space, and the ends are stripped.
public final class PromptCleaner {
  /// White space as in the reference code.
  private static final String SPACE =
      "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";

  private static final Pattern SPACES = Pattern.compile(SPACE + "+");

  private static final Pattern DOUBLE_QUOTE = Pattern.compile("[\\u201c-\\u201f]");
  private static final Pattern SINGLE_QUOTE = Pattern.compile("[\\u02bc\\u2018-\\u201b]");
  private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\\u2028\\u2029\\u0085]");
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
  private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\\x1b\\[[\\p{Nd};]*[a-zA-Z]");
  private static final Pattern CONTROL =
      Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffc]");

  /// Characters that stand for several letters: Latin ligatures, and digraphs of old encodings.
  private static final Map<Character, String> LIGATURES =
      Map.ofEntries(
          Map.entry('Ĳ', "IJ"),
          Map.entry('ĳ', "ij"),
          Map.entry('ŉ', "ʼn"),
          Map.entry('Ǳ', "DZ"),
          Map.entry('ǲ', "Dz"),
          Map.entry('ǳ', "dz"),
          Map.entry('Ǆ', "DŽ"),
          Map.entry('ǅ', "Dž"),
          Map.entry('ǆ', "dž"),
          Map.entry('Ǉ', "LJ"),
          Map.entry('ǈ', "Lj"),
          Map.entry('ǉ', "lj"),
          Map.entry('Ǌ', "NJ"),
          Map.entry('ǋ', "Nj"),
          Map.entry('ǌ', "nj"),
          Map.entry('ﬀ', "ff"),
          Map.entry('ﬁ', "fi"),
          Map.entry('ﬂ', "fl"),
          Map.entry('ﬃ', "ffi"),
          Map.entry('ﬄ', "ffl"),
          Map.entry('ﬅ', "ſt"),
          Map.entry('ﬆ', "st"));

  private PromptCleaner() {}

  /// The prompt in the form for the text encoder.
  public static String clean(String prompt) {
    String text = HtmlEntities.unescape(HtmlEntities.unescape(repair(prompt)));
    return strip(SPACES.matcher(strip(text)).replaceAll(" "));
  }

  private static String strip(String text) {
    return text.replaceAll("^" + SPACE + "+|" + SPACE + "+\\z", "");
  }

  /// Repairs line by line; from the first line that contains a `<` on, HTML entities are kept.
  private static String repair(String text) {
    var repaired = new StringBuilder();
    boolean entities = true;
    for (String line : lines(text)) {
      entities &= line.indexOf('<') < 0;
      repaired.append(repairLine(line, entities));
    }
    return repaired.toString();
  }

  /// The lines, each including its line feed.
  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at) + 1;
      end = end == 0 ? text.length() : end;
      lines.add(text.substring(at, end));
      at = end;
    }
    return lines;
  }

  private static String repairLine(String line, boolean entities) {
    String text = line;
    while (true) {
      String before = text;
      text = entities ? HtmlEntities.unescapeUnambiguous(text) : text;
      text = Mojibake.repair(text);
      text = Mojibake.readControls(text);
      text = eachChar(text, c -> LIGATURES.getOrDefault(c, String.valueOf(c)));
      text = eachChar(text, PromptCleaner::standardWidth);
      text = DOUBLE_QUOTE.matcher(text).replaceAll("\"");
      text = SINGLE_QUOTE.matcher(text).replaceAll("'");
      text = LINE_BREAK.matcher(text).replaceAll("\n");
      text = LONE_SURROGATE.matcher(text).replaceAll("\ufffd");
      text = TERMINAL_ESCAPE.matcher(text).replaceAll("");
      text = CONTROL.matcher(text).replaceAll("");
      text = Normalizer.normalize(text, Normalizer.Form.NFC);
      if (text.equals(before)) {
        return text;
      }
    }
  }

  /// Replaces half-width and full-width forms by the normal characters.
  private static String standardWidth(char c) {
    if (c == '\u3000') {
      return " ";
    }
    boolean form = c >= '\uff01' && c < '\ufff0';
    return form ? Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC) : String.valueOf(c);
  }

  private interface Replacement {
    String of(char c);
  }

  private static String eachChar(String text, Replacement replacement) {
    var changed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      changed.append(replacement.of(text.charAt(i)));
    }
    return changed.toString();
  }
}
