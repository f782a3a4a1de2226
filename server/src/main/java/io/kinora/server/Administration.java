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

/// What those who run the server do to its database, also while it runs: keys, credits, a back-up.
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
  /// @param account of another key that it shall share jobs and credits with; null makes a new one
  public Keys.NewKey createKey(@Nullable String account, String name, Set<Scope> scopes) {
    var limits = new Keys.Limits(config.whole("concurrent-jobs"), config.whole("daily-jobs"));
    return keys.create(account == null ? null : keys.account(account), name, scopes, limits);
  }

  /// All keys, without their secrets.
  public List<Keys.Listed> keys() {
    return keys.list();
  }

  /// Ends the use of a key, at once.
  public void revokeKey(String id) {
    keys.revoke(id);
  }

  /// Changes how many jobs the account of a key runs at once and in a day.
  public void limit(String key, int concurrent, int daily) {
    keys.limit(keys.account(key), new Keys.Limits(concurrent, daily));
  }

  /// Gives credits to the account of a key.
  ///
  /// @param id of the grant: the same again changes nothing; null is a new one
  /// @return what the account has then
  public long grant(String key, long amount, @Nullable String id, String note) {
    String account = keys.account(key);
    boolean _ = ledger.grant(account, amount, id == null ? Secrets.hex(8) : id, note);
    return ledger.balance(account);
  }

  /// What the account of a key has.
  public long balance(String key) {
    return ledger.balance(keys.account(key));
  }

  /// The last entries of the account of a key, the newest first.
  public List<Ledger.Entry> history(String key, int most) {
    return ledger.history(keys.account(key), most);
  }

  /// What is wrong with the books; nothing, if all is well.
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
