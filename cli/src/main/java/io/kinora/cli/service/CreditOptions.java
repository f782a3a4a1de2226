package io.kinora.cli.service;

import io.kinora.server.Purchase;
import io.kinora.server.ServerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for paying for a film from the account of a key; by default a film is free.
public final class CreditOptions {
  @Option(
      names = "--credits",
      paramLabel = "KEY",
      description =
          "Charges the film's price to the account of this key of a server, given by its id"
              + " (default: no charge).")
  private @Nullable String key;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "With --credits: the server's folder (default: ~/.kinora/server).")
  private @Nullable Path home;

  /// Whether an account pays.
  public boolean areGiven() {
    return key != null;
  }

  /// Runs `work`, and charges for it if it completes.
  ///
  /// @param item the item to pay for; called only if an account pays
  /// @param tell receives the cost, in one line
  public <T> T pay(Supplier<Purchase.Item> item, Consumer<String> tell, Supplier<T> work) {
    if (key == null) {
      return work.get();
    }
    Path folder = home == null ? ServerConfig.usualHome() : home;
    ServerConfig config = ServerConfig.read(folder, null, System.getenv(), Map.of());
    try (Purchase purchase = Purchase.open(config, key, item.get())) {
      T made = work.get();
      purchase.done();
      tell.accept("credits: %d, %d left".formatted(purchase.price(), purchase.left()));
      return made;
    }
  }
}
