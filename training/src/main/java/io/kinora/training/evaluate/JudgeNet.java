package io.kinora.training.evaluate;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;
import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import io.kinora.training.evaluate.JudgeBatch.Targets;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The judges' networks, which are trained together on the same pictures.
public final class JudgeNet extends Net {
  /// The target index that the loss ignores.
  static final long NOT_SHOWN = -100;

  private static final long SUM = 2;

  final FrameJudge frames;
  final CropJudge crops;

  /// @param words the classes of the judges
  public JudgeNet(JudgeWords words) {
    frames =
        layer(
            "frames",
            new FrameJudge(words.scenes().size(), words.times().size(), words.weathers().size()));
    crops = layer("crops", new CropJudge(words.nouns().size(), words.colours().size()));
  }

  /// The loss on a batch of true pictures: the sum of the cross-entropies of all outputs.
  public Tensor loss(JudgeBatch batch) {
    FrameJudge.Sight sight = frames.forward(batch.frames());
    Tensor context = sight.features().index_select(0, batch.frameOfCrop()).detach();
    CropJudge.Sight crop = crops.forward(batch.crops(), context);
    Targets targets = batch.targets();
    return entropy(sight.scene(), targets.scene())
        .add(entropy(sight.time(), targets.time()))
        .add(entropy(sight.weather(), targets.weather()))
        .add(Ops.times(binary_cross_entropy_with_logits(sight.mark(), batch.marks()), 4))
        .add(Ops.times(binary_cross_entropy_with_logits(sight.centre(), batch.centres()), 40))
        .add(entropy(crop.noun(), targets.noun()))
        .add(entropy(crop.colour(), targets.colour()));
  }

  /// The mean cross-entropy over the rows with a target.
  private static Tensor entropy(Tensor logits, long[] targets) {
    int shown = 0;
    for (long target : targets) {
      shown += target == NOT_SHOWN ? 0 : 1;
    }
    Tensor classes = Tensors.of(targets, targets.length).to(logits.device(), ScalarType.Long);
    Tensor sum = cross_entropy_loss(logits, classes, new TensorOptional(), SUM, NOT_SHOWN, 0);
    return Ops.times(sum, 1.0 / Math.max(1, shown));
  }
}
