package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real jobs on two worker processes and a server, of which some are killed outright and some
/// stopped and continued, while a client sends, asks and cancels; PostgreSQL itself crashes, too.
/// No job is lost, none ends twice, no credit is wrong, no file is left over.
///
/// `-Dkinora.kill.jobs=300` says how many jobs.
@Tag("slow")
@NullUnmarked // fields are set before each test
class KillTest {
  private static final int JOBS = Integer.getInteger("kinora.kill.jobs", 300);

  /// One job in as many draws a film, which takes a fresh process seconds; the others change one.
  private static final int DRAWN = 20;

  /// One job in as many is cancelled, and every second of those deleted.
  private static final int CANCELLED = 15;

  private static final int CREDITS = 100_000;

  @TempDir Path home;
  private Nodes nodes;
  private final HttpClient client = HttpClient.newHttpClient();
  private final SplittableRandom random = new SplittableRandom(JOBS);
  private int port;
  private String address;
  private volatile String key;

  @BeforeEach
  void begin() {
    nodes = new Nodes(home);
  }

  @AfterEach
  void end() {
    nodes.close();
    client.close();
  }

  private Process node(String kind, String name, String... settings) throws IOException {
    var all =
        new ArrayList<>(
            List.of(
                "database=" + address,
                "heartbeat-seconds=1",
                "poll-millis=50",
                "concurrent-jobs=20",
                "daily-jobs=100000",
                "requests-per-minute=1000000",
                "port=" + port));
    all.addAll(List.of(settings));
    return nodes.start(kind, name, all);
  }

  private Process serve() throws IOException {
    return node("serve", "server", "workers=0", "first-credits=" + CREDITS);
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SQLite", "PostgreSQL"})
  void nothing_is_lost_or_done_twice_whoever_is_killed(String store) throws Exception {
    port = Postgres.freePort();
    if (store.equals("SQLite")) {
      address = home.resolve("kinora.db").toString();
      run(null);
    } else {
      try (Postgres postgres = Postgres.start(home)) {
        address = postgres.address();
        run(postgres);
      }
    }
  }

  private void run(Postgres postgres) throws Exception {
    long begun = System.nanoTime();
    Process server = serve();
    key = nodes.said("server", "KEY");
    var sent = CompletableFuture.supplyAsync(this::submit);
    Process one = node("work", "one");
    Process two = node("work", "two");
    int acts = 0;
    try (Database database = Database.open(address)) {
      while (!(sent.isDone() && open(database) == 0)) {
        assertThat(acts).as("it comes to an end: " + states(database)).isLessThan(60 + JOBS);
        TimeUnit.MILLISECONDS.sleep(5000 + random.nextInt(5000));
        // whoever starts while the database crashes waits for it
        alive("one", one);
        alive("two", two);
        alive("server", server);
        switch (acts++ % (postgres == null ? 4 : 5)) {
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
            server = serve();
          }
          case 3 -> {
            two.destroyForcibly();
            two = node("work", "two");
          }
          default -> postgres.crash();
        }
      }
      Map<String, Integer> jobs = sent.join();
      TimeUnit.SECONDS.sleep(3); // whoever was late has noticed
      check(database, jobs);
      System.out.printf(
          "%s: %d jobs, %d acts, %s, begun again %d times, %d s%n",
          postgres == null ? "SQLite" : "PostgreSQL",
          JOBS,
          acts,
          states(database),
          number(database, "select sum(attempt - 1) from job where attempt > 0"),
          (System.nanoTime() - begun) / 1_000_000_000);
    }
  }

  private void alive(String name, Process node) throws IOException {
    if (!node.isAlive()) {
      throw new AssertionError(name + " was not killed: " + Files.readString(nodes.log(name)));
    }
  }

  /// Sends all jobs, each until it is taken, and cancels some.
  ///
  /// @return their ids, each with its number
  private Map<String, Integer> submit() {
    String clip = Nodes.clip(home);
    var jobs = new TreeMap<String, Integer>();
    for (int i = 0; i < JOBS; i++) {
      boolean drawn = i % DRAWN == 0;
      String body =
          drawn
              ? "{\"prompt\":\"a red bird\",\"size\":\"64x64\",\"fps\":4,\"seconds\":0.5,\"seed\":"
                  + i
                  + "}"
              : "{\"video\":\"%s\",\"look\":[\"filter noir=0.%04d\"]}".formatted(clip, i + 1);
      var answer = until(202, "POST", drawn ? "generate" : "stylize", body);
      String id = JsonMapper.shared().readTree(answer.body()).path("id").asString();
      assertThat(jobs.put(id, i)).as("a job for each request").isNull();
      if (isDeleted(i)) {
        var _ = until(204, "DELETE", "../tasks/" + id, "");
      } else if (isCancelled(i)) {
        var _ = until(200, "DELETE", "jobs/" + id, "");
      }
      sleep(150);
    }
    return jobs;
  }

  private static boolean isCancelled(int number) {
    return number % CANCELLED == CANCELLED - 1;
  }

  private static boolean isDeleted(int number) {
    return number % (2 * CANCELLED) == 2 * CANCELLED - 1;
  }

  private HttpResponse<String> until(int status, String method, String route, String body) {
    String last = "";
    for (int tries = 0; tries < 300; tries++) {
      try {
        var request =
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/v1/kinora/" + route).normalize())
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("X-Stainless-Retry-Count", "" + tries)
                .timeout(Duration.ofSeconds(40))
                .method(method, BodyPublishers.ofString(body))
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == status) {
          return answer;
        }
        last = answer.statusCode() + " " + answer.body();
        assertThat(answer.statusCode()).as(last).isGreaterThanOrEqualTo(500);
      } catch (IOException e) {
        last = e.toString();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      sleep(200);
    }
    throw new AssertionError(last);
  }

