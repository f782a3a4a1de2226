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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Container × codec × profile × size × rate, written, read again and compared. A few frames each;
/// sizes and rates take turns, so that each codec meets small, large, wide and tall frames.
class FormatMatrixTest {
  /// The least that a lossy file may come near to the clip, in dB.
  private static final double LOSSY = 35;

  private static final List<String> RATES =
      List.of("1", "23.976", "24", "25", "29.97", "30", "50", "59.94", "60", "120");

  private static final List<String> SIZES =
      List.of("64x64", "320x180", "130x98", "1000x64", "66x240", "642x362");

  private final Path folder;

  FormatMatrixTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// @param codec as FFmpeg names it when it reads the file again
  record Case(
      Encoding encoding, FrameSize size, FrameRate rate, long frames, String codec, String pixels) {
    @Override
    public String toString() {
      return encoding.container() + " " + codec + " " + pixels + " " + size + " at " + rate;
    }
  }

  static Stream<Case> cases() {
    var cases = new ArrayList<Case>();
    add(cases, Container.MP4, "h264", null, 10, "h264", "yuv420p");
    add(cases, Container.MP4, "h264", "main", 1, "h264", "yuv420p");
    add(cases, Container.MP4, "h264", "baseline", 1, "h264", "yuv420p");
    add(cases, Container.MP4, "av1", null, 7, "av1", "yuv420p");
    add(cases, Container.MP4, "av1", "10bit", 3, "av1", "yuv420p10le");
    add(cases, Container.MOV, "h264", null, 10, "h264", "yuv420p");
    add(cases, Container.MOV, "prores", "proxy", 3, "prores", "yuv422p10le");
    add(cases, Container.MOV, "prores", "lt", 3, "prores", "yuv422p10le");
    add(cases, Container.MOV, "prores", "422", 3, "prores", "yuv422p10le");
    add(cases, Container.MOV, "prores", "hq", 3, "prores", "yuv422p10le");
    add(cases, Container.MOV, "prores", "4444", 3, "prores", "yuva444p12le");
    add(cases, Container.WEBM, "vp9", null, 10, "vp9", "yuv420p");
    add(cases, Container.WEBM, "vp9", "alpha", 2, "vp9", "yuv420p");
    add(cases, Container.WEBM, "av1", null, 3, "av1", "yuv420p");
    add(cases, Container.WEBM, "av1", "10bit", 1, "av1", "yuv420p10le");
    add(cases, Container.GIF, "gif", null, 5, "gif", "bgra");
    add(cases, Container.APNG, "apng", null, 10, "apng", "rgba");
    large(cases, Container.MP4, "h264", null, "h264", "yuv420p");
    large(cases, Container.MP4, "av1", null, "av1", "yuv420p");
    large(cases, Container.MOV, "prores", "lt", "prores", "yuv422p10le");
    large(cases, Container.WEBM, "vp9", null, "vp9", "yuv420p");
    return cases.stream();
  }

  private static void add(
      List<Case> cases,
      Container container,
      String codec,
      @Nullable String profile,
      int count,
      String name,
      String pixels) {
    for (int i = 0; i < count; i++) {
      int turn = cases.size() * 3 + i;
      List<String> rates = container == Container.GIF ? RATES.subList(0, 7) : RATES;
      cases.add(
          new Case(
              new Encoding(container, codec, null, null, profile),
              FrameSize.parse(SIZES.get(turn % SIZES.size())),
              FrameRate.parse(rates.get((cases.size() + i * 7) % rates.size())),
              4,
              name,
              pixels));
    }
  }

  private static void large(
      List<Case> cases,
      Container container,
      String codec,
      @Nullable String profile,
      String name,
      String pixels) {
    cases.add(
        new Case(
            new Encoding(container, codec, null, null, profile),
            new FrameSize(3840, 2160),
            FrameRate.parse("29.97"),
            1,
            name,
            pixels));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void comes_back_as_it_was_written(Case test) {
    Path file = folder.resolve("film" + test.encoding().container().ending());
    Exporter.write(clip(test), null, file, false, test.encoding(), "{\"a\":\"鸟\"}", Progress.NONE);

    MediaInfo info = MediaInfo.read(file);
    assertThat(info.video().codec()).isEqualTo(test.codec());
    assertThat(info.video().pixelFormat()).isEqualTo(test.pixels());
    assertThat(info.video().frames()).isEqualTo(test.frames());
    assertThat(info.record()).contains("{\"a\":\"鸟\"}");
    boolean exact = test.codec().equals("apng");
    if (!exact && !test.codec().equals("gif")) {
      assertThat(info.video().colour())
          .isEqualTo(new MediaInfo.Colour("tv", "bt709", "bt709", "bt709"));
    }
    try (VideoReader reader = new VideoReader(file)) {
      assertThat(reader.size()).isEqualTo(test.size());
      assertThat(reader.rate().perSecond())
          .isCloseTo(test.rate().perSecond(), within(test.rate().perSecond() * tolerance(test)));
      Pictures.Likeness likeness = Pictures.compare(clip(test), reader);
      assertThat(likeness.luma()).isGreaterThan(exact ? Double.MAX_VALUE : LOSSY);
    }
  }

  /// A GIF counts in hundredths of a second, a WebM in thousandths.
  private static double tolerance(Case test) {
    return switch (test.encoding().container()) {
      case GIF -> 0.08; // of four frames, each is longer or shorter by up to half of one
      case WEBM -> 1e-3;
      default -> 0;
    };
  }

  private static DrawnClip clip(Case test) {
    return TestPattern.scene(test.size(), test.rate(), test.frames());
  }

  @ParameterizedTest
  @MethodSource("transparent")
  void keeps_transparency(Encoding encoding) {
    Path file = folder.resolve("glass" + encoding.container().ending());
    var size = new FrameSize(96, 64);
    DrawnClip.Painter glass =
        (frame, t) -> {
          for (int i = 0; i < frame.argb().length; i++) {
            int alpha = i % 96 < 48 ? 0 : 0xc0;
            frame.argb()[i] = alpha << 24 | 0x4080c0;
          }
        };
    Exporter.write(
        new DrawnClip(size, FrameRate.DEFAULT, 3, glass),
        null,
        file,
        false,
        encoding,
        "",
        Progress.NONE);
    var got = new Frame(size);
    try (VideoReader reader = new VideoReader(file)) {
      assertThat(reader.hasAlpha()).isTrue();
      assertThat(reader.read(got)).isTrue();
    }
    assertThat(got.argb()[32 * 96 + 10] >>> 24).isLessThan(4);
    assertThat(got.argb()[32 * 96 + 80] >>> 24).isCloseTo(0xc0, within(4));
    assertThat(got.argb()[32 * 96 + 80] & 0xff).isCloseTo(0xc0, within(8));
  }

  static Stream<Encoding> transparent() {
    return Stream.of(
        new Encoding(Container.MOV, "prores", null, null, "4444"),
        new Encoding(Container.WEBM, "vp9", null, null, "alpha"),
        Encoding.of(Container.APNG));
  }
}
