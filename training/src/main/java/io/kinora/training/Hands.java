package io.kinora.training;

import static java.util.stream.Collectors.toSet;

import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.training.pictures.PictureCollection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Of which things the codes of all hands are kept, and of which only the first hand's.
final class Hands {
  /// Kinds of things of which one picture is kept: what one hand draws of a symbol or of a face,
  /// the other draws, too.
  private static final Set<String> ONE_HAND =
      Set.of("face", "symbol", "flag", "scene", "person", "fantasy", "body");

  private final Set<String> single = new HashSet<>(PictureCollection.oneHand());

  Hands() {
    for (Noun noun : Nouns.all()) {
      if (ONE_HAND.contains(noun.category())) {
        single.add(noun.key());
      }
    }
  }

  /// Those that are kept: where this project draws a thing itself, its drawing alone; in the order
  /// of nouns and hands.
  <T> List<T> chosen(List<T> all, Function<T, String> noun, Function<T, String> hand) {
    var chosen = new ArrayList<T>();
    Set<String> own =
        all.stream().filter(one -> hand.apply(one).equals(Noun.OWN)).map(noun).collect(toSet());
    for (T one : all.stream().sorted(Comparator.comparing(noun).thenComparing(hand)).toList()) {
      if (own.contains(noun.apply(one)) && !hand.apply(one).equals(Noun.OWN)) {
        continue;
      }
      boolean second = !chosen.isEmpty() && noun.apply(chosen.getLast()).equals(noun.apply(one));
      if (!second || !single.contains(noun.apply(one))) {
        chosen.add(one);
      }
    }
    return chosen;
  }
}
