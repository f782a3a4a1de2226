package io.kinora.server.keys;

import io.kinora.server.database.Database;

/// The rate limit of each caller over all nodes: a token bucket in a row of PostgreSQL. Its writes
/// need not be synced to disk, because a crash loses only a few counted requests.
public final class SharedRates {
  private static final String NOW = "(extract(epoch from clock_timestamp()) * 1000)::bigint";

  /// The tokens in a bucket now, before this request.
  private static final String LEFT =
      "least(:most, rate.tokens + (excluded.at - rate.at) * :most / 60000.0)";

  private final Database database;

  /// @param database PostgreSQL
  public SharedRates(Database database) {
    this.database = database;
  }

  /// Counts a request.
  ///
  /// @param perMinute requests of one caller per minute, which may also come in one burst
  /// @return whether it is within the limit
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

  /// Deletes the buckets of callers without a request for two minutes, because they are full.
  public void sweep() {
    database.update(handle -> handle.execute("delete from rate where at < " + NOW + " - 120000"));
  }
}
