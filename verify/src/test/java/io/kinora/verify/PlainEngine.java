package io.kinora.verify;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.MadeClip;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.engine.EngineName;
import io.kinora.engine.Vocabulary;
import io.kinora.shot.Shot;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The smallest engine that keeps the contract: frames of one colour that the seed chooses, with a
/// bright column that moves to the right. It keeps the tests of everything around an engine fast.
@EngineName(PlainEngine.NAME)
public final class PlainEngine implements Engine {
  static final String NAME = "plain";

  @Override
  public EngineCard card() {
    return new EngineCard(
        NAME, "Draws one colour; for tests.", "Apache-2.0", "0".repeat(64), FrameSize.DEFAULT);
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        List.of("bird"), List.of("red"), List.of("sea"), List.of("day"), List.of(), List.of("fly"));
  }

  @Override
  public Clip generate(Shot shot, Progress progress) {
    progress.step("plan", 0);
    int colour = 0xFF000000 | new SplittableRandom(shot.seed()).nextInt(0x1000000);
    progress.step("plan", 1);
    return new PlainClip(shot, colour);
  }

  @Override
  public void close() {}

  private static final class PlainClip extends MadeClip {
    private final Shot shot;
    private final int colour;
    private long next;

    PlainClip(Shot shot, int colour) {
      super(shot.size(), shot.rate(), shot.frames());
      this.shot = shot;
      this.colour = colour;
    }

    @Override
    public boolean read(Frame into) {
      if (next == frames()) {
        return false;
      }
      Arrays.fill(into.argb(), colour);
      int column = (int) (shot.rate().seconds(next++) / shot.seconds() * into.width());
      for (int y = 0; y < into.height(); y++) {
        into.argb()[y * into.width() + column] = 0xFFFFFFFF;
      }
      return true;
    }
  }
}
