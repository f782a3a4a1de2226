package io.kinora.cli.service;

import io.kinora.server.ServerConfig;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The flags that locate the server's settings.
final class ServerOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The server's folder (default: ~/.kinora/server).")
  private @Nullable Path home;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Settings, one line name=value each (default: server.properties in the folder).")
  private @Nullable Path file;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description = "An SQLite file, or postgresql://USER:PASSWORD@HOST/NAME.")
  private @Nullable String database;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any other setting; may be repeated.")
  private Map<String, String> others = new TreeMap<>();

  /// The settings, overridden by other flags.
  ServerConfig config(Map<String, String> flags) {
    var all = new TreeMap<>(others);
    all.putAll(flags);
    if (database != null) {
      all.put("database", database);
    }
    Path folder = home == null ? ServerConfig.usualHome() : home;
    return ServerConfig.read(folder, file, System.getenv(), all);
  }
}
