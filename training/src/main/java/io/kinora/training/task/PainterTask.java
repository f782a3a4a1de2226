package io.kinora.training.task;

import io.kinora.house.net.Painter;
import io.kinora.house.net.Phrases;
import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// Trains a painter on layers with known latents: given the world's words, u and phase, it must
/// reproduce the world's layer. Training starts at a small size and grows to the full size.
public final class PainterTask implements Regression.Task {
  public static final int BATCH = 16;
  private static final double OPACITY = .04;

  private final String name;
  private final Painter painter;
  private final LayerSource source;
  private final Phrases phrases;
  private final long seed;
  private final Device device;

  /// @param device of the painter
  public PainterTask(
      String name, Painter painter, LayerSource source, Phrases phrases, long seed, Device device) {
    this.name = name;
    this.painter = painter;
    this.source = source;
    this.phrases = phrases;
    this.seed = seed;
    this.device = device;
  }

  @Override
  public Net net() {
    return painter;
  }

  /// The backward pass costs twice the forward pass.
  @Override
  public double gflop() {
    return 3 * BATCH * painter.gflop();
  }

  @Override
  public Tensor loss(long step, double used) {
    int level = used < .25 ? painter.levels() - 1 : painter.levels();
    int enlarge = used < .6 ? 1 : 2;
    var batch =
        LayerBatch.of(LayerBatch.draw(source, BATCH, Split.SEEN, seed, step), phrases).on(device);
    Tensor w = painter.style(batch.text(), batch.u(), batch.phase());
    Tensor trunk = Torch.mixedPrecision(device, () -> painter.trunk(w, level));
    Tensor painted = painter.paint(trunk, w, enlarge);
    // In the memory format of the painted one: libtorch is several times slower on two tensors of
    // different formats.
    Tensor picture = batch.picture().contiguous();
    Tensor truth = Ops.shrink(picture, picture.size(2) / painted.size(2));
    Tensor opacity = Losses.opacity(painter.opacity(trunk), Ops.shrink(truth, enlarge));
    return Losses.reconstruction(painted, truth).add(Ops.times(opacity, OPACITY));
  }

  /// Odd rows are truth, even rows painted; the last pair shows a held-out combination of words.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    var model = new Painter(painter.spec());
    model.copyFrom(averaged);
    model.channelsLast();
    TensorScope.infer(
        () -> {
          List<Tensor> rows = new ArrayList<>();
          for (int row = 0; row < 5; row++) {
            boolean unseen = row == 4 && source.draws(Split.UNSEEN);
            int count = painter.spec().baseWidth() > painter.spec().baseHeight() ? 5 : 12;
            var batch =
                LayerBatch.of(
                    LayerBatch.draw(
                        source, count, unseen ? Split.UNSEEN : Split.SEEN, seed + 1, row),
                    phrases);
            rows.add(batch.picture());
            rows.add(model.forward(batch.text(), batch.u(), batch.phase()));
          }
          Sheet.write(folder.resolve(name + ".png"), rows);
          return true;
        });
    model.close();
  }
}
