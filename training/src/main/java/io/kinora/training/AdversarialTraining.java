package io.kinora.training;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;

import io.kinora.generate.house.Painter;
import io.kinora.generate.house.Phrases;
import io.kinora.torch.Device;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.loss.Discriminator;
import io.kinora.training.loss.Losses;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Stage two of a painter: a discriminator that sees layers with their words learns to tell painted
/// from true ones (hinge loss, projection), and the painter learns to please it without leaving the
/// truth (reconstruction and feature matching stay on).
final class AdversarialTraining {
  private static final double PAINTER_RATE = 2.5e-4;
  private static final double DISCRIMINATOR_RATE = 8e-4;
  private static final double ADVERSARIAL = .02;
  private static final double FEATURE_MATCHING = .03;

  /// Steps in which only the discriminator learns, so that the painter is not led by a blind judge.
  private static final int HEAD_START = 100;

  private final PainterTask task;
  private final Painter painter;
  private final LayerSource source;
  private final Phrases phrases;
  private final long seed;
  private final Path folder;
  private final Device device;
  private final String name;
  private final Discriminator discriminator;
  private final Adam painterAdam;
  private final Adam discriminatorAdam;
  private final MovingAverage average;
  private final TensorVector painterWeights;
  private final TrainingLog log;
  private final Checkpoint regression;
  private final Checkpoint checkpoint;
  private long steps;
  private double minutesBefore;

  /// @param part whose regression checkpoint lies in the folder of the plan
  /// @param painter on the plan's device
  AdversarialTraining(
      HouseTraining.Part part,
      Painter painter,
      LayerSource source,
      Phrases phrases,
      HouseTraining.Plan plan,
      Consumer<String> listener) {
    this.painter = painter;
    this.source = source;
    this.phrases = phrases;
    seed = plan.seed();
    folder = plan.out();
    device = plan.device();
    name = part.label() + "-adversarial";
    task = new PainterTask(name, painter, source, phrases, seed, device);
    regression = new Checkpoint(folder, part.label());
    checkpoint = new Checkpoint(folder, name);
    try (SafeTensors start = regression.require(part)) {
      start.load(painter, "average.");
    }
    discriminator = new Discriminator(4, Painter.TEXT);
    discriminator.channelsLast();
    discriminator.move(device, ScalarType.Float);
    painterAdam = new Adam(painter.named(), .5, .99);
    discriminatorAdam = new Adam(discriminator.named(), .5, .99);
    average = new MovingAverage(painter);
    painterWeights = painter.trainable();
    log =
        new TrainingLog(
            folder,
            name,
            List.of("reconstruction", "feature_matching", "painter", "discriminator"),
            listener);
  }

  /// Goes on from the checkpoint in the folder, if there is one.
  AdversarialTraining resume() {
    checkpoint.open().ifPresent(this::restore);
    return this;
  }

  private void restore(SafeTensors saved) {
    try (saved) {
      saved.load(painter, "net.");
      saved.load(discriminator, "discriminator.");
      discriminator.restoreBuffers(name -> saved.tensor("buffer." + name));
      average.restore(tensor -> saved.tensor("average." + tensor));
      steps = Long.parseLong(saved.metadata().getOrDefault("steps", "0"));
      minutesBefore = Double.parseDouble(saved.metadata().getOrDefault("minutes", "0"));
      painterAdam.restore(Math.max(0, steps - HEAD_START), t -> saved.tensor("adam." + t));
      discriminatorAdam.restore(steps, t -> saved.tensor("discriminator_adam." + t));
    }
  }

  /// Trains until the budget is used or `stop` says so, and saves.
  void run(Budget budget, BooleanSupplier stop) {
    Torch.flushDenormals();
    long start = System.nanoTime();
    double minutes = minutesBefore;
    double savedAt = minutes;
    double[] smooth = new double[4];
    while (budget.used(steps, minutes) < 1 && !stop.getAsBoolean()) {
      double used = budget.used(steps, minutes);
      double[] losses = TensorScope.compute(() -> step(used));
      for (int i = 0; i < losses.length; i++) {
        smooth[i] = smooth[i] == 0 ? losses[i] : .97 * smooth[i] + .03 * losses[i];
      }
      minutes = minutesBefore + (System.nanoTime() - start) / 60e9;
      if (steps % 50 == 0) {
        log.row(steps, minutes, smooth);
      }
      if (minutes - savedAt > 2) {
        save(minutes);
        task.sheet(average.tensors(), folder);
        savedAt = minutes;
      }
    }
    save(minutes);
    task.sheet(average.tensors(), folder);
  }

  private double[] step(double used) {
    double fall = .5 * (1 + Math.cos(Math.PI * used));
    var samples = LayerBatch.draw(source, PainterTask.BATCH, Split.SEEN, seed + 1_000_003, steps);
    var batch = LayerBatch.of(samples, phrases).on(device);
    Tensor w = painter.style(batch.text(), batch.u(), batch.phase());
    Tensor trunk = Torch.mixedPrecision(device, () -> painter.trunk(w, painter.levels()));
    Tensor painted = painter.paint(trunk, w, 2, 1);

    var real = discriminator.forward(batch.picture(), batch.text());
    var fake = discriminator.forward(painted.detach(), batch.text());
    Tensor hinge = Losses.hinge(real.scores(), fake.scores());
    Divergence.check(name, steps + 1, hinge.item_double());
    discriminatorAdam.clear();
    hinge.backward();
    discriminatorAdam.step(DISCRIMINATOR_RATE * Math.max(.05, fall));

    Tensor reconstruction = Losses.reconstruction(painted, batch.picture());
    double matching = 0;
    double raised = 0;
    if (steps >= HEAD_START) {
      var target =
          TensorScope.withoutGradients(() -> discriminator.forward(batch.picture(), batch.text()));
      var judged = discriminator.forward(painted, batch.text());
      Tensor features = Losses.featureMatching(judged.features(), target.features());
      Tensor raise = Losses.generatorHinge(judged.scores());
      Tensor loss =
          reconstruction
              .add(io.kinora.torch.Ops.times(features, FEATURE_MATCHING))
              .add(io.kinora.torch.Ops.times(raise, ADVERSARIAL));
      Divergence.check(name, steps + 1, loss.item_double());
      painterAdam.clear();
      loss.backward();
      clip_grad_norm_(painterWeights, 1);
      painterAdam.step(PAINTER_RATE * Math.max(.02, fall));
      average.update(steps);
      matching = features.item_double();
      raised = raise.item_double();
    }
    steps++;
    return new double[] {reconstruction.item_double(), matching, raised, hinge.item_double()};
  }

  private void save(double minutes) {
    var tensors = new LinkedHashMap<String, Tensor>();
    painter.named().forEach((name, value) -> tensors.put("net." + name, value));
    discriminator.named().forEach((name, value) -> tensors.put("discriminator." + name, value));
    discriminator.buffersByName().forEach((name, value) -> tensors.put("buffer." + name, value));
    average.tensors().forEach((name, value) -> tensors.put("average." + name, value));
    painterAdam.state().forEach((name, value) -> tensors.put("adam." + name, value));
    discriminatorAdam
        .state()
        .forEach((name, value) -> tensors.put("discriminator_adam." + name, value));
    checkpoint.save(tensors, steps, minutes);
  }
}
