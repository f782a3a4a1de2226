package io.kinora.render.upscale;

import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// The bundled net.
public final class Upscaler {
  private Upscaler() {}

  /// Writes weights as 16-bit numbers.
  ///
  /// @param tensors of an [UpscaleNet] by name
  public static void write(Path file, SequencedMap<String, Tensor> tensors) {
    SafeTensorsWriter.write(file, new LinkedHashMap<>(tensors), Map.of("format", "1"), DType.F16);
  }
}
