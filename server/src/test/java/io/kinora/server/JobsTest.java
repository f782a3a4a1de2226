package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.jobs.Sweep;
import io.kinora.server.keys.ApiKey;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Jobs survive what happens to their workers. Servers are opened and closed on one home folder.
@NullUnmarked // fields are set before each test
class JobsTest {
  @TempDir Path home;

  private static final Map<String, String> IDLE =
      Map.of("workers", "0", "concurrent-jobs", "2", "heartbeat-seconds", "1");

  private static void sql(RunningServer server, String text, Object... values) {
    server
        .services()
        .database()
        .update(
            handle -> {
              var update = handle.createUpdate(text);
              for (int i = 0; i < values.length; i++) {
                update.bind(i, values[i]);
              }
              update.execute();
            });
  }

  /// How many rows of the queue stand for a job.
  private static int queued(RunningServer server, String job) {
    return server
        .services()
        .database()
        .read(
            handle ->
                handle
                    .createQuery("select count(*) from scheduled_tasks where task_instance = ?")
                    .bind(0, job)
                    .mapTo(int.class)
                    .one());
  }

  private static String status(RunningServer server, String job) {
    return server.get("/v1/tasks/" + job).json().path("status").asString();
  }

  private RunningServer again(String key, Map<String, String> flags) {
    return RunningServer.again(home, flags, key);
  }

