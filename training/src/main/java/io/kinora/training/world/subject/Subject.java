package io.kinora.training.world.subject;

import io.kinora.training.world.drawing.Thing;
import java.util.List;

/// A kind of thing that a prompt can ask for, with its default behaviour. It is declared as a
/// whole:
///
///     subject("shark", DeepWater::shark).in(UNDERWATER).does("swim", 1).size(.42).coloured(BLUE)
///
/// @param thing its name and drawing; drawn from the side, facing right
/// @param habitat its usual position; on the ground its lowest point is at y = 0.9 of its box
/// @param homes its scenes if a prompt names none; more likely ones occur more than once
/// @param action the verb of its default action, for example `fly`
/// @param cyclesPerSecond articulation at the usual speed: wing beats, steps, wheel spokes
/// @param size half the height of its box as the main subject, in half frame heights
/// @param facing whether it must be mirrored to go left
/// @param naturalColours its colours if a prompt names none, most likely first
public record Subject(
    Thing thing,
    Habitat habitat,
    List<String> homes,
    String action,
    double cyclesPerSecond,
    double size,
    boolean facing,
    List<Colour> naturalColours) {
  public Subject {
    homes = List.copyOf(homes);
    naturalColours = List.copyOf(naturalColours);
  }

  public String name() {
    return thing.name();
  }

  /// Starts a declaration, which [Declaration#coloured] ends.
  ///
  /// @param drawing draws it from the side, facing right
  static Declaration subject(String name, Thing.Drawing drawing) {
    return new Declaration(new Thing(name, Thing.Box.SQUARE, drawing));
  }

  /// An incomplete declaration of a subject.
  static final class Declaration {
    private final Thing thing;
    private Habitat habitat = Habitat.GROUND;
    private List<String> homes = List.of();
    private String action = "stand";
    private double cyclesPerSecond;
    private double size;
    private boolean facing = true;

    private Declaration(Thing thing) {
      this.thing = thing;
    }

    Declaration in(Habitat where) {
      habitat = where;
      return this;
    }

    /// Sets scenes instead of those of its habitat.
    Declaration at(String... scenes) {
      homes = List.of(scenes);
      return this;
    }

    Declaration does(String what, double cycles) {
      action = what;
      cyclesPerSecond = cycles;
      return this;
    }

    Declaration size(double half) {
      size = half;
      return this;
    }

    /// Declares that it looks the same in both directions.
    Declaration frontless() {
      facing = false;
      return this;
    }

    Subject coloured(Colour... natural) {
      return new Subject(
          thing,
          habitat,
          homes.isEmpty() ? habitat.homes() : homes,
          action,
          cyclesPerSecond,
          size,
          facing,
          List.of(natural));
    }
  }
}
