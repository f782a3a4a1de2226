package io.kinora.house.staging;

import io.kinora.engine.Engine;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectPhrase;
import io.kinora.torch.Seeds;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The seeds that determine the look of each subject: its own seed, so that it looks the same in
/// other shots ([Engine#INDIVIDUALS]), or else the shot's.
final class Individuals {
  private final Shot shot;
  private final Map<Integer, Long> seeds = new HashMap<>();

  Individuals(Shot shot) {
    this.shot = shot;
    for (String one : shot.options().get(Engine.INDIVIDUALS).orElse("").split(" ", -1)) {
      int equals = one.indexOf('=');
      if (equals > 0) {
        seeds.put(
            Integer.parseInt(one.substring(0, equals)), Long.parseLong(one.substring(equals + 1)));
      }
    }
  }

  /// A random generator for a subject.
  ///
  /// @param phrase index of its subject in the prompt
  /// @param number its index among all actors of the picture
  RandomGenerator random(String purpose, int phrase, int number) {
    Long seed = seeds.get(phrase);
    if (seed == null) {
      return Seeds.random(shot.seed(), purpose + number);
    }
    int copy = number;
    for (SubjectPhrase before : shot.text().subjects().subList(0, phrase)) {
      copy -= before.count();
    }
    return Seeds.random(seed, purpose + copy);
  }
}
