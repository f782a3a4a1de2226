package io.kinora.training.evaluate;

import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.loss.Losses;
import io.kinora.training.world.DioramaLayers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Compares painted layers with the world's own for the same words, latents and phases, on samples
/// outside the training set.
public final class PainterEvaluation {
  private static final int BATCH = 16;

  /// A seed far from those of training.
  private static final long SEED = 20_261_122;

  private PainterEvaluation() {}

  /// The score of a painter on one split.
  ///
  /// @param part `sprites` or `bands`
  /// @param split `seen` or `unseen` pairs of words
  /// @param samples number of compared layers
  /// @param psnr in decibels, over all premultiplied RGBA values at the painted size
  /// @param edgeEnergy mean absolute difference of neighbouring pixels, painted over true
  public record Score(String part, String split, int samples, double psnr, double edgeEnergy) {}

  /// Scores both painters of a model on `samples` layers of each split.
  public static List<Score> evaluate(HouseModel model, int samples) {
    var scores = new ArrayList<Score>();
    var sprites = DioramaLayers.sprites();
    scores.add(score("sprites", model, model.sprites(), sprites, Split.SEEN, samples));
    scores.add(score("sprites", model, model.sprites(), sprites, Split.UNSEEN, samples));
    scores.add(score("bands", model, model.bands(), DioramaLayers.bands(), Split.SEEN, samples));
    return scores;
  }

  /// The score of a painter on one subject.
  ///
  /// @param psnr decibels, as in [Score]
  public record SubjectScore(String subject, int samples, double psnr) {}

  /// Scores the painter of sprites on each subject separately, worst first.
  ///
  /// @param samples total number of layers
  static List<SubjectScore> subjects(HouseModel model, int samples) {
    var source = DioramaLayers.sprites();
    List<String> names = model.config().vocabulary().subjects();
    double[] errors = new double[names.size()];
    int[] counts = new int[names.size()];
    for (int i = 0; i < Math.max(1, samples / BATCH); i++) {
      int step = 1_000 + i;
      TensorScope.run(() -> addErrors(model, source, names, step, errors, counts));
    }
    var scores = new ArrayList<SubjectScore>();
    for (int i = 0; i < names.size(); i++) {
      if (counts[i] > 0) {
        scores.add(
            new SubjectScore(names.get(i), counts[i], -10 * Math.log10(errors[i] / counts[i])));
      }
    }
    scores.sort(Comparator.comparingDouble(SubjectScore::psnr));
    return scores;
  }

  private static void addErrors(
      HouseModel model,
      LayerSource source,
      List<String> names,
      int step,
      double[] errors,
      int[] counts) {
    var drawn = LayerBatch.draw(source, BATCH, Split.SEEN, SEED, step);
    var batch = LayerBatch.of(drawn, model.phrases());
    float[] error =
        Tensors.floats(
            TensorScope.withoutGradients(
                () ->
                    model
                        .sprites()
                        .forward(batch.text(), batch.u(), batch.phase())
                        .sub(batch.picture())
                        .square()
                        .mean(1, 2, 3)));
    for (int i = 0; i < error.length; i++) {
      int subject = names.indexOf(drawn.get(i).noun());
      if (subject >= 0) {
        errors[subject] += error[i];
        counts[subject]++;
      }
    }
  }

  /// Scores one painter on one split.
  static Score score(
      String part,
      HouseModel model,
      Painter painter,
      LayerSource source,
      Split split,
      int samples) {
    double error = 0;
    double paintedEdges = 0;
    double trueEdges = 0;
    int batches = Math.max(1, samples / BATCH);
    for (int i = 0; i < batches; i++) {
      int step = i;
      double[] sums =
          TensorScope.infer(
              () -> {
                var drawn = LayerBatch.draw(source, BATCH, split, SEED, step);
                var batch = LayerBatch.of(drawn, model.phrases());
                Tensor painted = painter.forward(batch.text(), batch.u(), batch.phase());
                return new double[] {
                  Math.pow(10, -Losses.psnr(painted, batch.picture()) / 10),
                  edges(painted),
                  edges(batch.picture())
                };
              });
      error += sums[0] / batches;
      paintedEdges += sums[1];
      trueEdges += sums[2];
    }
    String name = split == Split.SEEN ? "seen" : "unseen";
    return new Score(
        part, name, batches * BATCH, -10 * Math.log10(error), paintedEdges / trueEdges);
  }

  /// The mean absolute difference of neighbouring pixels.
  static double edges(Tensor x) {
    long h = x.size(2);
    long w = x.size(3);
    Tensor down = x.narrow(2, 1, h - 1).sub(x.narrow(2, 0, h - 1)).abs().mean();
    Tensor right = x.narrow(3, 1, w - 1).sub(x.narrow(3, 0, w - 1)).abs().mean();
    return down.add(right).item_double();
  }
}
