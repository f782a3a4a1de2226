package io.kinora.server;

import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.Keys;
import io.kinora.server.keys.Secrets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Operations of the server's operator on its database, also while the server runs: keys, credits,
/// backup.
public final class Administration implements AutoCloseable {
  private final ServerConfig config;
  private final Database database;
  private final Keys keys;
  private final Ledger ledger;

  private Administration(ServerConfig config) {
    this.config = config;
    database = Database.open(config.database());
    keys = new Keys(database, Clock.systemUTC());
    ledger = new Ledger(database, Clock.systemUTC());
  }

  /// Opens the database of the settings.
  public static Administration open(ServerConfig config) {
    return new Administration(config);
  }

  /// Makes a key.
  ///
  /// @param account the account for the key, which shares its jobs and credits; null creates a new
  ///     one
  public Keys.NewKey createKey(@Nullable String account, String name, Set<Scope> scopes) {
    var limits = new Keys.Limits(config.whole("concurrent-jobs"), config.whole("daily-jobs"));
    return keys.create(account == null ? null : keys.account(account), name, scopes, limits);
  }

  /// All keys, without their secrets.
  public List<Keys.Listed> keys() {
    return keys.list();
  }

  /// Revokes a key, with immediate effect.
  public void revokeKey(String id) {
    keys.revoke(id);
  }

  /// Changes how many jobs the account of a key runs at once and in a day.
  public void limit(String key, int concurrent, int daily) {
    keys.limit(keys.account(key), new Keys.Limits(concurrent, daily));
  }

  /// Gives credits to the account of a key.
  ///
  /// @param id of the grant: a repeated id changes nothing; null generates a new one
  /// @return the new balance of the account
  public long grant(String key, long amount, @Nullable String id, String note) {
    String account = keys.account(key);
    boolean _ = ledger.grant(account, amount, id == null ? Secrets.hex(8) : id, note);
    return ledger.balance(account);
  }

  /// The balance of a key's account.
  public long balance(String key) {
    return ledger.balance(keys.account(key));
  }

  /// The latest ledger entries of a key's account, newest first.
  public List<Ledger.Entry> history(String key, int most) {
    return ledger.history(keys.account(key), most);
  }

  /// The errors in the ledger; empty if there are none.
  public List<String> checkBooks() {
    return ledger.check();
  }

  /// Copies an SQLite database into `file`.
  public void backUp(Path file) {
    database.backUp(file);
  }

  @Override
  public void close() {
    database.close();
  }
}
