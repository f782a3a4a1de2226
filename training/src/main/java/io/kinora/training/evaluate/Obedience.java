package io.kinora.training.evaluate;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.house.staging.Framing;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.shot.Understanding;
import io.kinora.text.TextStage;
import io.kinora.torch.Seeds;
import io.kinora.training.data.ClipSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.data.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether clips show what their prompts say: random descriptions are said in a language, read by
/// the text stage, made by the engine and judged; and, for the judges' own accuracy, drawn by the
/// world and judged.
final class Obedience {
  /// Frames per clip: half a second apart.
  static final int FRAMES = 4;

  /// Seconds of a clip.
  static final double LENGTH = 2;

  private static final FrameRate RATE = new FrameRate(2, 1);
  private static final FrameSize SIZE = new FrameSize(Judges.WIDTH, Judges.HEIGHT);

  private final Judges judges;
  private final ClipSource world;
  private final long seed;

  /// @param seed far from the seeds that training uses
  Obedience(Judges judges, ClipSource world, long seed) {
    this.judges = judges;
    this.world = world;
    this.seed = seed;
  }

  /// What was found.
  ///
  /// @param features of each clip, in the order of the descriptions
  record Found(Scoreboard board, List<float[]> features, double seconds) {}

  /// The k-th description of a split.
  Scenario scenario(Split split, int k) {
    return world.scenario(Seeds.random(seed, "description " + split + k), split);
  }

  /// Judges the world's own clips of the descriptions.
  Found world(Split split, int from, int to, Progress progress) {
    return judge(from, to, progress, k -> Optional.of(trueFrames(scenario(split, k), k)), split);
  }

  /// Judges an engine's clips of the descriptions.
  ///
  /// @param language `en` or `zh`
  Found engine(
      Engine engine, TextStage text, String language, Split split, int clips, Progress progress) {
    var captions = new Captions(language);
    return judge(
        0,
        clips,
        progress,
        k ->
            captions
                .say(scenario(split, k), Seeds.random(seed, "words " + split + k))
                .map(prompt -> text.understand(prompt, engine.vocabulary()))
                .map(said -> frames(engine, said, seed + k)),
        split);
  }

  private interface Frames {
    Optional<List<Pixels>> of(int k);
  }

  private Found judge(int from, int to, Progress progress, Frames frames, Split split) {
    long start = System.nanoTime();
    var board = new Scoreboard(world);
    var features = new ArrayList<float[]>();
    for (int k = from; k < to; k++) {
      progress.step("judge clips", (double) (k - from) / (to - from));
      int index = k;
      frames
          .of(k)
          .ifPresent(
              pictures -> {
                Judges.Verdict verdict = judges.judge(pictures);
                board.add(scenario(split, index), verdict);
                features.add(verdict.features());
              });
    }
    return new Found(board, features, (System.nanoTime() - start) / 1e9);
  }

  /// The world's frames of a description.
  List<Pixels> trueFrames(Scenario scenario, long clipSeed) {
    double[] times = new double[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      times[i] = i * LENGTH / FRAMES;
    }
    return world.clip(scenario, clipSeed, LENGTH, times, Judges.WIDTH, Judges.HEIGHT).stream()
        .map(picture -> Pixels.of(picture.image()))
        .toList();
  }

  /// An engine's frames of what was understood, with a camera that stands still. The judges learned
  /// subjects of the size that the wide framing gives.
  static List<Pixels> frames(Engine engine, Understanding said, long clipSeed) {
    boolean framed = engine.card().options().contains(Framing.OPTION);
    var shot =
        new Shot(
            said,
            clipSeed,
            new Format(SIZE, RATE, LENGTH),
            Movement.AS_SAID.with(Camera.STATIC),
            framed ? EngineOptions.NONE.with(Framing.OPTION.name(), "wide") : EngineOptions.NONE);
    var frames = new ArrayList<Pixels>();
    try (Clip clip = engine.generate(shot, Progress.NONE)) {
      var frame = new Frame(SIZE);
      while (clip.read(frame)) {
        frames.add(Pixels.of(frame));
      }
    }
    return frames;
  }
}
