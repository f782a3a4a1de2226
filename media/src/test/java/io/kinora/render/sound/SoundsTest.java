package io.kinora.render.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Sound;
import io.kinora.render.sound.Sounds.Piece;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sounds that are made of others.
class SoundsTest {
  /// A sound of one level, or a sine of it.
  private static Sound tone(float level, double hertz, long pairs) {
    return new Sound() {
      private long at;

      @Override
      public int read(float[] samples) {
        int count = (int) Math.min(samples.length / CHANNELS, pairs - at);
        for (int i = 0; i < count * CHANNELS; i++) {
          double t = (double) (at + i / CHANNELS) / RATE;
          samples[i] = hertz == 0 ? level : (float) (level * Math.sin(2 * Math.PI * hertz * t));
        }
        at += count;
        return count;
      }

      @Override
      public void close() {}
    };
  }

  private static float[] read(Sound sound, int pairs) {
    var samples = new float[pairs * Sound.CHANNELS];
    int at = 0;
    var block = new float[7 * Sound.CHANNELS]; // blocks do not fall on borders
    for (int read; at < pairs && (read = sound.read(block)) > 0; at += read) {
      System.arraycopy(block, 0, samples, at * 2, Math.min(read, pairs - at) * 2);
    }
    sound.close();
    return samples;
  }

  @Test
  void pieces_fade_into_one_another() {
    var pieces =
        List.of(
            new Piece(0, 100, () -> tone(0.2f, 0, 1000)),
            new Piece(60, 200, () -> tone(0.6f, 0, 100))); // shorter than its place
    float[] heard = read(Sounds.joined(pieces), 220);
    assertThat(heard[2 * 10]).isEqualTo(0.2f);
    assertThat(heard[2 * 80]).isCloseTo(0.4f, within(0.01f));
    assertThat(heard[2 * 120]).isEqualTo(0.6f);
    assertThat(heard[2 * 170]).isZero();
  }

  @Test
  void music_is_looped_and_fades_out() {
    float[] heard = read(Sounds.looped(() -> tone(0.5f, 0, 30), 100, 20), 120);
    assertThat(heard[2 * 70]).isEqualTo(0.5f);
    assertThat(heard[2 * 90]).isCloseTo(0.25f, within(0.01f));
    assertThat(heard[2 * 99]).isCloseTo(0.025f, within(0.01f));
    assertThat(heard[2 * 110]).isZero();
    assertThat(read(Sounds.looped(() -> tone(0, 0, 0), 10, 2), 10)).containsOnly(0f);
  }

  @Test
  void mixes_and_does_not_overflow() {
    float[] heard = read(Sounds.mixed(tone(0.3f, 0, 10), tone(0.9f, 0, 20)), 20);
    assertThat(heard[0]).isEqualTo(1f);
    assertThat(heard[2 * 15]).isEqualTo(0.9f);
  }

  @Test
  void measures_loudness_as_the_standard_has_it() {
    // BS.1770: a sine of 997 Hz at full scale in one channel is -3.01 LUFS, so in both it is 0.
    long pairs = 4L * Sound.RATE;
    double whole = Loudness.of(tone(1, 997, pairs), pairs).lufs();
    assertThat(whole).isCloseTo(0, within(0.1));
    Loudness quiet = Loudness.of(tone(0.1f, 997, pairs), pairs);
    assertThat(quiet.lufs()).isCloseTo(-20, within(0.1));
    assertThat(quiet.factor(-14)).isCloseTo(Math.pow(10, 6 / 20.0), within(0.03));
    assertThat(quiet.factor(0)).isLessThan(9); // the peak stays below full scale
    assertThat(Loudness.of(Sounds.silence(), Sound.RATE).factor(-14)).isEqualTo(1);
  }

  /// Noise whose level changes, so that both gates have something to leave out.
  private static Sound noise(long seed, long pairs) {
    var random = new SplittableRandom(seed);
    return new Sound() {
      private long at;

      @Override
      public int read(float[] samples) {
        int count = (int) Math.min(samples.length / CHANNELS, pairs - at);
        for (int i = 0; i < count * CHANNELS; i++) {
          double second = (double) (at + i / CHANNELS) / RATE;
          double level = second % 3 < 1 ? 0.5 : second % 3 < 2 ? 0.02 : 0.00005;
          samples[i] = (float) (level * random.nextDouble(-1, 1));
        }
        at += count;
        return count;
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void loudness_is_what_a_second_implementation_measures(long seed) {
    long pairs = 7L * Sound.RATE + 1234;
    double expected = ReferenceLoudness.lufs(noise(seed, pairs), pairs);
    assertThat(expected).isBetween(-20.0, -5.0);
    assertThat(Loudness.of(noise(seed, pairs), pairs).lufs()).isCloseTo(expected, within(0.02));
  }
}
