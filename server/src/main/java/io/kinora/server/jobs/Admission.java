package io.kinora.server.jobs;

import io.kinora.server.credits.Ledger;
import io.kinora.server.credits.PriceList;
import io.kinora.server.database.Database;
import io.kinora.server.keys.ApiKey;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Admits jobs, and starts throttled ones, so that no account exceeds its limit of concurrent jobs.
/// Credits are reserved in the transaction that creates the job.
public final class Admission {
  /// A day, in milliseconds.
  public static final long DAY = 24L * 60 * 60 * 1000;

  private final Database database;
  private final JobStore store;
  private final Ledger ledger;
  private final PriceList prices;
  private final UnaryOperator<String> pools;
  private final Clock clock;
  private final Queue queue;

  /// @param pools the pool of each engine
  public Admission(
      Database database,
      JobStore store,
      Ledger ledger,
      PriceList prices,
      UnaryOperator<String> pools,
      Clock clock) {
    this.database = database;
    this.store = store;
    this.ledger = ledger;
    this.prices = prices;
    this.pools = pools;
    this.clock = clock;
    this.queue = new Queue(clock);
  }

  /// The account has reached its daily limit of jobs.
  public static final class DailyLimit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DailyLimit(int most) {
      super("The account has started %d jobs within 24 hours, which is its limit.".formatted(most));
    }
  }

  /// A request with its metadata.
  ///
  /// @param id of the new job, under which its inputs are stored
  /// @param bodyHash hash of the client's body
  /// @param priority from -10 to 10; larger ones run first
  /// @param webhook the URL that is notified of the end; null for none
  public record Submission(
      String id,
      JobRequest request,
      String bodyHash,
      int priority,
      @Nullable String parent,
      @Nullable String webhook) {}

  /// A new id for a job.
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /// The price of a job in credits.
  public long quote(JobRequest request) {
    var extras = request.extras();
    return prices.quote(
        request.operation().label(),
        request.model(),
        extras.target() == null ? request.format().size() : extras.target(),
        request.format().seconds() * extras.slower(),
        request.delivery().priced());
  }

  /// Submits a job atomically. Its row is inserted as a throttled job before the account is locked,
  /// because the jobs of an account are admitted one after another.
  ///
  /// @throws Ledger.NotEnough if the account has too few credits
  /// @throws DailyLimit if the account has reached its daily limit
  public Job submit(ApiKey key, Submission submission) {
    JobRequest request = submission.request;
    long price = quote(request);
    String pool = pools.apply(request.engine());
    return database.write(
        handle -> {
          Job waiting =
              store.insert(
                  handle,
                  new JobStore.New(
                      submission.id,
                      key.account(),
                      key.id(),
                      pool,
                      submission.priority,
                      submission.bodyHash,
                      price,
                      submission.parent,
                      submission.webhook),
                  request);
          database.lockAccount(handle, key.account());
          Counts counts = counts(handle, key.account());
          if (counts.begun > key.maxDaily()) {
            throw new DailyLimit(key.maxDaily());
          }
          ledger.reserve(handle, key.account(), submission.id, request.model(), price);
          if (counts.active >= key.maxConcurrent()) {
            return waiting;
          }
          queue.add(handle, pool, submission.id, submission.priority);
          return JobStore.admit(handle, submission.id);
        });
  }

  /// @param begun jobs submitted within a day, including the current one
  /// @param active jobs that run or may start
  private record Counts(long begun, long active) {}

  private Counts counts(Handle handle, String account) {
    return handle
        .createQuery(
            "select (select count(*) from job where account = :account and created > :since)"
                + " as begun, (select count(*) from job where account = :account"
                + " and status in ('PENDING', 'RUNNING')) as active")
        .bind("account", account)
        .bind("since", clock.millis() - DAY)
        .map((row, _) -> new Counts(row.getLong("begun"), row.getLong("active")))
        .one();
  }

  private static long active(Handle handle, String account) {
    return handle
        .createQuery(
            "select count(*) from job where account = :account and status in ('PENDING', 'RUNNING')")
        .bind("account", account)
        .mapTo(Long.class)
        .one();
  }

  /// Admits throttled jobs of an account, in the transaction that ends another job.
  void admitNext(Handle handle, String account) {
    int most =
        handle
            .createQuery("select max_concurrent from account where id = :account")
            .bind("account", account)
            .mapTo(Integer.class)
            .one();
    for (long free = most - active(handle, account); free > 0; free--) {
      record Waiting(String id, String pool, int priority) {}
      Optional<Waiting> next =
          handle
              .createQuery(
                  "update job set status = 'PENDING', version = version + 1 where id ="
                      + " (select id from job where account = :account and status = 'THROTTLED'"
                      + " order by priority desc, created, id limit 1)"
                      + " returning id, pool, priority")
              .bind("account", account)
              .map(
                  (row, _) ->
                      new Waiting(
                          row.getString("id"), row.getString("pool"), row.getInt("priority")))
              .findOne();
      if (next.isEmpty()) {
        return;
      }
      Waiting job = next.get();
      queue.add(handle, job.pool, job.id, job.priority);
    }
  }

  /// Cancels a job that has not ended: at once if no worker runs it, otherwise at the worker's next
  /// step. Its credits are released.
  ///
  /// @param delete whether the job is also deleted for its client, with its files
  public void cancel(String account, String id, boolean delete) {
    database.update(
        handle -> {
          database.lockAccount(handle, account);
          Optional<String> pool =
              handle
                  .createQuery(
                      "update job set status = 'CANCELLED', cancel = 1, ended = :now,"
                          + " version = version + 1 where id = :id and account = :account"
                          + " and status in ('PENDING', 'THROTTLED') returning pool")
                  .bind("now", clock.millis())
                  .bind("id", id)
                  .bind("account", account)
                  .mapTo(String.class)
                  .findOne();
          if (pool.isPresent()) {
            queue.remove(handle, pool.get(), id);
            ledger.settle(handle, account, id, "", 0);
            admitNext(handle, account);
          }
          handle
              .createUpdate(
                  "update job set cancel = 1, version = version + 1 where id = :id"
                      + " and account = :account and status = 'RUNNING'")
              .bind("id", id)
              .bind("account", account)
              .execute();
          if (delete) {
            handle
                .createUpdate(
                    "update job set deleted = :now, version = version + 1 where id = :id"
                        + " and account = :account and deleted is null")
                .bind("now", clock.millis())
                .bind("id", id)
                .bind("account", account)
                .execute();
          }
        });
  }

  /// The queue, for code that puts jobs back into it.
  Queue queue() {
    return queue;
  }
}
