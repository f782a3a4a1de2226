package io.kinora.training.evaluate;

import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.text.TextStage;
import io.kinora.torch.Seeds;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.data.Scenario;
import java.util.ArrayList;
import java.util.List;

/// Measures how much clips of one description differ between seeds, compared with true clips.
record Variety(Judges judges, Obedience obedience, Engine engine, TextStage reader, long seed) {
  /// @param made the mean distance of features between generated clips of one description
  /// @param real the mean distance between true clips
  record Found(double made, double real) {}

  Found of(int descriptions, int seeds, Progress progress) {
    var captions = new Captions("en");
    List<List<float[]>> made = new ArrayList<>();
    List<List<float[]>> real = new ArrayList<>();
    for (int k = 0; k < descriptions; k++) {
      progress.step("vary", (double) k / descriptions);
      Scenario scenario = obedience.scenario(Split.SEEN, 100_000 + k);
      var prompt = captions.say(scenario, Seeds.random(seed, "varied " + k));
      if (prompt.isEmpty()) {
        continue;
      }
      var said = reader.understand(prompt.get(), engine.vocabulary());
      List<float[]> madeHere = new ArrayList<>();
      List<float[]> realHere = new ArrayList<>();
      for (int i = 0; i < seeds; i++) {
        madeHere.add(judges.judge(Obedience.frames(engine, said, seed + i)).features());
        realHere.add(judges.judge(obedience.trueFrames(scenario, seed + i)).features());
      }
      made.add(madeHere);
      real.add(realHere);
    }
    return new Found(Distances.spread(made), Distances.spread(real));
  }
}
