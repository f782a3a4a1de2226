package io.kinora.text;

import java.util.List;
import java.util.Set;

/// Numbers the clauses of a prompt: verbs and adverbs rarely reach across a comma or "while".
final class Clauses {
  private static final Set<String> BREAKS =
      Set.of(
          ", . ; : ! ? ， 。 ； ： ！ ？ … — – ( ) （ ） \" “ ” while as when but then whereas 而 但 然后 同时 接着"
              .split(" "));

  private Clauses() {}

  /// For each word the number of its clause, from 0.
  static int[] of(List<Tag> tags) {
    int[] numbers = new int[tags.size()];
    int number = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (BREAKS.contains(tags.get(i).word().key().isBlank() ? "-" : tags.get(i).word().key())) {
        number++;
      }
      numbers[i] = number;
    }
    return numbers;
  }
}
