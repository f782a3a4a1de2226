package io.kinora.training.task;

import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Torch;
import io.kinora.training.data.ClipSource;
import io.kinora.training.data.ClipSource.Picture;
import io.kinora.training.evaluate.JudgeBatch;
import io.kinora.training.evaluate.JudgeNet;
import io.kinora.training.evaluate.JudgeWords;
import io.kinora.training.optimise.Regression;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Trains the judges to classify true pictures of the world.
public final class JudgeTask implements Regression.Task {
  /// The number of steps on the same pictures.
  private static final int ECHO = 2;

  private final JudgeNet net;
  private final ClipSource world;
  private final JudgeWords words;
  private final long seed;
  private final Device device;
  private List<Picture> pictures = List.of();
  private long drawn = -1;

  /// @param device of the net
  public JudgeTask(JudgeNet net, ClipSource world, JudgeWords words, long seed, Device device) {
    this.net = net;
    this.world = world;
    this.words = words;
    this.seed = seed;
    this.device = device;
  }

  @Override
  public Net net() {
    return net;
  }

  /// The pictures of a draw. Two steps use the same pictures, because drawing them takes longer
  /// than a training step (data echoing: Choi et al. 2019, arXiv:1907.05550).
  private List<Picture> pictures(long draw) {
    if (draw != drawn || pictures.isEmpty()) {
      pictures = JudgeBatch.pictures(world, seed, draw);
      drawn = draw;
    }
    return pictures;
  }

  @Override
  public Tensor loss(long step, double used) {
    JudgeBatch batch = JudgeBatch.of(pictures(step / ECHO), world, words, seed, step, device);
    return Torch.mixedPrecision(device, () -> net.loss(batch));
  }
}
