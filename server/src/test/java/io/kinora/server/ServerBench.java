package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Prints what a server and a worker of two threads do for fifty clients that send a thousand real
/// jobs, and what memory the server takes meanwhile. `mvn test -pl server -am -Dtest=ServerBench
/// -Dtest.groups.excluded= -Dsurefire.failIfNoSpecifiedTests=false`; `-Dkinora.bench.jobs=1000`.
@Tag("bench")
class ServerBench {
  private static final int JOBS = Integer.getInteger("kinora.bench.jobs", 1000), CLIENTS = 50;

  @ParameterizedTest
  @ValueSource(strings = {"SQLite", "PostgreSQL"})
  void a_thousand_jobs_of_fifty_clients(String store, @TempDir Path home) throws Exception {
    if (store.equals("SQLite")) {
      run(store, home, home.resolve("kinora.db").toString());
    } else {
      try (Postgres postgres = Postgres.start(home, true)) {
        run(store, home, postgres.address());
      }
    }
  }

  private static void run(String store, Path home, String address) throws Exception {
    int port = Postgres.freePort();
    List<String> settings =
        List.of(
            "database=" + address,
            "concurrent-jobs=100",
            "daily-jobs=100000",
            "first-credits=1000000",
            "requests-per-minute=1000000",
            "poll-millis=100",
            "port=" + port);
    try (var nodes = new Nodes(home);
        HttpClient http = HttpClient.newHttpClient()) {
      var serving = new ArrayList<>(settings);
      serving.add("workers=0");
      Process server = nodes.start("serve", "server", serving, "-Xmx256m");
      var working = new ArrayList<>(settings);
      working.add("workers=2");
      var _ = nodes.start("work", "worker", working, "-Xmx1g");
      var client = new Client(http, "http://127.0.0.1:" + port, nodes.said("server", "KEY"));
      String clip = Nodes.clip(home);
      client.post(clip, 0);
      client.waitFor(1); // models and classes are there
      client.millis.clear();
      long start = System.nanoTime();
      List<String> memory = new ArrayList<>();
      try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
        var sending = new ArrayList<Future<?>>();
        for (int i = 0; i < CLIENTS; i++) {
          int first = 1 + i * (JOBS / CLIENTS);
          sending.add(clients.submit(() -> client.send(clip, first, JOBS / CLIENTS)));
        }
        while (sending.stream().anyMatch(sender -> !sender.isDone())) {
          memory.add(resident(server));
          TimeUnit.SECONDS.sleep(5);
        }
        for (Future<?> sender : sending) {
          var _ = sender.get();
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      double[] sorted = client.millis.stream().mapToDouble(took -> took).sorted().toArray();
      System.out.printf(
          "%s: %d jobs of %d clients in %.0f s, %.0f a minute; submitted in p50 %.0f ms, p99 %.0f"
              + " ms; resident memory of the server in MB, every 5 s: %s%n",
          store,
          JOBS,
          CLIENTS,
          seconds,
          JOBS * 60 / seconds,
          sorted[sorted.length / 2],
          sorted[sorted.length * 99 / 100],
          memory);
      try (Database database = Database.open(address)) {
        assertThat(new Ledger(database, Clock.systemUTC()).check()).isEmpty();
        String count = "select count(*) from job where status = 'SUCCEEDED'";
        assertThat(database.<Long>read(handle -> handle.createQuery(count).mapTo(Long.class).one()))
            .isEqualTo(JOBS + 1);
      }
    }
  }

  private static String resident(Process process) throws Exception {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .map(kilobytes -> Long.toString(Long.parseLong(kilobytes) / 1024))
        .findFirst()
        .orElse("?");
  }

  private record Client(
      HttpClient http, String base, String key, ConcurrentLinkedQueue<Double> millis) {
    Client(HttpClient http, String base, String key) {
      this(http, base, key, new ConcurrentLinkedQueue<>());
    }

    private JsonNode call(HttpRequest.Builder request, int expected) throws Exception {
      var answer =
          http.send(
              request
                  .header("Authorization", "Bearer " + key)
                  .header("Content-Type", "application/json")
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
      return JsonMapper.shared().readTree(answer.body());
    }

    String post(String clip, int number) throws Exception {
      String body =
          "{\"video\":\"%s\",\"look\":[\"filter noir=0.%05d\"]}".formatted(clip, number + 1);
      var request =
          HttpRequest.newBuilder(URI.create(base + "/v1/kinora/stylize"))
              .POST(BodyPublishers.ofString(body));
      long start = System.nanoTime();
      String id = call(request, 202).path("id").asString();
      millis.add((System.nanoTime() - start) / 1e6);
      return id;
    }

    /// Sends jobs, one as soon as the one before was taken, and asks for each until it has ended.
    Void send(String clip, int first, int count) throws Exception {
      var ids = new ArrayList<String>();
      for (int i = 0; i < count; i++) {
        ids.add(post(clip, first + i));
      }
      for (String id : ids) {
        var asked = HttpRequest.newBuilder(URI.create(base + "/v1/kinora/jobs/" + id));
        while (call(asked.copy().GET(), 200).path("endedAt").isNull()) {
          TimeUnit.SECONDS.sleep(2);
        }
      }
      return null;
    }

    void waitFor(int jobs) throws Exception {
      var asked = HttpRequest.newBuilder(URI.create(base + "/v1/kinora/jobs?limit=100"));
      while (true) {
        JsonNode list = call(asked.copy().GET(), 200).path("data");
        if (list.size() == jobs
            && list.valueStream().noneMatch(job -> job.path("endedAt").isNull())) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }
}
