package io.kinora.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.read.SoundReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sound beside pictures: as long as they are, and in step.
class SoundTest {
  private static final FrameSize SIZE = new FrameSize(64, 64);

  private final Path folder;

  SoundTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// Silence, and a click of 10 ms that begins at `click` seconds.
  private static Sound click(double click) {
    return new Sound() {
      private long at;

      @Override
      public int read(float[] samples) {
        for (int i = 0; i < samples.length; i++) {
          double t = (double) (at + i / CHANNELS) / RATE;
          boolean on = t >= click && t < click + 0.01;
          samples[i] = on ? (float) Math.sin(t * 2 * Math.PI * 1000) : 0;
        }
        at += samples.length / CHANNELS;
        return samples.length / CHANNELS;
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @CsvSource({"mp4, , 24", "mov, prores, 25", "webm, , 30", "mov, , 23.976", "mp4, av1, 60"})
  void sound_is_in_step_and_as_long_as_the_pictures(String ending, String codec, String fps) {
    FrameRate rate = FrameRate.parse(fps);
    long frames = rate.frames(1.5);
    Path file = folder.resolve("film." + ending);
    var encoding = new Encoding(Container.of(file), codec, null, null, null);
    Exporter.write(
        TestPattern.flat(SIZE, rate, frames, 0x406080),
        click(1.0),
        file,
        false,
        encoding,
        "",
        Progress.NONE);

    MediaInfo info = MediaInfo.read(file);
    assertThat(info.hasSound()).isTrue();
    assertThat(info.video().frames()).isEqualTo(frames);
    assertThat(info.seconds()).isCloseTo(rate.seconds(frames), within(0.03));
    try (Sound heard = SoundReader.ofVideo(file).orElseThrow()) {
      assertThat(firstLoud(heard)).isCloseTo(1.0, within(0.01));
    }
  }

  @Test
  void containers_without_sound_stay_silent() {
    Path file = folder.resolve("film.gif");
    Exporter.write(
        TestPattern.flat(SIZE, FrameRate.DEFAULT, 2, 0),
        click(0),
        file,
        false,
        Encoding.of(file),
        "",
        Progress.NONE);
    assertThat(MediaInfo.read(file).hasSound()).isFalse();
    assertThat(SoundReader.ofVideo(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"44100, 1", "22050, 2", "48000, 2"})
  void reads_files_of_sound_at_any_rate(float rate, int channels) throws IOException {
    Path file = wav(rate, channels, 0.5);
    try (Sound heard = SoundReader.of(file)) {
      var all = new float[Sound.RATE * Sound.CHANNELS * 2];
      int pairs = heard.read(all);
      assertThat(pairs).isBetween(Sound.RATE - 200, Sound.RATE + 200);
      assertThat(heard.read(new float[8])).isZero();
    }
    try (Sound heard = SoundReader.of(file)) {
      assertThat(firstLoud(heard)).isCloseTo(0.5, within(0.005));
    }
  }

  @Test
  void refuses_what_is_no_sound() throws IOException {
    Path text = Files.writeString(folder.resolve("a.mp3"), "hello");
    assertThatThrownBy(() -> SoundReader.of(text)).isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> SoundReader.of(folder.resolve("none.wav")))
        .isInstanceOf(BadRequest.class);
    Path silent = folder.resolve("silent.mp4");
    Exporter.write(
        TestPattern.flat(SIZE, FrameRate.DEFAULT, 2, 0), silent, false, "", Progress.NONE);
    assertThatThrownBy(() -> SoundReader.of(silent)).hasMessageContaining("holds no sound");
  }

  /// One second of silence with a loud second half, as the JDK writes it.
  private Path wav(float rate, int channels, double from) throws IOException {
    var bytes = new byte[((int) rate) * channels * 2];
    for (int i = 0; i < rate; i++) {
      if (i >= from * rate) {
        short value = (short) (20_000 * Math.sin(i / rate * 2 * Math.PI * 440 + 1));
        for (int c = 0; c < channels; c++) {
          bytes[(i * channels + c) * 2] = (byte) value;
          bytes[(i * channels + c) * 2 + 1] = (byte) (value >> 8);
        }
      }
    }
    Path file = folder.resolve("tone.wav");
    var format = new AudioFormat(rate, 16, channels, true, false);
    var in = new AudioInputStream(new ByteArrayInputStream(bytes), format, (long) rate);
    int written = AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
    assertThat(written).isPositive();
    return file;
  }

  /// When the sound is first louder than a fifth of full scale, in seconds.
  private static double firstLoud(Sound sound) {
    var samples = new float[Sound.CHANNELS * 64];
    for (long at = 0; ; ) {
      int read = sound.read(samples);
      if (read == 0) {
        return Double.NaN;
      }
      for (int i = 0; i < read; i++) {
        if (Math.abs(samples[i * 2]) > 0.2) {
          return (double) (at + i) / Sound.RATE;
        }
      }
      at += read;
    }
  }
}
