package io.kinora.motion.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.ListedClip;
import io.kinora.error.BadRequest;
import io.kinora.motion.flow.NoiseTexture;
import io.kinora.shot.Region;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A textured disc before another texture, and masks in real files.
class MovedRegionsTest {
  private static final FrameSize SIZE = new FrameSize(320, 180);
  private static final int RADIUS = 34;
  private static final int X = 130;
  private static final int Y = 96;

  private final Path folder;

  MovedRegionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void inside_moves_as_asked_and_outside_stands_still() throws IOException {
    Path mask = mask("grey.png", 1, false);
    List<Frame> frames = moved(new Region(mask, 6, -4, 0, 0), 13);

    // 6 is 0.15 widths a second, 48 px; -4 is 0.1 heights a second down, 18 px
    double[] found = shift(frames.get(0), frames.get(12), X, Y, 20);
    assertThat(found[0]).isCloseTo(24, within(1.2));
    assertThat(found[1]).isCloseTo(9, within(.6));
    for (int i = 0; i < SIZE.width() * SIZE.height(); i++) {
      int x = i % SIZE.width();
      if (x < X - RADIUS - 12 || x > X + RADIUS + 24 + 12) {
        assertThat(frames.get(12).argb()[i]).isEqualTo(frames.get(0).argb()[i]);
      }
    }
  }

  @Test
  void proximity_grows_about_the_middle() throws IOException {
    List<Frame> frames = moved(new Region(mask("grey.png", 1, false), 0, 0, 10, 0), 13);
    double grown = Math.exp(Math.log(1.25) / 2);

    double[] right = shift(frames.get(0), frames.get(12), X + 18, Y, 9);
    double[] left = shift(frames.get(0), frames.get(12), X - 18, Y, 9);
    assertThat(right[0]).isCloseTo(18 * (grown - 1), within(.8));
    assertThat(left[0]).isCloseTo(-18 * (grown - 1), within(.8));
  }

  @Test
  void what_is_uncovered_is_filled_in_from_around() throws IOException {
    List<Frame> frames = moved(new Region(mask("alpha.png", 3, true), 10, 0, 0, 0), 49);
    Frame last = frames.get(48); // the disc has gone by 160 px: none of it where it was
    double disc = 0;
    double around = 0;
    for (int y = Y - 20; y <= Y + 20; y++) {
      for (int x = X - 20; x <= X + 20; x++) {
        disc = Math.max(disc, red(last, x, y));
        around = Math.max(around, red(last, x - 75, y));
      }
    }
    assertThat(around).isLessThan(90);
    assertThat(disc).as("the disc is red, what is behind it is not").isLessThan(110);
    assertThat(red(last, X + 160, Y)).isGreaterThan(150);
  }

  @Test
  void slopes_go_on_behind_what_has_left() throws IOException {
    var whole = new Frame(SIZE);
    var disc = new Frame(SIZE);
    for (int i = 0; i < whole.argb().length; i++) {
      int x = i % SIZE.width();
      int y = i / SIZE.width();
      int level = 40 + y + x / 8;
      whole.argb()[i] = 0xff000000 | level << 16 | (220 - y) << 8 | level;
      boolean inside = Math.hypot(x - X, y - Y) < RADIUS;
      disc.argb()[i] = inside ? 0xffffffff : whole.argb()[i];
    }
    var region = new Region(mask("slope.png", 1, false), 10, 0, 0, 0);
    var clip = new ListedClip(Collections.nCopies(49, disc), FrameRate.DEFAULT);
    var last = new Frame(SIZE);
    try (Clip moved = MovedRegions.of(clip, List.of(region))) {
      while (moved.read(last)) {} // the disc goes by 160 px
    }
    for (int y = Y - RADIUS; y <= Y + RADIUS; y++) {
      for (int x = X - RADIUS; x <= X + RADIUS; x++) {
        int at = y * SIZE.width() + x;
        for (int shift = 0; shift < 24; shift += 8) {
          int off = (last.argb()[at] >> shift & 255) - (whole.argb()[at] >> shift & 255);
          assertThat(Math.abs(off)).as("at %d, %d", x, y).isLessThan(8);
        }
      }
    }
  }

