package io.kinora.training.optimise;

import io.kinora.error.MediaFailure;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/// The whole state of a training run in one float32 safetensors file, written atomically: weights,
/// their moving average, the optimisers' moments, steps done and minutes used.
public final class TrainingCheckpoint {
  private final Path file;

  public TrainingCheckpoint(Path folder, String name) {
    file = folder.resolve(name + ".checkpoint.safetensors");
  }

  /// @param losses the smoothed losses, so that a resumed run logs the same curve
  public void save(Map<String, Tensor> tensors, long steps, double minutes, double... losses) {
    var metadata = new LinkedHashMap<String, String>();
    metadata.put("steps", Long.toString(steps));
    metadata.put("minutes", Double.toString(minutes));
    for (int i = 0; i < losses.length; i++) {
      metadata.put("loss." + i, Double.toString(losses[i]));
    }
    SafeTensorsWriter.write(file, new LinkedHashMap<>(tensors), metadata, DType.F32);
  }

  /// The i-th smoothed loss of a checkpoint, if it has one.
  public static double loss(SafeTensors saved, int i, double otherwise) {
    String loss = saved.metadata().get("loss." + i);
    return loss == null ? otherwise : Double.parseDouble(loss);
  }

  /// Creates a folder for checkpoints, logs and sheets, if missing.
  public static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new MediaFailure(
          "The folder %s cannot be created: %s.".formatted(folder, e.getMessage()),
          "Choose another one.",
          "output",
          e);
    }
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /// Opens the file if there is one; the caller closes it.
  public Optional<SafeTensors> open() {
    return exists() ? Optional.of(SafeTensors.open(file)) : Optional.empty();
  }

  /// Opens the file, which must exist.
  ///
  /// @throws WeightsRefused if there is none
  public SafeTensors require(String part) {
    return open()
        .orElseThrow(
            () ->
                new WeightsRefused(
                    "There is no checkpoint %s of the part %s.".formatted(file, part),
                    "Train the part %s first.".formatted(part),
                    "training"));
  }
}
