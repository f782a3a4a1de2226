package io.kinora.training.world.subject;

import java.util.List;
import java.util.stream.Stream;

/// Every subject of the procedural world, family by family.
public final class Subjects {
  private static final List<Subject> ALL =
      Stream.of(
              WingedAnimals.all(),
              WaterAnimals.all(),
              LandAnimals.all(),
              SmallAnimals.all(),
              Aircraft.all(),
              Vehicles.all(),
              Figures.all(),
              GreatBeasts.all(),
              Critters.all(),
              DeepWater.all(),
              Saurians.dinosaur(),
              Saurians.dragon(),
              People.all(),
              Haulage.all(),
              Playthings.all())
          .flatMap(List::stream)
          .toList();

  private Subjects() {}

  /// All subjects; the order is stable, but a name is what identifies one.
  public static List<Subject> all() {
    return ALL;
  }
}
