package io.kinora.motion.interpolate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TimedClip;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.flow.FlowField;
import io.kinora.motion.flow.FramePairMotion;
import io.kinora.motion.flow.FramePyramid;
import io.kinora.motion.flow.NoiseTexture;
import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InbetweenerTest {
  private static final FrameSize SIZE = new FrameSize(192, 128);

  private static Fusion fusion;

  @BeforeAll
  static void open() {
    Seeds.initialisation(1, "inbetweener");
    fusion = new Fusion(new FusionNet());
  }

  @AfterAll
  static void close() {
    fusion.close();
  }

  @Test
  void frames_at_the_times_of_the_source_are_those_of_the_source() {
    List<Frame> source = moving(5, 6);
    List<Frame> made = made(source, "24", "48", 1);

    assertThat(made).hasSize(10);
    for (int i = 0; i < 5; i++) {
      assertThat(made.get(2 * i).argb()).isEqualTo(source.get(i).argb());
    }
    assertThat(made.get(9).argb()).as("after the last").isEqualTo(source.get(4).argb());
  }

  @Test
  void what_moves_is_half_way_between() {
    List<Frame> all = moving(9, 3);
    var source = new ArrayList<Frame>();
    for (int i = 0; i < 9; i += 2) {
      source.add(all.get(i));
    }
    List<Frame> made = made(source, "24", "48", 1);

    for (int i = 1; i < 8; i += 2) {
      var blend = blend(all.get(i - 1), all.get(i + 1));
      assertThat(psnr(made.get(i), all.get(i))).as("frame " + i).isGreaterThan(30);
      assertThat(psnr(made.get(i), all.get(i))).isGreaterThan(psnr(blend, all.get(i)) + 5);
    }
  }

  @Test
  void ratios_need_not_be_whole_and_time_may_be_stretched() {
    assertThat(made(moving(6, 2), "24000/1001", "60", 1)).hasSize(15);
    assertThat(made(moving(3, 2), "24", "24", 3)).hasSize(9);
    assertThat(made(moving(8, 2), "24", "12", 1)).hasSize(4);
  }

  @Test
  void nothing_is_mixed_across_a_cut() {
    List<Frame> source = moving(4, 2);
    for (int i = 0; i < 4; i++) {
      var other = new Frame(SIZE);
      Arrays.fill(other.argb(), 0xff102030 + i);
      source.add(other);
    }
    List<Frame> made = made(source, "24", "60", 1);

    for (Frame frame : made) {
      boolean after = (frame.argb()[0] & 0xffff00) == 0x102000;
      for (int argb : frame.argb()) {
        assertThat((argb & 0xffff00) == 0x102000).isEqualTo(after);
      }
    }
  }

  @Test
  void a_single_frame_stands_still() {
    List<Frame> source = moving(1, 0);
    List<Frame> made = made(source, "24", "72", 1);

    assertThat(made).hasSize(3);
    assertThat(made).allMatch(frame -> Arrays.equals(frame.argb(), source.getFirst().argb()));
  }

  @Test
  void frames_are_taken_at_their_own_times() {
    List<Frame> source = moving(3, 8);
    // the middle frame comes late: half way to it is at 1/4, not at 1/6 of the clip
    double[] times = {0, .5, 1};
    double[] late = {0, .75, 1};
    try (var even = new Inbetweener(new Played(source, "2", times), rate("8"), 1, fusion);
        var uneven = new Inbetweener(new Played(source, "2", late), rate("8"), 1, fusion)) {
      var a = new Frame(SIZE);
      var b = new Frame(SIZE);
      for (int i = 0; i <= 4; i++) {
        even.read(a);
        uneven.read(b);
      }
      assertThat(a.argb()).isEqualTo(source.get(1).argb());
      assertThat(psnr(b, source.get(1))).isLessThan(35);
    }
  }

  @Test
  void vectors_arrive_where_their_pixels_are() {
    List<Frame> source = moving(2, 8);
    try (var flow = new DenseFlow.Pair()) {
      var passage =
          FramePairMotion.of(FramePyramid.of(source.get(0)), FramePyramid.of(source.get(1)), flow);
      FlowField half = Splat.at(passage, null, .5).second();
      assertThat(half.width()).as("of the half picture").isEqualTo(SIZE.width() / 2);
      assertThat(half.dx(48, 32)).isCloseTo(2, within(.1f));
      assertThat(half.dy(48, 32)).isCloseTo(0, within(.1f));
    }
  }

  @Test
  void slopes_that_turn_are_blended() {
    var source = new ArrayList<Frame>();
    for (int i = 0; i < 4; i++) {
      var frame = new Frame(SIZE);
      double angle = .1 * i;
      for (int k = 0; k < frame.argb().length; k++) {
        int row = k / SIZE.width();
        double x = k % SIZE.width() - 96.0;
        double y = row - 64.0;
        long level = Math.round(128 + .4 * (x * Math.cos(angle) + y * Math.sin(angle)));
        frame.argb()[k] = 0xff000000 | (int) level * 0x10101;
      }
      source.add(frame);
    }
    Frame made = made(source, "24", "48", 1).get(3);
    Frame blend = blend(source.get(1), source.get(2));
    for (int k = 0; k < blend.argb().length; k++) {
      assertThat((made.argb()[k] & 255) - (blend.argb()[k] & 255)).isBetween(0, 1); // rounding
    }
  }

  @Test
  void evidence_tells_what_leaves_the_picture() {
    List<Frame> source = moving(2, 8);
    try (var flow = new DenseFlow.Pair()) {
      var passage =
          FramePairMotion.of(FramePyramid.of(source.get(0)), FramePyramid.of(source.get(1)), flow);
      try (var all = Hypotheses.of(null, passage, null, .5)) {
        int plane = SIZE.width() * SIZE.height();
        int row = SIZE.width() * SIZE.height() / 2;
        int last = row + SIZE.width() - 1;
        // half way, the left edge shows what only the second frame has, the right edge the first
        assertThat(all.pixels()[9 * plane + row]).as("first, left").isZero();
        assertThat(all.pixels()[9 * plane + last]).as("first, right").isEqualTo(1);
        assertThat(all.pixels()[10 * plane + row]).as("second, left").isEqualTo(1);
        assertThat(all.pixels()[10 * plane + last]).as("second, right").isZero();
      }
    }
  }

  @Test
  void the_bundled_net_chooses_better_than_the_rule_around_things_that_hide_others() {
    List<Frame> all = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      all.add(hiding(i));
    }
    var source = new ArrayList<Frame>();
    for (int i = 0; i < 7; i += 2) {
      source.add(all.get(i));
    }
    Frame byRule = made(source, "24", "48", 1).get(3);
    double[] times = {0, 1 / 24.0, 2 / 24.0, 3 / 24.0};
    var byNet = new Frame(SIZE);
    try (Fusion bundled = Fusion.bundled();
        var clip = new Inbetweener(new Played(source, "24", times), rate("48"), 1, bundled)) {
      for (int i = 0; i < 4; i++) {
        clip.read(byNet);
      }
    }
    assertThat(psnr(byNet, all.get(3))).isGreaterThan(psnr(byRule, all.get(3)) + .2);
  }

  /// A square with its own texture flies to the right before a still ground.
  private static Frame hiding(int i) {
    Frame frame = moving(1, 0).getFirst();
    var texture = new NoiseTexture(9);
    int left = 12 + 5 * i;
    for (int y = 30; y < 80; y++) {
      for (int x = left; x < left + 50; x++) {
        int level = Math.clamp(Math.round(texture.at(x - left, y)), 0, 255);
        frame.argb()[y * SIZE.width() + x] = 0xff000000 | level * 0x10101;
      }
    }
    return frame;
  }

  private static FrameRate rate(String text) {
    return FrameRate.parse(text);
  }

  private static List<Frame> made(List<Frame> source, String from, String to, double slower) {
    double[] times = new double[source.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = rate(from).seconds(i);
    }
    var made = new ArrayList<Frame>();
    try (var clip = new Inbetweener(new Played(source, from, times), rate(to), slower, fusion)) {
      for (var frame = new Frame(SIZE); clip.read(frame); frame = new Frame(SIZE)) {
        made.add(frame);
      }
      assertThat(made).hasSize((int) clip.frames());
    }
    return made;
  }

  /// A textured plane that moves to the right.
  private static List<Frame> moving(int count, double pixels) {
    var texture = new NoiseTexture(5);
    var frames = new ArrayList<Frame>();
    for (int i = 0; i < count; i++) {
      var frame = new Frame(SIZE);
      for (int k = 0; k < frame.argb().length; k++) {
        int row = k / SIZE.width();
        double value = texture.at(k % SIZE.width() - pixels * i, row);
        frame.argb()[k] = 0xff000000 | Math.clamp(Math.round(value), 0, 255) * 0x10101;
      }
      frames.add(frame);
    }
    return frames;
  }

  private static Frame blend(Frame a, Frame b) {
    var mean = new Frame(SIZE);
    for (int i = 0; i < mean.argb().length; i++) {
      int level = ((a.argb()[i] & 255) + (b.argb()[i] & 255)) / 2;
      mean.argb()[i] = 0xff000000 | level * 0x10101;
    }
    return mean;
  }

  private static double psnr(Frame a, Frame b) {
    double square = 0;
    for (int i = 0; i < a.argb().length; i++) {
      double difference = (a.argb()[i] & 255) - (b.argb()[i] & 255);
      square += difference * difference;
    }
    return 10 * Math.log10(255 * 255 / Math.max(1e-9, square / a.argb().length));
  }

  /// Frames at given times.
  private static final class Played implements TimedClip {
    private final List<Frame> frames;
    private final FrameRate rate;
    private final double[] times;
    private int next;

    Played(List<Frame> frames, String rate, double[] times) {
      this.frames = frames;
      this.rate = FrameRate.parse(rate);
      this.times = times;
    }

    @Override
    public FrameSize size() {
      return SIZE;
    }

    @Override
    public FrameRate rate() {
      return rate;
    }

    @Override
    public long frames() {
      return frames.size();
    }

    @Override
    public boolean read(Frame into) {
      if (next == frames.size()) {
        return false;
      }
      System.arraycopy(frames.get(next++).argb(), 0, into.argb(), 0, into.argb().length);
      return true;
    }

    @Override
    public double seconds() {
      return times[next - 1];
    }

    @Override
    public double duration() {
      return times[times.length - 1] + rate.seconds(1);
    }

    @Override
    public void close() {}
  }
}
