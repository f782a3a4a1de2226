package io.kinora.training.text;

import io.kinora.text.Inflection;
import io.kinora.text.Lexicon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Generates sentences with a label for every word, from a context-free grammar in `grammar-en.txt`
/// or `grammar-zh.txt` (whose first lines explain the notation) and the words of the lexicon.
final class PhraseGrammar {
  /// The probability of the first word of a label, its plain name.
  private static final double PLAIN = .25;

  private final Map<String, List<String[]>> rules = new HashMap<>();
  private final Map<String, String[]> actions = new HashMap<>();
  private final Map<String, List<String>> words;
  private final List<String> subjects;
  private final boolean spaced;
  private final Set<String> heldOut;
  private final RandomGenerator random;

  private final StringBuilder text = new StringBuilder();
  private final List<Span> spans = new ArrayList<>();
  private String current;
  private String pending;

  /// @param start its start in the text, in UTF-16 units
  record Span(int start, int end, String label) {}

  record Sentence(String text, List<Span> spans) {
    /// The label of the span with the largest overlap with `[start, end)`.
    String label(int start, int end) {
      String label = "other";
      int most = 0;
      for (Span span : spans) {
        int shared = Math.min(end, span.end) - Math.max(start, span.start);
        if (shared > most) {
          most = shared;
          label = span.label;
        }
      }
      return label;
    }
  }

  /// @param heldOut words never drawn
  PhraseGrammar(String language, Lexicon lexicon, Set<String> heldOut, RandomGenerator random) {
    this.words = lexicon.bases();
    this.spaced = language.equals("en");
    this.heldOut = heldOut;
    this.random = random;
    lines("grammar-" + language + ".txt").forEach(this::addRule);
    for (String line : lines("actions.txt")) {
      String[] parts = line.split("\t");
      actions.put("subject:" + parts[0], parts[1].split(" "));
    }
    subjects = List.copyOf(labels("subject"));
    current = pick(subjects);
    pending = pick(subjects);
  }

  private static List<String> lines(String name) {
    var stream = Objects.requireNonNull(PhraseGrammar.class.getResourceAsStream(name), name);
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addRule(String line) {
    int equals = line.indexOf(" = ");
    rules.put(
        line.substring(0, equals),
        Arrays.stream(line.substring(equals + 3).split(" \\| "))
            .map(alternative -> alternative.strip().split(" +"))
            .toList());
  }

  private List<String> labels(String kind) {
    return words.keySet().stream()
        .filter(label -> label.equals(kind) || label.startsWith(kind + ":"))
        .toList();
  }

  Sentence next() {
    text.setLength(0);
    spans.clear();
    expand("start");
    if (spaced && random.nextInt(3) == 0) {
      text.setCharAt(0, Character.toUpperCase(text.charAt(0)));
    }
    return new Sentence(text.toString(), List.copyOf(spans));
  }

  private void expand(String name) {
    for (String token : pick(Objects.requireNonNull(rules.get(name), name))) {
      int chance = token.indexOf(">?");
      if (token.startsWith("<")) {
        int percent = chance < 0 ? 100 : Integer.parseInt(token.substring(chance + 2));
        if (random.nextInt(100) < percent) {
          expand(token.substring(1, chance < 0 ? token.length() - 1 : chance));
        }
      } else if (token.startsWith("$")) {
        draw(token.substring(1));
      } else {
        int at = token.indexOf('@');
        append(at < 0 ? token : token.substring(0, at), at < 0 ? "other" : token.substring(at + 1));
      }
    }
  }

  private void draw(String token) {
    boolean mute = token.endsWith("!");
    boolean ahead = token.endsWith("^");
    String kind = mute || ahead ? token.substring(0, token.length() - 1) : token;
    switch (kind) {
      case "subject", "subjects" -> {
        current = pending;
        pending = pick(subjects);
        String word = word(current);
        append(kind.equals("subjects") ? form(word, current, 1) : word, current);
      }
      case "nonsense" -> append(nonsense(), "other");
      case "scenes" -> {
        String label = pick(labels("scene"));
        append(form(word(label), label, 1), label);
      }
      case "verb", "vb", "v3", "ving", "vpast" -> verb(kind, ahead ? pending : current);
      default -> {
        String label = pick(labels(kind));
        String word = word(label);
        boolean inflects = label.startsWith("camera:") && spaced && random.nextBoolean();
        append(inflects ? form(word, label, 1 + random.nextInt(2)) : word, mute ? "other" : label);
      }
    }
  }

  private void verb(String kind, String subject) {
    String[] suitable = Objects.requireNonNull(actions.get(subject), subject);
    String label = "action:" + suitable[random.nextInt(suitable.length)];
    String word = word(label);
    int form =
        switch (kind) {
          case "v3" -> 1;
          case "ving" -> 2;
          case "vpast" -> 3;
          default -> 0;
        };
    append(form(word, label, form), label);
  }

  private static String form(String word, String label, int form) {
    List<Inflection.Form> forms = Inflection.forms(word, label);
    return forms.get(Math.min(form, forms.size() - 1)).text();
  }

  private String word(String label) {
    List<String> all =
        Objects.requireNonNull(words.get(label), label).stream()
            .filter(word -> !heldOut.contains(word))
            .toList();
    return random.nextDouble() < PLAIN ? all.getFirst() : pick(all);
  }

  private void append(String word, String label) {
    if (spaced && !text.isEmpty() && !",.;:".contains(word)) {
      text.append(' ');
    }
    if (spaced && !spans.isEmpty() && "aeiou".indexOf(word.charAt(0)) >= 0 && endsWithArticle()) {
      text.insert(text.length() - 1, 'n');
      Span article = spans.removeLast();
      spans.add(new Span(article.start, article.end + 1, article.label));
    }
    spans.add(new Span(text.length(), text.length() + word.length(), label));
    text.append(word);
  }

  private boolean endsWithArticle() {
    Span last = spans.getLast();
    return text.substring(last.start, last.end).equals("a");
  }

  /// Random letters without meaning, which the heads must not label.
  private String nonsense() {
    var letters = new StringBuilder();
    for (int i = 3 + random.nextInt(5); i > 0; i--) {
      letters.append((char) (spaced ? 'a' + random.nextInt(26) : '\u4e00' + random.nextInt(9000)));
    }
    return letters.toString();
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
