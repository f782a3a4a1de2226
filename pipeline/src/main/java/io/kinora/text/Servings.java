package io.kinora.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Merges words for one thing: a kind and its young ("a golden retriever puppy"), and food or drink
/// whose picture includes the vessel: in "a bowl of hot ramen" or 一碗热腾腾的牛肉面 the bowl is not a
/// separate thing.
final class Servings {
  private static final Set<String> SERVED =
      Set.of(
          ("steaming-bowl cooked-rice pot-of-food curry-rice spaghetti green-salad shaved-ice"
                  + " tangyuan hot-beverage teacup-without-handle bubble-tea cup-with-straw"
                  + " glass-of-milk beer-mug wine-glass cocktail-glass tropical-drink fruit-bowl"
                  + " popcorn soft-ice-cream shallow-pan-of-food")
              .split(" "));

  /// The maximum number of words between a vessel and its contents.
  private static final int MOST_BETWEEN = 3;

  private Servings() {}

  /// The tags, in which vessels shown in their contents' pictures are marked as part of the phrase.
  static List<Tag> in(List<Tag> tags) {
    var result = new ArrayList<>(tags);
    for (int i = 0; i < tags.size(); i++) {
      if (i + 1 < tags.size() && tags.get(i).isSubject() && twice(tags.get(i), tags.get(i + 1))) {
        result.set(i, new Tag(tags.get(i).word(), ActionPhrases.PART, 1));
      }
      boolean vessel = tags.get(i).isSubject() && NounNames.container(tags.get(i).value());
      if (vessel && served(tags, i)) {
        result.set(i, new Tag(tags.get(i).word(), ActionPhrases.PART, 1));
      }
    }
    return List.copyOf(result);
  }

  /// Whether two nouns name one thing: "a golden retriever puppy" is one dog.
  private static boolean twice(Tag one, Tag next) {
    boolean touching = next.word().start() - one.word().end() <= 1;
    return touching && one.label().equals(next.label());
  }

  private static boolean served(List<Tag> tags, int vessel) {
    boolean of = false;
    for (int i = vessel + 1; i < tags.size() && i <= vessel + 1 + MOST_BETWEEN; i++) {
      String key = tags.get(i).word().key();
      of |= key.equals("of");
      if (tags.get(i).isSubject()) {
        boolean chinese = key.codePoints().anyMatch(Language::isHan);
        return (of || chinese) && SERVED.contains(tags.get(i).value());
      }
      if (tags.get(i).isAction() || key.equals("and") || key.equals("和") || key.equals("里")) {
        return false;
      }
    }
    return false;
  }
}
