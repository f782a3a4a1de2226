package io.kinora.server.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.files.LocalFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewsTest {
  @Test
  void their_models_rest_with_those_of_jobs_and_are_freed_with_them(@TempDir Path folder) {
    try (var studios = new Studios(Duration.ofHours(1));
        var files = new LocalFiles(folder)) {
      new Previews(studios, files, Map.of(), folder).warm("house");
      assertThat(studios.rests()).isEqualTo(1);
      assertThat(studios.release()).isEqualTo(1);
      assertThat(studios.rests()).isZero();
    }
  }
}
