package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Pictures;
import io.kinora.error.KinoraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Picture files of which the end is missing, as a broken transfer leaves them.
class CutPicturesTest {
  private static final String NOISE =
      "-f lavfi -i testsrc2=s=320x240,noise=alls=40:all_seed=3 -frames:v 1";

  private final Path folder;

  CutPicturesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private byte[] stored(String name) throws IOException {
    return Files.readAllBytes(FFmpegProgram.write(folder.resolve("whole-" + name), NOISE));
  }

  @ParameterizedTest
  @CsvSource({
    "a.jpg, .1",
    "a.jpg, .4",
    "a.jpg, .9",
    "a.jpg, .999",
    "a.png, .1",
    "a.png, .4",
    "a.png, .9",
    "a.webp, .1",
    "a.webp, .4",
    "a.webp, .9"
  })
  void a_picture_that_was_cut_short_is_refused(String name, double share) throws IOException {
    byte[] whole = stored(name);
    Path cut = folder.resolve(name);
    Files.write(cut, Arrays.copyOf(whole, (int) (share * whole.length)));
    assertThatThrownBy(() -> Pictures.read(cut, "style", _ -> {}))
        .isInstanceOf(KinoraException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @CsvSource({"a.jpg, 0", "a.jpg, 4000", "a.png, 0", "a.webp, 0"})
  void a_whole_picture_is_read_whatever_follows_it(String name, int more) throws IOException {
    byte[] whole = stored(name);
    Path file = folder.resolve(name);
    Files.write(file, Arrays.copyOf(whole, whole.length + more));
    assertThat(Pictures.read(file, "style", _ -> {}).width()).isEqualTo(320);
  }

  /// Its end is not the picture's.
  @Test
  void a_small_picture_within_does_not_end_a_photograph() throws IOException {
    byte[] whole = stored("a.jpg");
    byte[] held = {(byte) 0xFF, (byte) 0xE1, 0, 8, 0, 0, 0, 0, (byte) 0xFF, (byte) 0xD9};
    byte[] all = new byte[whole.length + held.length];
    System.arraycopy(whole, 0, all, 0, 2);
    System.arraycopy(held, 0, all, 2, held.length);
    System.arraycopy(whole, 2, all, 2 + held.length, whole.length - 2);
    Path file = folder.resolve("photo.jpg");
    Files.write(file, all);
    assertThat(JpegEnd.isThere(file)).isTrue();
    Files.write(file, Arrays.copyOf(all, all.length / 2));
    assertThat(JpegEnd.isThere(file)).isFalse();
  }
}
