package io.kinora.server;

import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import io.kinora.server.jobs.Operation;
import io.kinora.server.keys.Keys;
import io.kinora.server.keys.Secrets;
import java.time.Clock;

/// Pays from an account for a film that a command makes outside the server. Opening it reserves the
/// price, and [#done] charges it; closing it without [#done] releases the reservation. If the
/// process is killed before, the sweep of a server releases it after a day.
public final class Purchase implements AutoCloseable {
  private final Database database;
  private final Ledger ledger;
  private final String account;
  private final String id = Ledger.COMMAND + Secrets.hex(12);
  private final String engine;
  private final long price;

  private Purchase(Database database, Keys keys, String key, String engine, long price) {
    this.database = database;
    this.engine = engine;
    this.price = price;
    ledger = new Ledger(database, Clock.systemUTC());
    account = keys.account(key);
    try {
      database.update(
          handle -> {
            database.lockAccount(handle, account);
            ledger.reserve(handle, account, id, engine, price);
          });
    } catch (Ledger.NotEnough e) {
      throw new BadRequest(
          "The film costs %d credits, and the account of %s has %d."
              .formatted(price, key, ledger.balance(account)),
          "Grant some with kinora credits grant, or make a shorter or smaller film.",
          "server-credits",
          e);
    }
  }

  /// The item to pay for.
  ///
  /// @param engine used as the model in the price list
  /// @param seconds length of the result; for an extension, the length added
  public record Item(Operation operation, String engine, FrameSize size, double seconds) {}

  /// Reserves the price of a film.
  ///
  /// @param key the id of a key, whose account pays
  /// @throws BadRequest if there is no such key, or its account has too few credits
  public static Purchase open(ServerConfig config, String key, Item item) {
    long price =
        KinoraServer.prices(config)
            .quote(item.operation.label(), item.engine, item.size, item.seconds, "");
    Database database = Database.open(config.database());
    try {
      return new Purchase(database, new Keys(database, Clock.systemUTC()), key, item.engine, price);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /// The price in credits.
  public long price() {
    return price;
  }

  /// The remaining balance of the account.
  public long left() {
    return ledger.balance(account);
  }

  /// Charges the price, because the film is finished.
  public void done() {
    settle(price);
  }

  private void settle(long cost) {
    database.update(
        handle -> {
          database.lockAccount(handle, account);
          ledger.settle(handle, account, id, engine, cost);
        });
  }

  /// Releases what is still reserved.
  @Override
  public void close() {
    try {
      settle(0); // no effect if it was charged
    } finally {
      database.close();
    }
  }
}
