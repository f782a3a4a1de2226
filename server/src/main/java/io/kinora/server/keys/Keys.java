package io.kinora.server.keys;

import io.kinora.error.BadRequest;
import io.kinora.server.database.Database;
import io.kinora.server.keys.ApiKey.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The accounts and their keys. A key is shown once; only its hash is stored. A fast hash suffices,
/// because a key has 64 random bytes.
public final class Keys {
  private static final int BYTES = 64, PREFIX = 12;

  private final Database database;
  private final Clock clock;

  public Keys(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A new key with its secret, which is shown only once.
  public record NewKey(String id, String account, String secret) {}

  /// The listed properties of a key.
  ///
  /// @param revoked in milliseconds since 1970; null while it is active
  public record Listed(
      String id,
      String account,
      String name,
      String prefix,
      String scopes,
      long created,
      @Nullable Long revoked) {}

  /// Limits of an account.
  public record Limits(int maxConcurrent, int maxDaily) {
    public Limits {
      if (maxConcurrent < 1 || maxDaily < 1) {
        throw new BadRequest(
            "The limits are %d jobs at once and %d a day, but both must be at least 1."
                .formatted(maxConcurrent, maxDaily),
            "Revoke the key to disable it.",
            "server-keys");
      }
    }
  }

  /// Whether there is no key yet, because the server is new.
  public boolean none() {
    return database.read(
        handle -> handle.createQuery("select count(*) from api_key").mapTo(Long.class).one() == 0);
  }

  /// Makes a key.
  ///
  /// @param account an existing account; null creates one for the key
  public NewKey create(@Nullable String account, String name, Set<Scope> scopes, Limits limits) {
    if (name.isBlank() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      throw new BadRequest(
          "The name of a key has 1 to 100 characters.", "Choose another one.", "server-keys");
    }
    String secret = "key_" + Secrets.hex(BYTES);
    String id = "k" + Secrets.hex(8);
    String owner =
        database.write(
            handle -> {
              String to =
                  account == null ? newAccount(handle, name, limits) : known(handle, account);
              handle
                  .createUpdate(
                      "insert into api_key (id, account, name, prefix, hash, scopes, created)"
                          + " values (:id, :account, :name, :prefix, :hash, :scopes, :now)")
                  .bind("id", id)
                  .bind("account", to)
                  .bind("name", name)
                  .bind("prefix", secret.substring(0, PREFIX))
                  .bind("hash", Secrets.sha256(secret))
                  .bind("scopes", ApiKey.text(scopes))
                  .bind("now", clock.millis())
                  .execute();
              return to;
            });
    return new NewKey(id, owner, secret);
  }

  private String newAccount(Handle handle, String name, Limits limits) {
    String id = "a" + Secrets.hex(8);
    handle
        .createUpdate(
            "insert into account (id, name, created, max_concurrent, max_daily)"
                + " values (:id, :name, :now, :concurrent, :daily)")
        .bind("id", id)
        .bind("name", name)
        .bind("now", clock.millis())
        .bind("concurrent", limits.maxConcurrent())
        .bind("daily", limits.maxDaily())
        .execute();
    return id;
  }

  private static String known(Handle handle, String account) {
    return handle
        .createQuery("select id from account where id = :id")
        .bind("id", account)
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() -> unknown("account", account));
  }

  private static BadRequest unknown(String what, String id) {
    return new BadRequest(
        "There is no %s \"%s\".".formatted(what, id),
        "The list of keys shows the existing ones.",
        "server-keys");
  }

  /// The key with this secret; empty if it is unknown or revoked. It queries the database each
  /// time, so that a revocation takes effect immediately on every node.
  public Optional<ApiKey> find(String secret) {
    if (secret.length() > 300) {
      return Optional.empty();
    }
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select k.id, k.account, k.name, k.scopes, a.max_concurrent, a.max_daily"
                        + " from api_key k join account a on a.id = k.account"
                        + " where k.hash = :hash and k.revoked is null")
                .bind("hash", Secrets.sha256(secret))
                .map((row, _) -> key(row))
                .findOne());
  }

  /// The active key with this id: for callers that have presented its secret before.
  public Optional<ApiKey> byId(String id) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select k.id, k.account, k.name, k.scopes, a.max_concurrent, a.max_daily"
                        + " from api_key k join account a on a.id = k.account"
                        + " where k.id = :id and k.revoked is null")
                .bind("id", id)
                .map((row, _) -> key(row))
                .findOne());
  }

  private static ApiKey key(ResultSet row) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("account"),
        row.getString("name"),
        Arrays.stream(row.getString("scopes").split(" "))
            .map(Scope::valueOf)
            .collect(Collectors.toUnmodifiableSet()),
        row.getInt("max_concurrent"),
        row.getInt("max_daily"));
  }

  /// The account of a key, or the account itself.
  ///
  /// @param named the id of a key or of an account
  public String account(String named) {
    return database.read(
        handle ->
            handle
                .createQuery("select account from api_key where id = :id")
                .bind("id", named)
                .mapTo(String.class)
                .findOne()
                .orElseGet(() -> known(handle, named)));
  }

  /// All keys, oldest first.
  public List<Listed> list() {
    return database.read(
        handle ->
            handle
                .createQuery("select * from api_key order by created, id")
                .map(
                    (row, _) -> {
                      long revoked = row.getLong("revoked");
                      return new Listed(
                          row.getString("id"),
                          row.getString("account"),
                          row.getString("name"),
                          row.getString("prefix"),
                          row.getString("scopes"),
                          row.getLong("created"),
                          revoked == 0 ? null : revoked);
                    })
                .list());
  }

  /// Revokes a key, with immediate effect.
  public void revoke(String id) {
    int changed =
        database.write(
            handle ->
                handle
                    .createUpdate(
                        "update api_key set revoked = :now where id = :id and revoked is null")
                    .bind("now", clock.millis())
                    .bind("id", id)
                    .execute());
    if (changed == 0) {
      throw unknown("key in use", id);
    }
  }

  /// Changes the limits of an account.
  public void limit(String account, Limits limits) {
    int changed =
        database.write(
            handle ->
                handle
                    .createUpdate(
                        "update account set max_concurrent = :concurrent, max_daily = :daily"
                            + " where id = :id")
                    .bind("concurrent", limits.maxConcurrent())
                    .bind("daily", limits.maxDaily())
                    .bind("id", account)
                    .execute());
    if (changed == 0) {
      throw unknown("account", account);
    }
  }
}
