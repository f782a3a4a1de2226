package io.kinora.server.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadingsTest {
  @Test
  void the_model_is_freed_when_nobody_types_and_own_names_are_things() throws Exception {
    try (var readings = new Readings(Duration.ofMillis(100))) {
      assertThat(readings.isWarm()).isFalse();
      assertThat(kind(readings, List.of())).isEqualTo("unknown");
      assertThat(readings.isWarm()).isTrue();
      for (int i = 0; i < 1000 && readings.isWarm(); i++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(readings.isWarm()).as("after a while").isFalse();
      assertThat(kind(readings, List.of("Zorp"))).isEqualTo("subject");
    }
  }

  private static String kind(Readings readings, List<String> own) {
    JsonNode first = readings.read("zorp runs", "house", own).path("words").path(0);
    assertThat(first.path("text").asString()).isEqualTo("zorp");
    return first.path("kind").asString();
  }
}
