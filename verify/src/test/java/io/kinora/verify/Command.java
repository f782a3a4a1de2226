package io.kinora.verify;

import io.kinora.cli.Interruption;
import io.kinora.cli.Kinora;
import io.kinora.cli.Session;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The real command line, run in this JVM.
///
/// @param code the exit code
/// @param out what it printed on standard output
/// @param err what it printed on standard error
record Command(int code, String out, String err) {
  static Command run(String... arguments) {
    return run(new Interruption(), arguments);
  }

  static Command run(Interruption interruption, String... arguments) {
    return run(interruption, Path.of(""), null, arguments);
  }

  /// As someone runs it in `folder`, with a file of settings.
  static Command in(Path folder, @Nullable Path settings, String... arguments) {
    return run(new Interruption(), folder, settings, arguments);
  }

  private static Command run(
      Interruption interruption, Path folder, @Nullable Path settings, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var session = new Session(stream(out), stream(err), 0, interruption, folder, settings);
    int code = Kinora.run(session, arguments);
    return new Command(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
