package io.kinora.server.jobs;

import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.KinoraException;
import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.Scratch;
import io.kinora.server.jobs.Job.Failure;
import io.kinora.server.jobs.JobStore.Claim;
import io.kinora.server.webhooks.Outbox;
import io.kinora.studio.Studio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Runs one job in a worker: claims it, carries it out, stores its file, and ends it in one
/// transaction together with its credits, its message to the client, and the admission of the next
/// job.
///
/// A job may be started several times, if workers die or a store is unavailable; each attempt has a
/// number and its own folder of files. Only the attempt that owns the job by this number can end
/// it, so it ends once.
public final class RenderTask {
  /// The maximum number of attempts: a job that has not ended after them apparently kills its
  /// workers.
  public static final int MOST_TRIES = 3;

  /// The time between two updates of the progress, in milliseconds.
  private static final long NOTE_EVERY = 250;

  private final Parts parts;
  private volatile boolean stopping;

  /// The services that a task uses.
  ///
  /// @param worker a unique name of this process
  /// @param options settings of each engine from the operator
  /// @param kept how long files are kept
  /// @param message the body of a webhook about a job, by the job and its kind
  public record Parts(
      Database database,
      JobStore store,
      Admission admission,
      Ledger ledger,
      FileStore files,
      Outbox outbox,
      Studios studios,
      JobEvents events,
      Clock clock,
      String worker,
      Path work,
      Map<String, Map<String, String>> options,
      Duration kept,
      BiFunction<Job, String, String> message) {}

  public RenderTask(Parts parts) {
    this.parts = parts;
  }

  /// What happens to a job's row in the queue.
  enum Then {
    /// The job has ended: remove the row.
    REMOVE,
    /// Another worker must run the job.
    AGAIN
  }

  /// Makes jobs return to the queue at their next step from now on.
  public void stop() {
    stopping = true;
  }

  /// Runs the job.
  ///
  /// @throws RuntimeException if the database or the file store fails; the job stays unchanged and
  ///     is started again later
  Then run(String id) {
    if (stopping) {
      return Then.AGAIN;
    }
    Claim claim = parts.store.claim(id, parts.worker);
    if (claim == null) {
      endCancelled(id);
      return Then.REMOVE;
    }
    Job job = parts.database.read(handle -> JobStore.find(handle, id)).orElseThrow();
    parts.events.began(job);
    if (parts.store.tries(id) > MOST_TRIES) {
      fail(
          claim,
          job,
          new Failure(
              "The job was begun %d times, and no worker has ended it.".formatted(MOST_TRIES),
              "INTERNAL",
              "server-jobs"));
      return Then.REMOVE;
    }
    return carryOut(claim, job);
  }

  private Then carryOut(Claim claim, Job job) {
    Path folder = folder(claim);
    String place = job.folder() + "/" + claim.attempt();
    var watch = new Watch(claim, new Glimpses(parts.files, folder, place));
    Studio studio = parts.studios.take();
    boolean kept = false;
    try {
      var options = parts.options.getOrDefault(job.request().engine(), Map.of());
      var made = new Rendering(job.request(), parts.files, options, folder).run(studio, watch);
      String key = place + "/" + made.file().getFileName();
      parts.files.put(key, made.file());
      kept = succeed(claim, job, key, Files.size(made.file()), made.about().toString());
    } catch (Cancelled e) {
      if (stopping && parts.store.handBack(claim)) {
        parts.events.handedBack(job);
        return Then.AGAIN;
      }
      deleteFiles(place); // first, so that no file of a cancelled job can be found
      end(claim, job, JobStatus.CANCELLED, null, null);
    } catch (Database.Broken e) {
      parts.events.broke(job, e);
      throw e; // the job is started again
    } catch (KinoraException e) {
      if (e.helpId().equals("server-files")) {
        parts.events.broke(job, e);
        throw e; // the store failed, not the job
      }
      fail(claim, job, failure(e, folder));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      parts.events.broke(job, e);
      fail(
          claim,
          job,
          new Failure("The work has failed by an unexpected error.", "INTERNAL", "server-jobs"));
    } finally {
      parts.studios.giveBack(studio);
      Scratch.delete(folder);
      if (!kept) {
        deleteFiles(place);
      }
    }
    return Then.REMOVE;
  }

  /// Receives the progress, stores it a few times a second, and stops the work if it is no longer
  /// wanted.
  private final class Watch implements Progress {
    private final Claim claim;
    private final Glimpses glimpses;
    private long noted;

