package io.kinora.script;

import io.kinora.error.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The word that somebody may have meant.
final class Nearest {
  private Nearest() {}

  /// The nearest of `words` that is not far, upper and lower case being equal.
  static Optional<String> to(String word, Collection<String> words) {
    int far = word.length() < 3 ? 0 : word.length() < 6 ? 1 : 2;
    return words.stream()
        .filter(known -> distance(word, known) <= far)
        .min(Comparator.comparingInt(known -> distance(word, known)));
  }

  /// `Did you mean "size"?`, or nothing.
  static String hint(String word, Collection<String> words) {
    return to(word, words).map(known -> "Did you mean \"" + known + "\"?").orElse("");
  }

  private static int distance(String one, String other) {
    return EditDistance.between(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
  }
}
