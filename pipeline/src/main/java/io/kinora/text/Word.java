package io.kinora.text;

import java.util.List;

/// A word or fixed phrase of a prompt, or a punctuation mark.
///
/// @param text as the prompt has it
/// @param key as the lexicon writes it
/// @param start where in the prompt it begins, in UTF-16 units
/// @param end where it ends, exclusive
/// @param candidates the labels that the lexicon has for it
record Word(String text, String key, int start, int end, List<String> candidates) {
  boolean isPunctuation() {
    return text.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  /// Whether it is a picture in place of a word, such as an emoji; its modifiers are none.
  boolean isPictograph() {
    return text.codePoints().anyMatch(Character::isExtendedPictographic);
  }
}
