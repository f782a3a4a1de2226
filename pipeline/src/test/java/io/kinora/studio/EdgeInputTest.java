package io.kinora.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.read.VideoReader;
import io.kinora.render.Fit;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.Scaler;
import io.kinora.render.operation.Kind;
import io.kinora.render.time.Transition;
import io.kinora.studio.Film.Output;
import io.kinora.studio.Montage.Auto;
import io.kinora.studio.Montage.Balance;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Montage.Soundtrack;
import io.kinora.write.Exporter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs at the edges of what there is: one frame, none, far too large, far too long.
class EdgeInputTest {
  private static final FrameSize SIZE = new FrameSize(96, 64);

  private final Path folder;

  EdgeInputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reverse",
        "boomerang",
        "loop",
        "speed=2",
        "speed=0.5",
        "fade-in",
        "fade-out",
        "denoise",
        "glitch",
        "title=一"
      })
  void one_frame_is_enough(String effect) {
    Path one = clip("one.mp4", 1);
    Path film = folder.resolve("film.mp4");
    var look = new Look(List.of(Step.parse(Kind.EFFECT, effect)));
    render(List.of(one), Joining.CUT, look, film);
    assertThat(MediaInfo.read(film).video().frames()).isBetween(1L, 2L);
  }

  @Test
  void clips_of_one_frame_are_joined() {
    Path one = clip("one.mp4", 1);
    Path film = folder.resolve("film.mp4");
    var joining =
        new Joining(
            Transition.parse("crossfade=1"),
            Fit.CROP,
            null,
            null,
            Scaler.LANCZOS,
            new Balance(Set.of(Auto.values()), one),
            Joining.STILL);
    render(List.of(one, one, one), joining, Look.NONE, film);
    assertThat(MediaInfo.read(film).video().frames()).isEqualTo(3); // too short to share any
  }

  @Test
  void an_empty_file_and_an_empty_folder_are_refused() throws IOException {
    Path film = folder.resolve("film.mp4");
    for (Path empty :
        List.of(
            Files.createFile(folder.resolve("empty.mp4")),
            Files.createFile(folder.resolve("empty.zip")),
            Files.createDirectory(folder.resolve("empty")))) {
      assertThatThrownBy(() -> render(List.of(empty), Joining.CUT, Look.NONE, film))
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining(empty.getFileName().toString());
      assertThat(film).doesNotExist();
    }
  }

  @Test
  void pictures_of_eleven_thousand_pixels_a_side_are_refused() throws IOException {
    Path huge = folder.resolve("huge.png");
    ImageIO.write(
        new BufferedImage(11_000, 11_000, BufferedImage.TYPE_BYTE_BINARY), "png", huge.toFile());
    Path film = folder.resolve("film.mp4");
    assertThatThrownBy(() -> render(List.of(huge), Joining.CUT, Look.NONE, film))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("11000x11000")
        .hasMessageContaining("105 million");
    assertThat(film).doesNotExist();
  }

  /// Ten pictures of 65 534 hundredths of a second each: 109 minutes out of 20 kB.
  @Test
  void hours_are_read_frame_by_frame() throws IOException {
    Path film = slow(10);
    try (var reader = new VideoReader(film)) {
      assertThat(reader.rate()).isEqualTo(new FrameRate(1, 1));
      assertThat(reader.frames()).isBetween(6550L, 6556L);
      var frame = new Frame(reader.size());
      for (int i = 0; i < 1000; i++) {
        assertThat(reader.read(frame)).isTrue();
        assertThat(frame.argb()[0] & 0xff).isEqualTo((int) ((i + .5) / 655.34));
      }
    }
  }

  @Test
  void more_than_a_day_is_refused() throws IOException {
    Path film = folder.resolve("film.mp4");
    Path endless = slow(140);
    assertThatThrownBy(() -> render(List.of(endless), Joining.CUT, Look.NONE, film))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("25 hours")
        .hasMessageContaining("the maximum is 24");
    assertThat(film).doesNotExist();
  }

  /// Pictures of 65 534 hundredths of a second each.
  private Path slow(int pictures) throws IOException {
    Path film = folder.resolve("slow.gif");
    Exporter.write(TestPattern.counting(pictures), film, false, "", Progress.NONE);
    byte[] bytes = Files.readAllBytes(film);
    for (int i = 0; i + 5 < bytes.length; i++) {
      if (bytes[i] == 0x21 && (bytes[i + 1] & 0xff) == 0xf9 && bytes[i + 2] == 4) {
        bytes[i + 4] = (byte) 0xfe;
        bytes[i + 5] = (byte) 0xff;
      }
    }
    return Files.write(film, bytes);
  }

  private Path clip(String name, long frames) {
    Path file = folder.resolve(name);
    Exporter.write(
        TestPattern.scene(SIZE, FrameRate.DEFAULT, frames), file, false, "", Progress.NONE);
    return file;
  }

  private static void render(List<Path> inputs, Joining joining, Look look, Path film) {
    try (Studio studio = Studio.open()) {
      var output = new Output(film, false);
      Rendered rendered =
          studio.render(
              new Montage(inputs, joining, List.of(), look, Soundtrack.KEPT, output),
              Progress.NONE);
      assertThat(rendered.record().sources()).hasSameSizeAs(inputs);
    }
  }
}