  private static void sleep(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long open(Database database) {
    try {
      return number(database, "select count(*) from job where ended is null");
    } catch (Database.Broken e) {
      return 1; // it crashed just now
    }
  }

  private static String states(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery("select status || ' ' || count(*) from job group by status order by 1")
                .mapTo(String.class)
                .list()
                .toString());
  }

  private static long number(Database database, String query) {
    return database.read(
        handle -> handle.createQuery(query).mapTo(Long.class).findOne().orElse(0L));
  }

  /// A row, as far as it is looked at.
  record Row(
      String id,
      String status,
      long estimated,
      long cost,
      String output,
      long bytes,
      String failure,
      boolean deleted) {}

  private void check(Database database, Map<String, Integer> jobs) throws Exception {
    Map<String, Row> rows =
        database
            .read(
                handle ->
                    handle
                        .createQuery("select * from job")
                        .map(
                            (row, _) ->
                                new Row(
                                    row.getString("id"),
                                    row.getString("status"),
                                    row.getLong("estimated"),
                                    row.getLong("cost"),
                                    row.getString("output"),
                                    row.getLong("output_bytes"),
                                    row.getString("failure"),
                                    row.getObject("deleted") != null))
                        .list())
            .stream()
            .collect(Collectors.toMap(Row::id, row -> row));
    assertThat(rows.keySet()).as("none lost, none doubled").isEqualTo(jobs.keySet());
    int failed = 0;
    long spent = 0;
    for (Row row : rows.values()) {
      spent += row.cost;
      switch (row.status) {
        case "SUCCEEDED" -> assertThat(row.cost).isEqualTo(row.estimated);
        case "CANCELLED" -> assertThat(isCancelled(jobs.get(row.id))).as(row.toString()).isTrue();
        case "FAILED" -> {
          assertThat(row.failure).as("why " + row).contains("begun 3 times");
          failed++;
        }
        default -> throw new AssertionError(row);
      }
      assertThat(row.status.equals("SUCCEEDED") || row.cost == 0).as(row.toString()).isTrue();
    }
    assertThat(failed).as("jobs whose workers were killed each time").isLessThan(JOBS / 20 + 1);
    checkBooks(database, spent);
    assertThat(
            number(database, "select count(*) from scheduled_tasks where task_name like 'render%'"))
        .as("rows left in the queue")
        .isZero();
    checkLogs();
    checkFiles(rows, jobs);
  }

  private static void checkBooks(Database database, long spent) {
    var ledger = new Ledger(database, Clock.systemUTC());
    assertThat(ledger.check()).isEmpty();
    assertThat(spent).isPositive();
    assertThat(number(database, "select amount from balance where account = 'spent'"))
        .isEqualTo(spent);
    assertThat(number(database, "select sum(amount) from transfer where kind = 'settle'"))
        .isEqualTo(spent);
    assertThat(number(database, "select sum(amount) from balance where account like 'held:%'"))
        .isZero();
    assertThat(number(database, "select sum(amount) from balance where account like 'free:%'"))
        .isEqualTo(CREDITS - spent);
  }

  /// No two workers have ended one job.
  private void checkLogs() throws IOException {
    Set<String> seen = new HashSet<>();
    for (String name : List.of("one", "two")) {
      for (String line : Files.readAllLines(nodes.log(name))) {
        if (line.startsWith("{") && line.contains("\"job ended\"")) {
          JsonNode event = JsonMapper.shared().readTree(line);
          if (!event.path("status").asString().contains("lost")) {
            assertThat(seen.add(event.path("job").asString())).as("ended once: " + line).isTrue();
          }
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(JOBS / 2);
  }

  /// Films can be fetched, and nothing else is there than them and what was sent for them.
  private void checkFiles(Map<String, Row> rows, Map<String, Integer> jobs) throws Exception {
    var expected = new HashSet<String>();
    for (Row row : rows.values()) {
      assertThat(row.deleted).isEqualTo(isDeleted(jobs.get(row.id)));
      if (row.output != null && !row.deleted) {
        expected.add(row.output);
        var job = until(200, "GET", "jobs/" + row.id, "");
        String url = JsonMapper.shared().readTree(job.body()).at("/output/url").asString();
        var film =
            client.send(
                HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        assertThat(film.statusCode()).isEqualTo(200);
        assertThat(film.body()).hasSize((int) row.bytes).contains('f', 't', 'y', 'p');
      }
    }
    nodes.close();
    var flags = new TreeMap<>(Map.of("workers", "0", "database", address));
    ServerConfig config = ServerConfig.read(home, null, Map.of(), flags);
    try (KinoraServer node = KinoraServer.work(config, _ -> {})) {
      var _ = node.sweep().run(-1);
    }
    Path files = home.resolve("files/jobs");
    Set<String> films = new HashSet<>();
    try (Stream<Path> inside = Files.walk(files)) {
      for (Path file : inside.filter(Files::isRegularFile).toList()) {
        String name = home.resolve("files").relativize(file).toString();
        String id = files.relativize(file).getName(0).toString();
        Row row = rows.get(id);
        assertThat(row).as("whose is " + name).isNotNull();
        boolean input = name.equals("jobs/" + id + "/in/0.mp4");
        boolean beside =
            row.output != null
                && name.startsWith(row.output.replaceFirst("[^/]*$", "") + "preview-");
        if (row.deleted || (!input && !beside)) {
          films.add(name);
        }
      }
    }
    assertThat(films).as("files of jobs").isEqualTo(expected);
    try (Stream<Path> left = Files.list(home.resolve("work"))) {
      assertThat(left).as("what was on its way").isEmpty();
    }
  }
}
