package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kinora.server.files.LocalFiles;
import io.kinora.server.files.S3Files;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  private static Path postgresFolder() throws IOException {
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

  private static void run(String... command) throws Exception {
    Path log = folder.resolve("command.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command) + Files.readString(log)).isZero();
  }

  /// PostgreSQL refuses to run as root; where the tests do, it runs as `nobody`.
  private static String[] as(boolean root, String... command) {
    return root
        ? Stream.concat(
                Stream.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                Stream.of(command))
            .toArray(String[]::new)
        : command;
  }

  @Test
  void a_job_is_sent_to_one_node_drawn_by_another_and_fetched_from_a_third() throws Exception {
    Path bin = postgresFolder();
    assertThat(bin != null || System.getenv("CI") == null)
        .as("PostgreSQL where CI is set")
        .isTrue();
    assumeTrue(bin != null, "PostgreSQL is not installed: several nodes were not tried");
    boolean root = System.getProperty("user.name").equals("root");
    Path data =
        Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "kinora-pg");
    if (root) {
      run("chown", "65534:65534", data.toString());
    }
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    run(
        as(
            root,
            bin.resolve("initdb").toString(),
            "-D",
            data.toString(),
            "-U",
            "kinora",
            "-A",
            "trust",
            "-N"));
    Process postgres =
        new ProcessBuilder(
                as(
                    root,
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
                    "fsync=off"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("postgres.log").toFile())
            .start();
    try {
      waitFor(port);
      nodes(port);
    } finally {
      postgres.destroy();
      boolean _ = postgres.waitFor(10, TimeUnit.SECONDS);
      postgres.destroyForcibly();
      run("rm", "-rf", data.toString());
    }
  }

  private static void waitFor(int port) throws InterruptedException {
    for (int i = 0; ; i++) {
      try (var _ = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
        TimeUnit.MILLISECONDS.sleep(500);
        return;
      } catch (IOException e) {
        assertThat(i).as("PostgreSQL starts").isLessThan(200);
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static void nodes(int port) {
    Map<String, String> shared =
        Map.of(
            "database",
            "postgresql://kinora:x@127.0.0.1:" + port + "/postgres",
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

  private static KinoraServer worker(String name, Map<String, String> flags) {
    return KinoraServer.work(
        ServerConfig.read(folder.resolve(name), null, Map.of(), flags), _ -> {});
  }
}
