package io.kinora.house.staging;

import io.kinora.noun.Noun;
import io.kinora.shot.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One subject of the shot.
///
/// @param noun what moves by itself as it does: itself, or the nearest to a noun painted from
///     its code
/// @param thing the noun painted from its code; null for what moves by itself
/// @param phrase which subject of the prompt it is one of
/// @param relation to another of them
/// @param free whether the prompt leaves open where it goes
/// @param next the same subject as it acts in the second half of the shot; null if as before
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Actor(
    String noun,
    @Nullable Noun thing,
    String colour,
    float[] u,
    double size,
    List<String> cueWords,
    float[] cueNumbers,
    int phrase,
    @Nullable Relation relation,
    boolean free,
    @Nullable Actor next) {
  /// The number of the table under a thing that is alone, in place of a subject's.
  static final int TABLE = -1;

  /// Actions that lead nowhere.
  static final Set<String> RESTING = Set.of("", "stand", "sway", "spin", "dance");

  /// What is drawn: the key of the noun, or the name of the subject that moves by itself.
  public String key() {
    return thing == null ? noun : thing.key();
  }

  /// The same subject acting otherwise.
  Actor doing(List<String> words) {
    return new Actor(noun, thing, colour, u, size, words, cueNumbers, phrase, relation, free, null);
  }

  Actor then(@Nullable Actor afterwards) {
    return new Actor(
        noun, thing, colour, u, size, cueWords, cueNumbers, phrase, relation, free, afterwards);
  }

  Actor on(Relation support) {
    return new Actor(
        noun, thing, colour, u, size, cueWords, cueNumbers, phrase, support, free, next);
  }

  /// Whether it is the table under a thing, which no prompt names.
  boolean support() {
    return phrase == TABLE;
  }

  /// Whether it stays where it is: a noun that stands by nature, and is not told to go.
  boolean resting() {
    return thing != null && RESTING.contains(cueWords.get(1)) && next == null;
  }
}
