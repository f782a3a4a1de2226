package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs programs with an environment of which nothing is inherited: the usual tools, no Maven, no
/// Java, an empty home folder.
final class Shell {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "sh",
          "cat",
          "dirname",
          "echo",
          "env",
          "find",
          "flock",
          "grep",
          "locale",
          "mkdir",
          "mv",
          "printf",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "sort",
          "tail",
          "tee",
          "touch",
          "tput");

  private final Path home;
  private final Map<String, String> environment = new HashMap<>();

  private Shell(Path home) {
    this.home = home;
  }

  /// What a program printed, and its exit code.
  record Run(int code, String out, String err) {}

  static Shell in(Path home) throws IOException {
    Path usual = Files.createDirectories(Repository.root().resolve("verify/target/usual-tools"));
    for (String tool : TOOLS) {
      Path program = Path.of("/usr/bin", tool);
      if (Files.exists(program) && !Files.exists(usual.resolve(tool))) {
        Files.createSymbolicLink(usual.resolve(tool), program);
      }
    }
    var shell = new Shell(home);
    Files.createDirectories(shell.tools());
    shell.set("HOME", home.toString());
    shell.set("PATH", shell.tools() + ":" + usual);
    return shell;
  }

  /// The first folder of the search path, for programs of a test's own.
  Path tools() {
    return home.resolve("tools");
  }

  void set(String variable, String value) {
    environment.put(variable, value);
  }

  /// Writes a bash script.
  static void script(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  Run run(Path folder, String program, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(program));
    command.addAll(List.of(arguments));
    File out = Files.createTempFile(home, "out", "").toFile();
    File err = Files.createTempFile(home, "err", "").toFile();
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out).redirectError(err).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(program + " ends").isTrue();
    return new Run(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
