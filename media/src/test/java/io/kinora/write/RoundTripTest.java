package io.kinora.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.read.MediaInfo;
import io.kinora.read.VideoReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes into a file comes out of it.
class RoundTripTest {
  private static final FrameSize SMALL = new FrameSize(64, 64);

  private final Path folder;

  RoundTripTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "64x64, mp4, 24",
    "66x64, mov, 24",
    "768x432, mp4, 12",
    "768x432, mov, 3",
    "1920x1080, mp4, 2",
    "3840x64, mov, 5",
    "64x3840, mp4, 5",
    "3840x2160, mp4, 1",
  })
  void keeps_size_frames_and_pictures(String size, String extension, long frames) {
    Path file = folder.resolve("scene." + extension);
    FrameSize asked = FrameSize.parse(size);
    write(TestPattern.scene(asked, FrameRate.DEFAULT, frames), file);

    assertThat(MediaInfo.read(file).container()).isEqualTo(extension);
    try (VideoReader reader = new VideoReader(file)) {
      assertThat(reader.size()).isEqualTo(asked);
      assertThat(reader.frames()).isEqualTo(frames);
      Pictures.Likeness likeness =
          Pictures.compare(TestPattern.scene(asked, FrameRate.DEFAULT, frames), reader);
      assertThat(likeness.luma()).isGreaterThan(40);
      if (asked.width() * asked.height() > 100_000) { // in smaller ones, edges are everywhere
        assertThat(likeness.rgb()).isGreaterThan(40);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "23.976",
        "24",
        "25",
        "29.97",
        "30",
        "59.94",
        "60",
        "119.88",
        "120",
        "23.456",
        "999999937/9999991"
      })
  void keeps_the_rate_exactly(String text) {
    FrameRate rate = FrameRate.parse(text);
    for (long frames : new long[] {1, 31}) {
      Path file = folder.resolve("rate-" + frames + ".mp4");
      write(TestPattern.flat(SMALL, rate, frames, 0x336699), file);

      MediaInfo info = MediaInfo.read(file);
      assertThat(info.video().rate().toString()).isEqualTo(rate.toString());
      assertThat(info.video().frames()).isEqualTo(frames);
      assertThat(info.seconds()).isCloseTo(rate.seconds(frames), within(1e-6));
      try (VideoReader reader = new VideoReader(file)) {
        assertThat(reader.rate()).isEqualTo(rate);
        assertThat(reader.frames()).isEqualTo(frames);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0xff0000, 0x00ff00, 0x0000ff, 0x000000, 0x404040, 0x808080, 0xffffff, 0xc83232, 0x12a0e8
      })
  void keeps_flat_colours_within_three_levels(int rgb) {
    Path file = folder.resolve("colour.mp4");
    FrameSize size = new FrameSize(128, 96);
    write(TestPattern.flat(size, FrameRate.DEFAULT, 3, rgb), file);

    Frame wanted = new Frame(size);
    TestPattern.flat(size, FrameRate.DEFAULT, 1, rgb).read(wanted);
    try (VideoReader reader = new VideoReader(file)) {
      Frame got = new Frame(size);
      while (reader.read(got)) {
        assertThat(Pictures.largestDifference(wanted, got)).isLessThanOrEqualTo(3);
      }
    }
  }

  @Test
  void shows_no_bands_in_slow_gradients() {
    // Sixteen levels over the whole width, brightening by one level every six frames.
    FrameSize size = FrameSize.DEFAULT;
    DrawnClip.Painter dusk =
        (frame, t) -> {
          for (int i = 0; i < frame.argb().length; i++) {
            int level = 100 + i % frame.width() / 48 + (int) (t / 6);
            frame.argb()[i] = 0xff000000 | level << 16 | (level - 20) << 8 | (level + 30);
          }
        };
    Path file = folder.resolve("dusk.mp4");
    write(new DrawnClip(size, FrameRate.DEFAULT, 24, dusk), file);

    Frame wanted = new Frame(size);
    Frame got = new Frame(size);
    try (VideoReader reader = new VideoReader(file)) {
      for (long t = 0; reader.read(got); t++) {
        dusk.paint(wanted, t);
        assertThat(Pictures.largestDifference(wanted, got)).isLessThanOrEqualTo(4);
        assertThat(Pictures.psnr(wanted, got)).isGreaterThan(45);
      }
    }
  }

  @Test
  void slow_things_leave_nothing_behind() {
    FrameSize size = new FrameSize(320, 176);
    DrawnClip.Painter rock =
        (frame, t) -> {
          for (int i = 0; i < frame.argb().length; i++) {
            double x = i % 320 - rockX(t);
            double y = i / 320 - 88;
            double cover = Math.clamp(40.5 - Math.hypot(x, y), 0, 1);
            int level = (int) Math.round(130 - 60 * cover);
            frame.argb()[i] = 0xff000000 | level << 16 | (level - 20) << 8 | level;
          }
        };
    Path file = folder.resolve("rock.mp4");
    write(new DrawnClip(size, FrameRate.DEFAULT, 47, rock), file);

    Frame wanted = new Frame(size);
    Frame got = new Frame(size);
    int worst = 0;
    try (VideoReader reader = new VideoReader(file)) {
      for (long t = 0; reader.read(got); t++) {
        rock.paint(wanted, t);
        for (int i = 0; i < got.argb().length; i++) { // where the rock was, but is no more
          if (i % 320 > rockX(t) + 46) {
            int off = (got.argb()[i] >> 8 & 255) - (wanted.argb()[i] >> 8 & 255);
            worst = Math.max(worst, Math.abs(off));
          }
        }
      }
    }
    assertThat(worst).isLessThan(8);
  }

  private static double rockX(long t) {
    return 160 - 1.3 * t;
  }

  @Test
  void lays_what_is_not_opaque_on_black() {
    Path file = folder.resolve("glass.mp4");
    write(
        new DrawnClip(
            SMALL,
            FrameRate.DEFAULT,
            1,
            (frame, _) -> java.util.Arrays.fill(frame.argb(), 0x80ffffff)),
        file);
    Frame got = new Frame(SMALL);
    try (VideoReader reader = new VideoReader(file)) {
      assertThat(reader.read(got)).isTrue();
    }
    assertThat(got.argb()[1000] & 0xff).isBetween(125, 131);
  }

  @Test
  void codes_frames_too_large_for_h264_as_av1() {
    Path file = folder.resolve("huge.mp4");
    FrameSize size = new FrameSize(3840, 3840);
    write(TestPattern.flat(size, FrameRate.DEFAULT, 1, 0x3070b0), file);
    assertThat(MediaInfo.read(file).video().codec()).isEqualTo("av1");
    try (VideoReader reader = new VideoReader(file)) {
      DrawnClip clip = TestPattern.flat(size, FrameRate.DEFAULT, 1, 0x3070b0);
      assertThat(Pictures.compare(clip, reader).rgb()).isGreaterThan(40);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov"})
  void tags_its_colours_and_puts_the_index_first(String extension) throws Exception {
    Path file = folder.resolve("tags." + extension);
    write(TestPattern.scene(FrameSize.DEFAULT, FrameRate.DEFAULT, 5), file);

    MediaInfo info = MediaInfo.read(file);
    assertThat(info.video().codec()).isEqualTo("h264");
    assertThat(info.video().pixelFormat()).isEqualTo("yuv420p");
    assertThat(info.video().colour())
        .isEqualTo(new MediaInfo.Colour("tv", "bt709", "bt709", "bt709"));
    assertThat(info.indexFirst()).isTrue();
    String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    // 'nclx' (or 'nclc' in MOV) with primaries, transfer and matrix 1: BT.709
    assertThat(bytes)
        .contains((extension.equals("mov") ? "colrnclc" : "colrnclx") + "\0\1\0\1\0\1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov"})
  void carries_the_record_exactly(String extension) {
    String record =
        "{\"prompt\": \"一只飞翔的鸟, \\\"fast\\\" 😀\\n\", \"list\": ["
            + "\"é'\\\\;=#%d\",".repeat(2000)
            + "1]}\n ";
    Path file = folder.resolve("record." + extension);
    Exporter.write(
        TestPattern.flat(SMALL, FrameRate.DEFAULT, 1, 0), file, false, record, Progress.NONE);
    assertThat(MediaInfo.read(file).record()).contains(record);
  }

  @Test
  void has_no_record_where_none_was_given() {
    Path file = folder.resolve("plain.mp4");
    write(TestPattern.flat(SMALL, FrameRate.DEFAULT, 1, 0), file);
    assertThat(MediaInfo.read(file).record()).isEmpty();
  }

  @Test
  void makes_the_same_bytes_from_the_same_frames() throws Exception {
    Path one = folder.resolve("one.mp4");
    Path two = folder.resolve("two.mp4");
    write(TestPattern.scene(FrameSize.DEFAULT, FrameRate.DEFAULT, 10), one);
    write(TestPattern.scene(FrameSize.DEFAULT, FrameRate.DEFAULT, 10), two);
    assertThat(Files.mismatch(one, two)).isEqualTo(-1);
  }

  private static void write(DrawnClip clip, Path file) {
    Exporter.write(clip, file, true, "", Progress.NONE);
  }
}
