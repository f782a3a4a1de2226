package io.kinora.render.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.ListedClip;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Colours over the seam behind a given picture.
class ContinuedClipTest {
  private static final FrameSize SIZE = new FrameSize(64, 64);

  /// Greys from 40 to 200, brighter by `more`, and through `maker`.
  private static Frame ramp(int more, java.util.function.IntUnaryOperator maker) {
    var frame = new Frame(SIZE);
    for (int i = 0; i < frame.argb().length; i++) {
      frame.argb()[i] = 0xff000000 | maker.applyAsInt(40 + i % 64 * 160 / 64 + more) * 0x010101;
    }
    return frame;
  }

  private static ContinuedClip behind(Frame picture, Frame... frames) {
    return new ContinuedClip(new ListedClip(List.of(frames), FrameRate.DEFAULT), picture);
  }

  @Test
  void what_the_maker_changed_of_the_colours_is_taken_back() {
    java.util.function.IntUnaryOperator duller = level -> (int) Math.round(0.9 * level + 20);
    try (var clip = behind(ramp(0, level -> level), ramp(0, duller), ramp(7, duller))) {
      assertThat(clip.frames()).isEqualTo(1);
      var frame = new Frame(SIZE);
      assertThat(clip.read(frame)).isTrue();
      Frame expected = ramp(7, level -> level);
      for (int i = 0; i < frame.argb().length; i++) {
        assertThat(Math.abs((frame.argb()[i] & 0xff) - (expected.argb()[i] & 0xff)))
            .isLessThanOrEqualTo(1);
        assertThat(frame.argb()[i] >>> 24).isEqualTo(255);
      }
      assertThat(clip.read(frame)).isFalse();
    }
  }

  @Test
  void colours_that_were_kept_stay_bit_by_bit() {
    try (var clip = behind(ramp(0, l -> l), ramp(0, l -> l), ramp(9, l -> l))) {
      var frame = new Frame(SIZE);
      assertThat(clip.read(frame)).isTrue();
      assertThat(frame.argb()).isEqualTo(ramp(9, l -> l).argb());
    }
  }

  /// A clip that does not begin with the picture at all: contrast is left alone.
  @Test
  void another_picture_is_brought_to_the_same_mean_only() {
    var flat = new Frame(SIZE);
    Arrays.fill(flat.argb(), 0xff646464);
    try (var clip = behind(ramp(0, l -> l), flat, flat)) {
      var frame = new Frame(SIZE);
      assertThat(clip.read(frame)).isTrue();
      double mean =
          Arrays.stream(ramp(0, l -> l).argb()).map(p -> p & 0xff).average().orElseThrow();
      assertThat(Math.abs((frame.argb()[0] & 0xff) - mean)).isLessThan(1);
    }
  }
}
