package io.kinora.text;

import java.util.List;

/// A word or fixed phrase of a prompt, or a punctuation mark.
///
/// @param text as in the prompt
/// @param key in the spelling of the lexicon
/// @param start its start in the prompt, in UTF-16 units
/// @param end its end, exclusive
/// @param candidates the labels that the lexicon has for it
record Word(String text, String key, int start, int end, List<String> candidates) {
  boolean isPunctuation() {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  /// Whether it is a pictograph, such as an emoji; modifiers are not.
  boolean isPictograph() {
    return text.codePoints().anyMatch(Character::isExtendedPictographic);
  }
}
