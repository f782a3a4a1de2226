package io.kinora.server.jobs;

import io.kinora.server.database.Database;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The table of jobs. Each update of a running job names the attempt and the worker, and does
/// nothing if they no longer own the job.
public final class JobStore {
  private final Database database;
  private final Clock clock;

  public JobStore(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// The columns of a new, throttled row.
  ///
  /// @param pool whose workers may run it
  /// @param bodyHash hash of the client's request, which identifies a repeated one
  record New(
      String id,
      String account,
      String key,
      String pool,
      int priority,
      String bodyHash,
      long estimated,
      @Nullable String parent,
      @Nullable String webhook) {}

  Job insert(Handle handle, New job, JobRequest request) {
    return handle
        .createQuery(
            "insert into job (id, account, api_key, status, dialect, operation, model, engine, pool,"
                + " priority, request, body_hash, created, attempt, handed, cancel, progress, step,"
                + " version, estimated, cost, output_bytes, parent, webhook) values (:id, :account,"
                + " :key, :status, :dialect, :operation, :model, :engine, :pool, :priority,"
                + " :request, :bodyHash, :now, 0, 0, 0, 0, '', 1, :estimated, 0, 0, :parent,"
                + " :webhook) returning *")
        .bind("id", job.id)
        .bind("account", job.account)
        .bind("key", job.key)
        .bind("status", JobStatus.THROTTLED.name())
        .bind("dialect", request.dialect())
        .bind("operation", request.operation().label())
        .bind("model", request.model())
        .bind("engine", request.engine())
        .bind("pool", job.pool)
        .bind("priority", job.priority)
        .bind("request", request.json())
        .bind("bodyHash", job.bodyHash)
        .bind("now", clock.millis())
        .bind("estimated", job.estimated)
        .bind("parent", job.parent)
        .bind("webhook", job.webhook)
        .map((row, _) -> Job.of(row))
        .one();
  }

  /// Changes a throttled job to pending.
  static Job admit(Handle handle, String id) {
    return handle
        .createQuery("update job set status = 'PENDING' where id = :id returning *")
        .bind("id", id)
        .map((row, _) -> Job.of(row))
        .one();
  }

  /// A job of an account, unless it was deleted.
  public Optional<Job> find(String account, String id) {
    return database
        .read(
            handle ->
                handle
                    .createQuery("select * from job where id = :id and deleted is null")
                    .bind("id", id)
                    .map((row, _) -> Job.of(row))
                    .findOne())
        .filter(job -> job.account().equals(account));
  }

  static Optional<Job> find(Handle handle, String id) {
    return handle
        .createQuery("select * from job where id = :id")
        .bind("id", id)
        .map((row, _) -> Job.of(row))
        .findOne();
  }

  /// Jobs of an account in one dialect, by submission time.
  ///
  /// @param after the job after which the list starts; null starts at the beginning
  public List<Job> list(
      String account, String dialect, @Nullable String after, int most, boolean newestFirst) {
    String compare = newestFirst ? "<" : ">", order = newestFirst ? "desc" : "asc";
    String behind =
        after == null
            ? ""
            : " and (created %1$s (select created from job where id = :after) or (created ="
                + " (select created from job where id = :after) and id %1$s :after))";
    return database.read(
        handle -> {
          var query =
              handle
                  .createQuery(
                      ("select * from job where account = :account and dialect = :dialect and"
                              + " deleted is null"
                              + behind
                              + " order by created %2$s, id %2$s limit :most")
                          .formatted(compare, order))
                  .bind("account", account)
                  .bind("dialect", dialect)
                  .bind("most", most);
          if (after != null) {
            query.bind("after", after);
          }
          return query.map((row, _) -> Job.of(row)).list();
        });
  }

  /// The id of a recent job of the same request and key, if any.
  ///
  /// @param since in milliseconds since 1970
  public Optional<String> repeated(String key, String bodyHash, long since) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select id from job where api_key = :key and body_hash = :hash and created >="
                        + " :since and deleted is null order by created desc limit 1")
                .bind("key", key)
                .bind("hash", bodyHash)
                .bind("since", since)
                .mapTo(String.class)
                .findOne());
  }

  /// The number of an account's jobs submitted since a time, by model.
  public Map<String, Long> begun(String account, long since) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select model, count(*) as n from job where account = :account"
                        + " and created >= :since group by model")
                .bind("account", account)
                .bind("since", since)
                .reduceRows(
                    new TreeMap<>(),
                    (all, row) -> {
                      all.put(row.getColumn("model", String.class), row.getColumn("n", Long.class));
                      return all;
                    }));
  }

  /// The number of jobs in each status and pool: `PENDING cpu` is 3.
  public Map<String, Long> counts() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select status || ' ' || pool as what, count(*) as n from job"
                        + " where deleted is null group by status, pool")
                .reduceRows(
                    new TreeMap<>(),
                    (all, row) -> {
                      all.put(row.getColumn("what", String.class), row.getColumn("n", Long.class));
                      return all;
                    }));
  }

  /// The ownership of a job by a worker.
  ///
  /// @param attempt the number of the attempt
  record Claim(String job, int attempt, String worker) {}

  /// Claims a job for a worker.
  ///
  /// @return null if it has ended, or was cancelled
  @Nullable Claim claim(String id, String worker) {
    Optional<Claim> claim =
        database.write(
            handle ->
                handle
                    .createQuery(
                        "update job set status = 'RUNNING', attempt = attempt + 1, worker = :worker,"
                            + " started = coalesce(started, :now), progress = 0, step = 'begin',"
                            + " picture = 0, version = version + 1 where id = :id and cancel = 0"
                            + " and status in ('PENDING', 'RUNNING') returning attempt")
                    .bind("worker", worker)
                    .bind("now", clock.millis())
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .findOne()
                    .map(attempt -> new Claim(id, attempt, worker)));
    return claim.orElse(null);
  }

  /// Stores the progress of a job.
  ///
  /// @param picture the number of the last stored preview picture; 0 if there is none
  /// @return whether to continue: the worker still owns the job, and it was not cancelled
  boolean progress(Claim claim, String step, double done, int picture) {
    return database.write(
        handle ->
            handle
                .createQuery(
                    "update job set progress = :done, step = :step, picture = :picture,"
                        + " version = version + 1"
                        + " where id = :id and status = 'RUNNING' and attempt = :attempt"
                        + " and worker = :worker returning cancel")
                .bind("done", done)
                .bind("step", step)
                .bind("picture", picture)
                .bind("id", claim.job)
                .bind("attempt", claim.attempt)
                .bind("worker", claim.worker)
                .mapTo(Integer.class)
                .findOne()
                .map(cancel -> cancel == 0)
                .orElse(false));
  }

  /// Ends a running job, if the worker still owns it.
  ///
  /// @return whether it did
  boolean end(
      Handle handle,
      Claim claim,
      JobStatus status,
      long cost,
      @Nullable Output output,
      Job.@Nullable Failure failure) {
    Long expires = output == null ? null : output.expires;
    return handle
            .createUpdate(
                "update job set status = :status, ended = :now, cost = :cost, progress ="
                    + " case when :status = 'SUCCEEDED' then 1 else progress end,"
                    + " version = version + 1, output = :output, output_type = :type,"
                    + " output_bytes = :bytes, result = :result, expires = :expires,"
                    + " failure = :failure, failure_code = :code, help = :help"
                    + " where id = :id and status = 'RUNNING' and attempt = :attempt"
                    + " and worker = :worker")
            .bind("status", status.name())
            .bind("now", clock.millis())
            .bind("cost", cost)
            .bind("output", output == null ? null : output.key)
            .bind("type", output == null ? null : output.type)
            .bind("bytes", output == null ? 0 : output.bytes)
            .bind("result", output == null ? null : output.about)
            .bind("expires", expires)
            .bind("failure", failure == null ? null : failure.message())
            .bind("code", failure == null ? null : failure.code())
            .bind("help", failure == null ? null : failure.help())
            .bind("id", claim.job)
            .bind("attempt", claim.attempt)
            .bind("worker", claim.worker)
            .execute()
        == 1;
  }

  /// @param expires in milliseconds since 1970
  record Output(String key, String type, long bytes, String about, long expires) {}

  /// Returns a running job to the queue; this attempt does not count.
  ///
  /// @return whether the worker owned it
  boolean handBack(Claim claim) {
    return database.write(
        handle ->
            handle
                    .createUpdate(
                        "update job set status = 'PENDING', handed = handed + 1, worker = null,"
                            + " version = version + 1 where id = :id and status = 'RUNNING'"
                            + " and attempt = :attempt and worker = :worker and cancel = 0")
                    .bind("id", claim.job)
                    .bind("attempt", claim.attempt)
                    .bind("worker", claim.worker)
                    .execute()
                == 1);
  }

  /// The number of attempts of a job that were not returned to the queue.
  int tries(String id) {
    return database.read(
        handle ->
            handle
                .createQuery("select attempt - handed from job where id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0));
  }
}
