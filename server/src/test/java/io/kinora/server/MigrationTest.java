package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.credits.Ledger;
import io.kinora.server.database.Database;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.JobStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database of every earlier version, with rows in each of its tables, is brought forward: no row
/// is lost or changed, and the server goes on with it. `SharedStoresTest` does so on PostgreSQL.
class MigrationTest {
  private static final String REQUEST_OF =
      "select request from job order by created limit 1"; // as a server of this version writes it

  /// What a server of the first version had; later columns have their usual values.
  private static final List<String> ROWS =
      List.of(
          "insert into account values ('a1', 'first', 1, 4, 1000)",
          "insert into api_key values ('k1', 'a1', 'first', 'key_', 'hash', 'CREATE,READ', 1, null)",
          "insert into job (id, account, api_key, status, dialect, operation, model, engine, pool,"
              + " priority, request, body_hash, created, attempt, handed, cancel, progress, step,"
              + " version, estimated, cost, output_bytes) values ('j1', 'a1', 'k1', 'PENDING',"
              + " 'runway', 'text_to_video', 'gen4.5', 'house', 'cpu', 0, ':request', 'hash', 5, 0, 0, 0,"
              + " 0.5, 'write', 3, 60, 0, 0)",
          "insert into upload values ('u1', 'a1', 'a.png', 'ephemeral', 't', null, null, 0, 1, 2)",
          "insert into transfer values ('grant:1', 1, 'bank', 'free:a1', 100, 'grant', 'a1', null,"
              + " null, '')",
          "insert into transfer values ('reserve:j1', 2, 'free:a1', 'held:a1', 60, 'reserve', 'a1',"
              + " 'j1', 'gen4.5', '')",
          "insert into balance values ('bank', -100)",
          "insert into balance values ('free:a1', 40)",
          "insert into balance values ('held:a1', 60)",
          "insert into webhook values ('w1', 'a1', 'j1', 'https://a.example', '{}', 1, 2, 0, null,"
              + " null)",
          "insert into audit values ('x1', 1, 'a1', 'k1', 'create', 'j1', '127.0.0.1')",
          "insert into setting values ('secret', '00ff')");

  @Test
  void every_earlier_schema_comes_forward_with_all_its_rows(@TempDir Path folder) {
    String request = request(folder.resolve("new.db").toString(), folder);
    List<String> versions = versions("jdbc:sqlite:" + folder.resolve("none.db"), "", "");
    assertThat(versions).hasSizeGreaterThan(1).startsWith("1", "2");
    for (String version : versions) {
      Path file = folder.resolve("of-" + version + ".db");
      forward("jdbc:sqlite:" + file, "", "", version, file.toString(), request);
    }
  }

  /// A request as it is kept.
  static String request(String database, Path folder) {
    var flags = Map.of("workers", "0", "database", database);
    try (RunningServer server = RunningServer.in(folder.resolve("home"), flags)) {
      String _ = server.tinyTask();
      return server
          .services()
          .database()
          .read(handle -> handle.createQuery(REQUEST_OF).mapTo(String.class).one());
    }
  }

  private static Flyway flyway(String url, String user, String password, String version) {
    return Flyway.configure(MigrationTest.class.getClassLoader())
        .dataSource(url, user, password)
        .locations("classpath:db/migration")
        .loggers("slf4j")
        .placeholderReplacement(false)
        .target(version)
        .load();
  }

  static List<String> versions(String url, String user, String password) {
    return List.of(flyway(url, user, password, "latest").info().all()).stream()
        .map(MigrationInfo::getVersion)
        .map(String::valueOf)
        .toList();
  }

  /// Makes a database of `version`, opens it as a server does, and compares.
  static void forward(
      String url, String user, String password, String version, String address, String request) {
    var _ = flyway(url, user, password, version).migrate();
    Jdbi old = Jdbi.create(url, user, password);
    Map<String, List<Map<String, Object>>> before =
        old.inTransaction(
            handle -> {
              ROWS.forEach(row -> handle.execute(row.replace(":request", request)));
              return all(handle);
            });
    assertThat(before).hasSize(9);
    try (Database database = Database.open(address)) {
      Map<String, List<Map<String, Object>>> after = database.read(MigrationTest::all);
      before.forEach(
          (table, rows) -> {
            for (int i = 0; i < rows.size(); i++) {
              assertThat(after.getOrDefault(table, List.of()).get(i))
                  .as(table)
                  .containsAllEntriesOf(rows.get(i));
            }
          });
      assertThat(new Ledger(database, Clock.systemUTC()).check()).isEmpty();
      Job job = new JobStore(database, Clock.systemUTC()).find("a1", "j1").orElseThrow();
      assertThat(job.request().prompt()).isEqualTo("a red bird");
      assertThat(job.progress()).isEqualTo(.5);
      assertThat(job.pictureKey()).isNull();
    }
  }

  private static Map<String, List<Map<String, Object>>> all(Handle handle) {
    var tables = new TreeMap<String, List<Map<String, Object>>>();
    for (String table :
        List.of(
            "account",
            "api_key",
            "job",
            "upload",
            "transfer",
            "balance",
            "webhook",
            "audit",
            "setting")) {
      tables.put(
          table, handle.createQuery("select * from " + table + " order by 1").mapToMap().list());
    }
    return tables;
  }
}
