package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Real jobs on two worker processes and a server, of which some are killed outright and some
/// stopped and continued: no job is lost, none ends twice, no credit is wrong, no file is left
/// over. `-Dkinora.kill.jobs=300` sets how many.
@Tag("slow")
@NullUnmarked // fields are set before each test
class KillTest {
  private static final int JOBS = Integer.getInteger("kinora.kill.jobs", 40);

  @TempDir Path home;
  private final List<Process> all = new ArrayList<>();
  private int port;

  private Process node(String kind, String name, String... settings) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-cp",
                classes,
                "io.kinora.server.KilledNode",
                kind,
                home.toString(),
                "heartbeat-seconds=1",
                "poll-millis=50",
                "concurrent-jobs=1000",
                "requests-per-minute=1000000",
                "port=" + port));
    command.addAll(List.of(settings));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve(name + ".log").toFile()))
            .start();
    all.add(process);
    return process;
  }

  private String waitFor(String name, String word) throws Exception {
    Path log = home.resolve(name + ".log");
    for (int i = 0; i < 600; i++) {
      String found =
          Files.exists(log)
              ? Files.readString(log)
                  .lines()
                  .filter(line -> line.startsWith(word + " "))
                  .findFirst()
                  .orElse("")
              : "";
      if (!found.isEmpty()) {
        return found.substring(word.length() + 1);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(Files.readString(log));
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }

  @Test
  void nothing_is_lost_or_done_twice_whoever_is_killed() throws Exception {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try {
      Process server = node("serve", "server", "workers=0", "first-credits=100000");
      String key = waitFor("server", "KEY");
      waitFor("server", "PORT");
      List<String> jobs = submit(key);
      Process one = node("work", "one");
      Process two = node("work", "two");
      var random = new SplittableRandom(JOBS);
      try (Database database = Database.open(home.resolve("kinora.db").toString())) {
        for (int act = 0; ended(database) < JOBS; act++) {
          TimeUnit.MILLISECONDS.sleep(2500 + random.nextInt(4000));
          switch (act % 4) {
            case 0 -> {
              one.destroyForcibly();
              one = node("work", "one");
            }
            case 1 -> {
              signal(two, "STOP");
              TimeUnit.SECONDS.sleep(9); // longer than it may be silent
              signal(two, "CONT");
            }
            case 2 -> {
              server.destroyForcibly();
              server = node("serve", "server", "workers=0");
            }
            default -> {
              two.destroyForcibly();
              two = node("work", "two");
            }
          }
          assertThat(act).as("it comes to an end: " + ended(database)).isLessThan(60 + JOBS);
        }
        TimeUnit.SECONDS.sleep(3); // whoever was late has noticed
        check(database, jobs);
      }
    } finally {
      all.forEach(Process::destroyForcibly);
    }
  }

  private List<String> submit(String key) throws Exception {
    var jobs = new ArrayList<String>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 0; i < JOBS; i++) {
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/text_to_video"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(RunningServer.tiny("a red bird")))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        jobs.add(JsonMapper.shared().readTree(answer.body()).path("id").asString());
      }
    }
    return jobs;
  }

  private static long ended(Database database) {
    return count(database, "select count(*) from job where ended is not null");
  }

  private static long count(Database database, String query) {
    return database.read(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  private void check(Database database, List<String> jobs) throws IOException {
    assertThat(count(database, "select count(*) from job")).isEqualTo(jobs.size());
    long failed = count(database, "select count(*) from job where status <> 'SUCCEEDED'");
    assertThat(failed).as("jobs that were killed three times").isLessThanOrEqualTo(JOBS / 20);
    var ledger = new Ledger(database, Clock.systemUTC());
    assertThat(ledger.check()).isEmpty();
    assertThat(count(database, "select sum(amount) from transfer where kind = 'settle'"))
        .isEqualTo(6 * (jobs.size() - failed));
    assertThat(
            count(
                database,
                "select coalesce(sum(amount), 0) from balance where account like" + " 'held:%'"))
        .isZero();
    assertThat(
            count(database, "select count(*) from scheduled_tasks where task_name like 'render%'"))
        .isZero();
    assertThat(
            count(
                database,
                "select count(*) from (select job from transfer where kind = 'settle' group by job"
                    + " having count(*) > 1)"))
        .isZero();
    sweep();
    try (Stream<Path> files = Files.walk(home.resolve("files"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize((int) (jobs.size() - failed));
    }
    long again = count(database, "select sum(attempt - 1) from job");
    System.out.printf("%d jobs, %d begun again, %d failed%n", jobs.size(), again, failed);
    assertThat(again).as("somebody was killed in the middle").isPositive();
  }

  private void sweep() {
    var flags = new java.util.TreeMap<>(java.util.Map.of("workers", "0"));
    ServerConfig config = ServerConfig.read(home, null, java.util.Map.of(), flags);
    try (KinoraServer node = KinoraServer.work(config, _ -> {})) {
      var _ = node.sweep().run(-1);
    }
  }
}
