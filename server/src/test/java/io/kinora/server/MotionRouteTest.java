package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.server.RunningServer.Answer;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NullUnmarked // fields are set before each test
class MotionRouteTest {
  @TempDir Path home;
  RunningServer server;

  @BeforeEach
  void start() {
    server = RunningServer.in(home);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private JsonNode measured(String more) throws IOException {
    String body = "{\"video\":\"" + panned() + "\"" + more + "}";
    Answer answer = server.post("/v1/kinora/motion", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    String id = answer.json().path("id").asString();
    assertThat(server.ended(id).path("status").asString()).isEqualTo("SUCCEEDED");
    return server.get("/v1/kinora/jobs/" + id).json();
  }

  @Test
  void the_motion_of_a_film_is_measured_as_numbers_or_as_a_picture() throws IOException {
    JsonNode job = measured("");
    JsonNode output = job.path("output");
    assertThat(output.path("type").asString()).isEqualTo("application/json");
    assertThat(output.at("/made/record/mean/horizontal").asDouble()).isNotZero();
    var answer = server.bytes(output.path("url").asString());
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode numbers = JsonMapper.shared().readTree(answer.body());
    assertThat(numbers.path("pairs").size()).isEqualTo(7);
    // two of 128 pixels to the left in each frame of eight a second: 20 · 2 · 8 / 128 of 10 units
    assertThat(numbers.path("pairs").path(3).path("dx").asDouble()).isCloseTo(-2, within(.2));
    assertThat(numbers.path("pairs").path(3).at("/vectors/dx").size()).isEqualTo(16 * 9);
    assertThat(numbers.path("mean")).isEqualTo(output.at("/made/record/mean"));
    assertThat(job.at("/credits/cost").asInt()).isEqualTo(1);
    JsonNode seen = measured(",\"format\":\"mp4\"");
    assertThat(seen.at("/output/made/width").asInt()).isEqualTo(128);
    assertThat(seen.at("/output/type").asString()).isEqualTo("video/mp4");
  }

  /// A film of squares that move to the left, as a `data:` URI.
  private String panned() throws IOException {
    Path file = home.resolve("panned.mp4");
    var clip =
        new DrawnClip(
            new FrameSize(128, 72),
            new FrameRate(8, 1),
            8,
            (frame, t) -> {
              for (int i = 0; i < frame.argb().length; i++) {
                int x = (i % 128 + 2 * (int) t) / 9, y = i / 128 / 9;
                frame.argb()[i] = 0xFF000000 | ((x * 73 ^ y * 151) * 40503 & 0xFFFFFF);
              }
            });
    Exporter.write(clip, file, true, "", Progress.NONE);
    return "data:video/mp4;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }
}
