package io.kinora.shot;

import org.jspecify.annotations.Nullable;

/// One subject of a prompt, in canonical lower-case English; null where the prompt says nothing.
///
/// @param name the known thing nearest to the noun, for example `bird` for "sparrow"
/// @param word the noun as the prompt has it, for example `sparrow`
/// @param colour one of the known colours, for example `red` for "crimson"
/// @param action the verb's base form, for example `fly`
/// @param direction `right`, `left`, `up`, `down`, `still`, `towards` (the viewer), `away` or
///     `around` (in circles)
/// @param speed `slow` or `fast`; null is the usual speed
/// @param count how many of them, from 1 to 4
/// @param size `small`, `big` or `giant`; null is the usual size
/// @param relation to another subject of the prompt
/// @param sequel what it does afterwards: "a bird flies and then lands"
public record SubjectPhrase(
    String name,
    String word,
    @Nullable String colour,
    @Nullable String action,
    @Nullable String direction,
    @Nullable String speed,
    int count,
    @Nullable String size,
    @Nullable Relation relation,
    @Nullable Sequel sequel) {
  /// What a subject does afterwards.
  ///
  /// @param action the verb's base form
  /// @param direction as of the subject
  /// @param speed as of the subject
  public record Sequel(
      @Nullable String action, @Nullable String direction, @Nullable String speed) {}

  /// A subject of the usual size, not related to another, that does one thing.
  public SubjectPhrase(
      String name,
      String word,
      @Nullable String colour,
      @Nullable String action,
      @Nullable String direction,
      @Nullable String speed,
      int count) {
    this(name, word, colour, action, direction, speed, count, null, null, null);
  }

  /// The same subject under another known name.
  public SubjectPhrase named(String name) {
    return new SubjectPhrase(
        name, word, colour, action, direction, speed, count, size, relation, sequel);
  }

  /// The same subject under another word of the prompt.
  public SubjectPhrase said(String word) {
    return new SubjectPhrase(
        name, word, colour, action, direction, speed, count, size, relation, sequel);
  }

  /// The same subject with another relation, or with none.
  public SubjectPhrase related(@Nullable Relation relation) {
    return new SubjectPhrase(
        name, word, colour, action, direction, speed, count, size, relation, sequel);
  }
}
