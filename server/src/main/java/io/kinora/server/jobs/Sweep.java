package io.kinora.server.jobs;

import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.FileStore.Stored;
import io.kinora.server.files.Uploads;
import io.kinora.server.words.WordStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Repairs inconsistencies that a crash may leave: jobs without a row in the queue, and files
/// without a job. It also deletes expired files. It may run at any time, on any node.
public final class Sweep {
  /// The minimum age of an orphaned file in milliseconds: a younger one may still be in use.
  private static final long YOUNG = 60L * 60 * 1000;

  private final Database database;
  private final Admission admission;
  private final Ledger ledger;
  private final FileStore files;
  private final Uploads uploads;
  private final WordStore words;
  private final Duration kept;
  private final Clock clock;

  /// @param kept how long the input files of a job are kept
  public Sweep(
      Database database,
      Admission admission,
      Ledger ledger,
      FileStore files,
      Uploads uploads,
      WordStore words,
      Duration kept,
      Clock clock) {
    this.database = database;
    this.admission = admission;
    this.ledger = ledger;
    this.files = files;
    this.uploads = uploads;
    this.words = words;
    this.kept = kept;
    this.clock = clock;
  }

  /// The result of a sweep.
  ///
  /// @param queued jobs that were put back into the queue
  /// @param removed deleted files, or folders of them
  public record Report(int queued, int removed) {}

  /// Runs the whole sweep.
  public Report run() {
    return run(YOUNG);
  }

  /// Like [#run()], but considers files orphaned from an age of `young` milliseconds on.
  public Report run(long young) {
    int queued = requeue();
    admitAll();
    uploads.sweep();
    ledger.releaseForgotten(clock.millis() - Admission.DAY);
    return new Report(queued, expire() + orphans(young) + words.sweep(young));
  }

  private record Lost(String id, String account, String pool, int priority) {}

  private int requeue() {
    List<Lost> open =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select j.id, j.account, j.pool, j.priority from job j where j.status in"
                            + " ('PENDING', 'RUNNING') and not exists (select 1 from"
                            + " scheduled_tasks s where s.task_name = 'render-' || j.pool and s.task_instance ="
                            + " j.id)")
                    .map(
                        (row, _) ->
                            new Lost(
                                row.getString("id"),
                                row.getString("account"),
                                row.getString("pool"),
                                row.getInt("priority")))
                    .list());
    int queued = 0;
    for (Lost job : open) {
      queued +=
          database.write(
              handle -> {
                database.lockAccount(handle, job.account);
                boolean still =
                    JobStore.find(handle, job.id).filter(now -> !now.status().ended()).isPresent();
                if (!still || Queue.has(handle, job.pool, job.id)) {
                  return 0;
                }
                admission.queue().add(handle, job.pool, job.id, job.priority);
                return 1;
              });
    }
    return queued;
  }

  private void admitAll() {
    List<String> accounts =
        database.read(
            handle ->
                handle
                    .createQuery("select distinct account from job where status = 'THROTTLED'")
                    .mapTo(String.class)
                    .list());
    for (String account : accounts) {
      database.update(
          handle -> {
            database.lockAccount(handle, account);
            admission.admitNext(handle, account);
          });
    }
  }

  /// Deletes the files of deleted or expired jobs, and the rows of old deleted jobs.
  private int expire() {
    List<String> gone =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select id from job where output_type is not null and output_bytes > 0"
                            + " and (deleted is not null or expires < :now)")
                    .bind("now", clock.millis())
                    .mapTo(String.class)
                    .list());
    for (String id : gone) {
      files.delete("jobs/" + id);
      database.update(
          handle ->
              handle
                  .createUpdate("update job set output_bytes = 0 where id = :id")
                  .bind("id", id)
                  .execute());
    }
    return gone.size();
  }

  /// The files of a job that are kept.
  ///
  /// @param all whether all are kept, because the job has not ended
  /// @param inputs whether its input files are kept
  /// @param output the key of its film
  private record Staying(boolean all, boolean inputs, @Nullable String output) {
    static final Staying NOTHING = new Staying(false, false, null);

    boolean has(String key, String folder) {
      return all
          || (inputs && folder.equals("in"))
          || (output != null && key.startsWith(output.substring(0, output.lastIndexOf('/') + 1)));
    }
  }

  private Staying staying(String id) {
    return database.read(
        handle ->
            handle
                .createQuery("select ended, deleted, output from job where id = :id")
                .bind("id", id)
                .map(
                    (row, _) -> {
                      long ended = row.getLong("ended");
                      boolean open = row.wasNull();
                      boolean deleted = row.getObject("deleted") != null;
                      boolean recent = ended + kept.toMillis() > clock.millis();
                      return new Staying(open, !deleted && recent, row.getString("output"));
                    })
                .findOne()
                .orElse(Staying.NOTHING));
  }

  /// Deletes files that belong to no job, to a failed attempt, or to a request that ended long ago.
  private int orphans(long young) {
    Map<String, Staying> jobs = new HashMap<>();
    int removed = 0;
    for (Stored stored : files.list("jobs")) {
      String[] path = stored.key().split("/");
      if (path.length < 3 || clock.millis() - stored.written() < young) {
        continue;
      }
      if (!jobs.computeIfAbsent(path[1], this::staying).has(stored.key(), path[2])) {
        files.delete(stored.key());
        removed++;
      }
    }
    return removed;
  }
}
