package io.kinora.training.world;

import com.sun.management.OperatingSystemMXBean;
import io.kinora.torch.Seeds;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.evaluate.Judges;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Prints how much of the world one core draws in a second of its time: `mvn test -pl training -am
/// -Dtest=WorldBench -Dtest.groups.excluded= -Dsurefire.failIfNoSpecifiedTests=false`.
@Tag("bench")
class WorldBench {
  private static final int WARM = 3;
  private static final int BATCH = 16;
  private static final int TIMES = 64;

  @Test
  void one_core() {
    LayerSource sprites = DioramaLayers.sprites();
    LayerSource bands = DioramaLayers.bands();
    var scenes = new DioramaScenes();
    var clips = new DioramaClips();
    print("sprites of 128x128", BATCH, 60, i -> LayerBatch.draw(sprites, BATCH, Split.SEEN, 1, i));
    print("bands of 256x64", BATCH, 60, i -> LayerBatch.draw(bands, BATCH, Split.SEEN, 1, i));
    print(
        "performances, moved at 64 times",
        1,
        5_000,
        i -> {
          var performance = scenes.performance(Seeds.random(1, "performance" + i));
          for (int k = 0; k < TIMES; k++) {
            performance.moving(k / 24.0);
          }
        });
    print(
        "pictures of 256x144, five casts in a place",
        5,
        40,
        i -> clips.pictures(Seeds.random(1, "picture" + i), 5, Judges.WIDTH, Judges.HEIGHT));
    print(
        "clips of four pictures of 256x144",
        1,
        300,
        i ->
            clips.clip(
                clips.scenario(Seeds.random(1, "clip" + i), Split.SEEN),
                i,
                2,
                new double[] {0, .5, 1, 1.5},
                Judges.WIDTH,
                Judges.HEIGHT));
  }

  /// Draws `n` times after a few in vain, and prints how many a core draws.
  private static void print(String what, int each, int n, IntConsumer draw) {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    for (int i = 0; i < Math.max(WARM, n / 4); i++) {
      draw.accept(n + i);
    }
    long start = machine.getProcessCpuTime();
    for (int i = 0; i < n; i++) {
      draw.accept(i);
    }
    double seconds = (machine.getProcessCpuTime() - start) / 1e9;
    System.out.printf("%-40s %8.1f a second%n", what, each * n / seconds);
  }
}
