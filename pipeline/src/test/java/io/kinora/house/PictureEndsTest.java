package io.kinora.house;

import static io.kinora.house.PictureFilms.disc;
import static io.kinora.house.PictureFilms.psnr;
import static io.kinora.house.PictureFilms.read;
import static io.kinora.house.PictureFilms.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Frame;
import io.kinora.error.BadRequest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Shots that begin or end with a picture.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PictureEndsTest {
  private final PictureFilms films;
  private final Path left, empty;

  PictureEndsTest(@TempDir Path folder) throws IOException {
    films = new PictureFilms(folder);
    left = films.draw("left.png", 70, 85, PictureFilms.RADIUS, 0);
    empty = films.draw("empty.png", 0, 0, 0, 0);
  }

  @AfterAll
  void close() {
    films.close();
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
    List<Frame> frames = films.frames(prompt, movement, with(part, left));
    Frame end = part.equals("first") ? frames.getFirst() : frames.getLast();
    Frame other = part.equals("first") ? frames.getLast() : frames.getFirst();
    assertThat(psnr(end, read(left))).isGreaterThan(38);
    assertThat(psnr(other, end)).as("something moves").isLessThan(25);
  }

  @Test
  void the_thing_in_the_picture_does_what_the_prompt_says() throws IOException {
    List<Frame> frames =
        films.frames("it runs to the right", Movement.AS_SAID, with("first", left));
    Disc first = disc(frames.getFirst());
    Disc last = disc(frames.getLast());
    assertThat(last.x()).isGreaterThan(first.x() + 15);
    assertThat((double) last.pixels()).as("whole").isGreaterThan(.8 * first.pixels());
    int at = 85 * PictureFilms.SIZE.width() + 50; // where the disc was
    int red = frames.getLast().argb()[at] >> 16 & 255;
    assertThat(red).as("filled behind it").isLessThan(170);
    List<Frame> towards =
        films.frames("it runs to the right", Movement.AS_SAID, with("last", left));
    assertThat(disc(towards.getFirst()).x()).isLessThan(first.x() - 5);
  }

  @Test
  void others_of_the_prompt_come_in_beside_the_thing() throws IOException {
    EngineOptions first = with("first", left);
    List<Frame> frames = films.frames("it chases a yellow duck", Movement.AS_SAID, first);
    assertThat(films.notes).noneMatch(line -> line.contains("left out"));
    assertThat(psnr(frames.getFirst(), read(left))).isGreaterThan(38);
    assertThat(yellow(frames.getFirst())).isZero();
    assertThat(yellow(frames.getLast())).isGreaterThan(60);
    List<Frame> alone = films.frames("a yellow duck walks", Movement.AS_SAID, with("first", empty));
    assertThat(yellow(alone.getFirst())).isZero();
    assertThat(yellow(alone.getLast())).as("where nothing stands out").isGreaterThan(60);
  }

  /// Pixels as yellow as nothing on the hillside is.
  static long yellow(Frame frame) {
    return java.util.Arrays.stream(frame.argb())
        .filter(p -> (p >> 16 & 255) > 180 && (p >> 8 & 255) > 130 && (p & 255) < 90)
        .count();
  }

  @Test
  void where_nothing_stands_out_the_whole_picture_moves() throws IOException {
    List<Frame> frames = films.frames("it runs", Movement.AS_SAID, with("first", empty));
    assertThat(films.notes).anyMatch(line -> line.contains("no distinct thing found"));
    assertThat(psnr(frames.getFirst(), read(empty))).isGreaterThan(38);
    assertThat(psnr(frames.getLast(), frames.getFirst())).isLessThan(32);
  }

  @Test
  void a_place_and_a_first_frame_are_refused_together() {
    EngineOptions both = with("first", left).with("image-scene", empty.toString());
    assertThatThrownBy(() -> films.frames("it runs", Movement.AS_SAID, both))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("place");
  }
}
