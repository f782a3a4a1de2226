package io.kinora.shot;

import java.util.Locale;

/// Where one subject of a prompt is in relation to another.
///
/// @param where it is
/// @param other which subject it is related to, by its place in the prompt, from 0
public record Relation(Where where, int other) {
  /// The relations that a prompt may name.
  public enum Where {
    ABOVE,
    BELOW,
    BEHIND,
    BEFORE,
    BESIDE,
    /// standing, sitting or riding on it, and carried by it
    ON,
    /// in its hands
    HELD,
    /// at its mouth
    EATEN,
    /// worn by it
    WORN;

    /// Whether it goes wherever the other goes.
    public boolean attached() {
      return switch (this) {
        case ON, HELD, EATEN, WORN -> true;
        case ABOVE, BELOW, BEHIND, BEFORE, BESIDE -> false;
      };
    }

    /// The name in reports.
    public String label() {
      return switch (this) {
        case HELD, EATEN, WORN -> name().toLowerCase(Locale.ROOT) + " by";
        case ABOVE, BELOW, BEHIND, BEFORE, BESIDE, ON -> name().toLowerCase(Locale.ROOT);
      };
    }
  }
}
