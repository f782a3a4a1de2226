package io.kinora.studio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import io.kinora.read.MediaInfo;
import io.kinora.read.SoundReader;
import io.kinora.read.VideoReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real files, good and bad, at other rates.
class InterpolationTest {
  private static final int LONG_FLASH = 2; // of a video that lasts 1 s at 12 fps: frames 6 and 7

  private final Path folder;
  private final Path out;

  InterpolationTest(@TempDir Path folder) {
    this.folder = folder;
    out = folder.resolve("out.mp4");
  }

  @Test
  void a_video_gets_more_frames_and_keeps_its_sound() throws Exception {
    Path in = video("in.mkv", avutil.AV_PIX_FMT_YUV420P, 96, 64, even(12), true);
    Interpolation.Report report = interpolate(in, "30", 1);

    assertThat(report.frames()).isEqualTo(30);
    assertThat(MediaInfo.read(out).video().frames()).isEqualTo(30);
    assertThat(MediaInfo.read(out).record().orElseThrow()).contains("interpolate 30");
    assertThat(toneSeconds(out)).isCloseTo(.75, within(.01));
    assertThat(flashSeconds(out)).isCloseTo(.5, within(.05));
  }

  @Test
  void sound_is_stretched_with_the_picture() throws Exception {
    Path in = video("in.mkv", avutil.AV_PIX_FMT_YUV420P, 96, 64, even(12), true);
    Interpolation.Report report = interpolate(in, "12", 3);

    assertThat(report.frames()).isEqualTo(36);
    assertThat(flashSeconds(out)).isCloseTo(1.5, within(.1));
    assertThat(toneSeconds(out)).isCloseTo(2.25, within(.06));
  }

  @Test
  void frames_come_at_their_own_times() throws Exception {
    long[] late = even(12).clone();
    for (int i = 6; i < 12; i++) {
      late[i] += 500_000; // the flash, and all that follows, half a second later
    }
    Path in = video("vfr.mkv", avutil.AV_PIX_FMT_YUV420P, 96, 64, late, false);
    Interpolation.Report _ = interpolate(in, "24", 1);

    assertThat(flashSeconds(out)).isCloseTo(1, within(.06));
  }

  /// Encoders that look ahead store pictures in another order than they are shown in.
  @Test
  void frames_between_frames_keep_their_places() throws Exception {
    String ramp =
        "-f lavfi -i color=black:s=96x64:r=25:d=2,geq=lum=20+4*N:cb=128:cr=128,format=yuv420p";
    Path film = ffmpeg("b.mp4", ramp + " -c:v mpeg4 -bf 2 -q:v 1");
    assertThat(interpolate(film, "25", 1).frames()).isEqualTo(50);
    try (var before = new VideoReader(film);
        var after = new VideoReader(out)) {
      var one = new Frame(before.size());
      var other = new Frame(before.size());
      for (int i = 0; before.read(one); i++) {
        assertThat(after.read(other)).isTrue();
        int grey = one.argb()[0] & 255; // it grows by 4.7 from frame to frame
        assertThat(other.argb()[0] & 255).as("frame %d", i).isBetween(grey - 2, grey + 2);
      }
    }
  }

  @Test
  void odd_sizes_full_chroma_and_ten_bits_are_taken() throws Exception {
    var deep = new java.io.ByteArrayOutputStream();
    deep.writeBytes("YUV4MPEG2 W97 H65 F12:1 Ip A1:1 C444p10 XYSCSS=444P10\n".getBytes(US_ASCII));
    for (int i = 0; i < 4; i++) {
      deep.writeBytes("FRAME\n".getBytes(US_ASCII));
      for (int k = 0; k < 3 * 97 * 65; k++) {
        deep.write(200 + 10 * i);
        deep.write(1); // 10 bits, the lower byte first
      }
    }
    Path in = Files.write(folder.resolve("deep.y4m"), deep.toByteArray());
    Interpolation.Report report = interpolate(in, "24", 1);

    assertThat(report.size()).hasToString("96x64");
    assertThat(report.notes()).anyMatch(note -> note.contains("odd last row or column"));
    try (var reader = new VideoReader(out)) {
      assertThat(reader.frames()).isEqualTo(8);
    }
  }

