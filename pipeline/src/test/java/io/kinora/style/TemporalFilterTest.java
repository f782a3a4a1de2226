package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.ListedClip;
import io.kinora.clip.MotionSearch;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemporalFilterTest {
  private static final FrameSize SIZE = new FrameSize(192, 112);
  private static final int WIDTH = SIZE.width(), HEIGHT = SIZE.height();

  @SuppressWarnings("NullAway.Init")
  private static StyleNet net;

  @BeforeAll
  static void open() {
    net = Stylizer.bundled();
  }

  @AfterAll
  static void close() {
    net.close();
  }

  /// Waves of many sizes with noise, moved to the left by some pixels.
  private static Frame waves(int moved, int chance) {
    var frame = new Frame(SIZE);
    float[] noise = Tensors.floats(Seeds.normal(Seeds.random(chance, "noise"), HEIGHT, WIDTH));
    for (int i = 0; i < frame.argb().length; i++) {
      double x = i % WIDTH + moved, y = Math.floor((double) i / WIDTH);
      double wave = Math.sin(x / 5) * Math.sin(y / 7) + Math.sin((x + 2 * y) / 19);
      int grey = Math.clamp(Math.round(128 + 45 * wave + 4 * noise[i]), 0, 255);
      frame.argb()[i] = 0xff000000 | grey << 16 | (255 - grey) << 8 | 0x60;
    }
    return frame;
  }

  /// A disc before one colour.
  private static Frame disc(double x, int ground) {
    var frame = new Frame(SIZE);
    for (int i = 0; i < frame.argb().length; i++) {
      boolean inside = Math.hypot(i % WIDTH - x, Math.floor((double) i / WIDTH) - 56) < 20;
      frame.argb()[i] = inside ? 0xff802010 : ground;
    }
    return frame;
  }

  private static List<Frame> painted(
      List<Frame> frames, NamedStyle style, @Nullable MotionSearch motion) {
    try (Clip clip =
        Stylizer.apply(new ListedClip(frames, FrameRate.DEFAULT), net, style, 1, motion)) {
      return clip.stream().toList();
    }
  }

  private static List<Frame> steady(List<Frame> frames, NamedStyle style) {
    return painted(frames, style, new DenseFlow.Pair());
  }

  private static int[] alone(Frame frame, NamedStyle style) {
    return painted(List.of(frame), style, null).getFirst().argb();
  }

  /// What changes between two frames neither along the motion nor where it stood, in grey levels.
  private static double unrest(Frame first, Frame second, int moved) {
    double sum = 0;
    for (int y = 8; y < HEIGHT - 8; y++) {
      for (int x = 16; x < WIDTH - 16; x++) {
        int now = second.argb()[y * WIDTH + x];
        int along = apart(now, first.argb()[y * WIDTH + x + moved]);
        sum += Math.min(along, apart(now, first.argb()[y * WIDTH + x])) / 3.0;
      }
    }
    return sum / (HEIGHT - 16) / (WIDTH - 32);
  }

  private static int apart(int a, int b) {
    return Math.abs((a >> 16 & 255) - (b >> 16 & 255))
        + Math.abs((a >> 8 & 255) - (b >> 8 & 255))
        + Math.abs((a & 255) - (b & 255));
  }

  @ParameterizedTest
  @EnumSource(
      value = NamedStyle.class,
      names = {"OIL", "PENCIL", "PIXEL", "NEON"})
  void a_texture_that_moves_is_steadier_than_frame_by_frame(NamedStyle style) {
    List<Frame> frames = IntStream.range(0, 4).mapToObj(n -> waves(2 * n, n)).toList();
    List<Frame> steady = steady(frames, style), each = painted(frames, style, null);
    double with = 0, without = 0;
    for (int n = 1; n < frames.size(); n++) {
      with += unrest(steady.get(n - 1), steady.get(n), 2);
      without += unrest(each.get(n - 1), each.get(n), 2);
    }
    assertThat(with).isLessThan(.75 * without);
  }

  @Test
  void noise_on_what_stands_still_is_painted_less_than_half_as_much() {
    List<Frame> frames = IntStream.range(0, 5).mapToObj(n -> waves(0, n)).toList();
    List<Frame> steady = steady(frames, NamedStyle.OIL);
    List<Frame> each = painted(frames, NamedStyle.OIL, null);
    assertThat(unrest(steady.get(3), steady.get(4), 0))
        .isLessThan(.5 * unrest(each.get(3), each.get(4), 0));
  }

  @Test
  void equal_frames_are_painted_equal() {
    Frame last = waves(4, 2);
    List<Frame> four =
        steady(List.of(waves(0, 0), waves(2, 1), last, waves(4, 2)), NamedStyle.WATERCOLOUR);
    assertThat(four.get(3).argb()).isEqualTo(four.get(2).argb());
    assertThat(four.get(2).argb()).isNotEqualTo(four.get(1).argb());
  }

  @Test
  void the_first_frame_is_painted_as_a_picture_is() {
    List<Frame> two = steady(List.of(waves(0, 0), waves(2, 1)), NamedStyle.OIL);
    assertThat(two.getFirst().argb()).isEqualTo(alone(waves(0, 0), NamedStyle.OIL));
  }

  @Test
  void a_cut_leaves_nothing_of_the_shot_before() {
    List<Frame> frames = List.of(waves(0, 0), waves(2, 1), disc(60, 0xffe0e8f0));
    assertThat(steady(frames, NamedStyle.OIL).get(2).argb())
        .isEqualTo(alone(frames.get(2), NamedStyle.OIL));
  }

  /// What is black agrees with itself, so most of two dark shots seems to correspond.
  @ParameterizedTest
  @EnumSource(
      value = NamedStyle.class,
      names = {"OIL", "PIXEL"})
  void a_cut_in_the_dark_leaves_nothing_of_the_shot_before(NamedStyle style) {
    Frame other = lit(9, WIDTH * 2 / 3, 0);
    List<Frame> frames = List.of(lit(0, 0, HEIGHT * 2 / 3), lit(2, 0, HEIGHT * 2 / 3), other);
    assertThat(steady(frames, style).get(2).argb()).isEqualTo(alone(other, style));
  }

  /// Waves of which all is dark to the left of a column or above a row.
  private static Frame lit(int moved, int left, int top) {
    Frame frame = waves(moved, moved);
    for (int i = 0; i < frame.argb().length; i++) {
      if (i % WIDTH < left || i / WIDTH < top) {
        frame.argb()[i] = 0xff080604;
      }
    }
    return frame;
  }

  @Test
  void what_moves_on_leaves_nothing_behind() {
    List<Frame> frames = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      frames.add(disc(40 + 20 * n, 0xffe0e8f0));
    }
    int[] last = steady(frames, NamedStyle.WATERCOLOUR).getLast().argb();
    int[] truth = alone(frames.getLast(), NamedStyle.WATERCOLOUR);
    int worst = 0;
    for (int i = 0; i < last.length; i++) {
      if (i % WIDTH < 110) { // where the disc was up to the frame before
        worst = Math.max(worst, apart(last[i], truth[i]));
      }
    }
    assertThat(worst).isLessThan(3 * 12);
  }

  /// Soft waves with noise, before which a slightly darker disc moves.
  private static Frame shade(int x, int chance) {
    var frame = new Frame(SIZE);
    float[] noise = Tensors.floats(Seeds.normal(Seeds.random(chance, "noise"), HEIGHT, WIDTH));
    for (int i = 0; i < frame.argb().length; i++) {
      double column = i % WIDTH, row = Math.floor((double) i / WIDTH);
      double wave = 20 * Math.sin(column / 31) * Math.sin(row / 23) + 1.5 * noise[i];
      double dark = 40 * Math.clamp(24.5 - Math.hypot(column - x, row - 56), 0, 1);
      int grey = (int) Math.round(190 + wave - dark);
      frame.argb()[i] = 0xff000000 | grey * 0x10101;
    }
    return frame;
  }

  /// What is left behind is measured as the mean over places, because texture may differ in each.
  @Test
  void a_thing_of_low_contrast_leaves_little_behind() {
    List<Frame> frames = IntStream.range(0, 6).mapToObj(n -> shade(30 + 20 * n, n)).toList();
    int[] last = steady(frames, NamedStyle.WATERCOLOUR).getLast().argb();
    int[] truth = alone(frames.getLast(), NamedStyle.WATERCOLOUR);
    double darker = 0;
    int count = 0;
    for (int i = 0; i < last.length; i++) {
      int x = i % WIDTH, y = i / WIDTH;
      if (x > 20 && x < 96 && Math.abs(y - 56) < 18) {
        darker += (truth[i] >> 8 & 255) - (last[i] >> 8 & 255);
        count++;
      }
    }
    assertThat(Math.abs(darker / count)).isLessThan(3);
  }

  @Test
  void squares_stay_squares() {
    List<Frame> frames = IntStream.range(0, 4).mapToObj(n -> waves(3 * n, n)).toList();
    int[] last = steady(frames, NamedStyle.PIXEL).getLast().argb();
    double inside = 0, across = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 1; x < WIDTH; x++) {
        double step = apart(last[y * WIDTH + x], last[y * WIDTH + x - 1]);
        across += x % StyleNet.GRID == 0 ? step / (WIDTH / 8.0 - 1) : 0;
        inside += x % StyleNet.GRID == 0 ? 0 : step / (WIDTH * 7 / 8.0);
      }
    }
    assertThat(inside).isLessThan(.05 * across);
  }

  @Test
  void the_smallest_frames_are_painted() {
    var tiny = new FrameSize(64, 64);
    Frame grey = new Frame(tiny);
    Arrays.fill(grey.argb(), 0xff808080);
    assertThat(steady(List.of(new Frame(tiny), grey), NamedStyle.INK)).hasSize(2);
  }

  /// What is held is the frame before, however long the clip is.
  @Test
  void memory_does_not_grow_with_the_clip() {
    List<Frame> frames = IntStream.range(0, 14).mapToObj(n -> waves(n, n % 5)).toList();
    steady(frames.subList(0, 4), NamedStyle.INK);
    long before = Pointer.totalBytes();
    steady(frames, NamedStyle.INK);
    assertThat(Pointer.totalBytes() - before).isLessThan(1 << 20);
  }
}
