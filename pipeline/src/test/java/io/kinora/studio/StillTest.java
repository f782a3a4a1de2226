package io.kinora.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.read.VideoReader;
import io.kinora.render.Fit;
import io.kinora.render.Look;
import io.kinora.render.Scaler;
import io.kinora.render.time.Transition;
import io.kinora.shot.Region;
import io.kinora.studio.Film.Output;
import io.kinora.studio.Montage.Balance;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Montage.Soundtrack;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A picture becomes a film, and parts of it move.
class StillTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 96;

  private final Path folder;

  StillTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void a_picture_is_shown_for_as_long_as_asked(String kind) throws IOException {
    Path picture = picture("a." + kind, kind, Color.BLUE, Color.RED);
    Path film = folder.resolve("film.mp4");
    render(picture, 1.5, List.of(), film);
    MediaInfo info = MediaInfo.read(film);
    assertThat(info.video().frames()).isEqualTo(36);
    assertThat(info.video().width()).isEqualTo(WIDTH);
    assertThat(info.record().orElseThrow()).contains("a." + kind + ": still 1.5");
    assertThat(last(film).argb()[0] & 255).as("blue").isGreaterThan(240);
  }

  @Test
  void what_a_mask_marks_in_a_picture_moves() throws IOException {
    Path picture = picture("a.png", "png", Color.BLUE, Color.RED);
    Path mask = picture("mask.png", "png", Color.BLACK, Color.WHITE);
    Path film = folder.resolve("film.mp4");
    render(picture, 1, List.of(new Region(mask, 10, 0, 0, 0)), film);
    // 10 is a quarter of the width in a second; the last frame is a twenty-fourth before that
    double middle = 40 + .25 * WIDTH * 23 / 24;
    assertThat(redMiddle(last(film))).isBetween(middle - .5, middle + .5);
    assertThat(last(film).argb()[HEIGHT / 2 * WIDTH + 30] & 255)
        .as("what it leaves behind is filled with what is around")
        .isGreaterThan(200);
  }

  @Test
  void masks_that_do_not_fit_are_refused_before_any_work() throws IOException {
    Path picture = picture("a.png", "png", Color.BLUE, Color.RED);
    Path mask = picture("mask.png", "png", Color.BLACK, Color.WHITE);
    Path film = folder.resolve("film.mp4");
    Path square = folder.resolve("square.png");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", square.toFile());
    refused("shape", picture, List.of(new Region(square, 5, 0, 0, 0)), film);
    refused("does not exist", picture, List.of(new Region(Path.of("no.png"), 5, 0, 0, 0)), film);
    refused("at most 5", picture, Collections.nCopies(6, new Region(mask, 5, 0, 0, 0)), film);
    assertThat(film).doesNotExist();
  }

  private static void refused(String why, Path picture, List<Region> regions, Path film) {
    assertThatThrownBy(() -> render(picture, 1, regions, film))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why);
  }

  private static void render(Path picture, double still, List<Region> regions, Path film) {
    var joining =
        new Joining(Transition.CUT, Fit.LETTERBOX, null, null, Scaler.LANCZOS, Balance.NONE, still);
    try (Studio studio = Studio.open()) {
      var output = new Output(film, false);
      studio.render(
          new Montage(List.of(picture), joining, regions, Look.NONE, Soundtrack.KEPT, output),
          Progress.NONE);
    }
  }

  private static Frame last(Path film) {
    try (var reader = new VideoReader(film)) {
      var frame = new Frame(reader.size());
      while (reader.read(frame)) {}
      return frame;
    }
  }

  private static double redMiddle(Frame frame) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < frame.argb().length; i++) {
      if ((frame.argb()[i] >> 16 & 255) > 128) {
        sum += i % WIDTH + .5;
        count++;
      }
    }
    return sum / count;
  }

  /// A square of 32 pixels about (40, 48) on a ground.
  private Path picture(String name, String kind, Color ground, Color square) throws IOException {
    var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    var graphics = picture.createGraphics();
    graphics.setColor(ground);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(square);
    graphics.fillRect(24, 32, 32, 32);
    graphics.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(picture, kind, file.toFile());
    return file;
  }
}
