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

/// Takes jobs in, and lets those begin that had to wait: no account has more at once than it may.
/// Credits are held back in the transaction that makes the job.
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

  /// @param pools whose workers draw with an engine
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

  /// No more jobs may begin today.
  public static final class DailyLimit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DailyLimit(int most) {
      super(
          "The account has begun %d jobs within 24 hours, and may begin no more.".formatted(most));
    }
  }

  /// What comes with a request.
  ///
  /// @param id of the new job, under which its inputs are kept
  /// @param bodyHash of what the client sent
  /// @param priority from -10 to 10; larger ones come first
  /// @param webhook where the end is told; null is nowhere
  public record Submission(
      String id,
      JobRequest request,
      String bodyHash,
      int priority,
      @Nullable String parent,
      @Nullable String webhook) {}

  /// A name for a job.
  public static String newId() {
    return UUID.randomUUID().toString();
  }

  /// What a job will cost.
  public long quote(JobRequest request) {
    var extras = request.extras();
    return prices.quote(
        request.operation().label(),
        request.model(),
        extras.target() == null ? request.format().size() : extras.target(),
        request.format().seconds() * extras.slower(),
        request.delivery().priced());
  }

  /// Takes a job in: all of it, or nothing. Its row is there, as one that waits, before the account
  /// is locked, since an account's jobs are taken in one after another.
  ///
  /// @throws Ledger.NotEnough if the account has not the credits
  /// @throws DailyLimit if it may begin no more today
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

  /// @param begun jobs that came within a day, with the one that is being taken in
  /// @param active jobs that run or may begin
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

  /// Lets jobs of an account begin that waited for others, in the transaction that ends one.
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

  /// Ends a job, if it has not ended: at once if nobody works on it, and else at the worker's next
  /// step. Its credits go back.
  ///
  /// @param delete whether it shall be gone for its client, with its files
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

  /// The queue, for who puts jobs back into it.
  Queue queue() {
    return queue;
  }
}
