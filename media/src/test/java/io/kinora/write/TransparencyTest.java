package io.kinora.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.read.FFmpegProgram;
import io.kinora.read.Inputs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is transparent in a file stays so, as far as what is written can hold it.
class TransparencyTest {
  private final Path folder;

  TransparencyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// Red whose left third is clear, the middle one half and the right one opaque.
  @ParameterizedTest
  @CsvSource({
    "film.mov, -c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10 -alpha_bits 16, 2",
    "film.mov, -c:v prores_ks -profile:v 4444 -pix_fmt yuva444p10 -alpha_bits 8, 2",
    "film.mov, -c:v qtrle -pix_fmt argb, 0",
    "film.mov, -c:v png -pix_fmt rgba, 0",
    "film.mov, -c:v rawvideo -pix_fmt argb, 0",
    "film.mov, -c:v jpeg2000 -pix_fmt rgba, 8",
    "film.mov, -c:v cfhd -pix_fmt gbrap12 -quality film1, 8",
    "film.apng, -c:v apng -pix_fmt rgba -plays 0, 0",
    "film.png, -c:v png -pix_fmt rgba64be -frames:v 1, 1",
    "film.png, -c:v png -pix_fmt ya8 -frames:v 1, 0",
    "film.gif, -vf split[a][b];[a]palettegen[p];[b][p]paletteuse -c:v gif, 127",
    "film.mkv, -c:v ffv1 -pix_fmt bgra, 0",
    "film.mkv, -c:v ffv1 -pix_fmt yuva420p, 1",
    "film.mkv, -c:v ffv1 -pix_fmt gbrap12 -strict -2, 1",
    "film.avi, -c:v utvideo -pix_fmt gbrap, 0",
    "film.mkv, -c:v ffvhuff -pix_fmt yuva444p, 1",
    "film.mkv, -c:v magicyuv -pix_fmt gbrap, 0",
    "film.mkv, -c:v magicyuv -pix_fmt yuva444p, 1",
    "film.webm, -c:v libvpx -pix_fmt yuva420p -auto-alt-ref 0 -b:v 2M, 6",
    "film.webm, -c:v libvpx-vp9 -pix_fmt yuva420p -auto-alt-ref 0 -b:v 2M, 6",
    "film.mkv, -c:v libvpx -pix_fmt yuva420p -auto-alt-ref 0 -b:v 2M, 6",
    "picture.webp, -c:v libwebp -lossless 1 -pix_fmt bgra -frames:v 1, 0",
    "picture.webp, -c:v libwebp -lossless 0 -pix_fmt yuva420p -frames:v 1, 2"
  })
  void every_codec_keeps_it_when_read(String name, String codec, int tolerance) {
    String picture =
        "-f lavfi -i color=red:s=192x96:r=25:d=0.2,format=rgba,"
            + "geq=r=224:g=224:b=224:a=if(lt(X\\,64)\\,0\\,if(lt(X\\,128)\\,128\\,255)) ";
    Path film = FFmpegProgram.write(folder.resolve(name), picture + codec);
    try (Clip clip = Inputs.open(film, null)) {
      assertThat(clip.hasAlpha()).isTrue();
      var frame = new Frame(clip.size());
      assertThat(clip.read(frame)).isTrue();
      assertThat(alpha(frame, 32)).isCloseTo(0, within(tolerance == 127 ? 0. : tolerance));
      assertThat(alpha(frame, 96)).isCloseTo(128, within((double) tolerance));
      assertThat(alpha(frame, 160)).isCloseTo(255, within(tolerance == 127 ? 0. : tolerance));
      assertThat(frame.argb()[48 * 192 + 160] & 255).isBetween(216, 232);
    }
  }

  /// A clip with a clear, a half and an opaque third.
  private static Clip thirds() {
    return new DrawnClip(
        new FrameSize(192, 96),
        FrameRate.DEFAULT,
        4,
        true,
        (frame, _) -> {
          for (int i = 0; i < frame.argb().length; i++) {
            int third = i % 192 / 64;
            frame.argb()[i] = (third == 0 ? 0 : third == 1 ? 128 << 24 : 255 << 24) | 0xe0e0e0;
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "film.mov, prores, 4444, 128",
    "film.webm, , , 128",
    "film.webm, vp9, , 128",
    "film.webm, vp9, alpha, 128",
    "film.apng, , , 128",
    "film.zip, , , 128",
    "film.gif, , , 255" // of which it has only whole ones
  })
  void what_can_hold_it_keeps_it(
      String name, @Nullable String codec, @Nullable String profile, double half) {
    List<String> notes = write(name, codec, profile);
    try (Clip clip = Inputs.open(folder.resolve(name), null)) {
      var frame = new Frame(clip.size());
      assertThat(clip.read(frame)).isTrue();
      assertThat(alpha(frame, 32)).isCloseTo(0, within(6.));
      assertThat(alpha(frame, 96)).isCloseTo(half, within(6.));
      assertThat(alpha(frame, 160)).isCloseTo(255, within(6.));
    }
    assertThat(notes).hasSize(name.endsWith("gif") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({
    "film.mp4, , ",
    "film.mp4, av1, ",
    "film.mov, , ",
    "film.mov, prores, 422",
    "film.webm, vp9, 8bit",
    "film.webm, av1, "
  })
  void what_cannot_says_so(String name, @Nullable String codec, @Nullable String profile) {
    assertThat(write(name, codec, profile))
        .singleElement()
        .asString()
        .contains("laid on black")
        .contains("4444");
    try (Clip clip = Inputs.open(folder.resolve(name), null)) {
      var frame = new Frame(clip.size());
      assertThat(clip.read(frame)).isTrue();
      assertThat(frame.argb()[48 * 192 + 32] & 255).isLessThan(12);
      assertThat(frame.argb()[48 * 192 + 96] & 255).isBetween(100, 124);
      assertThat(frame.argb()[48 * 192 + 160] & 255).isGreaterThan(212);
    }
  }

  @Test
  void what_is_opaque_needs_no_word() {
    var notes = new ArrayList<String>();
    Path out = folder.resolve("film.mp4");
    Exporter.write(
        TestPattern.counting(3), null, out, false, Encoding.of(out), "", listener(notes));
    assertThat(notes).isEmpty();
  }

  private List<String> write(String name, @Nullable String codec, @Nullable String profile) {
    Path out = folder.resolve(name);
    var notes = new ArrayList<String>();
    var encoding = new Encoding(Container.of(out), codec, null, null, profile);
    Exporter.write(thirds(), null, out, false, encoding, "", listener(notes));
    return notes;
  }

  private static Progress listener(List<String> notes) {
    return new Progress() {
      @Override
      public boolean report(String step, double done) {
        return true;
      }

      @Override
      public void note(String line) {
        notes.add(line);
      }
    };
  }

  private static double alpha(Frame frame, int x) {
    return frame.argb()[frame.height() / 2 * frame.width() + x] >>> 24;
  }
}
