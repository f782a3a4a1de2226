package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server of Debian's package, empty, on a free port.
public final class Postgres implements AutoCloseable {
  private final Path bin;
  private final Path data;
  private final Path log;
  private final boolean durable;
  private final int port = freePort();
  private final boolean root = System.getProperty("user.name").equals("root");
  private Process process;

  private Postgres(Path bin, Path folder, boolean durable) throws Exception {
    this.bin = bin;
    this.durable = durable;
    this.log = folder.resolve("postgres.log");
    data = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "kinora-pg");
    if (root) {
      run("chown", "65534:65534", data.toString());
    }
    run(as(bin.resolve("initdb").toString(), "-D", "" + data, "-U", "kinora", "-A", "trust", "-N"));
    process = begin();
  }

  /// Starts one, or skips the test where PostgreSQL is not installed.
  ///
  /// @param folder for its log
  public static Postgres start(Path folder) throws Exception {
    return start(folder, false);
  }

  /// As above.
  ///
  /// @param durable whether what it says is kept has reached the disk, as figures need it
  public static Postgres start(Path folder, boolean durable) throws Exception {
    Path bin = installed();
    assertThat(bin != null || System.getenv("CI") == null)
        .as("PostgreSQL where CI is set")
        .isTrue();
    assumeTrue(bin != null, "PostgreSQL is not installed: several nodes were not tried");
    return new Postgres(bin, folder, durable);
  }

  private static @Nullable Path installed() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(versions)) {
      try (Stream<Path> all = Files.list(versions)) {
        return all.map(version -> version.resolve("bin"))
            .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
            .max(Path::compareTo)
            .orElse(null);
      }
    }
    return null;
  }

  static int freePort() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// As the setting `database` takes it.
  public String address() {
    return "postgresql://kinora:x@127.0.0.1:" + port + "/postgres";
  }

  /// Makes a database of this name.
  ///
  /// @return its address
  String created(String name) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbc("postgres"), "kinora", "x");
        var statement = connection.createStatement()) {
      boolean _ = statement.execute("create database " + name);
    }
    return "postgresql://kinora:x@127.0.0.1:" + port + "/" + name;
  }

  String jdbc(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private void run(String... command) throws Exception {
    Process process = builder(command).start();
    assertThat(process.waitFor()).as(String.join(" ", command) + Files.readString(log)).isZero();
  }

  private ProcessBuilder builder(String... command) {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  /// PostgreSQL refuses to run as root; where the tests do, it runs as `nobody`.
  private String[] as(String... command) {
    return root
        ? Stream.concat(
                Stream.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                Stream.of(command))
            .toArray(String[]::new)
        : command;
  }

  private Process begin() throws Exception {
    Process started =
        builder(
                as(
                    bin.resolve("postgres").toString(),
                    "-D",
                    data.toString(),
                    "-p",
                    "" + port,
                    "-k",
                    data.toString(),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "fsync=" + (durable ? "on" : "off")))
            .start();
    for (int i = 0; !answers(); i++) {
      assertThat(i).as("PostgreSQL starts" + Files.readString(log)).isLessThan(300);
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return started;
  }

  private boolean answers() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port);
        var _ = DriverManager.getConnection(jdbc("postgres"), "kinora", "x")) {
      return true;
    } catch (IOException | SQLException e) {
      return false;
    }
  }

  /// Stops it at once, as a crash does, and starts it again.
  void crash() throws Exception {
    stop("-QUIT"); // its own word for that: children end, nothing is written
    process = begin();
  }

  private void stop(String signal) throws Exception {
    var _ = new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    try {
      stop("-INT");
      run("rm", "-rf", data.toString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