  private static void waitFor(java.util.function.BooleanSupplier what) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!what.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it comes in time").isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void what_waits_when_a_server_stops_is_done_by_the_next_one() {
    String key;
    List<String> jobs;
    try (RunningServer server = RunningServer.in(home, IDLE)) {
      key = server.key();
      jobs = Stream.generate(server::tinyTask).limit(3).toList();
      assertThat(status(server, jobs.get(2))).isEqualTo("THROTTLED");
    }
    try (RunningServer server = again(key, Map.of("heartbeat-seconds", "1"))) {
      for (String job : jobs) {
        assertThat(server.ended(job).path("status").asString()).isEqualTo("SUCCEEDED");
      }
      assertThat(server.services().ledger().check()).isEmpty();
    }
  }

  /// The row of a job whose worker died, as a crash leaves it: it is begun again, and ends once.
  @Test
  void a_dead_workers_job_is_begun_again_but_not_for_ever() throws Exception {
    String key, once, often;
    try (RunningServer server = RunningServer.in(home, IDLE)) {
      key = server.key();
      once = server.tinyTask();
      often = server.tinyTask();
      String died =
          "update job set status = 'RUNNING', attempt = ?, worker = 'dead', started = 1 where id = ?";
      sql(server, died, 1, once);
      sql(server, died, 3, often);
      sql(
          server,
          "update scheduled_tasks set picked = ?, picked_by = 'dead', last_heartbeat ="
              + " execution_time - 3600000",
          true); // an hour ago
    }
    try (RunningServer server = again(key, Map.of("heartbeat-seconds", "1"))) {
      assertThat(server.ended(once).path("status").asString()).isEqualTo("SUCCEEDED");
      JsonNode failed = server.ended(often);
      assertThat(failed.path("status").asString()).isEqualTo("FAILED");
      assertThat(failed.path("failure").asString()).contains("3 times");
      assertThat(failed.path("cost").path("credits").asInt()).isZero();
      assertThat(server.services().ledger().check()).isEmpty();
    }
  }

  @Test
  void a_worker_that_lost_its_job_changes_nothing_any_more() throws Exception {
    try (RunningServer server = RunningServer.in(home, Map.of())) {
      String job =
          server
              .post(
                  "/v1/text_to_video",
                  RunningServer.tiny("a red bird")
                      .replace("0.5", "10")
                      .replace("128x72", "320x180"))
              .json()
              .path("id")
              .asString();
      waitFor(() -> status(server, job).equals("RUNNING"));
      sql(server, "update job set attempt = attempt + 1, worker = 'other' where id = ?", job);
      waitFor(
          () ->
              server.log().stream()
                  .anyMatch(line -> line.contains(job) && line.contains("lost to another worker")));
      assertThat(status(server, job)).isEqualTo("RUNNING");
      assertThat(files()).noneMatch(file -> file.endsWith(".mp4"));
    }
  }

  private List<String> files() throws Exception {
    Path folder = home.resolve("files");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      return inside.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  @Test
  void a_server_that_stops_gives_its_job_back_uncounted() throws Exception {
    String key, job;
    try (RunningServer server = RunningServer.in(home, Map.of("grace-seconds", "0"))) {
      key = server.key();
      job =
          server
              .post(
                  "/v1/text_to_video",
                  RunningServer.tiny("a red bird").replace("0.5", "6").replace("128x72", "320x180"))
              .json()
              .path("id")
              .asString();
      waitFor(() -> status(server, job).equals("RUNNING"));
    }
    try (RunningServer server = again(key, Map.of("workers", "0"))) {
      assertThat(status(server, job)).isEqualTo("PENDING");
      assertThat(
              server.get("/v1/tasks/" + job).json().path("estimatedCost").path("credits").asInt())
          .isEqualTo(72);
    }
    try (RunningServer server = again(key, Map.of())) {
      assertThat(server.ended(job).path("status").asString()).isEqualTo("SUCCEEDED");
      assertThat(server.services().ledger().check()).isEmpty();
    }
  }

  @Test
  void the_sweep_finds_jobs_that_fell_out_of_the_queue_and_files_that_nobody_names()
      throws Exception {
    try (RunningServer server = RunningServer.in(home, IDLE)) {
      String lost = server.tinyTask();
      sql(server, "delete from scheduled_tasks where task_instance = ?", lost);
      Path orphan = home.resolve("files/jobs/00000000-0000-4000-8000-000000000000/1/video.mp4");
      Files.createDirectories(orphan.getParent());
      Files.writeString(orphan, "left behind");
      var report = server.server().sweep().run(-1);
      // The sweep that each node makes at its start may have been the one that found the job.
      assertThat(report.queued()).isBetween(0, 1);
      assertThat(queued(server, lost)).isEqualTo(1);
      assertThat(report.removed()).isEqualTo(1);
      assertThat(orphan).doesNotExist();
      assertThat(server.server().sweep().run(-1)).isEqualTo(new Sweep.Report(0, 0));
    }
  }

  /// Files of the machine's own, such as those that browsers of folders make, and copies that a
  /// crash left half-way.
  @Test
  void a_file_whose_name_is_no_key_does_not_stop_the_sweep() throws Exception {
    try (RunningServer server = RunningServer.in(home, IDLE)) {
      Path folder = home.resolve("files/jobs/00000000-0000-4000-8000-000000000000/1");
      Files.createDirectories(folder);
      Path foreign = Files.writeString(folder.resolve(".DS_Store"), "x");
      Path spaced = Files.writeString(folder.resolve("a b.txt"), "x");
      Path half = Files.writeString(folder.resolve("part-1f0e"), "half");
      assertThat(server.server().sweep().run(-1).removed()).isEqualTo(1);
      assertThat(half).doesNotExist();
      assertThat(foreign).exists();
      assertThat(spaced).exists();
    }
  }

  @Test
  void what_was_sent_for_a_job_goes_when_the_job_is_deleted_or_long_done() throws Exception {
    try (RunningServer server = RunningServer.in(home, IDLE)) {
      var image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
      var bytes = new ByteArrayOutputStream();
      assertThat(ImageIO.write(image, "png", bytes)).isTrue();
      String body =
          "{\"model\":\"gen4_turbo\",\"ratio\":\"1280:720\",\"promptText\":\"a bird\",\"promptImage\":"
              + "\"data:image/png;base64,"
              + Base64.getEncoder().encodeToString(bytes.toByteArray())
              + "\"}";
      String deleted = server.post("/v1/image_to_video", body).json().path("id").asString();
      String ended = server.post("/v1/image_to_video", body).json().path("id").asString();
      assertThat(files()).hasSize(2);
      var _ = server.server().sweep().run(-1);
      assertThat(files()).as("jobs that go on").hasSize(2);
      assertThat(server.delete("/v1/tasks/" + deleted).status()).isEqualTo(204);
      assertThat(server.delete("/v1/kinora/jobs/" + ended).status()).isEqualTo(200);
      var _ = server.server().sweep().run(-1);
      assertThat(files()).singleElement().asString().contains(ended);
      sql(server, "update job set ended = ended - 49 * 3600000 where id = ?", ended);
      var _ = server.server().sweep().run(-1);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void uploads_that_are_given_up_or_old_are_removed() throws Exception {
    try (RunningServer server = RunningServer.in(home, IDLE)) {
      var uploads = server.services().uploads();
      String account = server.services().keys().find(server.key()).orElseThrow().account();
      var given = uploads.begin(account, "given-up.png");
      var old = uploads.begin(account, "old.png");
      var fresh = uploads.begin(account, "fresh.png");
      byte[] bytes = new byte[600];
      System.arraycopy(
          new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, bytes, 0, 8);
      Path file = Files.write(home.resolve("some.png"), bytes);
      uploads.finish(old, file);
      uploads.finish(fresh, file);
      assertThat(files()).hasSize(2);
      for (var upload : List.of(given, old)) {
        sql(server, "update upload set expires = 1 where id = ?", upload.id());
      }
      var _ = server.server().sweep().run();
      assertThat(files()).singleElement().asString().contains(fresh.id());
      assertThat(uploads.find(given.id())).isEmpty();
      assertThat(uploads.find(account, fresh.id())).isPresent();
    }
  }

  /// A store that is not there for a while, in the middle of a job: the job is not to blame.
  @Test
  void a_job_outlives_a_database_and_a_store_that_break() throws Exception {
    var flags = Map.of("heartbeat-seconds", "1", "workers", "2");
    Path store = home.resolve("files");
    try (RunningServer server = RunningServer.in(home, flags)) {
      Files.writeString(store, "no folder");
      String unkept = server.tinyTask();
      waitFor(() -> broke(server, unkept));
      sql(
          server,
          "create trigger broken before update on job when old.status = 'RUNNING'"
              + " begin select raise(abort, 'no more'); end");
      String unwritten = server.tinyTask();
      waitFor(() -> broke(server, unwritten));
      sql(server, "drop trigger broken");
      Files.delete(store);
      for (String job : List.of(unkept, unwritten)) {
        assertThat(server.ended(job).path("status").asString()).isEqualTo("SUCCEEDED");
      }
      assertThat(server.services().ledger().check()).isEmpty();
    }
  }

  private static boolean broke(RunningServer server, String job) {
    return server.log().stream().anyMatch(line -> line.contains(job) && line.contains("broke"));
  }

  @Test
  void the_end_of_one_lets_the_next_begin_by_priority() {
    try (RunningServer server = RunningServer.in(home, IDLE)) {
      List<String> first = Stream.generate(server::tinyTask).limit(2).toList();
      String low = server.tinyTask();
      String high =
          server
              .post(
                  "/v1/text_to_video",
                  RunningServer.tiny("a bird").replace("\"seed\":7", "\"priority\":5"))
              .json()
              .path("id")
              .asString();
      assertThat(server.delete("/v1/tasks/" + first.get(0)).status()).isEqualTo(204);
      assertThat(status(server, high)).isEqualTo("PENDING");
      assertThat(status(server, low)).isEqualTo("THROTTLED");
      ApiKey key = server.services().keys().find(server.key()).orElseThrow();
      server.services().keys().limit(key.account(), new io.kinora.server.keys.Keys.Limits(9, 99));
      var _ = server.server().sweep().run();
      assertThat(status(server, low)).isEqualTo("PENDING");
    }
  }
}
