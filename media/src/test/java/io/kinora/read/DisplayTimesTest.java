package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames come in the order and at the times at which they are shown, in step with the sound,
/// whatever order a container stores them in and however it tells their times.
///
/// Each film has 50 frames at 25 a second; frame `n` is grey of luma `20 + 4n`, and when frame 25
/// comes, a tone is heard for 0.2 seconds. The H.264 and HEVC streams were made by
/// `ffmpeg -f lavfi -i color=black:s=128x96:r=25:d=2,geq=lum=20+4*N:cb=128:cr=128 -c:v libx264
/// -x264-params bframes=2:b-adapt=0:b-pyramid=0:scenecut=0:keyint=24:open-gop=0 -qp 12`, and with
/// `bframes=3:b-pyramid=2:keyint=12:open-gop=1`, by libx265 likewise.
class DisplayTimesTest {
  private static final int FRAMES = 50, FLASH = 25;
  private static final FrameRate RATE = new FrameRate(25, 1);

  private static final String PICTURE =
      "-f lavfi -i color=black:s=128x96:r=25:d=2,geq=lum=20+4*N:cb=128:cr=128,format=yuv420p";
  private static final String TONE =
      " -f lavfi -i aevalsrc=between(t\\,1\\,1.2)*0.8*sin(6283*t):s=48000:c=stereo:d=2";

  private final Path folder;

  DisplayTimesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "h264.mkv, film.mp4, -c:a aac",
    "h264.mkv, film.mp4, -c:a aac -use_editlist 0",
    "h264.mkv, film.mp4, -c:a aac -use_editlist 0 -movflags negative_cts_offsets",
    "h264.mkv, film.mp4, -c:a aac -movflags frag_keyframe+empty_moov",
    "h264.mkv, film.mov, -c:a pcm_s16le",
    "h264.mkv, film.mkv, -c:a pcm_s16le",
    "h264.mkv, film.ts, -c:a aac",
    "h264.mkv, film.avi, -c:a pcm_s16le -bsf:v h264_mp4toannexb",
    "h264-open.mkv, film.mp4, -c:a aac",
    "h264-open.mkv, film.mp4, -c:a aac -use_editlist 0",
    "h264-open.mkv, film.mov, -c:a pcm_s16le",
    "h264-open.mkv, film.mkv, -c:a pcm_s16le",
    "h264-open.mkv, film.ts, -c:a aac",
    "h264-open.mkv, film.avi, -c:a pcm_s16le -bsf:v h264_mp4toannexb",
    "hevc.mkv, film.mp4, -c:a aac",
    "hevc.mkv, film.ts, -c:a aac",
    "hevc-open.mkv, film.mp4, -c:a aac",
    "hevc-open.mkv, film.mp4, -c:a aac -use_editlist 0",
    "hevc-open.mkv, film.mov, -c:a pcm_s16le",
    "hevc-open.mkv, film.mkv, -c:a pcm_s16le",
    "hevc-open.mkv, film.ts, -c:a aac"
  })
  void a_stored_stream_is_shown_at_its_times(String stream, String name, String options) {
    String inputs = "-i " + FFmpegProgram.resource(stream) + TONE;
    // without an edit list no stream can begin later than the other: the file is out of step
    double step = options.contains("use_editlist 0") ? .07 : .03;
    check(film(name, inputs + " -map 0:v -map 1:a -c:v copy " + options), step);
  }

  @ParameterizedTest
  @CsvSource({
    "film.mp4, -c:v mpeg4 -bf 2 -q:v 2 -c:a aac",
    "film.mov, -c:v mpeg4 -bf 2 -q:v 2 -c:a pcm_s16le",
    "film.mkv, -c:v mpeg4 -bf 2 -q:v 2 -c:a pcm_s16le",
    "film.avi, -c:v mpeg4 -bf 2 -q:v 2 -c:a pcm_s16le",
    "film.avi, -c:v mpeg4 -bf 2 -q:v 2 -g 12 -flags -cgop -c:a pcm_s16le",
    "film.ts, -c:v mpeg2video -bf 2 -q:v 2 -g 12 -c:a mp2",
    "film.mpg, -c:v mpeg2video -bf 2 -q:v 2 -g 12 -flags -cgop -c:a mp2",
    "film.webm, -c:v libvpx -auto-alt-ref 1 -lag-in-frames 12 -crf 4 -b:v 4M -c:a libopus",
    "film.webm, -c:v libvpx-vp9 -auto-alt-ref 1 -lag-in-frames 12 -crf 10 -b:v 0 -c:a libopus",
    "film.webm, -c:v libsvtav1 -crf 20 -g 25 -c:a libopus"
  })
  void a_coded_stream_is_shown_at_its_times(String name, String options) {
    check(film(name, PICTURE + TONE + " " + options), .03);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "mkv", "ts"})
  void uneven_frames_stay_as_long_as_they_are_shown(String ending) {
    String slower = "setts=pts=if(lt(PTS\\,800)\\,PTS\\,2*PTS-800):dts=DTS-400";
    Path uneven =
        film(
            "uneven." + ending,
            "-i %s -c copy -bsf:v %s".formatted(FFmpegProgram.resource("h264-open.mkv"), slower));
    List<Integer> expected = new ArrayList<>();
    for (int frame = 0; frame < FRAMES; frame++) {
      expected.add(frame);
      if (frame >= 20 && frame < FRAMES - 1) {
        expected.add(frame);
      }
    }
    try (var reader = new VideoReader(uneven)) {
      assertThat(reader.rate()).isEqualTo(RATE);
      // how long the last one stays is not told by all containers
      assertThat(levels(reader)).startsWith(expected.toArray(Integer[]::new));
    }
    try (var reader = VideoReader.stored(uneven)) {
      var frame = new Frame(reader.size());
      for (int i = 0; reader.read(frame); i++) {
        double told = i < 20 ? i / 25. : .8 + (i - 20) * 2 / 25.;
        assertThat(reader.seconds()).as("frame %d", i).isEqualTo(told, within(.002));
      }
    }
  }

  /// What a recorder has cut out of a broadcast begins anywhere: with frames that need others.
  @ParameterizedTest
  @ValueSource(strings = {"h264.mkv", "h264-open.mkv", "hevc-open.mkv"})
  void a_part_of_a_broadcast_stays_in_step(String stream) throws IOException {
    String inputs = "-i " + FFmpegProgram.resource(stream) + TONE;
    Path whole = film("whole.ts", inputs + " -map 0:v -map 1:a -c:v copy -c:a mp2");
    byte[] bytes = Files.readAllBytes(whole);
    int packets = bytes.length / 188;
    for (int skipped : new int[] {packets / 10, packets / 4, packets / 3}) {
      Path part = folder.resolve("part.ts");
      // the tables of the stream stand at its beginning
      byte[] kept = Arrays.copyOfRange(bytes, 188 * skipped, bytes.length);
      byte[] cut = Arrays.copyOf(bytes, 3 * 188 + kept.length);
      System.arraycopy(kept, 0, cut, 3 * 188, kept.length);
      Files.write(part, cut);
      try (var reader = new VideoReader(part)) {
        List<Integer> levels = levels(reader);
        assertThat(levels).isSorted().endsWith(FRAMES - 1).hasSizeGreaterThan(20);
        double flash = levels.lastIndexOf(FLASH) / 25.;
        assertThat(toneSeconds(part)).as("skipped %d", skipped).isEqualTo(flash, within(.03));
      }
      try (var reader = VideoReader.stored(part)) {
        assertThat(levels(reader)).isSorted().endsWith(FRAMES - 1).doesNotHaveDuplicates();
      }
    }
  }

  private Path film(String name, String arguments) {
    return FFmpegProgram.write(folder.resolve(name), arguments);
  }

  private static void check(Path film, double step) {
    var all = IntStream.range(0, FRAMES).boxed().toList();
    try (var reader = new VideoReader(film)) {
      assertThat(reader.rate()).isEqualTo(RATE);
      assertThat(levels(reader)).isEqualTo(all);
    }
    double flash = -1;
    try (var reader = VideoReader.stored(film)) {
      var frame = new Frame(reader.size());
      for (int i = 0; i < FRAMES; i++) {
        assertThat(reader.read(frame)).as("frame %d", i).isTrue();
        assertThat(level(frame)).isEqualTo(i);
        assertThat(reader.seconds()).as("frame %d", i).isEqualTo(i / 25., within(.004));
        flash = i == FLASH ? reader.seconds() : flash;
      }
      assertThat(reader.duration()).isEqualTo(2, within(.004));
    }
    assertThat(toneSeconds(film)).isEqualTo(flash, within(step));
    assertThat(MediaInfo.read(film).video().frames()).isEqualTo(FRAMES);
  }

  private static List<Integer> levels(VideoReader reader) {
    var levels = new ArrayList<Integer>();
    var frame = new Frame(reader.size());
    while (reader.read(frame)) {
      levels.add(level(frame));
    }
    return levels;
  }

  /// The number that a frame carries.
  private static int level(Frame frame) {
    int grey = frame.argb()[frame.width() * frame.height() / 2 + frame.width() / 2] >> 8 & 255;
    return (int) Math.round((16 + grey * 219 / 255. - 20) / 4);
  }

  /// When the tone begins.
  private static double toneSeconds(Path film) {
    try (Sound sound = SoundReader.ofVideo(film).orElseThrow()) {
      float[] pair = new float[2];
      for (long i = 0; sound.read(pair) > 0; i++) {
        if (Math.abs(pair[0]) > .2) {
          return (double) i / Sound.RATE;
        }
      }
    }
    return -1;
  }
}
