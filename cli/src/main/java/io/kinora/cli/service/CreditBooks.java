package io.kinora.cli.service;

import io.kinora.error.BadRequest;
import io.kinora.server.Administration;
import io.kinora.server.credits.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `kinora credits`: shows and grants the credits of an account.
@Command(
    name = "credits",
    description = "Grants credits to a server's accounts, and shows their balances.",
    footer = {
      "",
      "Use grant KEY AMOUNT, balance KEY or history KEY; check audits the whole ledger.",
      "KEY is a key's id, as kinora keys list shows it, not its secret."
    })
public final class CreditBooks implements Callable<Integer> {
  private final Console console;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Parameters(index = "0", paramLabel = "ACTION", description = "grant, balance, history or check.")
  private String action = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "KEY", description = "The id of a key.")
  private @Nullable String key;

  @Parameters(index = "2", arity = "0..1", paramLabel = "AMOUNT", description = "Whole credits.")
  private @Nullable Long amount;

  @Option(
      names = "--id",
      paramLabel = "NAME",
      description = "The id of a grant: a repeated id changes nothing.")
  private @Nullable String id;

  @Option(names = "--note", paramLabel = "TEXT", description = "A note for the history.")
  private String note = "";

  public CreditBooks(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (Administration server = Administration.open(options.config(Map.of()))) {
      switch (action) {
        case "grant" -> {
          if (amount == null) {
            throw wrong("The amount is missing.");
          }
          console.out().println(server.grant(key(), amount, id, note));
        }
        case "balance" -> console.out().println(server.balance(key()));
        case "history" -> {
          for (Ledger.Entry entry : server.history(key(), 100)) {
            String job = entry.job() == null ? "" : " " + entry.job();
            console
                .out()
                .printf(
                    "%s %+d %s%s %s%n",
                    Instant.ofEpochMilli(entry.created()),
                    entry.amount(),
                    entry.kind(),
                    job,
                    entry.note());
          }
        }
        case "check" -> {
          List<String> wrong = server.checkBooks();
          console.out().println(wrong.isEmpty() ? "the books balance" : String.join("\n", wrong));
          return wrong.isEmpty() ? 0 : 1;
        }
        default -> throw wrong("There is no action \"" + action + "\".");
      }
    }
    return 0;
  }

  private String key() {
    if (key == null) {
      throw wrong("The key is missing.");
    }
    return key;
  }

  private static BadRequest wrong(String problem) {
    return new BadRequest(
        problem, "Write it as in kinora credits grant k0123 500.", "server-credits");
  }
}
