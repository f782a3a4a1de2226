package io.kinora.house.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.shot.EngineOptions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroundLineTest {
  /// A sky with clouds, hills before it, and a field of grass.
  private static Frame place(double line, long seed) {
    var frame = new Frame(new FrameSize(320, 180));
    var random = new Random(seed);
    double wave = random.nextDouble() * 6;
    for (int y = 0; y < 180; y++) {
      for (int x = 0; x < 320; x++) {
        double hills = line * 180 - 22 - 12 * Math.sin(x * .03 + wave);
        int grain = random.nextInt(24);
        int rgb;
        if (y >= line * 180) {
          rgb = (60 + grain * 2) << 16 | (120 + grain * 3) << 8 | 40 + grain;
        } else if (y > hills) {
          rgb = (90 + grain / 3) << 16 | (110 + grain / 3) << 8 | 130;
        } else {
          int cloud = Math.sin(x * .05 + y * .09 + wave) > .6 ? 40 : 0;
          rgb = (140 + cloud) << 16 | (190 + cloud) << 8 | 235;
        }
        frame.argb()[y * 320 + x] = 0xff000000 | rgb;
      }
    }
    return frame;
  }

  @ParameterizedTest
  @CsvSource({".42, 1", ".5, 2", ".58, 3", ".66, 4", ".75, 5", ".82, 6"})
  void finds_where_the_grass_begins(double line, long seed) {
    assertThat(GroundLine.of(place(line, seed))).isCloseTo(line, within(.05));
  }

  @Test
  void the_settings_say_it_instead() {
    var options = EngineOptions.NONE.with("ground", "0.9");
    assertThat(GroundLine.of(options, place(.5, 1))).isEqualTo(.9);
  }
}
