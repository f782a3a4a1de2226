package io.kinora.cli.service;

import io.kinora.server.KinoraServer;
import io.kinora.server.ServerConfig;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `kinora worker`: runs a node that executes jobs without an HTTP server.
@Command(
    name = "worker",
    description = "Runs the jobs of a server, on this machine or another.",
    footer = {
      "",
      "For example: kinora worker --labels gpu --database postgresql://kinora:pw@db/kinora"
          + " --files s3://videos"
    })
public final class Work implements Callable<Integer> {
  private final Console console;

  @Mixin private final ServerOptions options = new ServerOptions();

  @Option(
      names = "--labels",
      paramLabel = "NAME,…",
      description = "The pools whose jobs it runs, such as cpu or gpu (default: cpu).")
  private @Nullable String labels;

  @Option(
      names = "--files",
      paramLabel = "DIR|URL",
      description = "The file store: a folder shared by all nodes, or s3://BUCKET/PREFIX.")
  private @Nullable String files;

  @Option(names = "--workers", paramLabel = "N", description = "Concurrent jobs (default: 1).")
  private @Nullable Integer workers;

  public Work(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    var flags = new TreeMap<String, String>();
    if (labels != null) {
      flags.put("pools", labels);
    }
    if (files != null) {
      flags.put("files", files);
    }
    if (workers != null) {
      flags.put("workers", workers.toString());
    }
    ServerConfig config = options.config(flags);
    config.shown().forEach(line -> console.err().println("  " + line));
    KinoraServer.check(config);
    console
        .grace()
        .accept(Duration.ofSeconds(Integer.parseInt(config.text("grace-seconds")) + 40L));
    try (KinoraServer _ = KinoraServer.work(config, console.err()::println)) {
      console.out().println("working");
      console.out().flush();
      while (!console.stopped().getAsBoolean()) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      console.err().println("stopping: jobs end, or go back into the queue");
    }
    return 0;
  }
}
