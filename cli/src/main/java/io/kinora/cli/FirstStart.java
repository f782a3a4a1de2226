package io.kinora.cli;

import io.kinora.server.KinoraServer;
import io.kinora.server.ServerConfig;
import io.kinora.server.files.Scratch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The training run for the JVM's AOT cache of classes, which the launcher starts after a build: it
/// makes a small film and starts a server that responds.
final class FirstStart {
  private FirstStart() {}

  /// @param args the film to write
  public static void main(String[] args) throws IOException {
    Session session = Session.onTerminal(new Interruption());
    int code =
        Kinora.run(
            session,
            "generate",
            "a red bird flies over the sea",
            "--duration",
            "1",
            "--quiet",
            "--force",
            "-o",
            args[0]);
    serve();
    System.exit(code);
  }

  private static void serve() throws IOException {
    Path home = Files.createTempDirectory("kinora-first-start");
    var flags = Map.of("port", "0", "grace-seconds", "0");
    try (KinoraServer server =
        KinoraServer.serve(ServerConfig.read(home, null, Map.of(), flags), _ -> {})) {
      var ready = URI.create("http://127.0.0.1:" + server.port() + "/health/ready").toURL();
      try (var answer = ready.openStream()) {
        var _ = answer.readAllBytes();
      }
    } finally {
      Scratch.delete(home);
    }
  }
}
