package io.kinora.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.ffmpeg.RawClip;
import io.kinora.ffmpeg.RawPicture;
import io.kinora.read.VideoReader;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import io.kinora.studio.Film.Output;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Montage.Soundtrack;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures that stay in FFmpeg's memory from the decoder to the encoder are the ones that would
/// have gone through pixels in Java.
class RawPathTest {
  private static final FrameSize SIZE = new FrameSize(130, 98);

  private final Path film;

  RawPathTest(@TempDir Path folder) {
    film = folder.resolve("film.mp4");
    Exporter.write(TestPattern.scene(SIZE, FrameRate.DEFAULT, 5), film, false, "", Progress.NONE);
  }

  /// The same clip without its short cut.
  private static final class Plain extends DerivedClip {
    Plain(Clip source) {
      super(source);
    }

    @Override
    public boolean read(Frame into) {
      return source.read(into);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exposure=0.3", "saturation=1.4", "gamma=1.2"})
  void gives_the_same_colours(String grade) {
    var look = new Look(List.of(Step.parse(Kind.GRADE, grade)));
    try (Clip raw = look.apply(new VideoReader(film));
        Clip plain = look.apply(new Plain(new VideoReader(film)))) {
      assertThat(RawClip.of(raw)).isPresent();
      List<int[]> expected = frames(plain);
      List<int[]> got = frames(raw);
      assertThat(got).hasSize(5).hasSameSizeAs(expected);
      for (int i = 0; i < 5; i++) {
        assertThat(largestDifference(expected.get(i), got.get(i))).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void a_film_without_steps_is_coded_from_the_decoded_numbers() {
    Path copy = film.resolveSibling("copy.mp4");
    try (Studio studio = Studio.open()) {
      var montage =
          new Montage(
              List.of(film),
              Joining.CUT,
              List.of(),
              Look.NONE,
              Soundtrack.KEPT,
              new Output(copy, false));
      assertThat(studio.render(montage, Progress.NONE).record().sources()).hasSize(1);
    }
    try (Clip first = new VideoReader(film);
        Clip second = new VideoReader(copy)) {
      List<int[]> expected = frames(first);
      List<int[]> got = frames(second);
      assertThat(got).hasSize(5);
      assertThat(largestDifference(expected.getFirst(), got.getFirst())).isLessThan(24);
    }
  }

  @Test
  void raw_pictures_can_be_read_to_the_end() {
    try (var reader = new VideoReader(film);
        var picture = new RawPicture()) {
      for (int i = 0; i < 5; i++) {
        assertThat(reader.read(picture)).isTrue();
        assertThat(picture.frame().width()).isEqualTo(SIZE.width());
        assertThat(picture.frame().height()).isEqualTo(SIZE.height());
      }
      assertThat(reader.read(picture)).isFalse();
    }
  }

  private static int largestDifference(int[] a, int[] b) {
    int largest = 0;
    for (int i = 0; i < a.length; i++) {
      for (int shift = 0; shift < 32; shift += 8) {
        int difference = (a[i] >>> shift & 0xff) - (b[i] >>> shift & 0xff);
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    return largest;
  }

  private static List<int[]> frames(Clip clip) {
    var all = new ArrayList<int[]>();
    var frame = new Frame(clip.size());
    while (clip.read(frame)) {
      all.add(frame.argb().clone());
    }
    return all;
  }
}