  /// A disc that leaves, and a second region that holds it, too: before it or after it, moving
  /// another way or only stirring.
  @ParameterizedTest
  @CsvSource({
    "true, 0, 0, 6",
    "false, 0, 0, 6",
    "true, 0, 5, 0",
    "false, 0, 5, 0",
    "true, -10, 0, 3"
  })
  void what_two_regions_hold_leaves_no_ghost(boolean first, double right, double up, double stir)
      throws IOException {
    var disc = new Frame(SIZE);
    for (int i = 0; i < disc.argb().length; i++) {
      boolean inside = Math.hypot(i % SIZE.width() - X, Math.floor(i / 320.0) - Y) < RADIUS;
      disc.argb()[i] = inside ? 0xffff0000 : 0xff305070;
    }
    var leaves = new Region(mask("slope.png", 1, false), 10, 0, 0, 0);
    var image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_BYTE_GRAY);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(20, 30, 260, 130);
    graphics.dispose();
    Path all = folder.resolve("all.png");
    ImageIO.write(image, "png", all.toFile());
    var other = new Region(all, right, up, 0, stir);
    // on top is the later one, or the one that lies in the other: the disc each time
    List<Region> regions = first ? List.of(other, leaves) : List.of(leaves, other);
    var clip = new ListedClip(Collections.nCopies(25, disc), FrameRate.DEFAULT);
    var last = new Frame(SIZE);
    try (Clip moved = MovedRegions.of(clip, regions)) {
      while (moved.read(last)) {}
    }
    long reds = IntStream.of(last.argb()).filter(p -> (p >> 16 & 255) > 160).count();
    double area = Math.PI * RADIUS * RADIUS;
    assertThat((double) reds).as("one disc, not two").isBetween(.9 * area, 1.05 * area);
    assertThat(red(last, X, Y)).as("where it was").isLessThan(100);
    assertThat(red(last, X + 80, Y)).as("where it has gone").isGreaterThan(200);
  }

  @Test
  void of_two_that_overlap_in_part_the_later_has_both() throws IOException {
    var frame = new Frame(SIZE);
    for (int i = 0; i < frame.argb().length; i++) {
      boolean inside = Math.hypot(i % SIZE.width() - X, Math.floor(i / 320.0) - Y) < RADIUS;
      frame.argb()[i] = inside ? 0xffff0000 : 0xff305070;
    }
    Path half = folder.resolve("half.png");
    var image = new BufferedImage(SIZE.width(), SIZE.height(), BufferedImage.TYPE_BYTE_GRAY);
    var graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, X, SIZE.height());
    graphics.dispose();
    ImageIO.write(image, "png", half.toFile());
    var regions =
        List.of(
            new Region(half, 0, 10, 0, 0), new Region(mask("slope.png", 1, false), 10, 0, 0, 0));
    var clip = new ListedClip(Collections.nCopies(25, frame), FrameRate.DEFAULT);
    var last = new Frame(SIZE);
    try (Clip moved = MovedRegions.of(clip, regions)) {
      while (moved.read(last)) {}
    }
    long reds = IntStream.of(last.argb()).filter(p -> (p >> 16 & 255) > 160).count();
    double area = Math.PI * RADIUS * RADIUS;
    assertThat((double) reds).as("one disc").isBetween(.9 * area, 1.05 * area);
  }

  @Test
  void ambient_stirs_inside_and_leaves_no_trace_outside() throws IOException {
    List<Frame> frames = moved(new Region(mask("grey.png", 1, false), 0, 0, 0, 10), 25);
    int changed = 0;
    for (int i = 0; i < SIZE.width() * SIZE.height(); i++) {
      boolean same = frames.get(20).argb()[i] == frames.get(0).argb()[i];
      double far = Math.hypot(i % SIZE.width() - X, Math.floor(i / (double) SIZE.width()) - Y);
      if (far > RADIUS + 4) {
        assertThat(same).isTrue();
      } else if (!same) {
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(1200);
  }

  @Test
  void the_first_frame_is_as_it_was() throws IOException {
    List<Frame> frames = moved(new Region(mask("grey.png", 1, false), 10, 10, 10, 10), 1);
    assertThat(frames.getFirst().argb()).isEqualTo(still().argb());
  }

  @Test
  void what_is_no_mask_is_refused() throws IOException {
    Path good = mask("grey.png", 1, false);
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    byte[] bytes = Files.readAllBytes(good);
    Path cut = Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(bytes, 90));
    Path black = folder.resolve("black.png");
    ImageIO.write(new BufferedImage(320, 180, BufferedImage.TYPE_BYTE_GRAY), "png", black.toFile());
    Path tall = folder.resolve("tall.png");
    ImageIO.write(new BufferedImage(180, 320, BufferedImage.TYPE_BYTE_GRAY), "png", tall.toFile());

    assertRefused(new Region(folder.resolve("gone.png"), 1, 0, 0, 0), "does not exist");
    assertRefused(new Region(text, 1, 0, 0, 0), "not a complete picture");
    assertRefused(new Region(cut, 1, 0, 0, 0), "not a complete picture");
    assertRefused(new Region(black, 1, 0, 0, 0), "marks nothing");
    assertRefused(new Region(tall, 1, 0, 0, 0), "shape");
    List<Region> six = Collections.nCopies(6, new Region(good, 1, 0, 0, 0));
    assertThatThrownBy(() -> MovedRegions.of(clip(1), six))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("at most 5");
  }

  @Test
  void regions_are_read_as_they_are_written() {
    Region region = Region.parse("a:b.png:horizontal=-3,ambient=2.5");
    assertThat(region).isEqualTo(new Region(Path.of("a:b.png"), -3, 0, 0, 2.5));
    assertThat(Region.parse(region.toString())).isEqualTo(region);
    for (String bad : List.of("a.png", "a.png:", "a.png:up=3", "a.png:ambient=-1", "a.png:zoom")) {
      assertThatThrownBy(() -> Region.parse(bad)).as(bad).isInstanceOf(BadRequest.class);
    }
  }

  private static void assertRefused(Region region, String why) {
    assertThatThrownBy(() -> MovedRegions.of(clip(1), List.of(region)))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why);
  }

  private static List<Frame> moved(Region region, int count) {
    var frames = new ArrayList<Frame>();
    try (Clip clip = MovedRegions.of(clip(count), List.of(region))) {
      for (var frame = new Frame(SIZE); clip.read(frame); frame = new Frame(SIZE)) {
        frames.add(frame);
      }
    }
    return frames;
  }

  /// The mask of the disc, `scale` times as large as the frame.
  private Path mask(String name, int scale, boolean alpha) throws IOException {
    var image =
        new BufferedImage(
            320 * scale,
            180 * scale,
            alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_BYTE_GRAY);
    var graphics = image.createGraphics();
    graphics.setColor(alpha ? new Color(0, 0, 0, 255) : Color.WHITE);
    int side = (2 * RADIUS + 1) * scale;
    graphics.fillOval((X - RADIUS) * scale, (Y - RADIUS) * scale, side, side);
    graphics.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static Frame still() {
    var texture = new NoiseTexture(3);
    var other = new NoiseTexture(4);
    var frame = new Frame(SIZE);
    for (int i = 0; i < frame.argb().length; i++) {
      int x = i % SIZE.width();
      int y = Math.floorDiv(i, SIZE.width());
      boolean disc = Math.hypot(x - X, y - Y) <= RADIUS;
      int level = (int) Math.clamp((disc ? other : texture).at(x, y) / 3, 0, 80);
      frame.argb()[i] =
          0xff000000 | ((disc ? 170 + level : level) << 16) | ((60 + level) << 8) | (40 + level);
    }
    return frame;
  }

  private static double red(Frame frame, int x, int y) {
    return frame.argb()[y * SIZE.width() + x] >> 16 & 255;
  }

  /// By how much the surroundings of a place have moved from one frame to another, by comparing
  /// pixels: to a tenth of one, without the code under test.
  private static double[] shift(Frame from, Frame to, int x, int y, int around) {
    double least = Double.MAX_VALUE;
    double[] best = new double[2];
    for (double step : new double[] {1, .1}) {
      double[] middle = best.clone();
      double reach = step == 1 ? 30 : 1;
      for (double dx = middle[0] - reach; dx <= middle[0] + reach; dx += step) {
        for (double dy = middle[1] - reach; dy <= middle[1] + reach; dy += step) {
          double sum = difference(from, to, x, y, around, dx, dy);
          if (sum < least) {
            least = sum;
            best = new double[] {dx, dy};
          }
        }
      }
    }
    return best;
  }

  private static double difference(
      Frame from, Frame to, int x, int y, int around, double dx, double dy) {
    int column = (int) Math.floor(dx);
    int row = (int) Math.floor(dy);
    double right = dx - column;
    double down = dy - row;
    double sum = 0;
    for (int v = -around; v <= around; v += 2) {
      for (int u = -around; u <= around; u += 2) {
        int atX = x + u + column;
        int atY = y + v + row;
        double there =
            (1 - down) * ((1 - right) * red(to, atX, atY) + right * red(to, atX + 1, atY))
                + down * ((1 - right) * red(to, atX, atY + 1) + right * red(to, atX + 1, atY + 1));
        sum += Math.abs(there - red(from, x + u, y + v));
      }
    }
    return sum;
  }

  private static Clip clip(int count) {
    Frame still = still();
    return new Clip() {
      private int next;

      @Override
      public FrameSize size() {
        return SIZE;
      }

      @Override
      public FrameRate rate() {
        return FrameRate.parse("24");
      }

      @Override
      public long frames() {
        return count;
      }

      @Override
      public boolean read(Frame into) {
        if (next == count) {
          return false;
        }
        System.arraycopy(still.argb(), 0, into.argb(), 0, into.argb().length);
        next++;
        return true;
      }

      @Override
      public void close() {}
    };
  }
}
