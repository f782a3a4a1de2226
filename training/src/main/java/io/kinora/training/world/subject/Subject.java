package io.kinora.training.world.subject;

import io.kinora.training.world.drawing.Thing;
import java.util.List;

/// A kind of thing that a prompt can ask for, and how it usually behaves. One declaration says all
/// of it:
///
///     subject("shark", DeepWater::shark).in(UNDERWATER).does("swim", 1).size(.42).coloured(BLUE)
///
/// @param thing its name and drawing; drawn from the side, facing right
/// @param habitat where it usually is; on the ground its lowest point lies at y = 0.9 of its box
/// @param homes the scenes that it is shown in when a prompt names none, likelier ones more than
///     once
/// @param action the verb for what it usually does, for example `fly`
/// @param cyclesPerSecond articulation at usual speed: wing beats, steps, spokes passing
/// @param size half the height of its box as the main subject, in half frame heights
/// @param facing whether it must be mirrored to go left
/// @param naturalColours what it is coloured when a prompt names no colour, likeliest first
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

  /// Begins a declaration, which [Declaration#coloured] ends.
  ///
  /// @param drawing draws it from the side, facing right
  static Declaration subject(String name, Thing.Drawing drawing) {
    return new Declaration(new Thing(name, Thing.Box.SQUARE, drawing));
  }

  /// What is said of a subject so far.
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

    /// Scenes in place of those of its habitat.
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

    /// It looks the same whichever way it goes.
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
