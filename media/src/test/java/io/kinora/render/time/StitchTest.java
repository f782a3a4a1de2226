package io.kinora.render.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.render.Fit;
import io.kinora.render.time.StitchedClip.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clips one after the other, at one size and rate.
class StitchTest {
  private static final FrameSize SIZE = new FrameSize(96, 64);

  @ParameterizedTest
  @CsvSource({
    "cut, 36",
    "crossfade=0.25, 24",
    "fade-black=0.25, 24",
    "fade-white=0.25, 24",
    "wipe=0.25, 24",
    "slide=0.25, 24",
    "crossfade=30, 24" // half of each neighbour at most
  })
  void the_length_is_exact(String transition, long frames) {
    try (Clip film = stitched(Transition.parse(transition), 12, 0x40, 0x80, 0xc0)) {
      assertThat(film.frames()).isEqualTo(frames);
      assertThat(levels(film)).hasSize((int) frames).startsWith(0x40).endsWith(0xc0);
    }
  }

  @Test
  void a_crossfade_mixes_evenly() {
    try (Clip film = stitched(Transition.parse("crossfade=0.25"), 12, 0, 140)) {
      List<Integer> levels = levels(film);
      assertThat(levels).isSorted().hasSize(18);
      assertThat(levels.subList(0, 6)).containsOnly(0);
      assertThat(levels.get(9)).isBetween(50, 90);
      assertThat(levels.subList(12, 18)).containsOnly(140);
    }
  }

  @Test
  void fades_go_through_black_and_white() {
    try (Clip black = stitched(Transition.parse("fade-black=0.4"), 24, 200, 200);
        Clip white = stitched(Transition.parse("fade-white=0.4"), 24, 50, 50)) {
      assertThat(levels(black)).anyMatch(level -> level < 60);
      assertThat(levels(white)).anyMatch(level -> level > 190);
    }
  }

  @ParameterizedTest
  @CsvSource({"24, 30, 48, 60", "30, 24000/1001, 30, 24", "60, 25, 7, 3", "1, 120, 2, 240"})
  void another_rate_keeps_the_length(String from, String to, long before, long after) {
    var source =
        new DrawnClip(
            SIZE,
            FrameRate.parse(from),
            before,
            false,
            (f, t) -> TestPattern.fill(f, 0xff000000 | (int) t * 0x010101));
    try (Clip clip = ConformedClip.of(source, FrameRate.parse(to))) {
      assertThat(clip.frames()).isEqualTo(after);
      List<Integer> levels = levels(clip);
      assertThat(levels).hasSize((int) after).isSorted();
      assertThat(levels.getFirst()).isBetween(0, 1);
    }
  }

  @Test
  void sizes_are_fitted() {
    var target = new FrameSize(128, 128);
    DrawnClip.Painter white = (f, _) -> TestPattern.fill(f, -1);
    try (Clip boxed = Fit.LETTERBOX.apply(TestPattern.of(1, white), target);
        Clip cropped = Fit.CROP.apply(TestPattern.of(1, white), target);
        Clip pulled = Fit.STRETCH.apply(TestPattern.of(1, white), target)) {
      Frame frame = first(boxed);
      assertThat(frame.argb()[64 * 128 + 64]).isEqualTo(-1);
      assertThat(frame.argb()[5 * 128 + 64]).isEqualTo(0xff000000);
      assertThat(first(cropped).argb()).containsOnly(-1);
      assertThat(first(pulled).argb()).containsOnly(-1);
    }
    Clip same = TestPattern.of(1, white);
    assertThat(Fit.CROP.apply(same, same.size())).isSameAs(same);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dissolve", "crossfade=0", "crossfade=31", "crossfade=x", "cut=1", ""})
  void refuses_what_is_no_transition(String text) {
    assertThatThrownBy(() -> Transition.parse(text))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("crossfade");
  }

  private static Clip stitched(Transition transition, int frames, int... levels) {
    var parts = new ArrayList<Part>();
    for (int level : levels) {
      parts.add(
          new Part(
              frames,
              () ->
                  TestPattern.of(
                      frames, (f, _) -> TestPattern.fill(f, 0xff000000 | level * 0x010101))));
    }
    return new StitchedClip(
        SIZE, FrameRate.DEFAULT, false, parts, Collections.nCopies(parts.size() - 1, transition));
  }

  private static Frame first(Clip clip) {
    var frame = new Frame(clip.size());
    assertThat(clip.read(frame)).isTrue();
    return frame;
  }

  private static List<Integer> levels(Clip clip) {
    var levels = new ArrayList<Integer>();
    var frame = new Frame(clip.size());
    while (clip.read(frame)) {
      levels.add(frame.argb()[frame.argb().length / 2 + 48] & 0xff);
    }
    return levels;
  }
}
