package io.kinora.torch.weights;

import io.kinora.error.MediaFailure;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.json.JsonMapper;

/// Writes safetensors files.
public final class SafeTensorsWriter {
  private static final JsonMapper JSON = new JsonMapper();

  private SafeTensorsWriter() {}

  /// Writes `tensors` in the given order, each converted to `dtype`, and `metadata`. The file is
  /// written atomically: under a temporary name in the same folder, then renamed.
  ///
  /// @throws MediaFailure if it cannot be written, or a value is too large for `dtype`
  public static void write(
      Path file, SequencedMap<String, Tensor> tensors, Map<String, String> metadata, DType dtype) {
    var header = JSON.createObjectNode();
    var meta = header.putObject("__metadata__");
    metadata.forEach(meta::put);
    long at = 0;
    for (var entry : tensors.entrySet()) {
      long end = at + entry.getValue().numel() * dtype.bytes();
      var node = header.putObject(entry.getKey());
      node.put("dtype", dtype.name());
      var shape = node.putArray("shape");
      for (long length : entry.getValue().shape()) {
        shape.add(length);
      }
      node.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = (8 - json.length % 8) % 8; // the data begins at a multiple of eight bytes
    ByteBuffer head = ByteBuffer.allocate(8 + json.length + padding).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(json.length + padding)
        .put(json)
        .put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      try {
        writeTo(part, head.flip(), tensors, dtype);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part); // still there if something failed
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "The weights file %s cannot be written: %s.".formatted(file, e.getMessage()),
          "Check the folder, its permissions and the free space.",
          "output",
          e);
    }
  }

  private static void writeTo(
      Path file, ByteBuffer head, SequencedMap<String, Tensor> tensors, DType dtype)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, head);
      for (var entry : tensors.entrySet()) {
        writeFully(channel, bytes(entry.getKey(), entry.getValue(), dtype));
      }
      channel.force(true);
    }
  }

  private static ByteBuffer bytes(String name, Tensor tensor, DType dtype) {
    return TensorScope.infer(
        () -> {
          Tensor plain = tensor.detach().cpu().to(dtype.scalarType()).contiguous();
          // Half precision ends at 65504, and a larger value would be read back as infinity; an
          // 8-bit format ends at 448, and a larger value would be read back as NaN.
          if (!Tensors.finite(plain) && Tensors.finite(tensor)) {
            throw new MediaFailure(
                "The tensor %s holds values too large for %s.".formatted(name, dtype),
                "Write it in a wider type.",
                "weights");
          }
          byte[] content = new byte[Math.toIntExact(plain.nbytes())];
          if (content.length > 0) { // an empty tensor has no address
            new BytePointer(plain.data_ptr()).get(content);
          }
          return ByteBuffer.wrap(content);
        });
  }

  private static void writeFully(FileChannel channel, ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }
}
