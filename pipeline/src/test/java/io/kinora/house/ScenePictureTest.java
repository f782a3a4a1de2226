package io.kinora.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.house.compose.Compositor;
import io.kinora.house.compose.Relief;
import io.kinora.house.compose.SkyBackdrop;
import io.kinora.house.compose.View;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.text.TextStage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A picture that is the place of a shot.
class ScenePictureTest {
  private static final FrameSize SIZE = new FrameSize(256, 144);

  private final Path folder;

  ScenePictureTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static BufferedImage place() {
    var image = new BufferedImage(256, 144, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(150, 190, 240));
    pen.fillRect(0, 0, 256, 72);
    pen.setColor(new Color(90, 130, 60));
    pen.fillRect(0, 72, 256, 72);
    pen.setColor(Color.BLACK);
    pen.fillRect(120, 0, 8, 144);
    pen.dispose();
    return image;
  }

  private static Frame frame(BufferedImage image) {
    var frame = new Frame(SIZE);
    image.getRGB(0, 0, 256, 144, frame.argb(), 0, 256);
    return frame;
  }

  /// The middle of what is dark in a row.
  private static double bar(Frame frame, int row) {
    double sum = 0;
    int count = 0;
    for (int x = 0; x < 256; x++) {
      if ((frame.argb()[row * 256 + x] >> 8 & 255) < 60) {
        sum += x;
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void the_ground_moves_the_more_the_nearer_it_is() {
    var relief = Relief.of(frame(place()), 0, .35, 1);
    var sky = new SkyBackdrop(2, 2, new float[12]);
    var view = View.flat(new Camera(4, 0, 0, 0, 0, 0), SIZE.aspect(), 1);
    var compositor = new Compositor(List.of(relief), sky, view, SIZE);
    var seen = new Frame(SIZE);
    compositor.render(0, seen);
    assertThat(seen.argb()).isEqualTo(frame(place()).argb());
    compositor.render(.5, seen);
    double far = bar(seen, 20);
    assertThat(123.5 - far).as("it moves to the left").isGreaterThan(3);
    assertThat(bar(seen, 60)).isCloseTo(far, within(.3));
    assertThat(123.5 - bar(seen, 140)).isGreaterThan(2 * (123.5 - far));
    assertThat(bar(seen, 105)).isBetween(bar(seen, 140), far);
  }

  @ParameterizedTest
  @CsvSource({"-10, 10, -10", "10, -10, -10", "10, 10, 10", "0, -10, 0"})
  void no_border_is_seen_however_far_the_camera_goes(double truck, double crane, double zoom) {
    var relief = Relief.of(frame(place()), -.1, .35, 1.6);
    var sky = new SkyBackdrop(2, 2, new float[12]); // black
    var view = View.flat(new Camera(truck, crane, zoom, 0, 0, 0), SIZE.aspect(), 1);
    var compositor = new Compositor(List.of(relief), sky, view, SIZE);
    var seen = new Frame(SIZE);
    compositor.render(6, seen);
    long known = 0;
    for (int argb : seen.argb()) {
      int blue = argb & 255;
      known += argb >>> 24 == 255 && (blue > 200 || (blue > 30 && blue < 90)) ? 1 : 0;
    }
    assertThat(known).isGreaterThan(seen.argb().length / 2);
  }

  /// The lowest row that differs from the same film without a subject.
  private int foot(String prompt, double ground) throws IOException {
    Path file = folder.resolve("place.png");
    ImageIO.write(place(), "png", file.toFile());
    EngineOptions options =
        EngineOptions.NONE
            .with("image-scene", file.toString())
            .with("ground", Double.toString(ground));
    try (TextStage text = TextStage.open();
        var engine = new HouseEngine()) {
      Frame with = first(engine, text, prompt, options);
      Frame without = first(engine, text, "nothing", options);
      int lowest = 0;
      for (int i = 0; i < with.argb().length; i++) {
        int one = with.argb()[i], other = without.argb()[i];
        if (Math.abs((one >> 8 & 255) - (other >> 8 & 255)) > 50) {
          lowest = i / SIZE.width();
        }
      }
      return lowest;
    }
  }

  private static Frame first(
      HouseEngine engine, TextStage text, String prompt, EngineOptions options) {
    var shot =
        new Shot(
            text.understand(prompt, engine.vocabulary(options)),
            3,
            new Format(SIZE, new FrameRate(4, 1), .5),
            Movement.AS_SAID.with(new Camera(0, 0, 0, 0, 0, 0)),
            options);
    try (Clip clip = engine.generate(shot, Progress.NONE)) {
      return clip.stream().toList().getFirst();
    }
  }

  @Test
  void subjects_stand_on_the_ground_of_the_picture() throws IOException {
    assertThat(foot("a horse stands", .35)).isLessThan(foot("a horse stands", .8) - 5);
    assertThat(foot("a horse stands", .8)).isBetween((int) (.8 * 144), 143);
  }
}
