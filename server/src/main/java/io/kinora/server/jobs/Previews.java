package io.kinora.server.jobs;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.Cancelled;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.Scratch;
import io.kinora.shot.Format;
import io.kinora.studio.Film;
import io.kinora.studio.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Draws small previews immediately, without a job, so that a request can be tried before the film
/// is made. For each caller, only the latest request is completed. One preview is drawn at a time,
/// by one of the studios that jobs also use, so its models are freed with theirs.
public final class Previews {
  /// The approximate number of pixels of a frame, and the maximum number of frames.
  private static final int PIXELS = 288 * 162, FRAMES = 32;

  private static final int MOST_CALLERS = 1000;

  private final Studios studios;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final FileStore files;
  private final Map<String, Map<String, String>> options;
  private final Path work;
  private final Map<String, Long> newest = new ConcurrentHashMap<>();

  /// @param studios shared with jobs
  /// @param options settings of each engine from the operator
  /// @param work a folder for temporary files
  public Previews(
      Studios studios, FileStore files, Map<String, Map<String, String>> options, Path work) {
    this.studios = studios;
    this.files = files;
    this.options = options;
    this.work = work;
  }

  /// Registers a caller's latest request; older ones are abandoned.
  ///
  /// @param turn increases with each of the caller's requests
  public void begin(String caller, long turn) {
    if (newest.size() >= MOST_CALLERS) {
      newest.clear();
    }
    newest.merge(caller, turn, Math::max);
  }

  /// Draws a request of [#format].
  ///
  /// @return the bytes of its file
  /// @throws io.kinora.error.Cancelled if the caller has sent a newer request
  public byte[] draw(String caller, long turn, JobRequest request) {
    return drawn(
        caller,
        turn,
        request,
        (rendering, progress) -> with(studio -> rendering.run(studio, progress).file()));
  }

  private <T> T with(Function<Studio, T> work) {
    turn.lock();
    try {
      Studio studio = studios.take();
      try {
        return work.apply(studio);
      } finally {
        studios.giveBack(studio);
      }
    } finally {
      turn.unlock();
    }
  }

  private byte[] drawn(
      String caller, long turn, JobRequest request, BiFunction<Rendering, Progress, Path> drawing) {
    Progress progress = (_, _) -> newest.getOrDefault(caller, turn) <= turn;
    Path folder = null;
    try {
      folder = Files.createTempDirectory(work, "preview-");
      var chosen = options.getOrDefault(request.engine(), Map.of());
      var rendering = new Rendering(request, files, chosen, folder);
      return Files.readAllBytes(drawing.apply(rendering, progress));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      remove(folder);
    }
  }

  /// Draws a script, or one shot of it.
  ///
  /// @param shot its number from 1; 0 is all of them
  /// @return the bytes of its file
  /// @throws io.kinora.error.Cancelled if the caller has sent a newer request
  public byte[] drawScript(String caller, long turn, JobRequest request, int shot) {
    return drawn(
        caller,
        turn,
        request,
        (rendering, progress) -> with(studio -> rendering.preview(studio, shot, progress)));
  }

  private static void remove(@Nullable Path folder) {
    if (folder != null) {
      Scratch.delete(folder);
    }
  }

  /// Whether the models of previews are possibly loaded, or being loaded.
  public boolean isWarm() {
    return turn.isLocked() || studios.rests() > 0;
  }

  /// Warms up an engine by drawing one preview, which loads its models and lets the JVM compile the
  /// code. It stops as soon as a caller waits for a preview; what is loaded stays loaded.
  public void warm(String engine) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory(work, "preview-");
      var film =
          Film.of("a red bird flies over the sea at sunset")
              .engine(engine)
              .seed(1)
              .format(format(FrameSize.DEFAULT, 4))
              .to(folder.resolve("video.mp4"));
      Progress progress = (_, _) -> !turn.hasQueuedThreads();
      Object _ = with(studio -> studio.make(film, progress));
    } catch (Cancelled e) {
      // a caller is drawing now
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      remove(folder);
    }
  }

  /// The format of a preview with the aspect ratio and length of the film, but few pixels and
  /// frames.
  public static Format format(FrameSize size, double seconds) {
    double scale =
        Math.min(1, Math.sqrt((double) PIXELS / ((double) size.width() * size.height())));
    var small = new FrameSize(side(size.width() * scale), side(size.height() * scale));
    int rate = (int) Math.clamp(Math.floor(FRAMES / seconds), 4, 12);
    return new Format(small, new FrameRate(rate, 1), seconds);
  }

  private static int side(double pixels) {
    return Math.max(FrameSize.MIN_SIDE, 2 * (int) Math.round(pixels / 2));
  }
}
