package io.kinora.render.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Titles and texts come and go.
class TimedTextTest {
  private static final FrameSize SIZE = new FrameSize(320, 180);

  /// Which of the frames of four seconds at 10 per second have words, as `from-to`.
  private static String seen(String effect) {
    var black =
        new DrawnClip(SIZE, new FrameRate(10, 1), 40, (f, _) -> TestPattern.fill(f, 0xff000000));
    int first = -1;
    int last = -1;
    try (Clip clip = new Look(List.of(Step.parse(Kind.EFFECT, effect))).apply(black)) {
      var frame = new Frame(SIZE);
      for (int i = 0; clip.read(frame); i++) {
        boolean has = false;
        for (int pixel : frame.argb()) {
          has |= (pixel & 0xff) > 128;
        }
        if (has) {
          first = first < 0 ? i : first;
          last = i;
        }
      }
    }
    return first + "-" + last;
  }

  @ParameterizedTest
  @CsvSource({
    "title=Hello, 0-39",
    "title=Hello@1-3, 10-29",
    "text=Hello@1-3, 10-29",
    "text=Hello@1.5-2.5, 15-24",
    "title=Hello@2-, 20-39",
    "title=Hello@-2, 0-19",
    "title=Hello@0:01-0:03, 10-29",
    "text=me@home.org@1-2, 10-19",
    "text=me@home.org, 0-39",
    "text=Room 1-3, 0-39",
    "'text=Hello@1-3 ', 0-39",
    "text=Hello@1, 0-39",
    "text=Hello@-, 0-39"
  })
  void words_are_seen_when_it_says(String effect, String frames) {
    assertThat(seen(effect)).isEqualTo(frames);
  }

  @Test
  void times_are_no_words() {
    assertThat(TimedText.parse("title", "Hello@1-3").words()).isEqualTo("Hello");
    assertThat(TimedText.parse("title", "a@b@1:30-1:45")).isEqualTo(new TimedText("a@b", 90, 105));
  }

  @ParameterizedTest
  @ValueSource(strings = {"title=Hello@3-1", "text=Hello@2-2", "title=@1-3"})
  void what_is_never_seen_is_refused(String effect) {
    assertThatThrownBy(() -> Step.parse(Kind.EFFECT, effect)).isInstanceOf(BadRequest.class);
  }

  @Test
  void the_step_is_told_as_it_was_typed() {
    Step step = Step.parse(Kind.EFFECT, "title=Hello 鸟@1-3");
    assertThat(step).hasToString("effect title=Hello 鸟@1-3");
    assertThat(Look.parse(List.of(step.toString())).steps()).containsExactly(step);
  }
}
