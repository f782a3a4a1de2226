package io.kinora.verify;

// docs/engines.md shows the lines between these marks.
// engine begins
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
import io.kinora.shot.SubjectPhrase;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

public final class DiscEngine implements Engine {
  private static final EngineOption RADIUS =
      new EngineOption("radius", "PX", "Pixels of a disc", new Values.Whole(2, 200), "20");

  private static final Map<String, Color> COLOURS =
      Map.of("red", Color.RED, "blue", Color.BLUE, "green", Color.GREEN);

  @Override
  public EngineCard card() { // for help and lists: loads nothing
    return new EngineCard("disc", "Draws discs.", "Apache-2.0", FrameSize.DEFAULT, List.of(RADIUS));
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary(
        List.of("ball", "castle", "coffee cup"),
        List.of("red", "blue", "green"),
        List.of(), // no list: any place, time, weather and action
        List.of(),
        List.of(),
        List.of(),
        Map.of("ball", List.of("球"), "coffee cup", List.of("mug", "咖啡杯", "马克杯")));
  }

  @Override
  public String weightsHash(EngineOptions options) {
    return "0".repeat(64); // no weights
  }

  @Override
  public Clip generate(Shot shot, Progress progress) {
    check(shot.options());
    progress.step("plan", 0); // throws if the caller cancels
    var random = new SplittableRandom(shot.seed()); // all randomness comes from the seed
    double start = random.nextDouble();
    progress.step("plan", 1);
    return new Discs(shot, start);
  }

  @Override
  public void close() {}

  /// Frames are computed when they are read, so memory does not grow with the length.
  private static final class Discs extends MadeClip {
    private final Shot shot;
    private final double start;
    private long next;

    Discs(Shot shot, double start) {
      super(shot.size(), shot.rate(), shot.frames());
      this.shot = shot;
      this.start = start;
    }

    @Override
    public boolean read(Frame into) {
      if (next == frames()) {
        return false;
      }
      double seconds = rate().seconds(next++);
      Graphics2D pen = into.image().createGraphics();
      pen.setColor(Color.DARK_GRAY); // every pixel of a frame is opaque
      pen.fillRect(0, 0, into.width(), into.height());
      int radius = (int) RADIUS.number(shot.options()).orElse(20), row = 0;
      for (SubjectPhrase subject : shot.text().subjects()) {
        String colour = subject.colour(); // null if the prompt names none
        pen.setColor(colour == null ? Color.WHITE : COLOURS.getOrDefault(colour, Color.WHITE));
        int x = (int) ((start + seconds / 4) % 1 * into.width());
        pen.fillOval(x - radius, 2 * radius * row++, 2 * radius, 2 * radius);
      }
      pen.dispose();
      return true;
    }
  }
}
// engine ends
