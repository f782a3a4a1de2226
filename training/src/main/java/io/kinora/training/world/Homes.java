package io.kinora.training.world;

import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;

/// The pairs of subject and scene that are held out of training.
final class Homes {
  private Homes() {}

  /// Whether this pair of subject and scene is held out: one in six of the pairs in which the scene
  /// is unusual for the subject.
  static boolean heldOut(Subject subject, String scene) {
    int pair = Subjects.all().indexOf(subject) * 5 + DioramaWords.SCENES.indexOf(scene);
    return pair % 6 == 2 && !subject.homes().contains(scene);
  }
}
