package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The unmodified SDKs that Runway and OpenAI publish for Node drive a server. They lie among the
/// resources as npm has them; no network is needed. Without Node the tests are skipped and say so,
/// but not where `CI` is set.
@NullUnmarked // fields are set before each test
class NodeClientsTest {
  @TempDir static Path home;
  static RunningServer server;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    boolean node = hasNode();
    assertThat(node || System.getenv("CI") == null).as("Node is needed where CI is set").isTrue();
    assumeTrue(node, "Node is not installed: the clients that need it were not tried");
    server = RunningServer.in(home, Map.of("concurrent-jobs", "100"));
    var image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 96 * 64; i++) {
      image.setRGB(i % 96, i / 96, new Color(i % 251, i % 83, i % 199).getRGB());
    }
    ImageIO.write(image, "png", home.resolve("picture.png").toFile());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static boolean hasNode() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(NodeClientsTest.class.getResourceAsStream("/npm/" + name), name);
  }

  private static void unpack(String archive, Path into) throws Exception {
    Files.createDirectories(into);
    Path file = home.resolve(archive);
    try (InputStream in = resource(archive)) {
      Files.copy(in, file);
    }
    int code =
        new ProcessBuilder(
                "tar", "xzf", file.toString(), "-C", into.toString(), "--strip-components=1")
            .inheritIO()
            .start()
            .waitFor();
    assertThat(code).as("tar").isZero();
  }

  private static String run(String script) throws Exception {
    Path file = home.resolve(script);
    try (InputStream in = resource(script)) {
      Files.copy(in, file);
    }
    Path log = home.resolve(script + ".log");
    Process process =
        new ProcessBuilder(
                "node",
                file.toString(),
                server.base(),
                server.key(),
                home.resolve("picture.png").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(240, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended && process.exitValue() == 0).as(said + server.log()).isTrue();
    return said.strip();
  }

  @Test
  void the_sdk_of_runway_does_all_that_it_can() throws Exception {
    unpack("runwayml-sdk-4.20.1.tgz", home.resolve("node_modules/@runwayml/sdk"));
    assertThat(run("runway.mjs")).isEqualTo("65 checks");
    assertThat(server.services().ledger().check()).isEmpty();
  }

  @Test
  void the_sdk_of_openai_does_all_that_it_can() throws Exception {
    unpack("openai-7.59.0.tgz", home.resolve("node_modules/openai"));
    assertThat(run("openai.mjs")).isEqualTo("87 checks");
    assertThat(server.services().ledger().check()).isEmpty();
  }
}
