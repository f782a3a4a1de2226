package io.kinora.cli.service;

import io.kinora.server.Administration;
import io.kinora.server.KinoraServer;
import io.kinora.server.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kinora serve`: runs Kinora as a service.
@Command(
    name = "serve",
    description = "Serves videos over HTTP, also to clients of Runway and OpenAI.",
    footer = {
      "",
      "Environment variables such as KINORA_SERVER_MAX_SECONDS override the file of settings, flags",
      "override both. docs/server.md lists all settings. For example: kinora serve --port 8080"
    })
public final class Serve implements Callable<Integer> {
  private final Console console;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(names = "--port", paramLabel = "N", description = "The port (default: 8080).")
  private @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen on; 0.0.0.0 for all (default: 127.0.0.1).")
  private @Nullable String host;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Concurrent jobs on this machine; 0 leaves them to others (default: 1).")
  private @Nullable Integer workers;

  @Option(names = "--check", description = "Checks the settings and stops.")
  private boolean check;

  @Option(
      names = "--back-up",
      paramLabel = "FILE",
      description = "Copies the SQLite database, also of a running server, and stops.")
  private @Nullable Path backUp;

  public Serve(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    ServerConfig config = options.config(flags());
    if (backUp != null) {
      try (Administration server = Administration.open(config)) {
        server.backUp(backUp);
      }
      console.out().println("copied to " + backUp);
      return 0;
    }
    config.shown().forEach(line -> console.err().println("  " + line));
    KinoraServer.check(config);
    if (check) {
      console.out().println("the settings are good");
      return 0;
    }
    run(config);
    return 0;
  }

  private Map<String, String> flags() {
    var flags = new TreeMap<String, String>();
    if (port != null) {
      flags.put("port", port.toString());
    }
    if (host != null) {
      flags.put("host", host);
    }
    if (workers != null) {
      flags.put("workers", workers.toString());
    }
    return flags;
  }

  private void run(ServerConfig config) throws InterruptedException {
    console
        .grace()
        .accept(Duration.ofSeconds(Integer.parseInt(config.text("grace-seconds")) + 40L));
    long start = System.nanoTime();
    try (KinoraServer server = KinoraServer.serve(config, console.err()::println)) {
      double seconds = (System.nanoTime() - start) / 1e9;
      server
          .firstKey()
          .ifPresent(
              key -> {
                console.out().println("The first key, which is shown this once: " + key.secret());
                console.out().println("It has all rights, and belongs to " + key.account() + ".");
              });
      console
          .out()
          .printf(
              "listening on http://%s:%d after %.1f s%n",
              config.text("host"), server.port(), seconds);
      console.out().flush();
      while (!console.stopped().getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      console.err().println("stopping: jobs end, or go back into the queue");
    }
  }
}
