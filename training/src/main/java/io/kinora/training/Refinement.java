package io.kinora.training;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;

import io.kinora.house.net.Painter;
import io.kinora.house.net.Phrases;
import io.kinora.torch.Device;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.loss.Discriminator;
import io.kinora.training.loss.FeatureNet;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Divergence;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.task.FeatureTask;
import io.kinora.training.task.PainterTask;
import io.kinora.training.world.DioramaLayers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Stage two of a painter: the reconstruction loss of stage one, and up to two further losses. The
/// perceptual loss compares the features of a [FeatureNet]. The adversarial loss is that of a
/// projection discriminator, which is conditioned on the text of a layer. The gradient of each
/// further loss with respect to the picture is scaled to [#SHARE] of the norm of the reconstruction
/// loss's gradient.
///
/// Because latents are known, each painted layer has a true counterpart, and the discriminator
/// compares the two ([Losses#pairedHinge]). If it scored layers independently, scores of different
/// things would differ thirty times as much as those of a pair, and it would learn nothing.
final class Refinement {
  private static final double PAINTER_RATE = 2.5e-4;
  private static final double DISCRIMINATOR_RATE = 2e-4;

  /// The norm of the gradient of an adversarial or perceptual loss with respect to the picture,
  /// relative to that of the reconstruction loss.
  private static final double SHARE = .25;

  /// The weight of feature matching within the adversarial loss.
  private static final double FEATURE_MATCHING = .3;

  /// The weight of the drift term, which keeps scores near 0, because pairs constrain only
  /// differences (Karras et al. 2018, arXiv:1710.10196, appendix A.1).
  private static final double DRIFT = 1e-3;

  /// First steps that train only the discriminator, so that the painter does not follow the
  /// gradients of an untrained one.
  static final int HEAD_START = 60;

  /// The losses besides the reconstruction loss.
  enum Term {
    PERCEPTUAL,
    ADVERSARIAL
  }

  private final Set<Term> terms;
  private final @Nullable FeatureNet features;
  private final PainterTask task;
  private final Painter painter;
  private final LayerSource source;
  private final Phrases phrases;
  private final long seed;
  private final Path folder;
  private final Device device;
  private final String name;
  private final Discriminator discriminator;
  private final AdversarialRun run;
  private final TensorVector painterWeights;
  private final int headStart;

  /// @param part the part, whose regression checkpoint is in the plan's folder
  /// @param painter on the plan's device
  /// @param terms the losses besides the reconstruction loss
  /// @param headStart first steps that train only the discriminator
  Refinement(
      HouseTraining.Part part,
      Painter painter,
      LayerSource source,
      Phrases phrases,
      HouseTraining.Plan plan,
      Set<Term> terms,
      int headStart,
      Consumer<String> listener) {
    this.terms = Set.copyOf(terms);
    this.headStart = terms.contains(Term.ADVERSARIAL) ? headStart : 0;
    this.painter = painter;
    this.source = source;
    this.phrases = phrases;
    seed = plan.seed();
    folder = plan.out();
    device = plan.device();
    name = AdversarialRun.name(part);
    task = new PainterTask(name, painter, source, phrases, seed, device);
    features = terms.contains(Term.PERCEPTUAL) ? features(plan) : null;
    discriminator = new Discriminator(4, Painter.TEXT);
    discriminator.channelsLast();
    discriminator.move(device, ScalarType.Float);
    run =
        new AdversarialRun(
            part,
            painter,
            discriminator,
            folder,
            List.of(
                "reconstruction", "feature_matching", "perceptual", "discriminator", "pairs_right"),
            this.headStart,
            listener);
    painterWeights = painter.trainable();
  }

  /// Resumes from the checkpoint in the folder, if there is one.
  Refinement resume() {
    run.resume();
    return this;
  }

  /// Trains until the budget is used or `stop` says so, and saves. The budget counts steps of the
  /// painter; the discriminator's head start is additional.
  void run(Budget budget, BooleanSupplier stop) {
    run.run(budget, stop, this::step, averaged -> task.sheet(averaged, folder));
  }

