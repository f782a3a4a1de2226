package io.kinora.training;

import io.kinora.motion.interpolate.FusionNet;
import io.kinora.torch.Seeds;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.task.FusionTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/// Trains the net for frame interpolation, on the world in motion.
public final class InterpolationTraining {
  /// The name on the command line and in file names.
  public static final String PART = "interpolation";

  private static final double RATE = 2e-3;
  private static final int LESSONS = 400;

  private InterpolationTraining() {}

  /// Trains, and writes checkpoints, a log, sheets and `interpolation.safetensors` into `out`.
  ///
  /// @param resume resume from the checkpoint in `out`
  /// @param listener receives a line of progress now and then
  /// @param stop called after every step; true ends the run after saving
  /// @return the file of the weights
  public static Path run(
      Path out,
      Budget budget,
      long seed,
      boolean resume,
      int threads,
      Consumer<String> listener,
      BooleanSupplier stop) {
    TrainingCheckpoint.prepare(out);
    Torch.threads(threads);
    Seeds.initialisation(seed, PART);
    var net = new FusionNet();
    net.channelsLast();
    var run = new Regression(PART, new FusionTask(net, seed, LESSONS), RATE, out, listener);
    var averaged = (resume ? run.resume() : run).run(budget, stop);
    var tensors = new LinkedHashMap<String, Tensor>();
    averaged.forEach((name, tensor) -> tensors.put("fusion." + name, tensor));
    Path file = out.resolve(PART + ".safetensors");
    SafeTensorsWriter.write(file, tensors, Map.of("format", "1"), DType.F16);
    return file;
  }
}
