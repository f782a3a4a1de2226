package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.studio.Engines;
import io.kinora.text.TextStage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A clip at another frame rate shows the same at the same times, and something of its own between.
class FrameRateTest {
  private static final FrameSize SIZE = new FrameSize(384, 216);

  @Test
  void frames_at_common_times_are_equal_and_those_between_are_new() {
    try (var text = TextStage.open();
        Engine engine = Engines.named("house")) {
      List<Frame> slow = frames(text, engine, "24");
      List<Frame> fast = frames(text, engine, "60");

      for (int i = 0; 2 * i < slow.size(); i++) {
        assertThat(psnr(slow.get(2 * i), fast.get(5 * i))).as(i + "/12 s").isGreaterThan(40);
      }
      for (int i = 1; i < fast.size(); i++) {
        assertThat(fast.get(i).argb()).as("frame " + i).isNotEqualTo(fast.get(i - 1).argb());
      }
    }
  }

  private static List<Frame> frames(TextStage text, Engine engine, String rate) {
    var shot =
        new Shot(
            text.understand("a red bird flies over the sea at sunset"),
            3,
            new Format(SIZE, FrameRate.parse(rate), 1),
            Movement.AS_SAID.with(Camera.parse("horizontal=4,zoom=3,pan=2")),
            EngineOptions.NONE);
    var frames = new ArrayList<Frame>();
    try (Clip clip = engine.generate(shot, Progress.NONE)) {
      for (var frame = new Frame(SIZE); clip.read(frame); frame = new Frame(SIZE)) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static double psnr(Frame a, Frame b) {
    double square = 0;
    for (int i = 0; i < a.argb().length; i++) {
      for (int shift = 0; shift <= 16; shift += 8) {
        double difference = (a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255);
        square += difference * difference;
      }
    }
    double mean = square / a.argb().length / 3;
    return mean == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255 * 255 / mean);
  }
}