    Watch(Claim claim, Glimpses glimpses) {
      this.claim = claim;
      this.glimpses = glimpses;
    }

    @Override
    public void picture(Supplier<Frame> frame) {
      if (glimpses.see(frame)) {
        noted = 0; // so that the next report stores it
      }
    }

    @Override
    public boolean report(String step, double done) {
      if (stopping) {
        return false;
      }
      long now = System.nanoTime() / 1_000_000;
      if (noted != 0 && now - noted < NOTE_EVERY) {
        return true;
      }
      noted = now;
      return parts.store.progress(claim, step, Math.clamp(done, 0, 1), glimpses.last());
    }
  }

  /// The failure as reported to the client, without paths of the server.
  private static Failure failure(KinoraException e, Path folder) {
    String text = (e.problem() + " " + e.remedy()).replace(folder + "/", "");
    boolean ofInput = text.matches("(?s).*\\b(?:image|input|mask|audio)\\d*\\.\\w+.*");
    String code = e instanceof BadRequest || ofInput ? "ASSET.INVALID" : "INTERNAL";
    return new Failure(text, code, e.helpId());
  }

  private Path folder(Claim claim) {
    try {
      return Files.createTempDirectory(parts.work, claim.job() + "-" + claim.attempt() + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @return whether this worker still owned the job
  private boolean succeed(Claim claim, Job job, String key, long bytes, String about) {
    String type = type(job.request().delivery().ending());
    long expires = parts.clock.millis() + parts.kept.toMillis();
    var output = new JobStore.Output(key, type, bytes, about, expires);
    return end(claim, job, JobStatus.SUCCEEDED, output, null);
  }

  /// Deletes the files of a failed attempt.
  private void deleteFiles(String place) {
    try {
      parts.files.delete(place);
    } catch (KinoraException e) {
      // the sweep tries again
    }
  }

  /// The MIME type of a file by its extension.
  public static String type(String ending) {
    return switch (ending) {
      case ".mp4" -> "video/mp4";
      case ".mov" -> "video/quicktime";
      case ".webm" -> "video/webm";
      case ".gif" -> "image/gif";
      case ".apng" -> "image/apng";
      case ".zip" -> "application/zip";
      case ".json" -> "application/json";
      case ".jpg" -> "image/jpeg";
      case ".png" -> "image/png";
      default -> "application/octet-stream";
    };
  }

  private void fail(Claim claim, Job job, Failure failure) {
    boolean _ = end(claim, job, JobStatus.FAILED, null, failure);
  }

  /// Ends the job, if this worker still owns it.
  ///
  /// @return whether it did
  private boolean end(
      Claim claim,
      Job job,
      JobStatus status,
      JobStore.@Nullable Output output,
      @Nullable Failure failure) {
    long cost = status == JobStatus.SUCCEEDED ? job.credits().estimated() : 0;
    boolean ended =
        parts.database.write(
            handle -> {
              parts.database.lockAccount(handle, job.account());
              if (!parts.store.end(handle, claim, status, cost, output, failure)) {
                return false;
              }
              settle(handle, job, cost);
              return true;
            });
    parts.events.ended(job, ended ? status : null, failure);
    return ended;
  }

  private void settle(Handle handle, Job job, long cost) {
    parts.ledger.settle(handle, job.account(), job.id(), job.request().model(), cost);
    tell(handle, job.id());
    parts.admission.admitNext(handle, job.account());
  }

  private void tell(Handle handle, String id) {
    handle
        .createQuery("select webhook from job where id = :id and webhook is not null")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .ifPresent(
            url -> {
              Job now = JobStore.find(handle, id).orElseThrow();
              String kind = "job." + now.status().name().toLowerCase(java.util.Locale.ROOT);
              parts.outbox.add(handle, now.account(), id, url, parts.message.apply(now, kind));
            });
  }

  /// Ends a cancelled job whose worker died or never started.
  private void endCancelled(String id) {
    parts.database.update(
        handle -> {
          Optional<Job> row = JobStore.find(handle, id);
          if (row.isEmpty()) {
            return;
          }
          parts.database.lockAccount(handle, row.get().account());
          handle
              .createQuery(
                  "update job set status = 'CANCELLED', ended = :now, version = version + 1"
                      + " where id = :id and cancel = 1 and status in ('PENDING', 'RUNNING')"
                      + " returning id")
              .bind("now", parts.clock.millis())
              .bind("id", id)
              .mapTo(String.class)
              .findOne()
              .flatMap(ended -> JobStore.find(handle, ended))
              .ifPresent(job -> settle(handle, job, 0));
        });
  }
}
