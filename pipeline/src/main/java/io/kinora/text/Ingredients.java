package io.kinora.text;

import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Marks what the picture of a dish or drink already shows: the cheese of "pizza with cheese", the
/// beef of 牛肉面, ice in a drink, and the candles on a cake.
final class Ingredients {
  private static final Set<String> FOODS =
      Set.of(
          ("cheese-wedge tomato leafy-green onion butter cooking egg strawberry"
                  + " blueberries cherries banana lemon lime chocolate-bar cut-of-meat"
                  + " bacon shrimp brown-mushroom mushroom olive garlic hot-pepper"
                  + " bell-pepper carrot broccoli beans salt herb avocado ear-of-corn"
                  + " peanuts mango peach raspberry fruit vegetables")
              .split(" "));

  private static final Set<String> OF_DRINKS =
      Set.of("ice", "lemon", "lime", "herb", "glass-of-milk", "cherries", "strawberry");

  private static final Set<String> GLASSES = Set.of("glass", "cup", "tumbler-glass");

  private static final Set<String> ICE = Set.of("ice", "ice cube", "ice cubes", "冰", "冰块");

  private static final Set<String> CAKES = Set.of("birthday-cake", "shortcake", "cupcake");

  /// Words after which the ingredients of a dish are listed.
  private static final Set<String> WITH =
      Set.of("with topped covered filled containing over 加 加了 带 有 放 放着 撒 撒着 铺 铺着 夹 夹着".split(" "));

  /// Words for something at another place.
  private static final Set<String> APART =
      Set.of("beside next near behind by 旁边 旁 边上 后面 前面".split(" "));

  /// What an ingredient does in its dish.
  private static final Set<String> DONE = Set.of("melt", "drip", "steam", "glow");

  private final List<Tag> tags;
  private final int[] clause;
  private final List<Tag> result;

  private Ingredients(List<Tag> tags) {
    this.tags = tags;
    this.clause = Clauses.of(tags);
    this.result = new ArrayList<>(tags);
  }

  /// The tags, with such words marked as part of the phrase.
  static List<Tag> in(List<Tag> tags) {
    var ingredients = new Ingredients(tags);
    for (int i = 0; i < tags.size(); i++) {
      ingredients.settle(i);
    }
    return List.copyOf(ingredients.result);
  }

  private void settle(int at) {
    Tag tag = tags.get(at);
    int cake = tag.label().equals("subject:candle") ? cake(at) : -1;
    if (cake >= 0) {
      result.set(cake, new Tag(tags.get(cake).word(), "subject:birthday-cake", 1));
      part(at);
    } else if (ICE.contains(tag.word().key()) ? iced(at) : contained(at)) {
      part(at);
      if (at + 1 < tags.size() && DONE.contains(tags.get(at + 1).value())) {
        part(at + 1);
      }
    }
  }

  private void part(int at) {
    result.set(at, new Tag(tags.get(at).word(), ActionPhrases.PART, 1));
  }

  /// The cake that a candle is on; -1 if there is none.
  private int cake(int candle) {
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).isSubject() && CAKES.contains(tags.get(i).value())) {
        boolean apart =
            tags.subList(Math.min(i, candle), Math.max(i, candle)).stream()
                .anyMatch(tag -> APART.contains(tag.word().key()));
        return apart ? -1 : i;
      }
    }
    return -1;
  }

  /// Whether ice is in a drink, and no place.
  private boolean iced(int at) {
    boolean with = at > 0 && WITH.contains(tags.get(at - 1).word().key());
    return with && tags.stream().anyMatch(tag -> drink(tag) || glass(tag));
  }

  /// Whether it is an ingredient of the dish after it (牛肉面), or of one before it.
  private boolean contained(int at) {
    Tag tag = tags.get(at);
    if (!tag.isSubject() || (at + 1 < tags.size() && moves(tags.get(at + 1)))) {
      return false;
    }
    if (at + 1 < tags.size() && of(tag, tags.get(at + 1))) {
      return tags.get(at + 1).word().start() - tag.word().end() <= 1;
    }
    boolean with = false;
    for (int i = at - 1; i >= 0 && clause[i] == clause[at]; i--) {
      Tag before = tags.get(i);
      with |= WITH.contains(before.word().key());
      if (of(tag, before)) {
        return with;
      }
      if ((before.isAction() && !with) || APART.contains(before.word().key())) {
        return false;
      }
      if (before.isSubject() && !FOODS.contains(before.value())) {
        return false;
      }
    }
    return false;
  }

  private static boolean moves(Tag tag) {
    return tag.isAction() && !DONE.contains(tag.value());
  }

  private static boolean of(Tag ingredient, Tag dish) {
    Noun noun = dish.isSubject() ? Nouns.named(dish.value()) : null;
    boolean made = noun != null && noun.category().equals("food") && !FOODS.contains(dish.value());
    return made
        ? FOODS.contains(ingredient.value())
        : drink(dish) && OF_DRINKS.contains(ingredient.value());
  }

  private static boolean drink(Tag tag) {
    Noun noun = tag.isSubject() ? Nouns.named(tag.value()) : null;
    return noun != null && noun.category().equals("drink");
  }

  private static boolean glass(Tag tag) {
    return tag.isSubject() && GLASSES.contains(tag.value());
  }
}
