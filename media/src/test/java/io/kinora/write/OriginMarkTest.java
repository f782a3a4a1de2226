package io.kinora.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.read.MediaInfo;
import io.kinora.read.VideoReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginMarkTest {
  private static final String DRAWN = "{\"format\":1,\"engine\":\"house\",\"weights\":\"0\"}";

  private static Path write(Path file, String record, boolean marked) {
    try (var clip = TestPattern.scene(new FrameSize(64, 64), new FrameRate(8, 1), 4)) {
      var encoding = new Encoding(Container.of(file), null, null, null, null, marked);
      Exporter.write(clip, null, file, true, encoding, record, Progress.NONE);
    }
    return file;
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.mp4", "a.mov", "a.gif", "a.apng"})
  void files_say_that_a_machine_made_them_and_are_read_as_before(String name, @TempDir Path folder)
      throws IOException {
    Path file = write(folder.resolve(name), DRAWN, true);
    Path plain = write(folder.resolve("plain-" + name), DRAWN, false);
    assertThat(text(file))
        .contains("digitalsourcetype/trainedAlgorithmicMedia", "AISystemUsed=\"Kinora\"");
    assertThat(text(plain)).doesNotContain("digitalsourcetype");
    assertThat(MediaInfo.read(file).record()).isEqualTo(MediaInfo.read(plain).record());
    assertThat(MediaInfo.read(file).video().frames()).isEqualTo(4);
    try (var one = new VideoReader(file);
        var other = new VideoReader(plain)) {
      var a = new Frame(one.size());
      var b = new Frame(other.size());
      while (one.read(a)) {
        assertThat(other.read(b)).isTrue();
        assertThat(a.argb()).isEqualTo(b.argb());
      }
    }
  }

  @Test
  void each_picture_of_a_sequence_is_marked(@TempDir Path folder) throws IOException {
    try (var zip = new ZipFile(write(folder.resolve("a.zip"), DRAWN, true).toFile())) {
      var entry = zip.getEntry("frame-000003.png");
      byte[] png = zip.getInputStream(entry).readAllBytes();
      assertThat(new String(png, StandardCharsets.ISO_8859_1)).contains("digitalsourcetype/");
      assertThat(ImageIO.read(zip.getInputStream(entry)).getWidth()).isEqualTo(64);
    }
  }

  /// The box is the last one, and as long as it says.
  @Test
  void the_box_of_an_mp4_file_is_whole(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(write(folder.resolve("a.mp4"), DRAWN, true));
    var boxes = java.nio.ByteBuffer.wrap(bytes);
    String last = "";
    while (boxes.hasRemaining()) {
      int start = boxes.position(), length = boxes.getInt();
      last = new String(bytes, start + 4, 4, StandardCharsets.US_ASCII);
      boxes.position(start + length);
    }
    assertThat(last).isEqualTo("uuid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"weights\":\"0\"} | digitalsourcetype/trainedAlgorithmicMedia",
        "{\"sources\":[{\"record\":{\"weights\":\"0\"}}]} | compositeWithTrainedAlgorithmicMedia",
        "{\"sources\":[{\"file\":\"a.mp4\"}]} | algorithmicallyEnhanced",
      })
  void the_kind_goes_by_what_the_file_was_made_of(String record, String kind) {
    assertThat(OriginMark.packet(record)).contains(kind).doesNotContain("\n");
  }
}
