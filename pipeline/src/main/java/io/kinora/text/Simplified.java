package io.kinora.text;

import com.ibm.icu.text.Transliterator;

/// Converts traditional Chinese characters to simplified ones, which the lexicon uses.
final class Simplified {
  private Simplified() {}

  private static final class Loaded {
    static final Transliterator FOLDING = Transliterator.getInstance("Traditional-Simplified");
  }

  /// The text in simplified characters, with the same length.
  static String of(String text) {
    return Loaded.FOLDING.transliterate(text);
  }
}
