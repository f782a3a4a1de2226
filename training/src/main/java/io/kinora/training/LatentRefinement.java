package io.kinora.training;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;

import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.Phrases;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.loss.Discriminator;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Adam;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Divergence;
import io.kinora.training.optimise.MovingAverage;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.optimise.TrainingLog;
import io.kinora.training.task.KnownLatents;
import io.kinora.training.task.LatentGenerator;
import io.kinora.training.task.LatentTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Stage two of the generator of codes: regression on the known codes, and beside it a projection
/// discriminator that is conditioned on the phrase and compares a made code with the known one of
/// the same noun and hand ([Losses#pairedHinge]).
final class LatentRefinement {
  /// The name of the part's checkpoint after this stage.
  static final String NAME = "latents-adversarial";

  private static final double GENERATOR_RATE = 5e-4, DISCRIMINATOR_RATE = 2e-4;

  /// The weight of the adversarial loss, and within it of feature matching.
  private static final double ADVERSARIAL = .05, FEATURE_MATCHING = 1;

  /// Keeps scores near 0 (Karras et al. 2018, arXiv:1710.10196, appendix A.1).
  private static final double DRIFT = 1e-3;

  private static final int[] WIDTHS = {96, 128, 128};

  private final LatentTask task;
  private final LatentGenerator generator;
  private final KnownLatents known;
  private final long seed;
  private final Path folder;
  private final Discriminator discriminator =
      new Discriminator(CodecGenerator.CHANNELS + CodecGenerator.VECTOR, Phrases.DIMENSION, WIDTHS);
  private final Adam generatorAdam;
  private final Adam discriminatorAdam;
  private final MovingAverage average;
  private final TensorVector weights;
  private final TrainingLog log;
  private final TrainingCheckpoint checkpoint;
  private long steps;
  private double minutesBefore;
  private final double[] smooth = new double[3];

  /// @param generator starts from the folder's checkpoint of the regression
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
    checkpoint = new TrainingCheckpoint(folder, NAME);
    String part = HouseTraining.Part.LATENTS.label();
    try (SafeTensors start = new TrainingCheckpoint(folder, part).require(part)) {
      start.load(generator, "average.");
    }
    discriminator.channelsLast();
    generatorAdam = new Adam(generator.named(), .5, .99);
    discriminatorAdam = new Adam(discriminator.named(), .5, .99);
    average = new MovingAverage(generator);
    weights = generator.trainable();
    log =
        new TrainingLog(
            folder, NAME, List.of("regression", "discriminator", "pairs_right"), listener);
  }

  /// Goes on from the checkpoint in the folder, if there is one.
  LatentRefinement resume() {
    checkpoint.open().ifPresent(this::restore);
    return this;
  }

  private void restore(SafeTensors saved) {
    try (saved) {
      saved.load(generator, "net.");
      saved.load(discriminator, "discriminator.");
      discriminator.restoreBuffers(name -> saved.tensor("buffer." + name));
      average.restore(tensor -> saved.tensor("average." + tensor));
      steps = Long.parseLong(saved.metadata().getOrDefault("steps", "0"));
      minutesBefore = Double.parseDouble(saved.metadata().getOrDefault("minutes", "0"));
      generatorAdam.restore(steps, t -> saved.tensor("adam." + t));
      discriminatorAdam.restore(steps, t -> saved.tensor("discriminator_adam." + t));
      for (int i = 0; i < smooth.length; i++) {
        smooth[i] = TrainingCheckpoint.loss(saved, i, 0);
      }
      log.rewind(steps);
    }
  }

  /// Trains until the budget is used or `stop` says so, and saves.
  void run(Budget budget, BooleanSupplier stop) {
    Torch.flushDenormals();
    long start = System.nanoTime();
    double minutes = minutesBefore;
    double savedAt = minutes;
    while (budget.used(steps, minutes) < 1 && !stop.getAsBoolean()) {
      double fall = .5 * (1 + Math.cos(Math.PI * budget.used(steps, minutes)));
      double[] losses = TensorScope.compute(() -> step(Math.max(.02, fall)));
      for (int i = 0; i < losses.length; i++) {
        smooth[i] = smooth[i] == 0 ? losses[i] : .97 * smooth[i] + .03 * losses[i];
      }
      minutes = minutesBefore + (System.nanoTime() - start) / 60e9;
      if (steps % 50 == 0) {
        log.row(steps, minutes, smooth);
      }
      if (minutes - savedAt > 2) {
        save(minutes);
        savedAt = minutes;
      }
    }
    save(minutes);
    task.sheet(average.tensors(), folder);
  }

  private double[] step(double fall) {
    var random = Seeds.random(seed, "latent refinement " + steps);
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
    double error = Divergence.check(NAME, steps + 1, regression.item_double());
    generatorAdam.clear();
    regression.add(Ops.times(adversarial, ADVERSARIAL)).backward();
    clip_grad_norm_(weights, 1);
    generatorAdam.step(GENERATOR_RATE * fall);
    steps++;
    average.update(steps);
    return new double[] {error, discrimination[0], discrimination[1]};
  }

  /// One step of the discriminator.
  ///
  /// @return its loss, and the share of pairs that it ranks right
  private double[] discriminate(Tensor made, KnownLatents.Batch batch, double rate) {
    var real = discriminator.forward(planes(batch.known()), batch.text());
    var fake = discriminator.forward(made, batch.text());
    Tensor hinge = Losses.pairedHinge(real.scores(), fake.scores());
    double loss = Divergence.check(NAME, steps + 1, hinge.item_double());
    double right = real.scores().gt(fake.scores()).to(ScalarType.Float).mean().item_double();
    discriminatorAdam.clear();
    hinge.add(Ops.times(real.scores().square().mean(), DRIFT)).backward();
    discriminatorAdam.step(rate);
    return new double[] {loss, right};
  }

  /// A code as planes: its vector stands at every place beside it, `[B, 80, 16, 16]`.
  private static Tensor planes(PictureCodes.Code code) {
    long places = CodecGenerator.PLACES;
    Tensor vector =
        code.vector()
            .unsqueeze(2)
            .unsqueeze(3)
            .expand(code.vector().size(0), code.vector().size(1), places, places);
    return Ops.cat(1, code.code(), vector);
  }

  private void save(double minutes) {
    var tensors = new LinkedHashMap<String, Tensor>();
    generator.named().forEach((name, value) -> tensors.put("net." + name, value));
    discriminator.named().forEach((name, value) -> tensors.put("discriminator." + name, value));
    discriminator.buffersByName().forEach((name, value) -> tensors.put("buffer." + name, value));
    average.tensors().forEach((name, value) -> tensors.put("average." + name, value));
    generatorAdam.state().forEach((name, value) -> tensors.put("adam." + name, value));
    discriminatorAdam
        .state()
        .forEach((name, value) -> tensors.put("discriminator_adam." + name, value));
    checkpoint.save(tensors, steps, minutes, smooth);
  }
}
