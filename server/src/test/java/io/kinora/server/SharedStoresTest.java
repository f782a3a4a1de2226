package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.files.LocalFiles;
import io.kinora.server.files.S3Files;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Several nodes on PostgreSQL and S3: a job that is sent to one is drawn by another and fetched
/// from a third.
@NullUnmarked // fields are set before each test
class SharedStoresTest {
  @TempDir static Path folder;
  static S3Proxy proxy;
  static String endpoint;

  @BeforeAll
  static void start() throws Exception {
    proxy =
        S3Proxy.builder()
            .blobStore(new TransientNio2BlobStore())
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "id", "secret")
            .endpoint(URI.create("http://127.0.0.1:0"))
            .build();
    proxy.start();
    endpoint = "http://127.0.0.1:" + proxy.getPort();
    try (S3Client client =
        S3Client.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create(endpoint))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
            .build()) {
      var _ = client.createBucket(bucket -> bucket.bucket("videos"));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    proxy.stop();
  }

  @Test
  void both_stores_keep_files_alike() throws IOException {
    var access = new S3Files.Access(endpoint, "us-east-1", "id", "secret");
    Path file = Files.write(folder.resolve("some"), new byte[] {0, 1, 2, 3, 4, 5, 6, 7});
    for (var store :
        List.of(new LocalFiles(folder.resolve("local")), new S3Files(access, "videos", "alike/"))) {
      try (store) {
        store.put("jobs/a/1/video.mp4", file);
        store.put("jobs/ab/1/video.mp4", file);
        assertThat(store.size("jobs/a/1/video.mp4")).hasValue(8);
        assertThat(store.size("jobs/a/1/other.mp4")).isEmpty();
        try (InputStream in = store.open("jobs/a/1/video.mp4", 3, 2)) {
          assertThat(in.readNBytes(2)).containsExactly(3, 4);
        }
        store.get("jobs/a/1/video.mp4", folder.resolve("back"));
        assertThat(folder.resolve("back")).hasSameBinaryContentAs(file);
        assertThat(store.list("jobs")).hasSize(2);
        store.delete("jobs/a");
        assertThat(store.list("jobs")).extracting("key").containsExactly("jobs/ab/1/video.mp4");
        store.delete("jobs/none");
      }
    }
  }

  @Test
  void a_job_is_sent_to_one_node_drawn_by_another_and_fetched_from_a_third() throws Exception {
    try (Postgres postgres = Postgres.start(folder)) {
      nodes(postgres.address());
      oneLimit(postgres.created("rates"));
      String request = MigrationTest.request(postgres.created("empty"), folder);
      for (String version : MigrationTest.versions(postgres.jdbc("postgres"), "kinora", "x")) {
        String old = postgres.created("of" + version);
        MigrationTest.forward(postgres.jdbc("of" + version), "kinora", "x", version, old, request);
      }
    }
  }

  private static void nodes(String database) {
    Map<String, String> shared =
        Map.of(
            "database",
            database,
            "files",
            "s3://videos/kinora",
            "s3-endpoint",
            endpoint,
            "s3-access-key",
            "id",
            "s3-secret-key",
            "secret");
    var idle = new java.util.TreeMap<>(shared);
    idle.put("workers", "0");
    var gpu = new java.util.TreeMap<>(shared);
    gpu.putAll(Map.of("pools", "gpu", "poll-millis", "50"));
    var cpu = new java.util.TreeMap<>(shared);
    cpu.putAll(Map.of("pools", "cpu", "poll-millis", "50"));
    try (RunningServer a = RunningServer.in(folder.resolve("a"), idle);
        RunningServer b = RunningServer.again(folder.resolve("b"), idle, a.key());
        KinoraServer other = worker("gpu", gpu)) {
      String job = a.tinyTask();
      String seen = b.get("/v1/tasks/" + job).json().path("status").asString();
      assertThat(seen).as("whoever has not its label leaves it").isEqualTo("PENDING");
      try (KinoraServer drawer = worker("cpu", cpu)) {
        var task = b.ended(job);
        assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("SUCCEEDED");
        byte[] bytes = b.bytes(task.path("output").path(0).asString()).body();
        assertThat(new String(bytes, 4, 4, java.nio.charset.StandardCharsets.US_ASCII))
            .isEqualTo("ftyp");
        assertThat(b.bytes(task.path("output").path(0).asString(), "Range", "bytes=-10").body())
            .hasSize(10)
            .isEqualTo(java.util.Arrays.copyOfRange(bytes, bytes.length - 10, bytes.length));
        assertThat(drawer.port()).isZero();
        assertThat(other.port()).isZero();
      }
      assertThat(a.services().ledger().check()).isEmpty();
    }
  }

  /// A key that may ask twelve times a minute may not ask each node twelve times.
  private static void oneLimit(String database) {
    var flags = Map.of("database", database, "workers", "0", "requests-per-minute", "12");
    try (RunningServer a = RunningServer.in(folder.resolve("one"), flags);
        RunningServer b = RunningServer.again(folder.resolve("other"), flags, a.key())) {
      long begun = System.nanoTime();
      int taken = 0;
      for (int i = 0; i < 12; i++) {
        taken += a.get("/v1/organization").status() == 200 ? 1 : 0;
        taken += b.get("/v1/organization").status() == 200 ? 1 : 0;
      }
      double minutes = (System.nanoTime() - begun) / 60e9;
      assertThat(taken).isBetween(12, 12 + (int) Math.ceil(12 * minutes));
      assertThat(a.get("/v1/organization").status() + b.get("/v1/organization").status())
          .as("both refuse")
          .isGreaterThanOrEqualTo(200 + 429);
    }
  }

  private static KinoraServer worker(String name, Map<String, String> flags) {
    return KinoraServer.work(
        ServerConfig.read(folder.resolve(name), null, Map.of(), flags), _ -> {});
  }
}
