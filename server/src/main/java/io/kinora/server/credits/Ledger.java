package io.kinora.server.credits;

import io.kinora.error.BadRequest;
import io.kinora.server.database.Database;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Credits as a double-entry ledger of whole numbers: each entry moves an amount from one balance
/// to another, so all balances add up to 0. The balance of an account is never negative.
///
/// An entry's id names its purpose (`settle:JOB`) and is unique, so all operations are idempotent.
/// The methods that take a [Handle] must run in the job's own transaction.
public final class Ledger {
  /// The prefix of the names of purchases by commands, which are not jobs.
  public static final String COMMAND = "command-";

  /// The source of granted credits; the only negative balance.
  private static final String BANK = "bank";

  /// The balance that receives spent credits.
  private static final String SPENT = "spent";

  private final Database database;
  private final Clock clock;

  public Ledger(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// An account has too few credits.
  public static final class NotEnough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotEnough(long amount) {
      super("%d credits are needed, but fewer are available.".formatted(amount));
    }
  }

  /// An entry in the history of an account.
  ///
  /// @param created in milliseconds since 1970
  /// @param amount the change of the available balance
  /// @param kind `grant`, `reserve`, `settle` or `release`
  public record Entry(long created, long amount, String kind, @Nullable String job, String note) {}

  private static String free(String account) {
    return "free:" + account;
  }

  private static String held(String account) {
    return "held:" + account;
  }

  /// Gives credits to an account.
  ///
  /// @param id of the grant: a repeated id changes nothing
  /// @return whether it was granted by this call
  public boolean grant(String account, long amount, String id, String note) {
    if (amount < 1 || amount > 1_000_000_000_000L) {
      throw new BadRequest(
          "A grant of %d credits is not possible.".formatted(amount),
          "Grant from 1 to 1000000000000.",
          "server-credits");
    }
    return database.write(
        handle -> {
          database.lockAccount(handle, account);
          var entry = new Transfer("grant:" + id, "grant", account, null, null, note);
          return move(handle, entry, BANK, free(account), amount);
        });
  }

  private record Transfer(
      String id,
      String kind,
      String account,
      @Nullable String job,
      @Nullable String model,
      String note) {}

  /// Reserves the maximum cost of a job.
  ///
  /// @throws NotEnough if the balance is too low
  public void reserve(Handle handle, String account, String job, String model, long amount) {
    var entry = new Transfer("reserve:" + job, "reserve", account, job, model, "");
    boolean _ = move(handle, entry, free(account), held(account), amount);
  }

  /// Charges `cost` from the reservation of a job, and releases the rest; a cost of 0 releases all.
  ///
  /// @param cost from 0 to the reserved amount
  public void settle(Handle handle, String account, String job, String model, long cost) {
    long reserved = reserved(handle, job);
    if (cost < 0 || cost > reserved) {
      throw new IllegalArgumentException(
          "job %s costs %d, but %d are reserved".formatted(job, cost, reserved));
    }
    if (settled(handle, job)) {
      return;
    }
    var settle = new Transfer("settle:" + job, "settle", account, job, model, "");
    boolean _ = move(handle, settle, held(account), SPENT, cost);
    var release = new Transfer("release:" + job, "release", account, job, model, "");
    boolean _ = move(handle, release, held(account), free(account), reserved - cost);
  }

