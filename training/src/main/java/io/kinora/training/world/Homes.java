package io.kinora.training.world;

import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;

/// Which subjects are never shown in which scenes.
final class Homes {
  private Homes() {}

  /// Whether training never shows this subject in this scene: one pair in six of those where it is
  /// not at home.
  static boolean heldOut(Subject subject, String scene) {
    int pair = Subjects.all().indexOf(subject) * 5 + DioramaWords.SCENES.indexOf(scene);
    return pair % 6 == 2 && !subject.homes().contains(scene);
  }
}
