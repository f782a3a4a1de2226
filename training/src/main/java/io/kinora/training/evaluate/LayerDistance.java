package io.kinora.training.evaluate;

import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.data.LayerSource.Split;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// The distance of a painter's layers, as a set, from the world's. It rewards sharp details at
/// uncertain positions, which regression blurs and which do not lower the mean error.
final class LayerDistance {
  private static final int BATCH = 16;

  /// A seed far from those of training and the other measures.
  private static final long SEED = 20_261_123;

  /// The grey background of the layers, similar to a sky.
  private static final double PAPER = .5;

  private final HouseModel model;
  private final Judges judges;
  private final int batches;

  /// @param samples number of layers in each set
  LayerDistance(HouseModel model, Judges judges, int samples) {
    this.model = model;
    this.judges = judges;
    batches = Math.max(1, samples / BATCH);
  }

  /// The Fréchet distance, on the judges' features, of painted layers to true layers of other
  /// descriptions, divided by that of true layers of the same descriptions: 1 means as close as the
  /// truth.
  double ratio(Painter painter, LayerSource source) {
    var painted = new ArrayList<float[]>();
    var pairs = new ArrayList<float[]>();
    var others = new ArrayList<float[]>();
    for (int i = 0; i < batches; i++) {
      int step = i;
      painted.addAll(TensorScope.infer(() -> features(painted(painter, batch(source, step)))));
      pairs.addAll(TensorScope.infer(() -> features(batch(source, step).picture())));
      others.addAll(TensorScope.infer(() -> features(batch(source, batches + step).picture())));
    }
    return Distances.frechet(painted, others) / Distances.frechet(pairs, others);
  }

  private static Tensor painted(Painter painter, LayerBatch batch) {
    return painter.forward(batch.text(), batch.u(), batch.phase());
  }

  private LayerBatch batch(LayerSource source, int step) {
    return LayerBatch.of(LayerBatch.draw(source, BATCH, Split.SEEN, SEED, step), model.phrases());
  }

  private List<float[]> features(Tensor layers) {
    Tensor clear = Ops.plus(layers.narrow(1, 3, 1).neg(), 1);
    Tensor seen = layers.narrow(1, 0, 3).add(Ops.times(clear, PAPER));
    return judges.features(seen);
  }
}
