package io.kinora.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.read.VideoReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What may be asked of a codec, and pictures one by one.
class EncodingTest {
  private static final FrameSize SIZE = new FrameSize(160, 96);

  private final Path folder;

  EncodingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_better_quality_is_a_larger_and_nearer_file() throws IOException {
    for (String codec : new String[] {"h264", "av1"}) {
      Path small = write(new Encoding(Container.MP4, codec, 20, null, null), codec + "20.mp4");
      Path large = write(new Encoding(Container.MP4, codec, 95, null, null), codec + "95.mp4");
      assertThat(Files.size(large)).isGreaterThan(Files.size(small) * 3 / 2);
      assertThat(luma(large)).isGreaterThan(luma(small) + 3);
    }
  }

  @Test
  void a_bit_rate_is_kept_roughly() throws IOException {
    DrawnClip.Painter noise =
        (frame, t) -> {
          for (int i = 0; i < frame.argb().length; i++) {
            frame.argb()[i] =
                0xff000000 | (int) ((((i + t * 7919) * 2_654_435_761L) >> 8) & 0xffffff);
          }
        };
    Path small = folder.resolve("small.webm");
    Path large = folder.resolve("large.webm");
    for (Path file : new Path[] {small, large}) {
      long bits = file == small ? 100_000 : 4_000_000;
      Exporter.write(
          new DrawnClip(SIZE, FrameRate.DEFAULT, 24, noise),
          null,
          file,
          false,
          new Encoding(Container.WEBM, "vp9", null, bits, null),
          "",
          Progress.NONE);
    }
    assertThat(Files.size(large)).isGreaterThan(Files.size(small) * 2);
  }

  @Test
  void pictures_go_into_a_folder_or_a_zip() throws IOException {
    Path frames = folder.resolve("frames");
    Exporter.write(clip(), null, frames, false, Encoding.of(Container.FOLDER), "{}", Progress.NONE);
    assertThat(Files.readString(frames.resolve("kinora.json"))).isEqualTo("{}");
    assertThat(MediaInfo.read(frames.resolve("frame-000001.png")).record()).contains("{}");
    assertSame(Files.readAllBytes(frames.resolve("frame-000002.png")));

    Path zipped = folder.resolve("frames.zip");
    Exporter.write(clip(), zipped, false, "{}", Progress.NONE);
    try (var zip = new ZipFile(zipped.toFile())) {
      assertThat(zip.size()).isEqualTo(13);
      try (var in = zip.getInputStream(zip.getEntry("frame-000002.png"))) {
        assertSame(in.readAllBytes());
      }
    }
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("frames", "frames.zip");
    assertThatThrownBy(
            () ->
                Exporter.write(
                    clip(), null, frames, true, Encoding.of(Container.FOLDER), "", Progress.NONE))
        .hasMessageContaining("already exists");
  }

  private static void assertSame(byte[] png) throws IOException {
    var image = ImageIO.read(new ByteArrayInputStream(png));
    var wanted = new Frame(SIZE);
    TestPattern.paintScene(wanted, 1);
    assertThat(image.getRGB(0, 0, 160, 96, null, 0, 160)).isEqualTo(wanted.argb());
  }

  @Test
  void a_gif_keeps_a_long_record() {
    String record = "{\"prompt\":\"" + "鸟 bird ".repeat(500) + "\"}";
    for (String ending : new String[] {".gif", ".apng"}) {
      Path file = folder.resolve("long" + ending);
      Exporter.write(clip(), file, false, record, Progress.NONE);
      assertThat(MediaInfo.read(file).record()).contains(record);
      assertThat(luma(file)).isGreaterThan(30);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MP4, vp9, , , cannot contain",
    "WEBM, h264, , , cannot contain",
    "GIF, , 50, , neither a quality nor",
    "MOV, prores, 50, , its profile",
    "MOV, prores, , fast, no profile",
    "APNG, , , rgb, no profiles",
    "MP4, h264, 101, , from 0 to 100",
    "MP4, h264, -1, , from 0 to 100",
  })
  void refuses_what_does_not_fit(
      Container container, String codec, Integer quality, String profile, String why) {
    assertThatThrownBy(
            () ->
                Exporter.check(
                    folder.resolve("a"),
                    false,
                    new Encoding(container, codec, quality, null, profile)))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void hevc_needs_a_graphics_card_and_says_so() {
    try {
      write(new Encoding(Container.MP4, "hevc", null, null, null), "hevc.mp4");
      assertThat(MediaInfo.read(folder.resolve("hevc.mp4")).video().codec()).isEqualTo("hevc");
    } catch (BadRequest e) {
      assertThat(e).hasMessageContaining("graphics card").hasMessageContaining("av1");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void reads_bit_rates() {
    assertThat(Encoding.bitrate("800k")).isEqualTo(800_000);
    assertThat(Encoding.bitrate("2.5M")).isEqualTo(2_500_000);
    for (String wrong : new String[] {"", "fast", "-1", "1", "9999M", "NaN"}) {
      assertThatThrownBy(() -> Encoding.bitrate(wrong)).isInstanceOf(BadRequest.class);
    }
    assertThatThrownBy(() -> new Encoding(Container.MP4, null, 50, 1_000_000L, null))
        .hasMessageContaining("exclude");
  }

  @Test
  void a_gif_says_how_fast_it_can_be() {
    var fast = new DrawnClip(SIZE, FrameRate.parse("60"), 2, TestPattern::paintScene);
    assertThatThrownBy(
            () -> Exporter.write(fast, folder.resolve("a.gif"), false, "", Progress.NONE))
        .hasMessageContaining("50");
  }

  private Path write(Encoding encoding, String name) {
    Path file = folder.resolve(name);
    Exporter.write(clip(), null, file, false, encoding, "", Progress.NONE);
    return file;
  }

  private static double luma(Path file) {
    try (Clip reader = new VideoReader(file)) {
      return Pictures.compare(clip(), reader).luma();
    }
  }

  private static DrawnClip clip() {
    return TestPattern.scene(SIZE, FrameRate.DEFAULT, 12);
  }
}
