package io.kinora.house;

import static io.kinora.house.PictureFilms.disc;
import static io.kinora.house.PictureFilms.psnr;
import static io.kinora.house.PictureFilms.read;
import static io.kinora.house.PictureFilms.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Frame;
import io.kinora.house.PictureFilms.Disc;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Movement;
import io.kinora.shot.SubjectMotion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Shots that go from one picture to another.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PicturePassageTest {
  private final PictureFilms films;
  private final Path left, right, elsewhere;

  PicturePassageTest(@TempDir Path folder) throws IOException {
    films = new PictureFilms(folder);
    left = films.draw("left.png", 70, 85, PictureFilms.RADIUS, 0);
    right = films.draw("right.png", 180, 70, PictureFilms.RADIUS * 1.3, 14);
    elsewhere = films.elsewhere();
  }

  @AfterAll
  void close() {
    films.close();
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
    List<Frame> frames = films.frames("it walks", Movement.AS_SAID, both);
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
    List<Frame> frames = films.frames("it walks to the right", Movement.AS_SAID, both);
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
  void the_camera_of_the_prompt_moves_and_both_ends_are_as_they_were() throws IOException {
    EngineOptions both = with("first", left).with("image-last", right.toString());
    var nearer = new Movement(new Camera(0, 0, 8, 0, 0, 0), 1, SubjectMotion.AS_SAID, List.of());
    List<Frame> frames = films.frames("it walks", nearer, both);
    assertThat(psnr(frames.getFirst(), read(left))).isGreaterThan(35);
    assertThat(psnr(frames.getLast(), read(right))).isGreaterThan(35);
    int middle = frames.size() / 2;
    Frame plain = films.frames("it walks", Movement.AS_SAID, both).get(middle);
    assertThat((double) disc(frames.get(middle)).pixels())
        .as("nearer in the middle")
        .isGreaterThan(1.1 * disc(plain).pixels());
  }

  @Test
  void the_camera_passes_to_the_side_that_the_prompt_names() throws IOException {
    EngineOptions both = with("first", left).with("image-last", elsewhere.toString());
    for (int side : new int[] {-1, 1}) {
      var truck =
          new Movement(new Camera(5 * side, 0, 0, 0, 0, 0), 1, SubjectMotion.AS_SAID, List.of());
      List<Frame> frames = films.frames("a shot", truck, both);
      Frame middle = frames.get(frames.size() / 2);
      // the other place is darker, and comes in from where the camera goes to
      assertThat(brightness(middle, side > 0)).isLessThan(brightness(middle, side < 0) - 30);
    }
  }

  private static double brightness(Frame frame, boolean right) {
    double sum = 0;
    int quarter = frame.width() / 4;
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < quarter; x++) {
        int column = right ? frame.width() - 1 - x : x;
        sum += frame.argb()[y * frame.width() + column] >> 8 & 255;
      }
    }
    return sum / (quarter * frame.height());
  }
}
