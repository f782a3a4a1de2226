package io.kinora.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.render.Look.Step;
import io.kinora.render.colour.LutTest;
import io.kinora.render.operation.Kind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Words and names of files are never taken for anything but themselves.
class HostileTextTest {
  private final Path folder;

  HostileTextTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%{pts}",
        "%d %s",
        "':x=0",
        "a:b;c[d],e",
        "\\n\\",
        "-",
        "$(id)",
        "{\\an8}",
        "A 鸟 😀",
        "text=x,drawbox=0:0:99:99"
      })
  void a_text_is_drawn_as_it_is(String text) {
    int[] drawn = frame(Kind.EFFECT, "title=" + text);
    int[] plain = frame(Kind.GRADE, "exposure=0");
    assertThat(drawn).isNotEqualTo(plain);
    // a caption stays within its lines: the first and the last rows are as they were
    assertThat(Arrays.copyOf(drawn, 96 * 4)).isEqualTo(Arrays.copyOf(plain, 96 * 4));
  }

  @Test
  void chinese_is_drawn_with_glyphs_of_its_own() {
    int[] bird = frame(Kind.EFFECT, "title=鸟");
    assertThat(bird).isNotEqualTo(frame(Kind.EFFECT, "title=马"));
    assertThat(bird).isNotEqualTo(frame(Kind.EFFECT, "title=\ue000")); // a box: no such glyph
    assertThat(frame(Kind.EFFECT, "title=龍")) // traditional, too
        .isNotEqualTo(frame(Kind.EFFECT, "title=\ue000"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "-x", "a:b'c", "%d", "a\nb", "[x];y,z=1", "concat:a|b"})
  void files_of_any_name_are_read(String name) throws IOException {
    Path lut = folder.resolve(name + ".cube");
    Files.writeString(lut, LutTest.cube(17, rgb -> rgb));
    Path logo = folder.resolve(name + ".png");
    ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB), "png", logo.toFile());
    Path lines = folder.resolve(name + ".srt");
    Files.writeString(lines, "1\n00:00:00,000 --> 00:00:09,000\n鸟\n");

    int[] plain = frame(Kind.GRADE, "exposure=0");
    assertThat(frame(Kind.LUT, "file=" + lut)).isEqualTo(plain);
    assertThat(frame(Kind.EFFECT, "overlay=" + logo)).isNotEqualTo(plain);
    assertThat(frame(Kind.EFFECT, "subtitles=" + lines)).isNotEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"concat:a|b", "http://localhost/a.png", "pipe:0", "-"})
  void protocols_are_no_files(String name) {
    for (String effect : List.of("overlay=", "subtitles=")) {
      assertThatThrownBy(() -> Step.parse(Kind.EFFECT, effect + name))
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining("there is no such file");
    }
  }

  @Test
  void refuses_damaged_pictures_and_subtitles() throws IOException {
    Path text = Files.writeString(folder.resolve("a.png"), "hello");
    assertThatThrownBy(() -> Step.parse(Kind.EFFECT, "overlay=" + text))
        .hasMessageContaining("not a PNG");
    Path latin = Files.write(folder.resolve("a.srt"), new byte[] {(byte) 0xe9, 10});
    assertThatThrownBy(() -> Step.parse(Kind.EFFECT, "subtitles=" + latin))
        .hasMessageContaining("UTF-8");
    Path empty = Files.writeString(folder.resolve("b.ass"), "[Events]\n");
    assertThatThrownBy(() -> Step.parse(Kind.EFFECT, "subtitles=" + empty))
        .hasMessageContaining("no line");
  }

  private static int[] frame(Kind kind, String step) {
    DrawnClip grey = TestPattern.of(1, (f, _) -> TestPattern.fill(f, 0xff406080));
    try (Clip clip = new Look(List.of(Step.parse(kind, step))).apply(grey)) {
      var frame = new Frame(clip.size());
      assertThat(clip.read(frame)).isTrue();
      return frame.argb();
    }
  }
}
