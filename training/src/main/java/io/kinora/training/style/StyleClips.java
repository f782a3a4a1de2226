package io.kinora.training.style;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.read.Inputs;
import io.kinora.studio.Film;
import io.kinora.studio.FilmFrames;
import io.kinora.studio.Studio;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The test clips of styles: clips of the bundled model, and videos.
final class StyleClips {
  private static final List<String> PROMPTS =
      List.of(
          "a panda in the forest",
          "a red bird flies over the sea at sunset",
          "a cat walks in the city",
          "a boy rides a bike, camera pans right",
          "a dog runs on the beach",
          "a boat on a lake in the mountains, camera zooms in",
          "a blue whale swims under water",
          "a train in the snow at night");

  /// The position in a video, as a share, from which on frames are read, after its title.
  private static final double FROM = .35;

  private StyleClips() {}

  /// Consecutive frames of a clip.
  record Sample(String name, List<Frame> frames) {}

  /// Clips of the bundled model.
  static List<Sample> own(int clips, int frames, Progress progress) {
    var samples = new ArrayList<Sample>();
    try (Studio studio = Studio.open()) {
      for (int i = 0; i < clips; i++) {
        progress.step("draw clips", (double) i / clips);
        String prompt = PROMPTS.get(i % PROMPTS.size());
        Film film = Film.of(prompt).seed(i + 1).seconds(2);
        try (FilmFrames clip = studio.frames(film, Progress.NONE)) {
          samples.add(new Sample(prompt, frames(clip, clip.frames() / 2, frames)));
        }
      }
    }
    return samples;
  }

  /// Clips from videos.
  static List<Sample> of(List<Path> videos, int frames) {
    var samples = new ArrayList<Sample>();
    for (Path video : videos) {
      try (Clip clip = Inputs.open(video, null)) {
        long from = Math.max(0, Math.min((long) (clip.frames() * FROM), clip.frames() - frames));
        samples.add(new Sample(String.valueOf(video.getFileName()), frames(clip, from, frames)));
      }
    }
    return samples;
  }

  private static List<Frame> frames(Clip clip, long from, int count) {
    var frames = new ArrayList<Frame>();
    var skipped = new Frame(clip.size());
    for (long i = 0; i < from + count; i++) {
      var frame = i < from ? skipped : new Frame(clip.size());
      if (!clip.read(frame)) {
        break;
      }
      if (i >= from) {
        frames.add(frame);
      }
    }
    return frames;
  }
}
