package io.kinora.server.keys;

import io.kinora.server.database.Database;

/// How often each caller may ask all nodes together: a bucket of tokens for each, a row in
/// PostgreSQL, that fills again with time. Its writes need not reach the disk: what a crash forgets
/// are a few requests.
public final class SharedRates {
  private static final String NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

  /// What is left of a bucket now, before this request.
  private static final String LEFT =
      "least(:most, rate.tokens + (excluded.at - rate.at) * :most / 60000.0)";

  private final Database database;

  /// @param database PostgreSQL
  public SharedRates(Database database) {
    this.database = database;
  }

  /// Counts a request.
  ///
  /// @param perMinute requests of one caller, which may also come at once
  /// @return whether it is not one too many
  public boolean take(String caller, int perMinute) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    ("insert into rate (caller, tokens, at) select :caller, :most - 1, now from"
                            + " (select set_config('synchronous_commit', 'off', true), %s as now) q"
                            + " on conflict (caller) do update set tokens = %s - 1,"
                            + " at = excluded.at where %s >= 1 returning tokens")
                        .formatted(NOW, LEFT, LEFT))
                .bind("caller", caller)
                .bind("most", (double) perMinute)
                .mapTo(Double.class)
                .findOne()
                .isPresent());
  }

  /// Forgets who has not asked for two minutes: their buckets are full.
  public void sweep() {
    database.update(handle -> handle.execute("delete from rate where at < " + NOW + " - 120000"));
  }
}
