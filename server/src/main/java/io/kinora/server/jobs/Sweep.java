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

/// Puts right what a crash may have left: jobs that no row of the queue stands for, and files that
/// no job names. Also removes what has expired. It may run at any time, on any node.
public final class Sweep {
  /// A file that nobody names may be one that is being made; after this time it is not.
  private static final long YOUNG = 60L * 60 * 1000;

  private final Database database;
  private final Admission admission;
  private final Ledger ledger;
  private final FileStore files;
  private final Uploads uploads;
  private final WordStore words;
  private final Duration kept;
  private final Clock clock;

  /// @param kept how long files stay that were sent for a job
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

  /// What was done.
  ///
  /// @param queued jobs that were put back into the queue
  /// @param removed files, or folders of them
  public record Report(int queued, int removed) {}

  /// Does all of it.
  public Report run() {
    return run(YOUNG);
  }

  /// As above, and takes files for forgotten that are `young` milliseconds old.
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

  /// Removes the files of jobs that were deleted or have expired, and forgets old deleted jobs.
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

  /// What of a job's files stays.
  ///
  /// @param all it goes on, so nobody knows
  /// @param inputs whether those that were sent for it do
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

  /// Removes files that belong to no job, to a try that came to nothing, or to a request that is
  /// long done.
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
