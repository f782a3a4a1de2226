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

/// Selects for each thing whether the codes of all icon sets ("hands") are kept, or only that of
/// the first one.
final class Hands {
  /// Categories of things of which one picture is kept, because icon sets draw symbols and faces
  /// alike.
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

  /// The items that are kept, in the order of nouns and icon sets; if this project draws a thing
  /// itself, only its own drawing.
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
