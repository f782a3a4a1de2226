package io.kinora.text;

import com.ibm.icu.text.Transliterator;

/// Folds traditional Chinese characters to simplified ones, in which the lexicon is written.
final class Simplified {
  private Simplified() {}

  private static final class Loaded {
    static final Transliterator FOLDING = Transliterator.getInstance("Traditional-Simplified");
  }

  /// The text in simplified characters; of the same length.
  static String of(String text) {
    return Loaded.FOLDING.transliterate(text);
  }
}
