package io.kinora.text;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Adjectives of size. They need no learning: before a noun they mean nothing else.
final class Sizes {
  private static final Set<String> SMALL =
      Set.of("small", "little", "tiny", "mini", "miniature", "小", "小小", "迷你", "微小", "娇小");

  private static final Set<String> BIG =
      Set.of(
          "big",
          "large",
          "huge",
          "giant",
          "enormous",
          "gigantic",
          "massive",
          "colossal",
          "大",
          "巨大",
          "巨型",
          "庞大",
          "硕大",
          "超大",
          "大大");

  private Sizes() {}

  /// `small`, `big`, or null for any other word.
  static @Nullable String of(String key) {
    return SMALL.contains(key) ? "small" : BIG.contains(key) ? "big" : null;
  }
}
