package io.kinora.cli;

import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.EngineCard;
import io.kinora.error.KinoraException;
import io.kinora.read.MediaInfo;
import io.kinora.studio.Engines;
import io.kinora.studio.Film;
import io.kinora.studio.KinoraVersion;
import io.kinora.studio.Studio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `kinora doctor`: tests each part in operation and reports what works.
@Command(
    name = "doctor",
    description = "Tests each part of Kinora on this machine and reports what works.")
final class Doctor implements Callable<Integer> {
  /// The disk space that a short clip and the unpacked native libraries need, in bytes.
  private static final long WANTED_BYTES = 1L << 30;

  private final Session session;
  private boolean well = true;

  Doctor(Session session) {
    this.session = session;
  }

  /// One test; it returns the message of success.
  @FunctionalInterface
  private interface Trial {
    String run() throws IOException;
  }

  @Override
  public Integer call() {
    session.print("kinora " + KinoraVersion.current());
    trial("java", () -> System.getProperty("java.vm.name") + " " + Runtime.version());
    trial("machine", Doctor::machine);
    trial("encoding", Doctor::encoding);
    trial("disk", Doctor::disk);
    for (String prompt : new String[] {"a red bird", "一只红色的鸟"}) {
      trial("text", () -> understand(prompt));
    }
    for (EngineCard engine : Engines.cards()) {
      trial(
          "engine " + engine.name(),
          () -> engine.needsWeights() ? "needs --weights DIR" : film(engine.name()));
    }
    session.print(well ? "All is well." : "Not all is well; see docs/troubleshooting.md.");
    return well ? 0 : Failures.FAILED;
  }

  private void trial(String name, Trial trial) {
    long start = System.nanoTime();
    try {
      String result = trial.run();
      session.print(
          "  ok      %s: %s (%s s)"
              .formatted(
                  name,
                  result,
                  String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9)));
    } catch (KinoraException e) {
      failed(name, e.problem() + " " + e.remedy());
    } catch (Exception
        | LinkageError e) { // a native library that fails to load throws a LinkageError
      failed(name, e.toString());
    }
  }

  private void failed(String name, String reason) {
    well = false;
    session.print("  failed  " + name + ": " + reason);
  }

  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    return "%s %s, %d processors, %d MB for the JVM's heap"
        .formatted(
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            runtime.availableProcessors(),
            runtime.maxMemory() >> 20);
  }

  private static String encoding() throws IOException {
    String encoding = System.getProperty("sun.jnu.encoding", "unknown");
    if (!encoding.equals("UTF-8")) {
      throw new IOException("arguments and file names are read as " + encoding + ", not UTF-8");
    }
    return encoding;
  }

  private static String disk() throws IOException {
    Path home = Path.of(System.getProperty("user.home"));
    long free = Files.getFileStore(home).getUsableSpace();
    if (free < WANTED_BYTES) {
      throw new IOException("%d MB free in %s".formatted(free >> 20, home));
    }
    return "%d MB free in %s".formatted(free >> 20, home);
  }

  private static String understand(String prompt) {
    try (Studio studio = Studio.open()) {
      return "understood: " + Making.list(studio.understand(prompt).understood());
    }
  }

  private static String film(String engine) throws IOException {
    Path folder = Files.createTempDirectory("kinora-doctor");
    Path file = folder.resolve("film.mp4");
    Film film =
        Film.of("a red bird").engine(engine).seed(1).size(new FrameSize(64, 64)).seconds(0.5);
    try (Studio studio = Studio.open()) {
      studio.make(film.to(file), Progress.NONE);
      MediaInfo.Video video = MediaInfo.read(file).video();
      return "a film of %d frames, %s".formatted(video.frames(), video.codec());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
