package io.kinora.cli.service;

import io.kinora.error.BadRequest;
import io.kinora.server.Administration;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.Keys;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kinora keys`: manages the API keys of the server.
@Command(
    name = "keys",
    description = "Creates, lists and revokes the keys of a server.",
    footer = {
      "",
      "create NAME creates a key and shows it once; list shows the ids; revoke ID revokes a key;",
      "limit ID changes its account's limits of concurrent and daily jobs."
    })
public final class ManageKeys implements Callable<Integer> {
  private final Console console;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Parameters(index = "0", paramLabel = "ACTION", description = "create, list, revoke or limit.")
  private String action = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME|ID",
      description = "The name of a new key, or the id of an existing one.")
  private @Nullable String name;

  @Option(
      names = "--scopes",
      paramLabel = "NAME,…",
      description = "create, read and admin (default: ${DEFAULT-VALUE}).")
  private String scopes = "create,read";

  @Option(
      names = "--account",
      paramLabel = "ID",
      description = "Shares jobs and credits with this account or key (default: a new account).")
  private @Nullable String account;

  @Option(names = "--concurrent", paramLabel = "N", description = "Concurrent jobs.")
  private @Nullable Integer concurrent;

  @Option(names = "--daily", paramLabel = "N", description = "Jobs in 24 hours.")
  private @Nullable Integer daily;

  public ManageKeys(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Administration server = Administration.open(options.config(Map.of()))) {
      switch (action) {
        case "create" -> {
          Keys.NewKey key = server.createKey(account, name(), parsed());
          console.out().println("id " + key.id() + ", account " + key.account());
          console.out().println("The key, which is shown this once: " + key.secret());
        }
        case "list" -> {
          for (Keys.Listed key : server.keys()) {
            String end =
                key.revoked() == null ? "" : ", revoked " + Instant.ofEpochMilli(key.revoked());
            console
                .out()
                .printf(
                    "%s %s… account %s, %s, made %s%s: %s%n",
                    key.id(),
                    key.prefix(),
                    key.account(),
                    key.scopes().toLowerCase(Locale.ROOT),
                    Instant.ofEpochMilli(key.created()),
                    end,
                    key.name());
          }
        }
        case "revoke" -> {
          server.revokeKey(name());
          console.out().println("revoked");
        }
        case "limit" -> {
          if (concurrent == null || daily == null) {
            throw wrong("Both --concurrent and --daily are needed.");
          }
          server.limit(name(), concurrent, daily);
          console.out().println("limited");
        }
        default -> throw wrong("There is no action \"" + action + "\".");
      }
    }
    return 0;
  }

  private String name() {
    if (name == null) {
      throw wrong("The name is missing.");
    }
    return name;
  }

  private Set<Scope> parsed() {
    try {
      return Arrays.stream(scopes.split(","))
          .map(scope -> Scope.valueOf(scope.strip().toUpperCase(Locale.ROOT)))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IllegalArgumentException e) {
      throw wrong("The scopes are \"" + scopes + "\".");
    }
  }

  private static BadRequest wrong(String problem) {
    return new BadRequest(
        problem, "Write it as in kinora keys create laptop --scopes create,read.", "server-keys");
  }
}
