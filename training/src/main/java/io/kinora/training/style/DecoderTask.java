package io.kinora.training.style;

import io.kinora.style.FeatureDecoder;
import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.style.StyleTextures;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Vgg;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import io.kinora.training.world.MovingPair;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Trains the feature decoder to reconstruct pictures of all kinds: frames of the world, and the
/// [Painters]' output, in random colours. The styles that it is later used for are not among them.
final class DecoderTask implements Regression.Task {
  /// The size of the training data.
  ///
  /// @param side of pictures, in pixels
  /// @param pool pictures in memory, of which some are replaced every step
  record Size(int side, int pool) {
    static final Size FULL = new Size(128, 64);
  }

  private static final int BATCH = 4, FRESH = 2;

  /// Floating-point operations per pixel of a step, in thousands: the features of the picture, both
  /// decoders, and the features of their output.
  private static final double KFLOP = 27.3 + 3 * (24.0 + 43.0 + 2 * 27.3);

  private final FeatureDecoder net;
  private final Vgg vgg;
  private final TextureLoss texture;
  private final long seed;
  private final Size size;
  private final Deque<Canvas> pool = new ArrayDeque<>();
  private long drawn = Long.MIN_VALUE;

  /// @param vgg the feature net, which is frozen
  DecoderTask(FeatureDecoder net, Vgg vgg, long seed, Size size) {
    this.net = net;
    this.vgg = vgg;
    this.seed = seed;
    this.size = size;
    texture = new GramLoss(vgg, .3, .05);
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public double gflop() {
    return KFLOP * BATCH * size.side * size.side / 1e6;
  }

  @Override
  public Tensor loss(long step, double used) {
    RandomGenerator random = Seeds.random(seed, "decoder step " + step);
    Tensor truth = batch(List.copyOf(pool(step)), random);
    List<Tensor> seen = vgg.forward(truth, 3).first();
    Tensor sum = torch.zeros(1);
    for (int depth : FeatureDecoder.DEPTHS) {
      Tensor drawn = net.forward(seen.get(depth - 1), depth);
      sum = sum.add(Losses.picture(drawn, truth)).add(texture.loss(drawn, truth));
    }
    return sum.sum();
  }

  /// Pictures of a step, in random colours: `[BATCH, 3, side, side]`
  private Tensor batch(List<Canvas> pictures, RandomGenerator random) {
    int side = size.side;
    float[] values = new float[BATCH * 3 * side * side];
    for (int b = 0; b < BATCH; b++) {
      Canvas picture = pictures.get(random.nextInt(pictures.size()));
      recoloured(picture, random, values, b * 3 * side * side);
    }
    return Tensors.of(values, BATCH, 3, side, side).contiguous(MemoryFormat.ChannelsLast);
  }

  private static void recoloured(Canvas picture, RandomGenerator random, float[] into, int from) {
    double[][] mix = new double[3][3];
    double[] add = new double[3];
    int turn = random.nextInt(3);
    double strange = random.nextDouble() < .5 ? 0 : .4;
    for (int c = 0; c < 3; c++) {
      for (int k = 0; k < 3; k++) {
        mix[c][k] = ((c + turn) % 3 == k ? 1 : 0) + strange * random.nextGaussian();
      }
      add[c] = .5 * strange * random.nextGaussian();
    }
    boolean across = random.nextBoolean(), down = random.nextBoolean();
    int side = picture.width(), area = picture.size();
    for (int i = 0; i < area; i++) {
      int x = i % side, y = i / side;
      int at = (down ? side - 1 - y : y) * side + (across ? side - 1 - x : x);
      for (int c = 0; c < 3; c++) {
        double v = add[c];
        for (int k = 0; k < 3; k++) {
          v += mix[c][k] * picture.at(k, at);
        }
        into[from + c * area + i] = (float) Math.clamp(v, 0, 1);
      }
    }
  }

  /// The pictures of a step, which depend only on the seed and its number.
  private Deque<Canvas> pool(long step) {
    if (step != drawn) {
      long first = step == drawn + 1 ? step * FRESH : step * FRESH - size.pool + FRESH;
      for (long i = first; i < (step + 1) * FRESH; i++) {
        pool.addLast(picture(Seeds.random(seed, "decoder picture " + i)));
        if (pool.size() > size.pool) {
          pool.removeFirst();
        }
      }
      drawn = step;
    }
    return pool;
  }

  private Canvas picture(RandomGenerator random) {
    Canvas frame = Lesson.canvas(MovingPair.draw(random, size.side).first());
    if (random.nextBoolean()) {
      return frame;
    }
    NamedStyle style = NamedStyle.values()[random.nextInt(NamedStyle.values().length)];
    int left = StyleNet.GRID * random.nextInt(StyleTextures.SIDE / StyleNet.GRID);
    return Painters.of(style).paint(frame, left, left);
  }

  /// Rows: pictures, and their reconstructions from each depth.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    var model = new FeatureDecoder();
    model.copyFrom(averaged);
    model.channelsLast();
    TensorScope.infer(
        () -> {
          RandomGenerator random = Seeds.random(seed + 1, "decoder sheet");
          var pictures = new ArrayList<Canvas>();
          for (int i = 0; i < 12; i++) {
            pictures.add(picture(random));
          }
          var rows = new ArrayList<Tensor>();
          for (int row = 0; row < 2; row++) {
            Tensor truth = batch(pictures, random);
            List<Tensor> seen = vgg.forward(truth, 3).first();
            rows.add(truth);
            for (int depth : FeatureDecoder.DEPTHS) {
              rows.add(Ops.clamp(model.forward(seen.get(depth - 1), depth), 0, 1));
            }
          }
          Sheet.write(folder.resolve("style-decoder.png"), rows);
          return true;
        });
    model.close();
  }
}
