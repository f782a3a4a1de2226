package io.kinora.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KinoraVersionTest {
  @Test
  void a_jar_that_was_built_again_is_another_build(@TempDir Path folder) throws IOException {
    Path jar = Files.writeString(folder.resolve("kinora.jar"), "classes");
    String first = KinoraVersion.build(jar);
    assertThat(KinoraVersion.build(jar)).isEqualTo(first).isNotEmpty();
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
    assertThat(KinoraVersion.build(jar)).isNotEqualTo(first);
    assertThat(KinoraVersion.build(folder)).as("a folder of classes").isEmpty();
  }
}
