package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// Files of sound to try things with.
final class Tones {
  private Tones() {}

  /// The same as a `data:` URI.
  static String uri() throws IOException {
    return "data:audio/wav;base64," + Base64.getEncoder().encodeToString(wav());
  }

  /// Two seconds of a tone that swells, as a WAV file.
  static byte[] wav() throws IOException {
    int rate = 16_000;
    byte[] samples = new byte[2 * 2 * rate];
    for (int i = 0; i < samples.length / 2; i++) {
      int level = (int) (12_000 * Math.abs(Math.sin(i * 4.0 / rate)) * Math.sin(i * 2764.6 / rate));
      samples[2 * i] = (byte) level;
      samples[2 * i + 1] = (byte) (level >> 8);
    }
    var format = new AudioFormat(rate, 16, 1, true, false);
    var out = new ByteArrayOutputStream();
    var in = new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2);
    int written = AudioSystem.write(in, AudioFileFormat.Type.WAVE, out);
    assertThat(written).isEqualTo(out.size());
    return out.toByteArray();
  }
}
