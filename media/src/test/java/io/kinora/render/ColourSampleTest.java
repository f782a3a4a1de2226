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
import io.kinora.render.operation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was done to a picture on purpose is found again, and undone.
class ColourSampleTest {
  private static final FrameSize SIZE = new FrameSize(160, 90);

  /// Greys and soft colours whose mean is grey, none of them near black or white.
  private static Clip balanced() {
    return new DrawnClip(
        SIZE,
        FrameRate.DEFAULT,
        3,
        (frame, t) -> {
          for (int i = 0; i < frame.argb().length; i++) {
            int level = 60 + (i * 37 + (int) t) % 110;
            int red = (i % 3 - 1) * 12;
            int blue = ((i + 1) % 3 - 1) * 12;
            frame.argb()[i] =
                0xff000000 | ((level + red) << 16) | ((level - red - blue) << 8) | (level + blue);
          }
        });
  }

  private static Clip scene() {
    return TestPattern.scene(SIZE, FrameRate.DEFAULT, 3);
  }

  private static Clip after(Clip clip, String... grades) {
    var steps = List.of(grades).stream().map(text -> Step.parse(Kind.GRADE, text)).toList();
    return new Look(steps).apply(clip);
  }

  private static Clip after(Clip clip, Step step) {
    return new Look(List.of(step)).apply(clip);
  }

  private static ColourSample sample(Clip clip) {
    try (clip) {
      return ColourSample.of(clip);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"temperature=60", "temperature=-50", "tint=80", "gain=1.2:1:0.7"})
  void white_balance_takes_a_cast_away(String cast) {
    Step found = sample(after(balanced(), cast)).whiteBalance();
    assertThat(cast(balanced())).isLessThan(1);
    assertThat(cast(after(balanced(), cast))).isGreaterThan(20);
    assertThat(cast(after(after(balanced(), cast), found))).isLessThan(3);
  }

  /// How far apart the means of red, green and blue are, in levels. How light a picture was cannot
  /// be known from its cast.
  private static double cast(Clip clip) {
    float[] rgb = sample(clip).rgb();
    double[] means = new double[3];
    for (int i = 0; i < rgb.length; i++) {
      means[i % 3] += 255 * 3.0 * rgb[i] / rgb.length;
    }
    double high = Math.max(means[0], Math.max(means[1], means[2]));
    return high - Math.min(means[0], Math.min(means[1], means[2]));
  }

  @Test
  void white_balance_leaves_white_light_alone() {
    assertThat(difference(balanced(), after(balanced(), sample(balanced()).whiteBalance())))
        .isLessThan(1);
  }

  @Test
  void levels_spread_what_was_narrowed() {
    String narrow = "curves=m=0/0.2 1/0.7";
    Clip wide = new DrawnClip(SIZE, FrameRate.DEFAULT, 3, TestPattern::colours);
    Step found = sample(after(wide, narrow)).levels();
    String[] ends = found.value().split(":");
    assertThat(Double.parseDouble(ends[0])).isCloseTo(.2, within(.02));
    assertThat(Double.parseDouble(ends[1])).isCloseTo(.7, within(.02));
    Clip again = new DrawnClip(SIZE, FrameRate.DEFAULT, 3, TestPattern::colours);
    Clip truth = new DrawnClip(SIZE, FrameRate.DEFAULT, 3, TestPattern::colours);
    assertThat(difference(truth, after(after(again, narrow), found))).isLessThan(3);
  }

  @Test
  void levels_leave_a_flat_picture_alone() {
    Clip grey = TestPattern.flat(SIZE, FrameRate.DEFAULT, 1, 0x808080);
    assertThat(sample(grey).levels().value()).isEqualTo("0.0000:1.0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temperature=60",
        "saturation=-50",
        "contrast=-30",
        "match=0.8:0.1:0:0.02:0.1:0.7:0.1:0.05:0:0.1:0.6:0.1"
      })
  void a_match_finds_the_grade_of_the_reference(String grade) {
    Step found = sample(scene()).match(sample(after(scene(), grade)));
    double before = difference(scene(), after(scene(), grade));
    double rest = difference(after(scene(), found), after(scene(), grade));
    assertThat(before).isGreaterThan(8);
    assertThat(rest).isLessThan(2.5);
  }

  @Test
  void matching_the_same_clip_changes_next_to_nothing() {
    Step found = sample(scene()).match(sample(scene()));
    assertThat(difference(scene(), after(scene(), found))).isLessThan(.6);
  }

  @Test
  void a_match_with_a_flat_picture_stays_finite() {
    Clip grey = TestPattern.flat(SIZE, FrameRate.DEFAULT, 1, 0x808080);
    Step found = sample(grey).match(sample(scene()));
    assertThat(found.value()).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"levels=", "levels=0.5", "levels=0.9:0.1", "levels=0:NaN", "match=1", "match=a"})
  void refuses_what_is_out_of_range(String grade) {
    assertThatThrownBy(() -> Step.parse(Kind.GRADE, grade)).isInstanceOf(BadRequest.class);
  }

  /// The mean difference of any channel, in levels.
  private static double difference(Clip a, Clip b) {
    try (a;
        b) {
      var left = new Frame(a.size());
      var right = new Frame(b.size());
      long sum = 0;
      long count = 0;
      while (a.read(left) && b.read(right)) {
        for (int i = 0; i < left.argb().length; i++) {
          for (int shift = 0; shift < 24; shift += 8) {
            sum += Math.abs((left.argb()[i] >> shift & 255) - (right.argb()[i] >> shift & 255));
            count++;
          }
        }
      }
      return (double) sum / count;
    }
  }
}
