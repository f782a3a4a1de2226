package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.write.Container;
import io.kinora.write.Encoding;
import io.kinora.write.Exporter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders and zip files of pictures, as what a film is made of.
class SequenceReaderTest {
  private static final FrameSize SIZE = new FrameSize(96, 64);

  private final Path folder;

  SequenceReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"film.zip", "film"})
  void reads_what_is_written_to_the_pixel(String name) {
    Path out = folder.resolve(name);
    DrawnClip.Painter painter =
        (frame, t) -> {
          TestPattern.colours(frame, t);
          frame.argb()[5] = 0x40ff8020; // transparency is kept
        };
    var encoding = Encoding.of(name.endsWith(".zip") ? Container.ZIP : Container.FOLDER);
    Exporter.write(
        new DrawnClip(SIZE, FrameRate.DEFAULT, 12, true, painter),
        null,
        out,
        false,
        encoding,
        "{\"a\":1}",
        Progress.NONE);

    assertThat(Inputs.find(out).record()).hasValue("{\"a\":1}");
    assertThat(Inputs.find(out).hasSound()).isFalse();
    try (Clip clip = Inputs.open(out, null);
        Clip truth = new DrawnClip(SIZE, FrameRate.DEFAULT, 12, true, painter)) {
      assertThat(clip.size()).isEqualTo(SIZE);
      assertThat(clip.rate()).isEqualTo(FrameRate.DEFAULT);
      assertThat(clip.frames()).isEqualTo(12);
      assertThat(clip.hasAlpha()).isTrue();
      var got = new Frame(SIZE);
      var wanted = new Frame(SIZE);
      while (truth.read(wanted)) {
        assertThat(clip.read(got)).isTrue();
        assertThat(got.argb()).isEqualTo(wanted.argb());
      }
      assertThat(clip.read(got)).isFalse();
    }
  }

  @Test
  void numbers_sort_by_their_value_and_the_rate_is_asked_for() throws IOException {
    for (int level : List.of(1, 2, 10, 9)) {
      picture("a" + level + ".png", SIZE, level);
    }
    Files.writeString(folder.resolve("notes.txt"), "no picture");
    try (Clip clip = Inputs.open(folder, new FrameRate(30, 1))) {
      assertThat(clip.rate()).isEqualTo(new FrameRate(30, 1));
      var levels = new ArrayList<Integer>();
      var frame = new Frame(SIZE);
      while (clip.read(frame)) {
        levels.add(frame.argb()[0] & 0xff);
      }
      assertThat(levels).containsExactly(1, 2, 9, 10);
    }
  }

  @Test
  void refuses_what_is_no_sequence() throws IOException {
    assertRefused(folder, "no PNG or JPEG");
    Path zip = Files.writeString(folder.resolve("a.zip"), "hello");
    assertRefused(zip, "cannot be used");
    Path text = Files.createDirectory(folder.resolve("text"));
    Files.writeString(text.resolve("a.png"), "hello");
    assertRefused(text, "no PNG or JPEG");
    Path huge = Files.createDirectory(folder.resolve("huge"));
    ImageIO.write(
        new BufferedImage(11_000, 11_000, BufferedImage.TYPE_BYTE_BINARY),
        "png",
        huge.resolve("a.png").toFile());
    assertRefused(huge, "11000x11000");
  }

  @Test
  void says_which_picture_is_of_another_size_or_damaged() throws IOException {
    picture("1.png", SIZE, 1);
    picture("2.png", new FrameSize(64, 64), 2);
    try (Clip clip = Inputs.open(folder, null)) {
      var frame = new Frame(SIZE);
      assertThat(clip.read(frame)).isTrue();
      assertThatThrownBy(() -> clip.read(frame)).hasMessageContaining("2.png is 64x64");
    }
    byte[] whole = Files.readAllBytes(folder.resolve("1.png"));
    Files.write(folder.resolve("2.png"), java.util.Arrays.copyOf(whole, whole.length / 2));
    try (Clip clip = Inputs.open(folder, null)) {
      var frame = new Frame(SIZE);
      assertThat(clip.read(frame)).isTrue();
      assertThatThrownBy(() -> clip.read(frame))
          .isInstanceOf(MediaFailure.class)
          .hasMessageContaining("2.png");
    }
  }

  private void picture(String name, FrameSize size, int level) throws IOException {
    var image = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < size.width() * size.height(); i++) {
      image.setRGB(i % size.width(), i / size.width(), level * 0x010101);
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }

  private static void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> Inputs.open(path, null))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why);
  }
}
