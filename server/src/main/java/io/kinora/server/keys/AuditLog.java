package io.kinora.server.keys;

import io.kinora.server.database.Database;
import java.time.Clock;
import java.util.List;

/// The audit log: which action was done with which key, from which address.
public final class AuditLog {
  private final Database database;
  private final Clock clock;

  public AuditLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// One line of the log.
  ///
  /// @param at in milliseconds since 1970
  /// @param target the object of the action, such as a job
  /// @param address of the client
  public record Line(
      long at, String account, String key, String action, String target, String address) {}

  /// Adds a line.
  public void add(ApiKey key, String action, String target, String address) {
    database.update(
        handle ->
            handle
                .createUpdate(
                    "insert into audit (id, at, account, api_key, action, target, address)"
                        + " values (:id, :at, :account, :key, :action, :target, :address)")
                .bind("id", Secrets.hex(12))
                .bind("at", clock.millis())
                .bind("account", key.account())
                .bind("key", key.id())
                .bind("action", action)
                .bind("target", target)
                .bind("address", address)
                .execute());
  }

  /// The latest lines of an account, newest first.
  public List<Line> of(String account, int most) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select * from audit where account = :account order by at desc, id limit :most")
                .bind("account", account)
                .bind("most", most)
                .map(
                    (row, _) ->
                        new Line(
                            row.getLong("at"),
                            row.getString("account"),
                            row.getString("api_key"),
                            row.getString("action"),
                            row.getString("target"),
                            row.getString("address")))
                .list());
  }
}
