package io.kinora.server.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.kinora.server.Postgres;
import io.kinora.server.credits.Ledger;
import io.kinora.server.credits.PriceList;
import io.kinora.server.database.Database;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.Keys;
import io.kinora.shot.Format;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Prints how many jobs the database carries if they are no work: taken in with their credits, and
/// claimed and ended by workers. `mvn test -pl server -am -Dtest=QueueBench
/// -Dtest.groups.excluded= -Dsurefire.failIfNoSpecifiedTests=false`.
@Tag("bench")
class QueueBench {
  private static final int CLIENTS = 16, SECONDS = 8, NODES = 2, THREADS = 4;

  private static final JobRequest REQUEST =
      new JobRequest(
          "runway",
          Operation.TEXT_TO_VIDEO,
          "gen4.5",
          "house",
          "a red bird over the sea",
          7,
          Format.DEFAULT,
          JobRequest.Motion.AS_SAID,
          List.of(),
          new TreeMap<>(),
          JobRequest.Extras.NONE,
          JobRequest.Delivery.MP4);

  private final Clock clock = Clock.systemUTC();

  @ParameterizedTest
  @CsvSource({"SQLite, 1", "SQLite, 16", "PostgreSQL, 1", "PostgreSQL, 16"})
  void jobs_a_second(String store, int accounts, @TempDir Path folder) throws Exception {
    if (store.equals("SQLite")) {
      run(store, accounts, folder.resolve("kinora.db").toString());
    } else {
      try (Postgres postgres = Postgres.start(folder, true)) {
        run(store, accounts, postgres.address());
      }
    }
  }

  private void run(String name, int accounts, String address) throws Exception {
    try (Database database = Database.open(address)) {
      var ledger = new Ledger(database, clock);
      var jobs = new JobStore(database, clock);
      var admission = new Admission(database, jobs, ledger, PriceList.bundled(), _ -> "cpu", clock);
      List<ApiKey> keys = keys(database, ledger, accounts);
      int admitted = admit(name + ", accounts: " + accounts, admission, keys);
      work(name + ", accounts: " + accounts, database, jobs, admission, ledger, admitted);
      System.out.println("  books: " + ledger.check());
    }
  }

  private static List<ApiKey> keys(Database database, Ledger ledger, int accounts) {
    var keys = new Keys(database, Clock.systemUTC());
    var made = new ArrayList<ApiKey>();
    for (int i = 0; i < accounts; i++) {
      var key = keys.create(null, "k", ApiKey.Scope.all(), new Keys.Limits(200, 10_000_000));
      boolean _ = ledger.grant(key.account(), 1_000_000_000, key.id(), "");
      made.add(keys.byId(key.id()).orElseThrow());
    }
    return made;
  }

  private static int admit(String name, Admission admission, List<ApiKey> keys) throws Exception {
    long[][] nanos = new long[CLIENTS][];
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        var _ =
            clients.submit(
                () -> {
                  LongStream.Builder took = LongStream.builder();
                  for (long now = System.nanoTime(); now < until; ) {
                    var submission =
                        new Admission.Submission(Admission.newId(), REQUEST, "h", 0, null, null);
                    var _ = admission.submit(keys.get(client % keys.size()), submission);
                    long after = System.nanoTime();
                    took.add(after - now);
                    now = after;
                  }
                  nanos[client] = took.build().toArray();
                });
      }
    }
    long[] all = Arrays.stream(nanos).flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        "%s: %.0f jobs admitted a second by %d clients, p50 %.1f ms, p99 %.1f ms%n",
        name,
        all.length / (double) SECONDS,
        CLIENTS,
        all[all.length / 2] / 1e6,
        all[all.length * 99 / 100] / 1e6);
    return all.length;
  }

  /// Nodes whose workers claim a job and end it, in the transactions of real ones.
  private static void work(
      String name,
      Database database,
      JobStore jobs,
      Admission admission,
      Ledger ledger,
      int admitted)
      throws InterruptedException {
    var ended = new AtomicInteger();
    var nodes = new ArrayList<Scheduler>();
    for (int node = 0; node < NODES; node++) {
      String worker = "node-" + node;
      var task =
          Tasks.custom(Queue.task("cpu"), Void.class)
              .execute(
                  (instance, _) -> {
                    JobStore.Claim claim = jobs.claim(instance.getId(), worker);
                    boolean done = claim != null && end(database, jobs, admission, ledger, claim);
                    if (done) {
                      ended.incrementAndGet();
                    }
                    return (_, operations) -> operations.remove();
                  });
      nodes.add(
          Scheduler.create(database.source(), task)
              .threads(THREADS)
              .enablePriority()
              .pollingInterval(Duration.ofMillis(50))
              .build());
    }
    long start = System.nanoTime();
    nodes.forEach(Scheduler::start);
    long most = TimeUnit.SECONDS.toNanos(SECONDS);
    while (ended.get() < admitted && System.nanoTime() - start < most) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    int done = ended.get();
    nodes.forEach(Scheduler::stop);
    System.out.printf(
        "%s: %.0f jobs claimed and ended a second by %d workers%n",
        name, done / seconds, NODES * THREADS);
  }

  private static boolean end(
      Database database, JobStore jobs, Admission admission, Ledger ledger, JobStore.Claim claim) {
    return database.write(
        handle -> {
          Job job = JobStore.find(handle, claim.job()).orElseThrow();
          database.lockAccount(handle, job.account());
          long cost = job.credits().estimated();
          boolean held = jobs.end(handle, claim, JobStatus.SUCCEEDED, cost, null, null);
          ledger.settle(handle, job.account(), job.id(), "gen4.5", cost);
          admission.admitNext(handle, job.account());
          return held;
        });
  }
}
