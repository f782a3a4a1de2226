package io.kinora.shot;

import java.util.Locale;

/// The relation of one subject of a prompt to another, mostly of place.
///
/// @param where the kind of relation
/// @param other which subject it is related to, by its place in the prompt, from 0
public record Relation(Where where, int other) {
  /// The relations that a prompt may name.
  public enum Where {
    ABOVE,
    BELOW,
    BEHIND,
    BEFORE,
    BESIDE,
    /// to the left of it in the picture
    LEFT,
    /// to the right of it in the picture
    RIGHT,
    /// going after it
    CHASING,
    /// standing, sitting or lying on it, and carried by it
    ON,
    /// astride it or at its wheel
    RIDING,
    /// in it, partly hidden by it
    IN,
    /// in its hands
    HELD,
    /// at its mouth
    EATEN,
    /// worn by it
    WORN,
    /// standing before it on the ground, pushed or worked with by it
    USED,
    /// what it turns into in the middle of the shot
    FROM;

    /// Whether the subject moves with the other.
    public boolean attached() {
      return switch (this) {
        case ON, RIDING, IN, HELD, EATEN, WORN, USED, FROM -> true;
        case ABOVE, BELOW, BEHIND, BEFORE, BESIDE, LEFT, RIGHT, CHASING -> false;
      };
    }

    /// Whether the prompt names the subject after the acting one, as with a held thing.
    public boolean passive() {
      return switch (this) {
        case HELD, EATEN, WORN, USED, FROM -> true;
        default -> false;
      };
    }

    /// The name in reports.
    public String label() {
      return switch (this) {
        case HELD, EATEN, WORN, USED -> name().toLowerCase(Locale.ROOT) + " by";
        case LEFT, RIGHT -> name().toLowerCase(Locale.ROOT) + " of";
        default -> name().toLowerCase(Locale.ROOT);
      };
    }
  }

  /// The same relation to another subject.
  public Relation to(int another) {
    return new Relation(where, another);
  }
}
