package io.kinora.torch.weights;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.Shapes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/// A safetensors file, memory-mapped: an 8-byte little-endian header length, a JSON header, then
/// the tensors' raw little-endian values. The whole header is validated before any byte of a tensor
/// is read, so a damaged or malicious file causes an error, never a crash.
public final class SafeTensors implements AutoCloseable {
  private final String label;
  private final Arena arena;
  private final MemorySegment bytes;
  private final SafeTensorsHeader header;

  private SafeTensors(String label, Arena arena, MemorySegment bytes) {
    this.label = label;
    this.arena = arena;
    this.bytes = bytes;
    this.header = SafeTensorsHeader.parse(label, bytes);
  }

  /// Maps a file.
  ///
  /// @throws WeightsRefused if it is missing, not readable or damaged
  public static SafeTensors open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new WeightsRefused(
          "There is no weights file " + file + ".",
          "Check the path; a weights file ends in .safetensors.",
          "weights");
    }
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new SafeTensors(file.toString(), arena, mapped);
    } catch (IOException e) {
      arena.close();
      throw new WeightsRefused(
          "The weights file %s cannot be read: %s.".formatted(file, e.getMessage()),
          "Check that it is complete and that you may read it.",
          "weights",
          e);
    } catch (WeightsRefused e) {
      arena.close();
      throw e;
    }
  }

  /// Reads all of a stream, such as a class path resource, which `label` names in errors.
  public static SafeTensors read(String label, InputStream stream) {
    Arena arena = Arena.ofShared();
    try (stream) {
      byte[] content = stream.readAllBytes();
      MemorySegment bytes =
          arena.allocate(Math.max(1, content.length), 64).asSlice(0, content.length);
      MemorySegment.copy(MemorySegment.ofArray(content), 0, bytes, 0, content.length);
      return new SafeTensors(label, arena, bytes);
    } catch (IOException e) {
      arena.close();
      throw new WeightsRefused(
          "The weights %s cannot be read: %s.".formatted(label, e.getMessage()),
          "Reinstall Kinora.",
          "weights",
          e);
    } catch (WeightsRefused e) {
      arena.close();
      throw e;
    }
  }

  /// The file, as errors name it.
  public String label() {
    return label;
  }

  /// The free-form part of the header.
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /// The header's entries of the tensors by name, in the order of the file.
  public SequencedMap<String, TensorEntry> entries() {
    return header.entries();
  }

  /// A tensor that lies in the mapped file, in the file's dtype: it must not be written to, and is
  /// invalid once this file is closed.
  public Tensor tensor(String name) {
    TensorEntry entry = header.entries().get(name);
    if (entry == null) {
      throw new WeightsRefused(
          "The weights file %s has no tensor \"%s\".".formatted(label, name),
          "Use weights that were made for this network.",
          "weights");
    }
    if (!arena.scope().isAlive()) { // its memory may be unmapped
      throw new IllegalStateException("the weights " + label + " are closed");
    }
    long address = bytes.address() + header.dataStart() + entry.begin();
    return torch.from_blob(
        new Address(address), entry.shapeArray(), new TensorOptions(entry.dtype().scalarType()));
  }

  /// The values of a tensor of dtype F32 or F16 in row-major order, read without libtorch: for code
  /// that runs before it is loaded.
  public float[] floats(String name) {
    TensorEntry entry = header.entries().get(name);
    if (entry == null) {
      throw refused(name, "is missing");
    }
    long at = header.dataStart() + entry.begin();
    ByteBuffer data =
        bytes.asSlice(at, entry.end() - entry.begin()).asByteBuffer().order(LITTLE_ENDIAN);
    float[] values = new float[data.remaining() / entry.dtype().bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (entry.dtype()) {
            case F32 -> data.getFloat(4 * i);
            case F16 -> Float.float16ToFloat(data.getShort(2 * i));
            default -> throw refused(name, "has dtype %s, not F32 or F16".formatted(entry.dtype()));
          };
      if (!Float.isFinite(values[i])) {
        throw refused(name, "holds values that are not finite");
      }
    }
    return values;
  }

  /// Releases the memory pages of a tensor; the system reads them from the file again when they are
  /// next needed.
  public void unload(String name) {
    TensorEntry entry = header.entries().get(name);
    if (entry != null && bytes.isMapped()) {
      bytes.asSlice(header.dataStart() + entry.begin(), entry.end() - entry.begin()).unload();
    }
  }

  /// Copies the tensors whose names begin with `prefix` into the parameters of `net`, which have
  /// the same names without the prefix. It requires that none is missing or left over, that every
  /// shape matches and every value is finite.
  public void load(Net net, String prefix) {
    var parameters = net.named();
    Set<String> surplus = new TreeSet<>();
    for (String name : header.entries().keySet()) {
      if (name.startsWith(prefix) && !parameters.containsKey(name.substring(prefix.length()))) {
        surplus.add(name);
      }
    }
    if (!surplus.isEmpty()) {
      throw refused(surplus.iterator().next(), "is not part of the network");
    }
    TensorScope.infer(
        () -> {
          parameters.forEach((name, parameter) -> copy(prefix + name, parameter));
          return true;
        });
  }

  private void copy(String name, Tensor parameter) {
    TensorEntry entry = header.entries().get(name);
    if (entry == null) {
      throw refused(name, "is missing");
    }
    if (!java.util.Arrays.equals(entry.shapeArray(), parameter.shape())) {
      throw refused(
          name,
          "has shape %s, but the network needs %s"
              .formatted(Shapes.text(entry.shapeArray()), Shapes.text(parameter.shape())));
    }
    if (!entry.dtype().floating()) {
      throw refused(
          name, "has dtype %s, but the network needs floating point".formatted(entry.dtype()));
    }
    parameter.copy_(tensor(name));
    if (!Tensors.finite(parameter)) {
      throw refused(name, "holds values that are not finite");
    }
  }

  private WeightsRefused refused(String tensor, String why) {
    return new WeightsRefused(
        "In the weights file %s the tensor \"%s\" %s.".formatted(label, tensor, why),
        "Use weights that were made for this network and are complete.",
        "weights");
  }

  /// SHA-256 of the whole file, in lower-case hexadecimal.
  public String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (long at = 0; at < bytes.byteSize(); at += 1 << 26) {
        digest.update(bytes.asSlice(at, Math.min(1 << 26, bytes.byteSize() - at)).asByteBuffer());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Unmaps the file.
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }

  /// A bare native address.
  private static final class Address extends Pointer {
    Address(long address) {
      this.address = address;
    }
  }
}
