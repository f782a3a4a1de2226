package io.kinora.text;

import org.jspecify.annotations.Nullable;

/// The label of a word.
///
/// @param label `kind:value`, or a bare kind
/// @param score its confidence, from 0 to 1
record Tag(Word word, String label, double score) {
  static final String THING = "thing", OTHER = "other";

  boolean is(String kind) {
    return label.startsWith(kind)
        && label.length() > kind.length()
        && label.charAt(kind.length()) == ':';
  }

  /// The part after the colon; empty for a bare kind.
  String value() {
    return label.substring(label.indexOf(':') + 1);
  }

  boolean isSubject() {
    return is("subject");
  }

  boolean isAction() {
    return is("action");
  }

  boolean isCamera() {
    return is("camera");
  }

  /// The direction that a verb implies; null if it implies none.
  @Nullable String impliedDirection() {
    return switch (value()) {
      case "climb", "take-off" -> "up";
      case "dive", "land" -> "down";
      case "fly", "float" -> word.key().matches(".*(天空|高飞|飞上|飞起|up)") ? "up" : null;
      default -> null;
    };
  }
}
