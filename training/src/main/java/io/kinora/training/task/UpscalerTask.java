package io.kinora.training.task;

import io.kinora.render.upscale.UpscaleNet;
import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.training.data.ClipSource;
import io.kinora.training.data.PicturePairs;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// Trains the upscaler to reconstruct large pictures of the world from small ones.
public final class UpscalerTask implements Regression.Task {
  /// The number of pictures in memory, which are cropped anew in every step; one is replaced every
  /// [#ECHO] steps, because drawing one takes longer than a training step (Choi et al. 2019,
  /// arXiv:1907.05550).
  private static final int POOL = 4, ECHO = 4;

  private static final int CUTS = 2;

  /// The weight of the squared error relative to L1, so that edges count as much as areas.
  private static final double SQUARE = 10;

  private final UpscaleNet net;
  private final ClipSource world;
  private final long seed;
  private final Device device;
  private final Deque<BufferedImage> pool = new ArrayDeque<>();
  private long drawn = Long.MIN_VALUE;

  /// @param device of the net
  public UpscalerTask(UpscaleNet net, ClipSource world, long seed, Device device) {
    this.net = net;
    this.world = world;
    this.seed = seed;
    this.device = device;
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public Tensor loss(long step, double used) {
    var pairs = PicturePairs.cut(pool(step / ECHO), CUTS, Seeds.random(seed, "cuts " + step));
    Tensor small = Tensors.to(pairs.small(), device);
    Tensor large = Tensors.to(pairs.large(), device);
    Tensor error = Torch.mixedPrecision(device, () -> net.forward(small)).sub(large);
    return error.abs().mean().add(Ops.times(error.square().mean(), SQUARE));
  }

  /// The pictures of a draw, which depend only on the seed and its number.
  private Deque<BufferedImage> pool(long draw) {
    if (draw != drawn) {
      long first = draw == drawn + 1 ? draw : draw - POOL + 1;
      for (long i = first; i <= draw; i++) {
        pool.addLast(PicturePairs.picture(world, seed, "upscaler " + i));
        if (pool.size() > POOL) {
          pool.removeFirst();
        }
      }
      drawn = draw;
    }
    return pool;
  }

  /// Rows: Lanczos, the net, and the truth.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    var model = new UpscaleNet();
    model.copyFrom(averaged);
    model.channelsLast();
    TensorScope.infer(
        () -> {
          BufferedImage picture = PicturePairs.picture(world, seed + 1, "sheet");
          var pairs = PicturePairs.cut(List.of(picture), 6, Seeds.random(seed + 1, "sheet"));
          Sheet.write(
              folder.resolve("upscaler.png"),
              List.of(model.base(pairs.small()), model.forward(pairs.small()), pairs.large()));
          return true;
        });
    model.close();
  }
}