  /// Releases the reservations of commands that started before `since` and have not ended.
  ///
  /// @param since in milliseconds since 1970
  public void releaseForgotten(long since) {
    record Held(String account, String id) {}
    List<Held> forgotten =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select account, job from transfer t where job >= :from and job < :to"
                            + " and kind = 'reserve' and created < :since and not exists"
                            + " (select 1 from transfer s where s.job = t.job"
                            + " and s.kind in ('settle', 'release'))")
                    .bind("from", COMMAND)
                    .bind("to", COMMAND + "g") // sorts after all hexadecimal digits
                    .bind("since", since)
                    .map((row, _) -> new Held(row.getString("account"), row.getString("job")))
                    .list());
    for (Held held : forgotten) {
      database.update(
          handle -> {
            database.lockAccount(handle, held.account);
            settle(handle, held.account, held.id, "", 0);
          });
    }
  }

  private static long reserved(Handle handle, String job) {
    return handle
        .createQuery("select amount from transfer where id = :id")
        .bind("id", "reserve:" + job)
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private static boolean settled(Handle handle, String job) {
    return handle
            .createQuery("select count(*) from transfer where id in (:settle, :release)")
            .bind("settle", "settle:" + job)
            .bind("release", "release:" + job)
            .mapTo(Long.class)
            .one()
        > 0;
  }

  /// @return whether this call added the entry; an amount of 0 adds none
  private boolean move(Handle handle, Transfer entry, String from, String to, long amount) {
    if (amount == 0) {
      return false;
    }
    int added =
        handle
            .createUpdate(
                "insert into transfer"
                    + " (id, created, debit, credit, amount, kind, account, job, model, note)"
                    + " values (:id, :now, :from, :to, :amount, :kind, :account, :job, :model,"
                    + " :note) on conflict (id) do nothing")
            .bind("id", entry.id)
            .bind("now", clock.millis())
            .bind("from", from)
            .bind("to", to)
            .bind("amount", amount)
            .bind("kind", entry.kind)
            .bind("account", entry.account)
            .bind("job", entry.job)
            .bind("model", entry.model)
            .bind("note", entry.note)
            .execute();
    if (added == 0) {
      return false;
    }
    if (from.equals(BANK)) {
      add(handle, from, -amount);
    } else {
      take(handle, from, amount);
    }
    add(handle, to, amount);
    return true;
  }

  private static void add(Handle handle, String balance, long amount) {
    handle
        .createUpdate(
            "insert into balance (account, amount) values (:account, :by)"
                + " on conflict (account) do update set amount = balance.amount + :by")
        .bind("account", balance)
        .bind("by", amount)
        .execute();
  }

  private static void take(Handle handle, String balance, long amount) {
    int changed =
        handle
            .createUpdate(
                "update balance set amount = amount - :by"
                    + " where account = :account and amount >= :by")
            .bind("by", amount)
            .bind("account", balance)
            .execute();
    if (changed == 0) {
      throw new NotEnough(amount);
    }
  }

  /// The available balance of an account.
  public long balance(String account) {
    return database.read(
        handle ->
            handle
                .createQuery("select amount from balance where account = :account")
                .bind("account", free(account))
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /// The latest entries of an account, newest first.
  public List<Entry> history(String account, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select * from transfer where account = :account"
                        + " order by created desc, id limit :most")
                .bind("account", account)
                .bind("most", most)
                .map(
                    (row, _) -> {
                      String kind = row.getString("kind");
                      long amount = row.getLong("amount");
                      long seen =
                          switch (kind) {
                            case "grant", "release" -> amount;
                            case "reserve" -> -amount;
                            default -> 0; // it was reserved before
                          };
                      String job = row.getString("job");
                      return new Entry(
                          row.getLong("created"), seen, kind, job, row.getString("note"));
                    })
                .list());
  }

  /// Checks the ledger, and returns its errors, one line each; empty if there are none.
  public List<String> check() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select 'the balances add up to ' || sum(amount) from balance"
                        + " having sum(amount) <> 0"
                        + " union all select account || ' has ' || amount from balance"
                        + " where amount < 0 and account <> 'bank'"
                        + " union all select b.account || ' has ' || b.amount"
                        + " || ', its entries say otherwise' from balance b where b.amount <>"
                        + " coalesce((select sum(t.amount) from transfer t"
                        + " where t.credit = b.account), 0)"
                        + " - coalesce((select sum(t.amount) from transfer t"
                        + " where t.debit = b.account), 0)")
                .mapTo(String.class)
                .list());
  }
}
