package io.kinora.training.optimise;

import io.kinora.torch.Layers;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Learns the sum of four numbers, a new batch each step, and remembers its losses.
final class TinyTask implements Regression.Task {
  /// Two layers.
  static final class TinyNet extends Net {
    private final LinearImpl in = layer("in", Layers.linear(4, 8));
    private final LinearImpl out = layer("out", Layers.linear(8, 1));

    Tensor forward(Tensor x) {
      return out.forward(torch.silu(in.forward(x)));
    }
  }

  final TinyNet net;
  final List<Double> losses = new ArrayList<>();

  /// @param seed of the first weights; the data are the same for all
  TinyTask(long seed) {
    Seeds.initialisation(seed, "tiny");
    net = new TinyNet();
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public Tensor loss(long step, double used) {
    Tensor x = Seeds.normal(Seeds.random(1, "batch " + step), 16, 4);
    Tensor sum = x.sum(1).unsqueeze(1);
    Tensor loss = net.forward(x).sub(Ops.times(sum, 1 + .1 * used)).square().mean();
    losses.add(loss.item_double());
    return loss;
  }
}
