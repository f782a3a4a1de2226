package io.kinora.training.loss;

import static io.kinora.torch.Ops.nearest2x;

import io.kinora.torch.Ops;
import java.util.List;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The losses, as pure functions of tensors.
public final class Losses {
  private Losses() {}

  /// The maximum additional weight of a layer's finest detail.
  private static final double LOUDEST = 9;

  /// The weight of detail that the truth lacks, relative to detail that the painted layer lacks: it
  /// is below 1, because otherwise painters omit small things whose position is uncertain.
  private static final double INVENTED = .5;

  /// The reconstruction loss of a painted layer: L1, plus half the L1 of horizontal and vertical
  /// differences (edges), plus half the L1 of 4×4 means (areas), plus 4 × the squared error,
  /// without which pure L1 collapses to "all transparent". L1 and squared error are weighted by the
  /// [#detail] of the truth, without which painting no stars would be optimal for a night of 72
  /// small stars, plus half of the detail of the painted layer, without which false specks would
  /// cost almost nothing.
  ///
  /// @param painted `[B, C, H, W]`
  /// @param truth of the same shape
  public static Tensor reconstruction(Tensor painted, Tensor truth) {
    Tensor d = painted.sub(truth);
    long h = d.size(2), w = d.size(3);
    Tensor down = d.narrow(2, 1, h - 1).sub(d.narrow(2, 0, h - 1)).abs().mean();
    Tensor right = d.narrow(3, 1, w - 1).sub(d.narrow(3, 0, w - 1)).abs().mean();
    Tensor areas = Ops.shrink(d, 4).abs().mean();
    Tensor weight = torch.maximum(detail(truth), Ops.times(detail(painted.detach()), INVENTED));
    return d.abs()
        .mul(weight)
        .mean()
        .add(Ops.times(down.add(right).add(areas), .5))
        .add(Ops.times(d.square().mul(weight).mean(), 4));
  }

  /// The weight of the part of a value outside 0 to 1, where the picture is clipped.
  private static final double BEYOND = .02;

  /// Differences of neighbouring pixels of a true picture above this are edges.
  private static final double EDGE = .01;

  /// The loss of a picture that will be clipped to 0 … 1: L1, plus half the L1 of horizontal and
  /// vertical differences (doubled where the true picture is even, against ripples), plus 4 × the
  /// squared error.
  ///
  /// @param raw `[B, C, H, W]`, before clipping
  /// @param truth of the same shape, from 0 to 1
  public static Tensor picture(Tensor raw, Tensor truth) {
    Tensor cut = Ops.clamp(raw, 0, 1);
    Tensor d = cut.add(Ops.times(raw.sub(cut), BEYOND)).sub(truth);
    return d.abs()
        .mean()
        .add(Ops.times(differences(d, truth, 2).add(differences(d, truth, 3)), .5))
        .add(Ops.times(d.square().mean(), 4));
  }

  private static Tensor differences(Tensor error, Tensor truth, long axis) {
    Tensor even = step(truth, axis).abs().lt(Ops.scalar(EDGE)).to(torch.ScalarType.Float);
    return step(error, axis).abs().mul(Ops.plus(even, 1)).mean();
  }

  private static Tensor step(Tensor x, long axis) {
    long count = x.size(axis) - 1;
    return x.narrow(axis, 1, count).sub(x.narrow(axis, 0, count));
  }

  /// The weight of a pixel's error: 1 where the truth is smooth, and more where it differs from the
  /// mean of its 8×8 block, in proportion to how rare this is in the layer, up to 10.
  ///
  /// @param truth `[B, C, H, W]`, H and W multiples of 8
  /// @return `[B, 1, H, W]`
  public static Tensor detail(Tensor truth) {
    Tensor around = nearest2x(nearest2x(nearest2x(Ops.shrink(truth, 8))));
    var same = new ScalarTypeOptional();
    Tensor rare = truth.sub(around).abs().mean(new long[] {1}, true, same);
    Tensor usual = Ops.plus(rare.mean(new long[] {1, 2, 3}, true, same), .01);
    return Ops.plus(Ops.clamp(rare.div(usual), 0, LOUDEST), 1);
  }

  /// Cross-entropy of the predicted opacity, weighted by [#detail].
  ///
  /// @param odds logits of the opacity `[B, 1, h, w]`
  /// @param truth the true layer `[B, 4, h, w]`, alpha last, h and w multiples of 8
  public static Tensor opacity(Tensor odds, Tensor truth) {
    Tensor alpha = truth.narrow(1, 3, 1);
    // −α log p − (1 − α) log(1 − p) with p = 1 / (1 + e^−odds)
    return torch.softplus(odds).sub(odds.mul(alpha)).mul(detail(truth)).mean();
  }

  /// The discriminator's hinge loss (Lim and Ye 2017, arXiv:1705.02894, eq. 8): real scores are
  /// pushed above 1, fake ones below −1.
  public static Tensor hinge(Tensor real, Tensor fake) {
    return Ops.plus(real.neg(), 1).relu().mean().add(Ops.plus(fake, 1).relu().mean());
  }

  /// The discriminator's hinge loss on pairs: the score of the real one of each pair is pushed
  /// above that of the fake one by 1 (relativistic, as Jolicoeur-Martineau 2019, arXiv:1807.00734,
  /// with pairs that show the same thing).
  public static Tensor pairedHinge(Tensor real, Tensor fake) {
    return Ops.plus(fake.sub(real), 1).relu().mean();
  }

  /// The generator's hinge loss, which raises the fake scores.
  public static Tensor generatorHinge(Tensor fake) {
    return fake.mean().neg();
  }

  /// Feature matching (Salimans et al. 2016, arXiv:1606.03498, section 3.1), with L1: the mean
  /// distance between a discriminator's features of a fake and of its real counterpart.
  public static Tensor featureMatching(List<Tensor> fake, List<Tensor> real) {
    Tensor sum = fake.getFirst().sub(real.getFirst()).abs().mean();
    for (int i = 1; i < fake.size(); i++) {
      sum = sum.add(fake.get(i).sub(real.get(i)).abs().mean());
    }
    return sum;
  }

  /// The perceptual loss: the mean squared distance of features whose channels are normalised to
  /// unit length at every position (Zhang et al. 2018, arXiv:1801.03924, eq. 1, without its learned
  /// weights), summed over the levels of a [FeatureNet].
  ///
  /// @param painted features `[B, C, H, W]` of each level
  /// @param truth the same of the true picture
  public static Tensor perceptual(List<Tensor> painted, List<Tensor> truth) {
    Tensor sum = distance(painted.getFirst(), truth.getFirst());
    for (int i = 1; i < painted.size(); i++) {
      sum = sum.add(distance(painted.get(i), truth.get(i)));
    }
    return sum;
  }

  private static Tensor distance(Tensor a, Tensor b) {
    Tensor squared = unit(a).sub(unit(b)).square();
    return squared.sum(new long[] {1}, false, new ScalarTypeOptional()).mean();
  }

  private static Tensor unit(Tensor x) {
    Tensor squared = x.square().sum(new long[] {1}, true, new ScalarTypeOptional());
    return x.div(Ops.plus(squared, 1e-6).sqrt());
  }

  /// Peak signal-to-noise ratio in decibels, for values from 0 to 1.
  public static double psnr(Tensor a, Tensor b) {
    return -10 * Math.log10(a.sub(b).square().mean().item_double());
  }
}
