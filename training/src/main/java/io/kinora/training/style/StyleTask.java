package io.kinora.training.style;

import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import io.kinora.training.world.MovingPair;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Trains the net of the bundled styles to imitate the [Painters], on pairs of frames in motion.
public final class StyleTask implements Regression.Task {
  /// The size of the training data.
  ///
  /// @param side of frames, in pixels
  /// @param sheet side of the sheet's frames, in pixels
  /// @param pool number of pairs in memory; one is replaced every step, because drawing one takes
  ///     long
  /// @param fitted number of frames that the last layers are fitted on before the first step
  record Size(int side, int sheet, int pool, int fitted) {
    static final Size FULL = new Size(112, 176, 64, 24);
  }

  /// One of this many steps trains half of the styles on pairs; the others train all styles on one
  /// frame each.
  private static final int PAIRED = 4;

  /// The share of pairs with noise in the frames, but not in the painter's output.
  private static final double NOISY = .3;

  /// The weights of the further losses, relative to the picture loss.
  private static final double TEMPORAL = 1, TEXTURE = 1;

  private final StyleNet net;
  private final long seed;
  private final boolean steady;
  private final Optional<TextureLoss> texture;
  private final Size size;
  private final Deque<MovingPair> pool = new ArrayDeque<>();
  private long drawn = Long.MIN_VALUE;

  /// @param steady whether to use the temporal loss and noisy frames
  /// @param texture the feature loss, if there is a feature net
  StyleTask(StyleNet net, long seed, boolean steady, Optional<TextureLoss> texture, Size size) {
    this.net = net;
    this.seed = seed;
    this.steady = steady;
    this.texture = texture;
    this.size = size;
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public double gflop() {
    return 3 * StyleNet.KFLOP * NamedStyle.values().length * size.side * size.side / 1e6;
  }

  @Override
  public Tensor loss(long step, double used) {
    if (step == 0) {
      HeadFit.fit(net, seed, size.fitted, size.side);
    }
    List<MovingPair> pairs = List.copyOf(pool(step));
    RandomGenerator random = Seeds.random(seed, "style step " + step);
    NamedStyle[] styles = NamedStyle.values();
    boolean paired = steady && step % PAIRED == 0;
    int count = paired ? styles.length / 2 : styles.length;
    long first = paired ? step / PAIRED * count : 0;
    Tensor sum = torch.zeros(1);
    for (int s = 0; s < count; s++) {
      NamedStyle style = styles[(int) ((first + s) % styles.length)];
      sum = sum.add(loss(style, pairs.get(random.nextInt(pairs.size())), paired, random));
    }
    return Ops.times(sum.sum(), 1.0 / count);
  }

  private Tensor loss(NamedStyle style, MovingPair pair, boolean paired, RandomGenerator random) {
    double noisy = steady ? NOISY : 0;
    Lesson lesson = Lesson.of(style, List.of(pair), paired ? 2 : 1, random, noisy);
    Tensor painted = net.forward(lesson.frames(), StyleNet.Paper.of(lesson.paper()), style);
    Tensor loss = Losses.picture(painted, lesson.truth());
    if (texture.isPresent()) {
      loss = loss.add(Ops.times(texture.get().loss(painted, lesson.truth()), TEXTURE));
    }
    if (paired) {
      loss = loss.add(Ops.times(lesson.unsteady(painted), TEMPORAL));
    }
    return loss;
  }

  /// The pairs of a step, which depend only on the seed and its number.
  private Deque<MovingPair> pool(long draw) {
    if (draw != drawn) {
      long first = draw == drawn + 1 ? draw : draw - size.pool + 1;
      for (long i = first; i <= draw; i++) {
        pool.addLast(MovingPair.draw(Seeds.random(seed, "style pair " + i), size.side));
        if (pool.size() > size.pool) {
          pool.removeFirst();
        }
      }
      drawn = draw;
    }
    return pool;
  }

  /// For each style the net's output, and below it the painter's.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    var model = new StyleNet();
    model.copyFrom(averaged);
    model.channelsLast();
    TensorScope.infer(
        () -> {
          RandomGenerator random = Seeds.random(seed + 1, "style sheet");
          List<MovingPair> pairs = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            pairs.add(MovingPair.draw(random, size.sheet));
          }
          var rows = new ArrayList<Tensor>();
          for (NamedStyle style : NamedStyle.values()) {
            Lesson lesson = Lesson.of(style, pairs, 2, Seeds.random(1, style.label()), 0);
            Tensor painted =
                model.forward(lesson.frames(), StyleNet.Paper.of(lesson.paper()), style);
            rows.add(Ops.cat(0, Ops.clamp(painted, 0, 1), lesson.truth()));
          }
          Sheet.write(folder.resolve("style.png"), rows);
          return true;
        });
    model.close();
  }
}
