package io.kinora.training;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;

import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.Phrases;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.training.loss.Discriminator;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Divergence;
import io.kinora.training.task.KnownLatents;
import io.kinora.training.task.LatentGenerator;
import io.kinora.training.task.LatentTask;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Stage two of the code generator: regression on the known codes, plus a projection discriminator
/// that is conditioned on the phrase and compares a generated code with the known one of the same
/// noun and icon set ([Losses#pairedHinge]).
final class LatentRefinement {
  private static final String NAME = AdversarialRun.name(HouseTraining.Part.LATENTS);

  private static final double GENERATOR_RATE = 5e-4, DISCRIMINATOR_RATE = 2e-4;

  /// The weight of the adversarial loss, and the weight of feature matching within it.
  private static final double ADVERSARIAL = .05, FEATURE_MATCHING = 1;

  /// The weight of the drift term, which keeps scores near 0 (Karras et al. 2018, arXiv:1710.10196,
  /// appendix A.1).
  private static final double DRIFT = 1e-3;

  private static final int[] WIDTHS = {96, 128, 128};

  private final LatentTask task;
  private final LatentGenerator generator;
  private final KnownLatents known;
  private final long seed;
  private final Path folder;
  private final Discriminator discriminator =
      new Discriminator(CodecGenerator.CHANNELS + CodecGenerator.VECTOR, Phrases.DIMENSION, WIDTHS);
  private final AdversarialRun run;
  private final TensorVector weights;

  /// @param generator the generator, initialised from the regression checkpoint in the folder
  LatentRefinement(
      LatentTask task,
      LatentGenerator generator,
      KnownLatents known,
      HouseTraining.Plan plan,
      Consumer<String> listener) {
    this.task = task;
    this.generator = generator;
    this.known = known;
    seed = plan.seed();
    folder = plan.out();
    discriminator.channelsLast();
    run =
        new AdversarialRun(
            HouseTraining.Part.LATENTS,
            generator,
            discriminator,
            folder,
            List.of("regression", "discriminator", "pairs_right"),
            0,
            listener);
    weights = generator.trainable();
  }

  /// Resumes from the checkpoint in the folder, if there is one.
  LatentRefinement resume() {
    run.resume();
    return this;
  }

  /// Trains until the budget is used or `stop` says so, and saves.
  void run(Budget budget, BooleanSupplier stop) {
    run.run(
        budget, stop, fall -> step(Math.max(.02, fall)), averaged -> task.sheet(averaged, folder));
  }

  private double[] step(double fall) {
    var random = Seeds.random(seed, "latent refinement " + run.steps());
    var batch = known.batch(random, LatentTask.BATCH);
    PictureCodes.Code made = generator.forward(batch.text(), batch.noise());
    double[] discrimination = discriminate(planes(made).detach(), batch, DISCRIMINATOR_RATE * fall);

    Tensor regression = task.loss(made, batch);
    Tensor truth = planes(batch.known());
    var target =
        TensorScope.withoutGradients(() -> discriminator.forward(truth, batch.text()).features());
    var verdict = discriminator.forward(planes(made), batch.text());
    Tensor adversarial =
        Losses.generatorHinge(verdict.scores())
            .add(Ops.times(Losses.featureMatching(verdict.features(), target), FEATURE_MATCHING));
    double error = Divergence.check(NAME, run.steps() + 1, regression.item_double());
    run.generatorAdam().clear();
    regression.add(Ops.times(adversarial, ADVERSARIAL)).backward();
    clip_grad_norm_(weights, 1);
    run.generatorAdam().step(GENERATOR_RATE * fall);
    run.average().update(run.steps());
    return new double[] {error, discrimination[0], discrimination[1]};
  }

  /// One step of the discriminator.
  ///
  /// @return its loss, and the share of pairs that it ranks correctly
  private double[] discriminate(Tensor made, KnownLatents.Batch batch, double rate) {
    var real = discriminator.forward(planes(batch.known()), batch.text());
    var fake = discriminator.forward(made, batch.text());
    Tensor hinge = Losses.pairedHinge(real.scores(), fake.scores());
    double loss = Divergence.check(NAME, run.steps() + 1, hinge.item_double());
    double right = real.scores().gt(fake.scores()).to(ScalarType.Float).mean().item_double();
    run.discriminatorAdam().clear();
    hinge.add(Ops.times(real.scores().square().mean(), DRIFT)).backward();
    run.discriminatorAdam().step(rate);
    return new double[] {loss, right};
  }

  /// A code as feature planes: the vector is repeated at every position and appended to the planes,
  /// `[B, 80, 16, 16]`.
  private static Tensor planes(PictureCodes.Code code) {
    long places = CodecGenerator.PLACES;
    Tensor vector =
        code.vector()
            .unsqueeze(2)
            .unsqueeze(3)
            .expand(code.vector().size(0), code.vector().size(1), places, places);
    return Ops.cat(1, code.code(), vector);
  }
}
