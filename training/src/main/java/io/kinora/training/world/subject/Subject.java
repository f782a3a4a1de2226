package io.kinora.training.world.subject;

import io.kinora.training.world.drawing.Thing;
import java.util.List;

/// A kind of thing that a prompt can ask for, and how it usually behaves.
///
/// @param thing its name and drawing; drawn from the side, facing right
/// @param habitat where it usually is; on the ground its lowest point lies at y = 0.9 of its box
/// @param action the verb for what it usually does, for example `fly`
/// @param cyclesPerSecond articulation at usual speed: wing beats, steps, spokes passing
/// @param size half the height of its box as the main subject, in half frame heights
/// @param facing whether it must be mirrored to go left
/// @param naturalColours what it is coloured when a prompt names no colour, likeliest first
public record Subject(
    Thing thing,
    Habitat habitat,
    String action,
    double cyclesPerSecond,
    double size,
    boolean facing,
    List<Colour> naturalColours) {
  public Subject {
    naturalColours = List.copyOf(naturalColours);
  }

  public String name() {
    return thing.name();
  }

  /// A subject with a front, which is mirrored to go left.
  static Subject facing(
      String name,
      Habitat habitat,
      String action,
      double cyclesPerSecond,
      double size,
      Thing.Drawing drawing,
      Colour... naturalColours) {
    var thing = new Thing(name, Thing.Box.SQUARE, drawing);
    return new Subject(
        thing, habitat, action, cyclesPerSecond, size, true, List.of(naturalColours));
  }

  /// A subject that looks the same whichever way it goes.
  static Subject frontless(
      String name,
      Habitat habitat,
      String action,
      double cyclesPerSecond,
      double size,
      Thing.Drawing drawing,
      Colour... naturalColours) {
    var thing = new Thing(name, Thing.Box.SQUARE, drawing);
    return new Subject(
        thing, habitat, action, cyclesPerSecond, size, false, List.of(naturalColours));
  }
}
