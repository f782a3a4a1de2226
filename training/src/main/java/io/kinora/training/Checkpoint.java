package io.kinora.training;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/// The whole state of a training run in one float32 safetensors file, written atomically: weights,
/// their moving average, the optimisers' moments, steps done and minutes used.
final class Checkpoint {
  private final Path file;

  Checkpoint(Path folder, String name) {
    file = folder.resolve(name + ".checkpoint.safetensors");
  }

  void save(Map<String, Tensor> tensors, long steps, double minutes) {
    SafeTensorsWriter.write(
        file,
        new LinkedHashMap<>(tensors),
        Map.of("steps", Long.toString(steps), "minutes", Double.toString(minutes)),
        DType.F32);
  }

  /// Opens the file if there is one; the caller closes it.
  Optional<SafeTensors> open() {
    return Files.exists(file) ? Optional.of(SafeTensors.open(file)) : Optional.empty();
  }

  /// Opens the file, which another stage needs.
  ///
  /// @throws WeightsRefused if there is none
  SafeTensors require(HouseTraining.Part part) {
    return open()
        .orElseThrow(
            () ->
                new WeightsRefused(
                    "There is no checkpoint %s of the part %s.".formatted(file, part.label()),
                    "Train that part first: kinora train --data diorama --part %s."
                        .formatted(part.label()),
                    "training"));
  }
}
