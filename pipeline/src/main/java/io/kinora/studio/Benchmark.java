package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.MadeClip;
import io.kinora.clip.Progress;
import io.kinora.engine.Vocabulary;
import io.kinora.error.MediaFailure;
import io.kinora.house.HouseEngine;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.shot.Understanding;
import io.kinora.text.TextStage;
import io.kinora.torch.Torch;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Measures the time of each stage of the default clip on this machine.
public final class Benchmark {
  private static final String PROMPT = "a red bird flies over the sea at sunset";
  private static final int WARM_UP = 2;

  private Benchmark() {}

  /// The results; times are in seconds, of the last of a few clips, except load times.
  ///
  /// @param loadText loading encoder and heads with the first prompt
  /// @param loadEngine loading the house model
  /// @param read reading the prompt, warm
  /// @param paint staging and painting all layers
  /// @param compose composing all frames, without encoding
  /// @param whole painting, composing and encoding into a closed file
  /// @param floor encoding the same, already composed frames into a closed file: the lower bound if
  ///     drawing took no time
  /// @param clipSeconds length of the clip
  /// @param gflop 10⁹ floating-point operations of the painters' convolutions
  /// @param sgemmPeak of this machine, GFLOP/s
  /// @param peakMemoryMb the process's largest resident set, MB; 0 if unknown
  public record Report(
      double loadText,
      double loadEngine,
      double read,
      double paint,
      double compose,
      double whole,
      double floor,
      double clipSeconds,
      double gflop,
      double sgemmPeak,
      double peakMemoryMb) {
    /// Seconds of video made per second, when warm.
    public double realTimeFactor() {
      return clipSeconds / whole;
    }

    /// The share of the sgemm peak that painting reaches, including its work in Java.
    public double paintShareOfPeak() {
      return gflop / paint / sgemmPeak;
    }
  }

  /// Runs the benchmark with the given `size` and `rate`, and the default prompt and length.
  public static Report run(FrameSize size, FrameRate rate) {
    double peak = Torch.sgemmPeak();
    var clock = new Clock();
    try (TextStage text = TextStage.open()) {
      Understanding said = clock.time(() -> text.understand(PROMPT));
      double loadText = clock.seconds;
      clock.time(() -> text.understand(PROMPT));
      double read = clock.seconds;
      try (HouseEngine engine = clock.time(Benchmark::loaded)) {
        double loadEngine = clock.seconds;
        double paint = 0;
        double compose = 0;
        double whole = 0;
        double floor = 0;
        double gflop = 0;
        for (int i = 0; i <= WARM_UP; i++) {
          var shot =
              new Shot(
                  said,
                  i,
                  new Format(size, rate, Format.DEFAULT.seconds()),
                  Movement.AS_SAID,
                  EngineOptions.NONE);
          Clip clip = clock.time(() -> engine.generate(shot, Progress.NONE));
          paint = clock.seconds;
          gflop = HouseEngine.gflop(clip);
          clock.time(() -> drain(clip));
          compose = clock.seconds;
          clock.time(() -> write(engine.generate(shot, Progress.NONE)));
          whole = clock.seconds;
          if (i == WARM_UP) {
            Clip kept = kept(engine.generate(shot, Progress.NONE));
            clock.time(() -> write(kept));
            floor = clock.seconds;
          }
        }
        return new Report(
            loadText,
            loadEngine,
            read,
            paint,
            compose,
            whole,
            floor,
            Format.DEFAULT.seconds(),
            gflop,
            peak,
            peakMemory());
      }
    }
  }

  private static HouseEngine loaded() {
    var engine = new HouseEngine();
    Vocabulary _ = engine.vocabulary(); // loads the model
    return engine;
  }

  /// A clip of stored frames.
  private static final class KeptClip extends MadeClip {
    private final List<Frame> frames;
    private int next;

    KeptClip(FrameSize size, FrameRate rate, List<Frame> frames) {
      super(size, rate, frames.size());
      this.frames = frames;
    }

    @Override
    public boolean read(Frame into) {
      if (next == frames.size()) {
        return false;
      }
      System.arraycopy(frames.get(next++).argb(), 0, into.argb(), 0, into.argb().length);
      return true;
    }
  }

  private static boolean drain(Clip clip) {
    try (clip) {
      var frame = new Frame(clip.size());
      while (clip.read(frame)) {
        // only the time matters
      }
    }
    return true;
  }

  /// All frames of a clip in memory, with 4 bytes per pixel.
  private static Clip kept(Clip clip) {
    var frames = new ArrayList<Frame>();
    try (clip) {
      for (var frame = new Frame(clip.size()); clip.read(frame); frame = new Frame(clip.size())) {
        frames.add(frame);
      }
    }
    return new KeptClip(clip.size(), clip.rate(), frames);
  }

  private static boolean write(Clip written) {
    try (written) {
      Path folder = Files.createTempDirectory("kinora-bench");
      Path file = folder.resolve("clip.mp4");
      try {
        Exporter.write(written, file, false, "{}", Progress.NONE);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
      return true;
    } catch (IOException e) {
      throw new MediaFailure(
          "No temporary file can be written: " + e.getMessage() + ".",
          "Free space in the folder for temporary files.",
          "output-file",
          e);
    }
  }

  /// The largest resident set of this process, from `/proc`.
  private static double peakMemory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException e) {
      return 0; // not Linux
    }
    return 0;
  }

  private static final class Clock {
    private double seconds;

    <T> T time(Supplier<T> work) {
      long start = System.nanoTime();
      T result = work.get();
      seconds = (System.nanoTime() - start) / 1e9;
      return result;
    }
  }
}
