package io.kinora.house.compose;

import io.kinora.error.Cancelled;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Paints the pictures of one individual over its cycle, in neutral daylight. It is thread-safe.
public final class LayerPainter {
  private static final int BATCH = 8;

  /// The maximum number of screen pixels per painted pixel before a layer is painted at a larger
  /// size.
  private static final double SOFT = 1.4;

  /// The number of pictures in the cycle of a swaying thing; twice as many if it is higher than
  /// TALL pixels.
  private static final int FINE = 12, TALL = 500;

  private final HouseModel model;
  private final DoubleAdder gflop = new DoubleAdder();

  public LayerPainter(HouseModel model) {
    this.model = model;
  }

  /// An individual to paint.
  ///
  /// @param modifier its colour, or empty
  /// @param phases the number of phases of a cycle
  /// @param wanted the phases that are used, ascending; the others are not painted but replaced by
  ///     a neighbour
  /// @param between the number of pictures from each phase to the next, at least 1: the painter's
  ///     logits are interpolated, so that edges move continuously
  /// @param falls whether it falls by half its height in one cycle: its pictures are then moved
  ///     back up, so that their remaining differences are small
  /// @param heightPx the height of its box on the screen
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Individual(
      String noun,
      String modifier,
      float[] u,
      int phases,
      List<Integer> wanted,
      int between,
      boolean falls,
      double heightPx) {
    public Individual {
      wanted = List.copyOf(wanted);
    }

    private boolean whole() {
      return wanted.size() == phases;
    }

    /// All phases of a cycle.
    public static List<Integer> all(int phases) {
      return IntStream.range(0, phases).boxed().toList();
    }
  }

  /// The number of pictures from one phase to the next that a thing of the scenery needs. A thing
  /// with few phases sways by about a fortieth of its height from phase to phase, and a mixture of
  /// two pictures shows an edge twice if it moved by more than a few pixels. A thing with many
  /// phases twinkles or falls, and needs no pictures in between.
  public static int between(int phases, double heightPx) {
    int most = (heightPx > TALL ? 2 * FINE : FINE) / phases;
    return (int) Math.clamp(Math.ceil(heightPx / 80), 1, Math.max(1, most));
  }

  /// Paints several individuals in parallel: while the pictures of one are rendered from its
  /// logits, the network paints the next. libtorch keeps its number of threads, because the last
  /// digits of its sums depend on it.
  ///
  /// @param <K> the keys of the individuals
  /// @param painted called for each, on the calling thread; may throw to stop the work
  public <K> Map<K, List<Texture>> paintAll(
      SequencedMap<K, Individual> individuals, Runnable painted) {
    var pictures = new HashMap<K, List<Texture>>();
    ExecutorService cores =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("kinora-paint-", 0).factory());
    try {
      var pending = new LinkedHashMap<K, Future<List<Texture>>>();
      individuals.forEach(
          (key, individual) -> pending.put(key, cores.submit(() -> paint(individual))));
      pending.forEach(
          (key, work) -> {
            pictures.put(key, joined(work));
            painted.run();
          });
      return pictures;
    } finally {
      cores.shutdownNow();
      cores.close(); // running tasks are finished, because their memory is native
    }
  }

  private static <T> T joined(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled(
          "The work was stopped during \"paint\".", "Start it again.", "cancelled", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  /// The pictures of an individual, evenly over one cycle.
  public List<Texture> paint(Individual individual) {
    boolean wide = model.config().bands().contains(individual.noun());
    Painter painter = wide ? model.bands() : model.sprites();
    int trunk = painter.spec().baseHeight() << painter.levels();
    int enlarge = 2;
    while (enlarge < 8 && trunk * enlarge * SOFT < individual.heightPx()) {
      enlarge *= 2;
    }
    gflop.add(painter.gflop() * individual.wanted().size());
    int scale = enlarge;
    int width = (painter.spec().baseWidth() << painter.levels()) * scale;
    List<int[]> pictures = TensorScope.infer(() -> pictures(individual, painter, scale));
    int height = trunk * scale;
    if (individual.falls()) {
      for (int i = 1; i < pictures.size(); i++) {
        raise(pictures.get(i), i * height / (2 * pictures.size()) * width);
      }
    }
    List<Texture> painted =
        pictures.stream().map(pixels -> new Texture(width, height, pixels)).toList();
    return individual.whole() ? painted : spread(painted, individual);
  }

  /// Moves a picture up cyclically: rows that leave it at the top enter at the bottom.
  ///
  /// @param by number of pixels to move, a multiple of the width
  private static void raise(int[] picture, int by) {
    int[] out = Arrays.copyOf(picture, by);
    System.arraycopy(picture, by, picture, 0, picture.length - by);
    System.arraycopy(out, 0, picture, picture.length - by, by);
  }

  /// Assigns each picture to its phase of the cycle, and to the phases up to the next picture.
  private static List<Texture> spread(List<Texture> painted, Individual individual) {
    var cycle = new ArrayList<Texture>();
    int at = 0;
    for (int phase = 0; phase < individual.phases(); phase++) {
      if (at + 1 < painted.size() && individual.wanted().get(at + 1) <= phase) {
        at++;
      }
      cycle.add(painted.get(at));
    }
    return cycle;
  }

  /// The amount of computation of the painters' networks so far, in 10⁹ floating-point operations.
  public double gflop() {
    return gflop.sum();
  }

  private List<int[]> pictures(Individual individual, Painter painter, int enlarge) {
    int phases = individual.wanted().size();
    float[] phase = new float[phases];
    for (int i = 0; i < phases; i++) {
      phase[i] = (float) individual.wanted().get(i) / individual.phases();
    }
    float[] row = model.phrases().row(List.of(individual.noun(), individual.modifier()));
    Tensor text = Tensors.of(row, 1, Painter.TEXT).expand(phases, Painter.TEXT);
    Tensor u = Tensors.of(individual.u(), 1, Painter.LATENT).expand(phases, Painter.LATENT);
    Tensor w = painter.style(text, u, Tensors.of(phase, phases, 1));
    var trunks = new Tensor[(phases + BATCH - 1) / BATCH];
    for (int i = 0; i < trunks.length; i++) {
      Tensor some = w.narrow(0, (long) i * BATCH, Math.min(BATCH, phases - i * BATCH));
      trunks[i] =
          TensorScope.keep(() -> Torch.mixedPrecision(() -> painter.trunk(some, painter.levels())));
    }
    int between = individual.whole() && phases > 1 ? individual.between() : 1;
    return Raster.pictures(painter, finer(Ops.cat(0, trunks), between), finer(w, between), enlarge);
  }

  /// x `[B, …]`, a cycle → `[B * times, …]`, linearly interpolated between each row and the next.
  private static Tensor finer(Tensor x, int times) {
    if (times == 1) {
      return x;
    }
    Tensor next = x.roll(new long[] {-1}, new long[] {0});
    var steps = new Tensor[times];
    for (int i = 0; i < times; i++) {
      steps[i] = x.lerp(next, Ops.scalar((double) i / times)).unsqueeze(1);
    }
    return Ops.cat(1, steps).flatten(0, 1);
  }
}
