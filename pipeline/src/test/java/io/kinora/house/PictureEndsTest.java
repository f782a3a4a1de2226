package io.kinora.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.house.net.HouseModel;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectMotion;
import io.kinora.text.TextStage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shots that begin or end with a picture: a magenta disc with eyes on a hillside that has no such
/// colour.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureEndsTest {
  private static final FrameSize SIZE = new FrameSize(256, 144);
  private static final int MAGENTA = 0xffe010d0;
  private static final double RADIUS = 26;

  private final TextStage text = TextStage.open();
  private final HouseModel model = HouseModel.bundled();
  private final HouseEngine engine = new HouseEngine(model);
  private final List<String> notes = new ArrayList<>();
  private Path left = Path.of(""), right = Path.of(""), empty = Path.of("");
  private Path elsewhere = Path.of("");
  private Path folder = Path.of("");

  @BeforeAll
  void draw(@TempDir Path fresh) throws IOException {
    folder = fresh;
    left = draw("left.png", 70, 85, RADIUS, 0);
    right = draw("right.png", 180, 70, RADIUS * 1.3, 14);
    empty = draw("empty.png", 0, 0, 0, 0);
    elsewhere = elsewhere();
  }

  @AfterAll
  void close() {
    engine.close();
    text.close();
  }

  /// A hillside of patches, with a disc.
  ///
  /// @param shift of all that is behind the disc, in pixels to the left
  private Path draw(String name, double x, double y, double radius, int shift) throws IOException {
    var image = new BufferedImage(256, 144, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.translate(-shift, 0);
    for (int row = 0; row < 144; row++) {
      pen.setColor(row < 80 ? new Color(120, 170 + row / 3, 230) : new Color(90, 140, 70));
      pen.fillRect(-50, row, 400, 1);
    }
    var random = new Random(3);
    for (int i = 0; i < 500; i++) {
      int green = 90 + random.nextInt(90);
      pen.setColor(new Color(green * 2 / 3, green, green / 2));
      pen.fillRect(random.nextInt(400) - 50, 80 + random.nextInt(64), 6, 3);
      pen.setColor(new Color(150, 195 + random.nextInt(40), 235));
      pen.fillRect(random.nextInt(400) - 50, random.nextInt(78), 8, 3);
    }
    pen.translate(shift, 0);
    if (radius > 0) {
      pen.setColor(new Color(MAGENTA));
      pen.fillOval((int) (x - radius), (int) (y - radius), (int) (2 * radius), (int) (2 * radius));
      pen.setColor(Color.BLACK);
      pen.fillOval((int) (x - 10), (int) (y - 8), 6, 6);
      pen.fillOval((int) (x + 4), (int) (y - 8), 6, 6);
    }
    pen.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  /// Another place with another thing.
  private Path elsewhere() throws IOException {
    var image = new BufferedImage(256, 144, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    var random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      int level = 30 + random.nextInt(70);
      pen.setColor(new Color(level, level, level * 3 / 2));
      pen.fillRect(random.nextInt(256) - 4, random.nextInt(144) - 4, 9, 9);
    }
    pen.setColor(new Color(250, 210, 40));
    pen.fillRect(90, 40, 90, 60);
    pen.dispose();
    Path file = folder.resolve("elsewhere.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Shot shot(String prompt, Movement movement, EngineOptions options) {
    var format = new Format(SIZE, new FrameRate(8, 1), 2);
    return new Shot(
        text.understand(prompt, engine.vocabulary(options)), 1, format, movement, options);
  }

  private List<Frame> frames(String prompt, Movement movement, EngineOptions options) {
    notes.clear();
    var progress =
        new Progress() {
          @Override
          public boolean report(String step, double done) {
            return true;
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    try (Clip clip = engine.generate(shot(prompt, movement, options), progress)) {
      return clip.stream().toList();
    }
  }

  private static Frame read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    var frame = new Frame(new FrameSize(image.getWidth(), image.getHeight()));
    image.getRGB(0, 0, frame.width(), frame.height(), frame.argb(), 0, frame.width());
    return frame;
  }

  static double psnr(Frame a, Frame b) {
    double sum = 0;
    for (int i = 0; i < a.argb().length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        double off = (a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255);
        sum += off * off;
      }
    }
    return 10 * Math.log10(255 * 255 * 3.0 * a.argb().length / Math.max(1e-9, sum));
  }

  /// The disc in a frame.
  record Disc(double x, double y, int pixels) {}

  private static Disc disc(Frame frame) {
    double x = 0, y = 0;
    int count = 0;
    for (int i = 0; i < frame.argb().length; i++) {
      int p = frame.argb()[i];
      if ((p >> 16 & 255) > 170 && (p >> 8 & 255) < 80 && (p & 255) > 150) {
        x += i % frame.width();
        int row = i / frame.width();
        y += row;
        count++;
      }
    }
    return new Disc(x / count, y / count, count);
  }

  private static EngineOptions with(String part, Path file) {
    return EngineOptions.NONE.with("image-" + part, file.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "it runs, first, 0 0 0 0",
    "it runs to the right, last, 0 0 0 0",
    "a slow shot, first, 4 0 3 0",
    "it flies, first, 0 0 0 5",
    "它跑, last, 3 2 -2 -5"
  })
  void one_end_is_the_picture_and_the_rest_moves(String prompt, String part, String camera)
      throws IOException {
    String[] axes = camera.split(" ");
    var asked =
        new Camera(
            Double.parseDouble(axes[0]),
            Double.parseDouble(axes[1]),
            Double.parseDouble(axes[2]),
            0,
            Double.parseDouble(axes[3]),
            0);
    var movement = new Movement(asked, 1, SubjectMotion.AS_SAID, List.of());
    List<Frame> frames = frames(prompt, movement, with(part, left));
    Frame end = part.equals("first") ? frames.getFirst() : frames.getLast();
    Frame other = part.equals("first") ? frames.getLast() : frames.getFirst();
    assertThat(psnr(end, read(left))).isGreaterThan(38);
    assertThat(psnr(other, end)).as("something moves").isLessThan(25);
  }

  @Test
  void the_thing_in_the_picture_does_what_the_prompt_says() throws IOException {
    List<Frame> frames = frames("it runs to the right", Movement.AS_SAID, with("first", left));
    Disc first = disc(frames.getFirst());
    Disc last = disc(frames.getLast());
    assertThat(last.x()).isGreaterThan(first.x() + 15);
    assertThat((double) last.pixels()).as("whole").isGreaterThan(.8 * first.pixels());
    int at = 85 * SIZE.width() + 50; // where the disc was
    int red = frames.getLast().argb()[at] >> 16 & 255;
    assertThat(red).as("filled behind it").isLessThan(170);
    List<Frame> towards = frames("it runs to the right", Movement.AS_SAID, with("last", left));
    assertThat(disc(towards.getFirst()).x()).isLessThan(first.x() - 5);
  }

  /// How much the disc's pixels scatter about their middle, over the radius of a disc of as many.
  private static double scatter(Frame frame) {
    Disc disc = disc(frame);
    double sum = 0;
    for (int i = 0; i < frame.argb().length; i++) {
      int p = frame.argb()[i];
      if ((p >> 16 & 255) > 170 && (p >> 8 & 255) < 80 && (p & 255) > 150) {
        double x = i % frame.width() - disc.x();
        int row = i / frame.width();
        double y = row - disc.y();
        sum += x * x + y * y;
      }
    }
    return Math.sqrt(sum / disc.pixels()) / Math.sqrt(disc.pixels() / Math.PI);
  }

  /// The mean difference of neighbours, in levels.
  private static double detail(Frame frame) {
    long sum = 0;
    for (int i = 1; i < frame.argb().length; i++) {
      sum += Math.abs((frame.argb()[i] >> 8 & 255) - (frame.argb()[i - 1] >> 8 & 255));
    }
    return (double) sum / frame.argb().length;
  }

  private static Frame dissolved(Frame a, Frame b) {
    var mean = new Frame(a.size());
    for (int i = 0; i < a.argb().length; i++) {
      mean.argb()[i] = ((a.argb()[i] & 0xfefefe) >> 1) + ((b.argb()[i] & 0xfefefe) >> 1);
    }
    return mean;
  }

  @Test
  void between_two_pictures_of_a_place_its_thing_goes_its_way() throws IOException {
    EngineOptions both = with("first", left).with("image-last", right.toString());
    List<Frame> frames = frames("it walks", Movement.AS_SAID, both);
    assertThat(psnr(frames.getFirst(), read(left))).isGreaterThan(35);
    assertThat(psnr(frames.getLast(), read(right))).isGreaterThan(35);
    double before = 0;
    int least = Math.min(disc(frames.getFirst()).pixels(), disc(frames.getLast()).pixels());
    for (Frame frame : frames) {
      Disc disc = disc(frame);
      assertThat((double) disc.pixels()).as("no shade of it").isGreaterThan(.75 * least);
      assertThat(disc.x()).as("it goes on").isGreaterThan(before - 1);
      before = disc.x();
      // a disc has 0.71; two discs at once, and a faint one besides, have far more
      assertThat(scatter(frame)).as("one disc").isBetween(.6, .85);
    }
    Frame ghost = dissolved(frames.getFirst(), frames.getLast());
    assertThat(disc(ghost).pixels()).as("what the test refuses").isLessThan(least / 2);
  }

  @Test
  void between_two_places_the_camera_passes_from_one_into_the_other() throws IOException {
    EngineOptions both = with("first", left).with("image-last", elsewhere.toString());
    List<Frame> frames = frames("it walks to the right", Movement.AS_SAID, both);
    Frame first = frames.getFirst();
    Frame last = frames.getLast();
    assertThat(psnr(first, read(left))).isGreaterThan(35);
    assertThat(psnr(last, read(elsewhere))).isGreaterThan(35);
    double least = Math.min(detail(first), detail(last));
    for (int i = 1; i < frames.size(); i++) {
      assertThat(detail(frames.get(i))).as("frame %d", i).isGreaterThan(.75 * least);
      assertThat(psnr(frames.get(i), frames.get(i - 1))).as("it moves").isLessThan(35);
    }
    Frame ghost = dissolved(first, last);
    assertThat(psnr(frames.get(frames.size() / 2), ghost)).as("no dissolve").isLessThan(20);
  }

  @Test
  void where_nothing_stands_out_the_whole_picture_moves() throws IOException {
    List<Frame> frames = frames("it runs", Movement.AS_SAID, with("first", empty));
    assertThat(notes).anyMatch(line -> line.contains("nothing stands out"));
    assertThat(psnr(frames.getFirst(), read(empty))).isGreaterThan(38);
    assertThat(psnr(frames.getLast(), frames.getFirst())).isLessThan(32);
  }

  @Test
  void a_place_and_a_first_frame_are_refused_together() {
    EngineOptions both = with("first", left).with("image-scene", empty.toString());
    assertThatThrownBy(() -> frames("it runs", Movement.AS_SAID, both))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("place");
  }
}
