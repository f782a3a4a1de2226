package io.kinora.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import io.kinora.render.operation.Parameter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What corrections, filters and effects do to pixels.
class LookTest {
  private static final FrameSize SIZE_169 = new FrameSize(320, 180);

  private static final int GREY = 0xff808080;

  static Stream<Entry> withoutWords() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Catalogue.of(kind).stream())
        .filter(entry -> !(entry.parameter() instanceof Parameter.Words));
  }

  @ParameterizedTest
  @MethodSource("withoutWords")
  void every_step_gives_as_many_frames_as_it_says(Entry entry) {
    Clip clip = TestPattern.of(13, TestPattern::colours);
    try (Clip looked = look(entry.kind(), entry.name()).apply(clip)) {
      assertThat(read(looked)).hasSize((int) looked.frames());
      assertThat(looked.size()).isEqualTo(clip.size());
    }
    assertThat(((DrawnClip) clip).isClosed()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("withoutWords")
  void every_filter_and_effect_changes_something(Entry entry) {
    if (entry.kind() == Kind.GRADE || entry.name().equals("letterbox")) {
      return; // neutral unless told otherwise; and this clip is narrower than a letterbox
    }
    DrawnClip.Painter painter =
        (frame, t) -> {
          for (int i = 0; i < frame.argb().length; i++) {
            boolean bar = (i % 96 + t * 4) % 32 < 8;
            frame.argb()[i] = bar ? 0xffe8c840 : 0xff305070 + (i / 96) * 0x010000;
          }
        };
    try (Clip looked = look(entry.kind(), entry.name()).apply(TestPattern.of(13, painter));
        Clip plain = TestPattern.of(13, painter)) {
      assertThat(hashes(looked)).isNotEqualTo(hashes(plain));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exposure=0", "brightness=0", "contrast=0", "saturation=0", "hue=0", "temperature=0",
        "tint=0", "gamma=1", "lift=0", "mid=1:1:1", "gain=1", "curves=m=0/0 1/1;r=0/0 1/1"
      })
  void neutral_corrections_change_no_pixel(String step) {

    assertThat(frames(Kind.GRADE, step)).isEqualTo(hashes(TestPattern.of(3, TestPattern::colours)));
  }

  @Test
  void alpha_goes_around_the_filters() {
    DrawnClip.Painter glass = (frame, t) -> TestPattern.fill(frame, 0x40808080);
    var clip = new DrawnClip(new FrameSize(96, 64), FrameRate.DEFAULT, 2, true, glass);
    try (Clip looked = look(Kind.GRADE, "exposure=1").apply(clip)) {
      var frame = new Frame(looked.size());
      assertThat(looked.read(frame)).isTrue();
      assertThat(frame.argb()[0] >>> 24).isEqualTo(0x40);
      assertThat(frame.argb()[0] & 0xff).isGreaterThan(0xa0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exposure=1, 175, 175, 175", // 128 · 2^(1/2.2)
    "brightness=20, 154, 154, 154",
    "gain=0.5, 64, 64, 64",
    "lift=0.2:0:0, 153, 128, 128",
    "gamma=2, 181, 181, 181",
    "mid=2:1:1, 181, 128, 128",
    "curves=m=0/0 0.5/0.25 1/1, 64, 64, 64",
    "contrast=50, 129, 129, 129",
    "saturation=-100, 128, 128, 128"
  })
  void corrections_do_what_their_formula_says(String step, int red, int green, int blue) {
    int pixel = flat(Kind.GRADE, step, GREY);
    assertThat(pixel >> 16 & 0xff).isCloseTo(red, within(1));
    assertThat(pixel >> 8 & 0xff).isCloseTo(green, within(1));
    assertThat(pixel & 0xff).isCloseTo(blue, within(1));
  }

  @Test
  void warmer_is_redder_and_magenta_is_less_green() {
    int warm = flat(Kind.GRADE, "temperature=60", GREY);
    assertThat(warm >> 16 & 0xff).isGreaterThan((warm & 0xff) + 10);
    int magenta = flat(Kind.GRADE, "tint=80", GREY);
    assertThat(magenta >> 8 & 0xff).isLessThan((magenta & 0xff) - 10);
    int green = flat(Kind.GRADE, "hue=120", 0xffc02020);
    assertThat(green >> 8 & 0xff).isGreaterThan((green >> 16 & 0xff) + 20);
  }

  @Test
  void strength_is_opacity() {
    int whole = flat(Kind.FILTER, "sepia", 0xff2040a0) & 0xff;
    int half = flat(Kind.FILTER, "sepia=0.5", 0xff2040a0) & 0xff;
    assertThat(half).isCloseTo((whole + 0xa0) / 2, within(1));
    assertThat(flat(Kind.FILTER, "sepia=0", 0xff2040a0)).isEqualTo(0xff2040a0);
  }

  @Test
  void time_runs_as_asked() {
    assertThat(levels("reverse", 5)).containsExactly(4, 3, 2, 1, 0);
    assertThat(levels("boomerang", 4)).containsExactly(0, 1, 2, 3, 2, 1);
    assertThat(levels("speed=2", 8)).containsExactly(0, 2, 4, 6);
    assertThat(levels("speed=0.5", 3)).hasSize(6).startsWith(0).endsWith(2);
    assertThat(levels("speed=1:3", 80)).hasSize(40).isSorted().startsWith(0, 1);
    assertThat(levels("speed=1", 6)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void slow_motion_mixes_neighbours() {
    try (Clip slow =
        look(Kind.EFFECT, "speed=0.5")
            .apply(
                TestPattern.of(
                    3, (f, t) -> TestPattern.fill(f, 0xff000000 | (int) t * 0x646464)))) {
      assertThat(read(slow).stream().map(pixels -> pixels[0] & 0xff).toList())
          .containsExactly(0, 50, 100, 150, 200, 200);
    }
  }

  @Test
  void a_loop_ends_where_it_begins() {
    List<Integer> levels = levels("loop=0.25", 40); // 6 frames of seam
    assertThat(levels).hasSize(34).startsWith(6, 7, 8);
    assertThat(levels.getLast()).isCloseTo(5, within(6));
  }

  @Test
  void fades_reach_black() {
    try (Clip faded =
        look(Kind.EFFECT, "fade-out=0.25")
            .apply(TestPattern.of(24, (f, _) -> TestPattern.fill(f, -1)))) {
      List<int[]> frames = read(faded);
      assertThat(frames.get(17)[0]).isEqualTo(-1);
      assertThat(frames.get(23)[0] & 0xff).isLessThan(50);
    }
  }

  @Test
  void the_same_twice() {
    for (String step : List.of("grain", "glitch", "snow", "rain", "light-leak")) {
      assertThat(frames(Kind.EFFECT, step)).as(step).isEqualTo(frames(Kind.EFFECT, step));
    }
  }

  @Test
  void denoising_comes_nearer_to_the_clean_picture() {
    Look noisy = look(Kind.EFFECT, "grain=1");
    Look cleaned =
        new Look(List.of(Step.parse(Kind.EFFECT, "grain=1"), Step.parse(Kind.EFFECT, "denoise=1")));
    assertThat(squares(cleaned)).isLessThan(squares(noisy) / 2);
  }

  private static double squares(Look look) {
    double sum = 0;
    try (Clip clip = look.apply(TestPattern.of(12, (f, _) -> TestPattern.fill(f, GREY)))) {
      for (int[] pixels : read(clip)) {
        for (int pixel : pixels) {
          sum += Math.pow((pixel & 0xff) - 0x80, 2);
        }
      }
    }
    return sum;
  }

  @Test
  void a_look_survives_its_text() {
    var look =
        new Look(
            List.of(
                Step.parse(Kind.GRADE, "lift=0.1:0:0"),
                Step.parse(Kind.FILTER, "noir"),
                Step.parse(Kind.EFFECT, "text=a = b, 鸟 %d")));
    assertThat(Look.parse(look.texts())).isEqualTo(look);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FILTER | nior | noir",
        "FILTER | noir=2 | from 0 to 1",
        "FILTER | noir=NaN | from 0 to 1",
        "EFFECT | blurr=1 | blur",
        "EFFECT | blur=x | must be a number",
        "EFFECT | reverse=1 | takes no value",
        "EFFECT | speed=0 | from 0.1 to 10",
        "EFFECT | speed=1:99 | from 0.1 to 10",
        "EFFECT | text= | needs a value",
        "EFFECT | overlay=none.png | there is no such file",
        "EFFECT | subtitles=none.srt | there is no such file",
        "GRADE | gama=1 | gamma",
        "GRADE | lift=1:2 | three",
        "GRADE | curves=m=0/0 2/1 | from 0 to 1",
        "GRADE | curves=m=1/1 0/0 | from left to right",
        "GRADE | curves=q=0/0 1/1 | not a list of curves",
        "LUT | file=none.cube | there is no such file",
      })
  void refuses_with_reason_and_remedy(Kind kind, String step, String why) {
    assertThatThrownBy(() -> Step.parse(kind, step))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why);
  }

  @Test
  void refuses_texts_with_control_characters() {
    assertThatThrownBy(() -> Step.parse(Kind.EFFECT, "text=a\nb")).isInstanceOf(BadRequest.class);
    assertThatThrownBy(() -> Step.parse(Kind.EFFECT, "title=\u001b[31m"))
        .isInstanceOf(BadRequest.class)
        .hasMessageNotContaining("\u001b");
  }

  private static Look look(Kind kind, String step) {
    return new Look(List.of(Step.parse(kind, step)));
  }

  private static int flat(Kind kind, String step, int argb) {
    try (Clip clip =
        look(kind, step).apply(TestPattern.of(1, (f, _) -> TestPattern.fill(f, argb)))) {
      return read(clip).getFirst()[0];
    }
  }

  private static List<Integer> frames(Kind kind, String step) {
    try (Clip clip = look(kind, step).apply(TestPattern.of(3, TestPattern::colours))) {
      return hashes(clip);
    }
  }

  private static List<Integer> levels(String step, int frames) {
    try (Clip clip = look(Kind.EFFECT, step).apply(TestPattern.counting(frames))) {
      return read(clip).stream().map(pixels -> pixels[0] & 0xff).toList();
    }
  }

  /// One number a frame, for comparisons.
  private static List<Integer> hashes(Clip clip) {
    return read(clip).stream().map(Arrays::hashCode).toList();
  }

  private static List<int[]> read(Clip clip) {
    var all = new ArrayList<int[]>();
    var frame = new Frame(clip.size());
    while (clip.read(frame)) {
      all.add(Arrays.copyOf(frame.argb(), frame.argb().length));
    }
    return all;
  }

  @Test
  void an_overlay_changes_nothing_where_it_is_transparent(@TempDir Path folder) throws IOException {
    Path logo = folder.resolve("logo.png");
    var picture = new BufferedImage(100, 60, BufferedImage.TYPE_INT_ARGB);
    picture.setRGB(50, 30, 0xffffffff);
    ImageIO.write(picture, "png", logo.toFile());
    int colour = 0xffc08040;
    var plain =
        new DrawnClip(SIZE_169, FrameRate.DEFAULT, 1, (f, _) -> TestPattern.fill(f, colour));
    int other = 0;
    try (Clip clip =
        new Look(List.of(new Step(Kind.EFFECT, "overlay", logo.toString()))).apply(plain)) {
      var frame = new Frame(SIZE_169);
      assertThat(clip.read(frame)).isTrue();
      for (int pixel : frame.argb()) {
        other += pixel == colour ? 0 : 1;
      }
    }
    assertThat(other).isBetween(1, 400); // around the white pixel
  }

  @Test
  void sharpening_makes_no_stripes_of_a_gradient() {
    var gradient =
        new DrawnClip(
            SIZE_169,
            FrameRate.DEFAULT,
            1,
            (frame, _) -> {
              for (int i = 0; i < frame.argb().length; i++) {
                frame.argb()[i] = 0xff000000 | (100 + i / frame.width() / 4) * 0x010101;
              }
            });
    try (Clip clip = new Look(List.of(new Step(Kind.EFFECT, "sharpen", "1"))).apply(gradient)) {
      var frame = new Frame(SIZE_169);
      assertThat(clip.read(frame)).isTrue();
      for (int i = 0; i < frame.argb().length; i++) {
        int expected = 100 + i / frame.width() / 4;
        assertThat(frame.argb()[i] & 255).isBetween(expected - 3, expected + 3);
      }
    }
  }
}
