package io.kinora.render.operation;

import io.kinora.error.BadRequest;

/// The kinds of steps of a `Look`.
public enum Kind {
  /// A colour correction of grading.
  GRADE("grade"),
  /// A 3-D look-up table from a file.
  LUT("lut"),
  /// A font for the text of all effects, from a file.
  FONT("font"),
  /// A predefined filter with one strength.
  FILTER("filter"),
  /// An effect that changes more than colours.
  EFFECT("effect");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /// The name of its flag, without dashes.
  public String label() {
    return label;
  }

  public static Kind labelled(String label) {
    for (Kind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw new BadRequest(
        "\"" + label + "\" is not a kind of step.",
        "The kinds are grade, lut, font, filter and effect.",
        "look");
  }
}
