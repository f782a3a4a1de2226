package io.kinora.training;

import io.kinora.torch.Net;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.loss.Discriminator;
import io.kinora.training.optimise.Adam;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.MovingAverage;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.optimise.TrainingLog;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/// The common part of all runs of stage two: a generator that continues from its checkpoint of
/// stage one, a discriminator, an optimiser for each, the moving average of the generator's
/// weights, and the training loop with its checkpoint and log.
final class AdversarialRun {
  private static final double SAVED_MINUTES = 2;

  private final Net generator;
  private final Discriminator discriminator;
  private final Adam generatorAdam;
  private final Adam discriminatorAdam;
  private final MovingAverage average;
  private final TrainingLog log;
  private final TrainingCheckpoint checkpoint;
  private final int headStart;
  private final double[] smooth;
  private long steps;
  private double minutesBefore;

  /// One step of both nets.
  @FunctionalInterface
  interface Step {
    /// @param fall the decay factor of the learning rates, from 1 to 0
    /// @return the losses, in the order of the log's columns
    double[] losses(double fall);
  }

  /// @param part the part, whose checkpoint of stage one is in the folder
  /// @param columns of the log
  /// @param headStart first steps that train only the discriminator; they are not part of the
  ///     budget
  AdversarialRun(
      HouseTraining.Part part,
      Net generator,
      Discriminator discriminator,
      Path folder,
      List<String> columns,
      int headStart,
      Consumer<String> listener) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.headStart = headStart;
    String name = name(part);
    checkpoint = new TrainingCheckpoint(folder, name);
    try (SafeTensors start = new TrainingCheckpoint(folder, part.label()).require(part.label())) {
      start.load(generator, "average.");
    }
    generatorAdam = new Adam(generator.named(), .5, .99);
    discriminatorAdam = new Adam(discriminator.named(), .5, .99);
    average = new MovingAverage(generator);
    log = new TrainingLog(folder, name, columns, listener);
    smooth = new double[columns.size()];
  }

  /// The name of the checkpoint and the log of a part's stage two.
  static String name(HouseTraining.Part part) {
    return part.label() + "-adversarial";
  }

  /// The number of steps of the discriminator.
  long steps() {
    return steps;
  }

  /// The number of steps that trained the generator.
  long learned() {
    return Math.max(0, steps - headStart);
  }

  Adam generatorAdam() {
    return generatorAdam;
  }

  Adam discriminatorAdam() {
    return discriminatorAdam;
  }

  MovingAverage average() {
    return average;
  }

  /// Resumes from the checkpoint in the folder, if there is one.
  void resume() {
    checkpoint.open().ifPresent(this::restore);
  }

  private void restore(SafeTensors saved) {
    try (saved) {
      saved.load(generator, "net.");
      saved.load(discriminator, "discriminator.");
      discriminator.restoreBuffers(name -> saved.tensor("buffer." + name));
      average.restore(tensor -> saved.tensor("average." + tensor));
      steps = Long.parseLong(saved.metadata().getOrDefault("steps", "0"));
      minutesBefore = Double.parseDouble(saved.metadata().getOrDefault("minutes", "0"));
      generatorAdam.restore(learned(), t -> saved.tensor("adam." + t));
      discriminatorAdam.restore(steps, t -> saved.tensor("discriminator_adam." + t));
      for (int i = 0; i < smooth.length; i++) {
        smooth[i] = TrainingCheckpoint.loss(saved, i, 0);
      }
      log.rewind(steps);
    }
  }

  /// Trains until the budget is used or `stop` says so, and saves.
  ///
  /// @param sheet draws a sheet of results of the averaged weights, whenever they are saved
  void run(
      Budget budget,
      BooleanSupplier stop,
      Step step,
      Consumer<SequencedMap<String, Tensor>> sheet) {
    Torch.flushDenormals();
    long start = System.nanoTime();
    double minutes = minutesBefore;
    double savedAt = minutes;
    while (budget.used(learned(), minutes) < 1 && !stop.getAsBoolean()) {
      double fall = .5 * (1 + Math.cos(Math.PI * budget.used(learned(), minutes)));
      double[] losses = TensorScope.compute(() -> step.losses(fall));
      steps++;
      for (int i = 0; i < losses.length; i++) {
        smooth[i] = smooth[i] == 0 ? losses[i] : .97 * smooth[i] + .03 * losses[i];
      }
      minutes = minutesBefore + (System.nanoTime() - start) / 60e9;
      if (steps % 50 == 0) {
        log.row(steps, minutes, smooth);
      }
      if (minutes - savedAt > SAVED_MINUTES) {
        save(minutes);
        sheet.accept(average.tensors());
        savedAt = minutes;
      }
    }
    save(minutes);
    sheet.accept(average.tensors());
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
