package io.kinora.text;

import io.kinora.shot.Embedding;
import io.kinora.shot.Understanding.Keyword;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Keywords after KeyBERT (Grootendorst 2020): phrases ranked by the cosine of their vector to the
/// sentence's, chosen one by one by maximal marginal relevance (Carbonell and Goldstein 1998, eq.
/// 1), so that the second does not repeat the first.
final class Keywords {
  /// λ of the relevance: 1 is only relevance, 0 only diversity.
  private static final double RELEVANCE = .6;

  /// Words that may be inside a phrase.
  private static final Set<String> JOINTS = Set.of("of", "at", "in", "the", "的");

  private static final int MOST = 6;

  private static final int LONGEST = 3;

  private Keywords() {}

  /// The keywords of a prompt, best first.
  ///
  /// @param words the words of the prompt in order
  /// @param bears for each word, whether it is a content word; phrases begin and end with one, and
  ///     within them only words such as "of" are not
  static List<Keyword> rank(
      String prompt, List<Word> words, List<Boolean> bears, SentenceEncoder.Encoding encoding) {
    Embedding sentence = encoding.sentence();
    var candidates = new ArrayList<Candidate>();
    for (int first = 0; first < words.size(); first++) {
      for (int last = first; last < Math.min(words.size(), first + LONGEST); last++) {
        boolean joins = last > first && JOINTS.contains(words.get(last).key());
        if (!bears.get(last) && !joins) {
          break;
        }
        if (bears.get(first) && bears.get(last)) {
          int start = words.get(first).start();
          int end = words.get(last).end();
          candidates.add(new Candidate(prompt.substring(start, end), encoding.span(start, end)));
        }
      }
    }
    var chosen = new ArrayList<Candidate>();
    while (chosen.size() < MOST && !candidates.isEmpty()) {
      Candidate best =
          Collections.max(
              candidates, Comparator.comparingDouble(c -> marginal(c, sentence, chosen)));
      chosen.add(best);
      candidates.removeIf(c -> c.text.contains(best.text) || best.text.contains(c.text));
    }
    return chosen.stream()
        .map(c -> new Keyword(c.text, c.vector.cosine(sentence)))
        .sorted(Comparator.comparingDouble(Keyword::score).reversed())
        .toList();
  }

  private record Candidate(String text, Embedding vector) {}

  private static double marginal(Candidate candidate, Embedding sentence, List<Candidate> chosen) {
    double repeated =
        chosen.stream().mapToDouble(c -> candidate.vector.cosine(c.vector)).max().orElse(0);
    return RELEVANCE * candidate.vector.cosine(sentence) - (1 - RELEVANCE) * repeated;
  }
}
