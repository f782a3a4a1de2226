package io.kinora.verify;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.MadeClip;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.engine.EngineOption;
import io.kinora.engine.EngineOption.Values;
import io.kinora.engine.Vocabulary;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The smallest engine that keeps the contract: frames of one colour that the seed chooses, with a
/// bright column that moves to the right. It keeps the tests of everything around an engine fast.
public final class PlainEngine implements Engine {
  static final String NAME = "plain";

  private static final EngineOption COLUMN =
      new EngineOption(
          "column", "N", "How many pixels wide the column is", new Values.Whole(1, 8), "1");

  @Override
  public EngineCard card() {
    return new EngineCard(
        NAME, "Draws one colour; for tests.", "Apache-2.0", FrameSize.DEFAULT, List.of(COLUMN));
  }

  @Override
  public String weightsHash(EngineOptions options) {
    return "0".repeat(64);
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        List.of("bird"), List.of("red"), List.of("sea"), List.of("day"), List.of(), List.of("fly"));
  }

  @Override
  public Clip generate(Shot shot, Progress progress) {
    check(shot.options());
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
    private final int wide;
    private long next;

    PlainClip(Shot shot, int colour) {
      super(shot.size(), shot.rate(), shot.frames());
      this.shot = shot;
      this.colour = colour;
      wide = (int) COLUMN.number(shot.options()).orElse(1);
    }

    @Override
    public boolean read(Frame into) {
      if (next == frames()) {
        return false;
      }
      Arrays.fill(into.argb(), colour);
      int column = (int) (shot.rate().seconds(next++) / shot.seconds() * into.width());
      for (int y = 0; y < into.height(); y++) {
        int start = y * into.width() + column;
        int end = Math.min(start + wide, (y + 1) * into.width());
        Arrays.fill(into.argb(), start, end, 0xFFFFFFFF);
      }
      return true;
    }
  }
}