  private double[] step(double fall) {
    long steps = run.steps();
    var samples =
        LayerBatch.draw(source, PainterTask.BATCH, Split.SEEN, seed + 1_000_003, steps - headStart);
    var batch = LayerBatch.of(samples, phrases).on(device);
    Tensor w = painter.style(batch.text(), batch.u(), batch.phase());
    Tensor trunk = Torch.mixedPrecision(device, () -> painter.trunk(w, painter.levels()));
    Tensor painted = painter.paint(trunk, w, 2);

    double[] discrimination = {0, 0};
    if (terms.contains(Term.ADVERSARIAL)) {
      discrimination = discriminate(painted.detach(), batch, DISCRIMINATOR_RATE * fall);
    }
    double[] losses =
        steps < headStart
            ? new double[] {Losses.reconstruction(painted, batch.picture()).item_double(), 0, 0}
            : generatorStep(painted, batch, PAINTER_RATE * Math.max(.02, fall));
    return new double[] {losses[0], losses[1], losses[2], discrimination[0], discrimination[1]};
  }

  /// One step of the discriminator.
  ///
  /// @return its loss, and the share of pairs that it ranks correctly
  private double[] discriminate(Tensor painted, LayerBatch batch, double rate) {
    var real = discriminator.forward(batch.picture(), batch.text());
    var fake = discriminator.forward(painted, batch.text());
    Tensor hinge = Losses.pairedHinge(real.scores(), fake.scores());
    double loss = Divergence.check(name, run.steps() + 1, hinge.item_double());
    double right = real.scores().gt(fake.scores()).to(ScalarType.Float).mean().item_double();
    run.discriminatorAdam().clear();
    hinge.add(Ops.times(real.scores().square().mean(), DRIFT)).backward();
    run.discriminatorAdam().step(Math.max(.05 * DISCRIMINATOR_RATE, rate));
    return new double[] {loss, right};
  }

  /// One step of the painter.
  ///
  /// @return reconstruction, feature matching and perceptual loss
  private double[] generatorStep(Tensor painted, LayerBatch batch, double rate) {
    Tensor picture = painted.detach().set_requires_grad(true);
    Tensor reconstruction = Losses.reconstruction(picture, batch.picture());
    double error = Divergence.check(name, run.steps() + 1, reconstruction.item_double());
    Tensor reconstructionGradient = gradient(reconstruction, picture);
    Tensor total = reconstructionGradient;
    double matching = 0;
    if (terms.contains(Term.ADVERSARIAL)) {
      var target =
          TensorScope.withoutGradients(() -> discriminator.forward(batch.picture(), batch.text()));
      var judged = discriminator.forward(picture, batch.text());
      Tensor match = Losses.featureMatching(judged.features(), target.features());
      matching = match.item_double();
      Tensor raise = Losses.generatorHinge(judged.scores());
      Tensor adversarialGradient = gradient(raise.add(Ops.times(match, FEATURE_MATCHING)), picture);
      total = total.add(balanced(adversarialGradient, reconstructionGradient));
    }
    double perceived = 0;
    if (features != null) {
      Tensor loss = perceptual(features, picture, batch.picture());
      perceived = loss.item_double();
      total = total.add(balanced(gradient(loss, picture), reconstructionGradient));
    }
    run.generatorAdam().clear();
    painted.backward(total, new BoolOptional(), false, new TensorArrayRefOptional());
    clip_grad_norm_(painterWeights, 1);
    run.generatorAdam().step(rate);
    run.average().update(run.steps());
    return new double[] {error, matching, perceived};
  }

  /// The gradient of a further loss with respect to the picture, scaled to [#SHARE] of the norm of
  /// the reconstruction loss's gradient.
  private Tensor balanced(Tensor further, Tensor reconstructionGradient) {
    double balance =
        SHARE
            * reconstructionGradient.norm().item_double()
            / (further.norm().item_double() + 1e-12);
    return Ops.times(further, Divergence.check(name, run.steps() + 1, balance));
  }

  private Tensor perceptual(FeatureNet net, Tensor picture, Tensor truth) {
    var target =
        TensorScope.withoutGradients(
            () -> net.forward(FeatureTask.onColour(truth, seed, run.learned())));
    var seen = net.forward(FeatureTask.onColour(picture, seed, run.learned()));
    return Losses.perceptual(seen.features(), target.features());
  }

  /// The net of the perceptual loss, from the folder of the plan.
  private static FeatureNet features(HouseTraining.Plan plan) {
    FeatureNet net = FeatureTask.net(DioramaLayers.sprites(), DioramaLayers.bands());
    var part = HouseTraining.Part.FEATURES;
    try (SafeTensors learnt =
        new TrainingCheckpoint(plan.out(), part.label()).require(part.label())) {
      learnt.load(net, "average.");
    }
    net.channelsLast();
    net.move(plan.device(), ScalarType.Float);
    return net;
  }

  /// The gradient of a loss with respect to a picture.
  private static Tensor gradient(Tensor loss, Tensor picture) {
    picture.mutable_grad().reset();
    loss.backward();
    return picture.grad().clone();
  }
}
