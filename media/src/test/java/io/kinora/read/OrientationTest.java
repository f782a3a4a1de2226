package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.ffmpeg.RawPicture;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Films whose header says how to hold them, as phones write it.
class OrientationTest {
  /// Of the corners: upper left, upper right, lower left, lower right.
  private static final int RED = 0xe00000, GREEN = 0x00c000, BLUE = 0x0000e0, WHITE = 0xe0e0e0;

  private final Path film;

  OrientationTest(@TempDir Path folder) {
    film = folder.resolve("phone.mp4");
    var clip =
        new DrawnClip(new FrameSize(128, 64), FrameRate.DEFAULT, 5, (frame, _) -> corners(frame));
    Exporter.write(clip, film, false, "", Progress.NONE);
  }

  private static void corners(Frame frame) {
    for (int i = 0; i < frame.argb().length; i++) {
      boolean right = i % frame.width() >= frame.width() / 2;
      boolean low = i / frame.width() >= frame.height() / 2;
      frame.argb()[i] = 0xff000000 | (low ? (right ? WHITE : BLUE) : (right ? GREEN : RED));
    }
  }

  /// Writes the matrix [a b; c d] into the track's header.
  private void hold(int a, int b, int c, int d) throws IOException {
    byte[] bytes = Files.readAllBytes(film);
    int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd");
    var matrix = ByteBuffer.wrap(bytes, header + 4 + 40, 36); // version 0: 40 bytes before it
    matrix.putInt(a << 16).putInt(b << 16).putInt(0);
    matrix.putInt(c << 16).putInt(d << 16).putInt(0);
    Files.write(film, bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, RGBW",
    "0, 1, -1, 0, BRWG", // a phone held upright
    "-1, 0, 0, -1, WBGR",
    "0, -1, 1, 0, GWRB",
    "-1, 0, 0, 1, GRWB",
    "1, 0, 0, -1, BWRG",
    "0, 1, 1, 0, RBGW",
    "0, -1, -1, 0, WGBR"
  })
  void pictures_come_upright(int a, int b, int c, int d, String corners) throws IOException {
    hold(a, b, c, d);
    boolean sideways = a == 0;
    try (var reader = new VideoReader(film)) {
      assertThat(reader.size())
          .isEqualTo(sideways ? new FrameSize(64, 128) : new FrameSize(128, 64));
      var frame = new Frame(reader.size());
      for (int i = 0; i < 5; i++) {
        assertThat(reader.read(frame)).isTrue();
        assertThat(seen(frame)).isEqualTo(corners);
      }
      assertThat(reader.read(frame)).isFalse();
    }
    assertThat(MediaInfo.read(film).video().width()).isEqualTo(sideways ? 64 : 128);
  }

  @Test
  void raw_pictures_come_upright_too() throws IOException {
    hold(0, 1, -1, 0);
    try (var reader = new VideoReader(film);
        var picture = new RawPicture()) {
      assertThat(reader.read(picture)).isTrue();
      assertThat(picture.frame().width()).isEqualTo(64);
      assertThat(picture.frame().height()).isEqualTo(128);
    }
  }

  /// The corners' colours as letters.
  private static String seen(Frame frame) {
    var letters = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int x = frame.width() / 4 * (1 + 2 * (i % 2));
      int y = frame.height() / 4 * (1 + 2 * (i / 2));
      int rgb = frame.argb()[y * frame.width() + x];
      boolean red = (rgb >> 16 & 255) > 128;
      boolean blue = (rgb & 255) > 128;
      letters.append(red && blue ? 'W' : red ? 'R' : blue ? 'B' : 'G');
    }
    return letters.toString();
  }
}
