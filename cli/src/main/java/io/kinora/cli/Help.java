package io.kinora.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `kinora help COMMAND`: shows the same as `kinora COMMAND --help`.
@Command(
    name = "help",
    description = "Shows the help of a command.",
    footer = {"", "For example: kinora help generate"})
final class Help implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "Default: all commands.")
  private @Nullable String verb;

  Help(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("help is a verb of a command");
    }
    CommandLine root = spec.root().commandLine();
    CommandLine shown = verb == null ? root : root.getSubcommands().get(verb);
    if (shown == null) {
      throw new UnmatchedArgumentException(root, List.of(String.valueOf(verb)));
    }
    shown.usage(session.out());
    return 0;
  }
}
