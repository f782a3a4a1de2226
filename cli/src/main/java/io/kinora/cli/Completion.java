package io.kinora.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `kinora completion`: prints a script with which a shell completes commands and flags.
@Command(
    name = "completion",
    description = "Prints a script that lets bash and zsh complete commands and flags.",
    footer = {"", "For bash, in ~/.bashrc: source <(kinora completion)"})
final class Completion implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  Completion(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("completion is a verb of a command");
    }
    session.print(AutoComplete.bash("kinora", spec.root().commandLine()));
    return 0;
  }
}
