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

  /// How much louder than its surroundings a layer's finest detail speaks at most.
  private static final double LOUDEST = 9;

  /// What detail that the truth lacks weighs beside detail that the painted layer lacks: less, or
  /// painters that are not sure of small things would leave them out.
  private static final double INVENTED = .5;

  /// How far a painted layer is from the true one: L1, plus half the L1 of horizontal and vertical
  /// differences (edges), plus half the L1 of 4×4 means (areas), plus 4 × the squared error,
  /// without which pure L1 collapses to "all transparent". L1 and squared error are weighted by the
  /// [#detail] of the truth, without which a night of 72 small stars is best painted as no stars at
  /// all, and by half of that of the painted one, without which specks where nothing is cost next
  /// to nothing.
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

  /// Outside of 0 to 1, where a picture is cut off, this share of what lies beyond still counts.
  private static final double BEYOND = .02;

  /// Differences of neighbours above this are edges, in a true picture.
  private static final double EDGE = .01;

  /// How far a picture that will be cut off at 0 and 1 is from the true one: L1, plus half the L1
  /// of horizontal and vertical differences, once more where the true picture is even, against
  /// ripples, plus 4 × the squared error.
  ///
  /// @param raw `[B, C, H, W]`, before it is cut off
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

  /// What a pixel's error weighs: 1 where the truth is smooth, more where it differs from the mean
  /// of its 8×8 block, in proportion to how rare that is in the layer, and 10 at the most.
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

  /// Cross-entropy between how opaque a layer is and how opaque it should be, weighted by
  /// [#detail].
  ///
  /// @param odds logarithm of the odds of being opaque `[B, 1, h, w]`
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

  /// The generator's side of the hinge losses: raise the fake scores.
  public static Tensor generatorHinge(Tensor fake) {
    return fake.mean().neg();
  }

  /// Feature matching (Salimans et al. 2016, arXiv:1606.03498, section 3.1), with L1: the mean
  /// distance between a discriminator's features of a fake and of the real that it should match.
  public static Tensor featureMatching(List<Tensor> fake, List<Tensor> real) {
    Tensor sum = fake.getFirst().sub(real.getFirst()).abs().mean();
    for (int i = 1; i < fake.size(); i++) {
      sum = sum.add(fake.get(i).sub(real.get(i)).abs().mean());
    }
    return sum;
  }

  /// The perceptual loss: the mean squared distance of features whose channels are brought to unit
  /// length at every place (Zhang et al. 2018, arXiv:1801.03924, eq. 1, without its learned
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
