package io.kinora.training.task;

import io.kinora.house.net.Codec;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// Trains the code generator on the known codes of each noun and icon set by regression: L1 of the
/// codes, and for a few of each batch also the loss of the picture.
public final class LatentTask implements Regression.Task {
  /// The number of codes in one step.
  public static final int BATCH = 32;

  /// The number of codes of a batch that are painted, and the weight of their picture loss relative
  /// to the code loss.
  private static final int PAINTED = 4;

  private static final double PICTURE = 2;
  private static final int COLUMNS = 8, ROWS = 2;

  private final LatentGenerator net;
  private final KnownLatents known;
  private final Codec codec;
  private final long seed;

  /// @param codec paints the codes; its weights are frozen
  public LatentTask(LatentGenerator net, KnownLatents known, Codec codec, long seed) {
    this.net = net;
    this.known = known;
    this.codec = codec;
    this.seed = seed;
    codec.generator().named().values().forEach(tensor -> tensor.requires_grad_(false));
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public double gflop() {
    return 3 * (BATCH * LatentGenerator.gflop() + PAINTED * CodecGenerator.gflop());
  }

  @Override
  public Tensor loss(long step, double used) {
    var batch = known.batch(Seeds.random(seed, "latents " + step), BATCH);
    PictureCodes.Code made = net.forward(batch.text(), batch.noise());
    return loss(made, batch);
  }

  /// The distance of codes from the known ones.
  public Tensor loss(PictureCodes.Code made, KnownLatents.Batch batch) {
    PictureCodes.Code truth = batch.known();
    Tensor code = made.code().sub(truth.code()).abs().mean();
    Tensor vector = made.vector().sub(truth.vector()).abs().mean();
    Tensor pictures =
        Losses.picture(
            paint(made, PAINTED),
            TensorScope.withoutGradients(() -> Ops.clamp(paint(truth, PAINTED), 0, 1)));
    return code.add(vector).add(Ops.times(pictures, PICTURE));
  }

  private Tensor paint(PictureCodes.Code codes, int count) {
    Tensor code = codes.code().narrow(0, 0, count);
    Tensor vector = codes.vector().narrow(0, 0, count);
    return Torch.mixedPrecision(() -> codec.generator().raw(code, vector));
  }

  /// Odd rows are painted from the known codes, even rows from the net's codes.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    var model = new LatentGenerator();
    model.copyFrom(averaged);
    model.channelsLast();
    TensorScope.infer(
        () -> {
          var rows = new ArrayList<Tensor>();
          var random = Seeds.random(seed, "latent sheet");
          for (int row = 0; row < ROWS; row++) {
            var batch = known.batch(random, COLUMNS);
            rows.add(Ops.clamp(paint(batch.known(), COLUMNS), 0, 1));
            rows.add(Ops.clamp(paint(model.forward(batch.text(), batch.noise()), COLUMNS), 0, 1));
          }
          Sheet.write(folder.resolve("latents.png"), rows);
          return true;
        });
    model.close();
  }
}
