package io.kinora.training.optimise;

import static org.bytedeco.pytorch.global.torch.clip_grad_norm_;

import io.kinora.torch.Net;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/// Stage one of every net: plain regression on the world's data, with Adam, a cosine schedule after
/// a short warm-up, clipped gradients and a moving average of the weights.
///
/// The data of step n depend only on the seed and n, so a resumed run gives the same losses as an
/// uninterrupted one.
public final class Regression {
  private static final int WARM_UP = 50;
  private static final double CHECKPOINT_MINUTES = 2;

  /// The time of the first measurement, and the interval of further ones, in minutes.
  private static final double FIRST_MEASURE = 2, MEASURE_MINUTES = 5;

  /// A training task: its loss, and optional sheets and measurements.
  public interface Task {
    Net net();

    /// The loss of one step.
    ///
    /// @param step counts from 0
    /// @param used the used share of the budget, from 0 to 1
    Tensor loss(long step, double used);

    /// Writes a picture of results of the averaged weights.
    default void sheet(SequencedMap<String, Tensor> averaged, Path folder) {}

    /// The names of the values of [#measure]; empty if nothing is measured during training.
    default List<String> measures() {
      return List.of();
    }

    /// Measures the averaged weights; called every few minutes and at the end.
    default double[] measure(SequencedMap<String, Tensor> averaged) {
      return new double[0];
    }

    /// The floating-point operations of one step at the full size, forward and backward, in 10⁹; 0
    /// if unknown.
    default double gflop() {
      return 0;
    }
  }

  private final String name;
  private final Task task;
  private final double rate;
  private final Path folder;
  private final TrainingLog log;
  private final TrainingLog measures;
  private final TrainingCheckpoint checkpoint;
  private final SequencedMap<String, Tensor> parameters;
  private final TensorVector trainable;
  private final Adam adam;
  private final MovingAverage average;
  private long steps;
  private double minutesBefore;
  private double smooth = Double.NaN;

  /// @param rate the highest learning rate
  /// @param listener receives a line of progress now and then
  public Regression(String name, Task task, double rate, Path folder, Consumer<String> listener) {
    this.name = name;
    this.task = task;
    this.rate = rate;
    this.folder = folder;
    log =
        new TrainingLog(
            folder,
            name,
            List.of("loss", "rate", "steps_per_s", "gflop_per_s", "share_of_sgemm"),
            listener);
    measures = new TrainingLog(folder, name + "-measures", task.measures(), listener);
    checkpoint = new TrainingCheckpoint(folder, name);
    parameters = task.net().named();
    trainable = task.net().trainable();
    adam = new Adam(parameters, .9, .99);
    average = new MovingAverage(task.net());
  }

  /// Resumes from the checkpoint in the folder, if there is one.
  public Regression resume() {
    checkpoint.open().ifPresent(this::restore);
    return this;
  }

  private void restore(SafeTensors saved) {
    try (saved) {
      saved.load(task.net(), "net.");
      average.restore(tensor -> saved.tensor("average." + tensor));
      steps = Long.parseLong(saved.metadata().getOrDefault("steps", "0"));
      minutesBefore = Double.parseDouble(saved.metadata().getOrDefault("minutes", "0"));
      adam.restore(steps, tensor -> saved.tensor("adam." + tensor));
      smooth = TrainingCheckpoint.loss(saved, 0, Double.NaN);
      log.rewind(steps);
      measures.rewind(steps);
    }
  }

  /// Trains until the budget is used or `stop` says so, and saves.
  ///
  /// @return the averaged weights
  public SequencedMap<String, Tensor> run(Budget budget, BooleanSupplier stop) {
    Torch.flushDenormals();
    long start = System.nanoTime();
    double savedAt = minutesBefore;
    double sheetAt = minutesBefore + 1;
    double measureAt = minutesBefore + FIRST_MEASURE;
    long firstStep = steps;
    double minutes = minutesBefore;
    while (budget.used(steps, minutes) < 1 && !stop.getAsBoolean()) {
      double now = step(budget.used(steps, minutes));
      smooth = Double.isNaN(smooth) ? now : .98 * smooth + .02 * now;
      minutes = minutesBefore + (System.nanoTime() - start) / 60e9;
      if (steps % 100 == 0) {
        double perSecond = (steps - firstStep) / ((minutes - minutesBefore) * 60);
        double gflops = perSecond * task.gflop();
        double share = gflops == 0 ? 0 : gflops / Peak.GFLOPS;
        log.row(
            steps, minutes, smooth, rate(budget.used(steps, minutes)), perSecond, gflops, share);
      }
      if (minutes - savedAt > CHECKPOINT_MINUTES) {
        save(minutes);
        savedAt = minutes;
      }
      if (minutes > measureAt) {
        measure(minutes);
        measureAt = MEASURE_MINUTES * Math.ceil((minutes + 1) / MEASURE_MINUTES);
      }
      if (minutes > sheetAt) {
        sheet();
        sheetAt = minutes + Math.max(2, minutes * .4);
      }
    }
    save(minutes);
    measure(minutes);
    sheet();
    return average.tensors();
  }

  private void measure(double minutes) {
    if (!task.measures().isEmpty()) {
      measures.row(steps, minutes, task.measure(average.tensors()));
    }
  }

  private void sheet() {
    task.sheet(average.tensors(), folder);
    Path picture = folder.resolve(name + ".png");
    if (Files.exists(picture)) {
      log.picture(steps, picture);
    }
  }

  /// The speed of this machine on matrix products, measured on first use.
  private static final class Peak {
    private static final double GFLOPS = Torch.sgemmPeak();
  }

  private double step(double used) {
    return TensorScope.compute(
        () -> {
          Tensor loss = task.loss(steps, used);
          double value = Divergence.check(name, steps + 1, loss.item_double());
          adam.clear();
          loss.backward();
          clip_grad_norm_(trainable, 1);
          adam.step(rate(used));
          steps++;
          average.update(steps);
          return value;
        });
  }

  private double rate(double used) {
    double warm = Math.min(1, (steps + 1.0) / WARM_UP);
    return Math.max(1e-6, rate * warm * .5 * (1 + Math.cos(Math.PI * used)));
  }

  private void save(double minutes) {
    var tensors = new LinkedHashMap<String, Tensor>();
    parameters.forEach((tensor, value) -> tensors.put("net." + tensor, value));
    average.tensors().forEach((tensor, value) -> tensors.put("average." + tensor, value));
    adam.state().forEach((tensor, value) -> tensors.put("adam." + tensor, value));
    checkpoint.save(tensors, steps, minutes, smooth);
  }
}
