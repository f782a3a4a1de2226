package io.kinora.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Suggests the name that a mistyped one was meant to be.
public final class NearestName {
  private NearestName() {}

  /// The name with the smallest edit distance to `typed`, if that is at most a third of its length.
  public static Optional<String> of(String typed, Collection<String> names) {
    String word = typed.replaceFirst("=.*", "");
    return names.stream()
        .filter(name -> EditDistance.between(word, name) <= Math.max(1, word.length() / 3))
        .min(
            Comparator.<String>comparingInt(name -> EditDistance.between(word, name))
                .thenComparing(name -> name));
  }

  /// `Did you mean "size"? `, or nothing where no name is near.
  public static String hint(String typed, Collection<String> names) {
    return of(typed, names).map("Did you mean \"%s\"? "::formatted).orElse("");
  }
}