  @Test
  void a_lower_rate_says_what_it_does() throws Exception {
    Path in = video("in.mkv", avutil.AV_PIX_FMT_YUV420P, 96, 64, even(6), false);
    Interpolation.Report report = interpolate(in, "4", 1);

    assertThat(report.frames()).isEqualTo(2);
    assertThat(report.notes()).anyMatch(note -> note.contains("below the rate of the video"));
  }

  /// What phones film for slow motion.
  @Test
  void two_hundred_and_forty_frames_a_second_are_taken() throws Exception {
    String ramp =
        "-f lavfi -i color=black:s=96x64:r=240:d=0.25,geq=lum=40+3*N:cb=128:cr=128,format=yuv420p"
            + " -c:v mpeg4 -q:v 1";
    Path in = ffmpeg("slow.mp4", ramp);
    Interpolation.Report report = interpolate(in, "60", 4);

    assertThat(report.from()).hasToString("240");
    assertThat(report.framesRead()).isEqualTo(60);
    assertThat(report.frames()).isEqualTo(60);
    try (var reader = new VideoReader(out)) {
      var frame = new Frame(reader.size());
      for (int i = 0; reader.read(frame); i++) {
        double luma = 16 + (frame.argb()[0] & 255) * 219 / 255.;
        assertThat(luma).as("frame %d", i).isCloseTo(40 + 3 * i, within(2.));
      }
    }
    try (var reader = new VideoReader(in)) {
      assertThat(reader.rate()).hasToString("120");
      assertThat(reader.frames()).isEqualTo(30);
    }
  }

  @Test
  void transparent_parts_are_laid_on_black_and_it_says_so() throws Exception {
    String half =
        "-f lavfi -i color=white:s=96x64:r=12:d=0.5,format=rgba,geq=r=230:g=230:b=230"
            + ":a=if(lt(X\\,48)\\,0\\,255) -c:v qtrle -pix_fmt argb";
    Path in = ffmpeg("clear.mov", half);
    Interpolation.Report report = interpolate(in, "24", 1);

    assertThat(report.notes()).anyMatch(note -> note.contains("laid on black"));
    try (var reader = new VideoReader(out)) {
      var frame = new Frame(reader.size());
      assertThat(reader.read(frame)).isTrue();
      assertThat(frame.argb()[20] & 255).isLessThan(20);
      assertThat(frame.argb()[80] & 255).isGreaterThan(210);
    }
  }

  @Test
  void one_frame_stands_still() throws Exception {
    Path in = video("one.mkv", avutil.AV_PIX_FMT_YUV420P, 96, 64, even(1), false);
    assertThat(interpolate(in, "48", 1).frames()).isEqualTo(4);
  }

