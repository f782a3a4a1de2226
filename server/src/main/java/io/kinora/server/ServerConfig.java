package io.kinora.server;

import io.kinora.error.BadRequest;
import io.kinora.error.NearestName;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The configuration of the server: lines `name=value` of a file, overridden by environment
/// variables (`KINORA_SERVER_MAX_SECONDS` for `max-seconds`), overridden by flags of the command.
public final class ServerConfig {
  /// The file in the home folder.
  public static final String FILE = "server.properties";

  private static final String VARIABLE = "KINORA_SERVER_";

  /// All settings with a fixed name, and their default values.
  private static final Map<String, String> USUAL = usual();

  /// Settings with a variable part: `model.gen4.5=house`, `pool.wan=gpu`, `engine.wan.weights=DIR`.
  private static final Pattern NAMED =
      Pattern.compile(
          "model\\.[\\w.-]{1,60}|pool\\.[\\w-]{1,40}|engine\\.[\\w-]{1,40}\\.[\\w-]{1,40}");

  private static final Pattern SECRET = Pattern.compile(".*secret.*");

  private final Path home;
  private final Map<String, String> values;

  private ServerConfig(Path home, Map<String, String> values) {
    this.home = home;
    this.values = values;
  }

  private static Map<String, String> usual() {
    var usual = new LinkedHashMap<String, String>();
    usual.put("host", "127.0.0.1");
    usual.put("port", "8080");
    usual.put("public-url", "");
    usual.put("database", "");
    usual.put("database-wait-seconds", "30");
    usual.put("files", "");
    usual.put("pools", "cpu");
    usual.put("workers", "1");
    usual.put("heartbeat-seconds", "5");
    usual.put("poll-millis", "500");
    usual.put("grace-seconds", "20");
    usual.put("idle-minutes", "15");
    usual.put("kept-hours", "48");
    usual.put("url-hours", "24");
    usual.put("max-seconds", "60");
    usual.put("max-pixels", "8294400");
    usual.put("max-input-seconds", "600");
    usual.put("concurrent-jobs", "4");
    usual.put("daily-jobs", "1000");
    usual.put("requests-per-minute", "600");
    usual.put("first-credits", "10000");
    usual.put("prices", "");
    usual.put("private-addresses", "false");
    usual.put("open-metrics", "false");
    usual.put("s3-endpoint", "");
    usual.put("s3-region", "us-east-1");
    usual.put("s3-access-key", "");
    usual.put("s3-secret-key", "");
    return usual;
  }

  /// The default home folder.
  public static Path usualHome() {
    return Path.of(System.getProperty("user.home"), ".kinora", "server");
  }

  /// Reads the settings.
  ///
  /// @param file null means the file in the home folder, which need not exist
  /// @param flags values from the command line
  /// @throws BadRequest if the file cannot be read, or a name or value is wrong
  public static ServerConfig read(
      Path home, @Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
    var values = new TreeMap<>(USUAL);
    Path from = file == null ? home.resolve(FILE) : file;
    if (file != null || Files.isRegularFile(from)) {
      values.putAll(lines(from));
    }
    for (String name : USUAL.keySet()) {
      String variable = VARIABLE + name.toUpperCase(Locale.ROOT).replace('-', '_');
      if (environment.containsKey(variable)) {
        values.put(name, environment.get(variable));
      }
    }
    values.putAll(flags);
    for (String name : values.keySet()) {
      if (!USUAL.containsKey(name) && !NAMED.matcher(name).matches()) {
        throw refused(
            "There is no setting \"%s\" of the server.".formatted(name),
            NearestName.hint(name, USUAL.keySet()) + "docs/server.md lists all.");
      }
    }
    var config = new ServerConfig(home.toAbsolutePath(), values);
    config.check();
    return config;
  }

  private static Map<String, String> lines(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw refused(
          "The settings of the server, %s, cannot be read (%s).".formatted(file, e.getMessage()),
          "Write a line for each, as in port=8080.");
    }
    var lines = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(n -> lines.put(n, properties.getProperty(n).strip()));
    return lines;
  }

  private static BadRequest refused(String problem, String remedy) {
    return new BadRequest(problem, remedy, "server-settings");
  }

  private void check() {
    whole("port", 0, 65_535);
    whole("workers", 0, 64);
    whole("database-wait-seconds", 0, 3600);
    whole("heartbeat-seconds", 1, 300);
    whole("poll-millis", 20, 60_000);
    whole("grace-seconds", 0, 3600);
    whole("idle-minutes", 0, 100_000);
    whole("kept-hours", 1, 24 * 3650);
    whole("url-hours", 1, 24 * 365);
    whole("max-pixels", 64 * 64, 3840 * 3840);
    whole("max-seconds", 1, 600);
    whole("max-input-seconds", 1, 36_000);
    whole("concurrent-jobs", 1, 1_000_000);
    whole("daily-jobs", 1, 1_000_000_000);
    whole("requests-per-minute", 1, 1_000_000_000);
    whole("first-credits", 0, 1_000_000_000);
    boolean _ = flag("private-addresses");
    boolean _ = flag("open-metrics");
    if (!text("public-url").matches("(https?://[^/\\s]+(/[^\\s]*[^/\\s])?)?")) {
      throw refused(
          "The public URL \"%s\" is invalid.".formatted(text("public-url")),
          "Write it as in https://video.example.com, without a slash at its end.");
    }
  }

  /// The value of a setting as text.
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no setting: " + name);
    }
    return value;
  }

  int whole(String name, int min, int max) {
    String value = text(name);
    if (!value.matches("\\d{1,9}")
        || Integer.parseInt(value) < min
        || Integer.parseInt(value) > max) {
      throw refused(
          "The setting %s is \"%s\".".formatted(name, value),
          "Give a whole number from %d to %d.".formatted(min, max));
    }
    return Integer.parseInt(value);
  }

  int whole(String name) {
    return whole(name, 0, Integer.MAX_VALUE);
  }

  boolean flag(String name) {
    String value = text(name);
    if (!value.equals("true") && !value.equals("false")) {
      throw refused("The setting %s is \"%s\".".formatted(name, value), "Give true or false.");
    }
    return value.equals("true");
  }

  Duration duration(String name, Duration unit) {
    return unit.multipliedBy(whole(name));
  }

  /// The folder for the server's data on this machine.
  public Path home() {
    return home;
  }

  /// The database's address: by default, a file in the home folder.
  public String database() {
    String named = text("database");
    return named.isEmpty() ? home.resolve("kinora.db").toString() : named;
  }

  /// Where files are stored: by default a folder in the home folder, or `s3://BUCKET/PREFIX`.
  String files() {
    String named = text("files");
    return named.isEmpty() ? home.resolve("files").toString() : named;
  }

  /// The labels of the pools whose jobs this node runs.
  List<String> pools() {
    return Arrays.stream(text("pools").split(","))
        .map(String::strip)
        .filter(p -> !p.isEmpty())
        .toList();
  }

  /// The settings that begin with `prefix.`, by names without the prefix.
  Map<String, String> under(String prefix) {
    var found = new TreeMap<String, String>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix + ".")) {
            found.put(name.substring(prefix.length() + 1), value);
          }
        });
    return found;
  }

  /// All settings, a line each, without secrets.
  public List<String> shown() {
    return values.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + "="
                    + (SECRET.matcher(entry.getKey()).matches() && !entry.getValue().isEmpty()
                        ? "***"
                        : io.kinora.server.database.Database.shown(entry.getValue())))
        .toList();
  }
}
