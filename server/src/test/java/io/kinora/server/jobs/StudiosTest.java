package io.kinora.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.studio.Film;
import io.kinora.studio.Studio;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StudiosTest {
  @Test
  void what_nobody_needs_is_closed_by_itself_and_what_is_in_use_is_not() throws Exception {
    try (var studios = new Studios(Duration.ofMillis(50));
        var patient = new Studios(Duration.ofHours(1))) {
      Studio used = patient.take();
      Studio resting = studios.take();
      studios.giveBack(resting);
      for (int i = 0; i < 500 && studios.rests() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(studios.rests()).isZero();
      assertThatThrownBy(() -> resting.make(Film.of("a bird"), Progress.NONE))
          .isInstanceOf(BadRequest.class);
      patient.giveBack(used);
      assertThat(patient.take()).as("it is still warm").isSameAs(used);
      used.close();
    }
  }
}