  @Test
  void what_is_no_video_is_refused_and_leaves_nothing() throws Exception {
    Path whole = video("in.mp4", avutil.AV_PIX_FMT_YUV420P, 96, 64, even(12), true);
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
    Path torn = damaged(bytes);
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    for (Path in : List.of(cut, text, empty, sound(), none(), folder.resolve("gone.mp4"))) {
      assertThatThrownBy(() -> interpolate(in, "24", 1))
          .as(in.toString())
          .isInstanceOf(BadRequest.class);
    }
    assertThatThrownBy(() -> interpolate(torn, "24", 1)).isInstanceOf(KinoraException.class);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.contains("out"));
    }
  }

  /// What the `ffmpeg` program that comes with the library writes.
  private Path ffmpeg(String name, String arguments) throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    var command =
        new ArrayList<String>(
            List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-nostdin", "-v", "error"));
    command.addAll(List.of(arguments.split(" ")));
    command.add(file.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return file;
  }

  private Interpolation.Report interpolate(Path in, String rate, double slower) {
    var output = new Film.Output(out, true);
    return new Interpolation(in, FrameRate.parse(rate), slower, output).write(Progress.NONE);
  }

  /// Microseconds of frames at 12 per second.
  private static long[] even(int count) {
    long[] times = new long[count];
    Arrays.setAll(times, i -> Math.round(i * 1e6 / 12));
    return times;
  }

  /// A grey picture that gets white for two frames from the sixth on, with a tone from 0.5 to 1 s.
  private Path video(String name, int format, int width, int height, long[] times, boolean sound)
      throws Exception {
    Path file = folder.resolve(name);
    try (var recorder = new FFmpegFrameRecorder(file.toFile(), width, height, sound ? 2 : 0)) {
      recorder.setVideoCodec(
          name.endsWith("mp4") ? avcodec.AV_CODEC_ID_MPEG4 : avcodec.AV_CODEC_ID_FFV1);
      recorder.setPixelFormat(format);
      recorder.setFrameRate(12);
      recorder.setAudioCodec(
          name.endsWith("mp4") ? avcodec.AV_CODEC_ID_AAC : avcodec.AV_CODEC_ID_PCM_S16LE);
      recorder.setSampleRate(48_000);
      recorder.start();
      for (int i = 0; i < times.length; i++) {
        boolean flash = i >= 6 && i < 6 + LONG_FLASH;
        recorder.setTimestamp(times[i]);
        recorder.record(picture(width, height, flash ? 230 : 60 + i), avutil.AV_PIX_FMT_BGR24);
      }
      if (sound) {
        float[] samples = new float[2 * 48_000];
        for (int i = 48_000; i < samples.length; i++) {
          samples[i] = (float) (.8 * Math.sin(i * .03));
        }
        recorder.recordSamples(48_000, 2, FloatBuffer.wrap(samples));
      }
    }
    return file;
  }

  private static org.bytedeco.javacv.Frame picture(int width, int height, int grey) {
    var picture =
        new org.bytedeco.javacv.Frame(width, height, org.bytedeco.javacv.Frame.DEPTH_UBYTE, 3);
    var bytes = (ByteBuffer) picture.image[0];
    for (int i = 0; i < bytes.capacity(); i++) {
      bytes.put(i, (byte) grey);
    }
    return picture;
  }

  private Path sound() throws Exception {
    Path file = folder.resolve("sound.wav");
    try (var recorder = new FFmpegFrameRecorder(file.toFile(), 1)) {
      recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
      recorder.setSampleRate(48_000);
      recorder.start();
      recorder.recordSamples(48_000, 1, FloatBuffer.wrap(new float[4800]));
    }
    return file;
  }

  /// A video without a frame.
  private Path none() throws Exception {
    return video("none.mkv", avutil.AV_PIX_FMT_YUV420P, 96, 64, new long[0], false);
  }

  private Path damaged(byte[] whole) throws IOException {
    byte[] bytes = whole.clone();
    Arrays.fill(bytes, 100, bytes.length - 1500, (byte) 0x55);
    return Files.write(folder.resolve("torn.mp4"), bytes);
  }

  private static double flashSeconds(Path file) {
    try (var reader = new VideoReader(file)) {
      var frame = new Frame(reader.size());
      while (reader.read(frame)) {
        if ((frame.argb()[frame.argb().length / 2] & 255) > 222) {
          return reader.seconds();
        }
      }
    }
    return -1;
  }

  /// The middle of what is heard, by energy.
  private static double toneSeconds(Path file) {
    double energy = 0;
    double moment = 0;
    try (Sound sound = SoundReader.ofVideo(file).orElseThrow()) {
      float[] samples = new float[2];
      for (long i = 0; sound.read(samples) > 0; i++) {
        energy += samples[0] * samples[0];
        moment += samples[0] * samples[0] * i / Sound.RATE;
      }
    }
    return moment / energy;
  }
}
