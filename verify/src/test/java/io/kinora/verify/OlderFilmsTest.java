package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Progress;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.Studio;
import io.kinora.torch.Device;
import io.kinora.torch.Torch;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Films that Kinora 0.1.0 made at commit 8914556, before the code was cut into its present
/// modules: their records replay, and every pixel is the same.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderFilmsTest {
  /// Levels of 255. The same processor gives 0; another one may round otherwise, and one that
  /// computes in bfloat16 does so with 8 bits.
  private static final int ROUNDING = Torch.hasMixedPrecision(Device.CPU) ? 6 : 2;

  private final Studio studio = Studio.open();
  private final Path folder;

  OlderFilmsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterAll
  void close() {
    studio.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"red-bird", "white-rabbits", "orange-cat", "blue-car", "green-turtle", "rocket"})
  void they_replay_to_the_pixel(String name) throws URISyntaxException {
    var resource = OlderFilmsTest.class.getResource("films/" + name + ".apng");
    Path before = Path.of(Objects.requireNonNull(resource).toURI());
    Path after = folder.resolve(name + ".apng");
    FilmRecord record = FilmRecord.read(before);
    studio.replay(record, record.film().to(after), Progress.NONE);
    List<int[]> old = Frames.of(before);
    List<int[]> now = Frames.of(after);
    assertThat(now).hasSameSizeAs(old).hasSize(3);
    for (int i = 0; i < old.size(); i++) {
      assertThat(most(old.get(i), now.get(i))).as("frame " + i).isLessThanOrEqualTo(ROUNDING);
    }
  }

  /// The largest difference of two frames in any of the colours.
  private static int most(int[] a, int[] b) {
    assertThat(a).hasSameSizeAs(b);
    int most = 0;
    for (int i = 0; i < a.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        most = Math.max(most, Math.abs((a[i] >> shift & 0xff) - (b[i] >> shift & 0xff)));
      }
    }
    return most;
  }
}
