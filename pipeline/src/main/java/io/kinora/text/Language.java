package io.kinora.text;

import java.lang.Character.UnicodeScript;
import java.util.Locale;

/// The languages of prompts, each with its encoder and its lexicon.
enum Language {
  EN("all-minilm-l6-v2-q", 384, true, .45),
  ZH("bge-small-zh-v1.5-q", 512, false, .62);

  /// The encoder's name: its resources are `encoder.onnx` and `encoder-tokenizer.json`.
  final String encoder;

  /// The dimension of the encoder's vectors.
  final int dimension;

  /// Whether the encoder's vocabulary is lower case and without accents.
  final boolean lowerCase;

  /// The minimum cosine of the vectors of two words with similar meanings, which depends on the
  /// encoder.
  final double near;

  Language(String encoder, int dimension, boolean lowerCase, double near) {
    this.near = near;
    this.encoder = encoder;
    this.dimension = dimension;
    this.lowerCase = lowerCase;
  }

  /// The language of a text: Chinese if at least three of ten letters are Han: "一只 robot" is, "a 猫
  /// robot dance" is not.
  static Language of(String text) {
    long letters = text.codePoints().filter(Character::isLetter).count();
    long han = text.codePoints().filter(Language::isHan).count();
    return han > 0 && 10 * han >= 3 * letters ? ZH : EN;
  }

  static boolean isHan(int point) {
    return UnicodeScript.of(point) == UnicodeScript.HAN;
  }

  /// `en` or `zh`.
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
