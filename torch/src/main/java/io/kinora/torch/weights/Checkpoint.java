package io.kinora.torch.weights;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Shapes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The weights of one network on disk: one safetensors file, or several with an index that names
/// the file of each tensor (`stem.safetensors.index.json`). All are memory-mapped.
public final class Checkpoint implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String REMEDY = "Fetch the files of this model again, all of them.";

  /// The names that other programs give to scales of quantised weights.
  private static final Pattern SCALED =
      Pattern.compile(
          "(?:.*\\.)?(?:scale_weight|weight_scale|scale_input|input_scale|comfy_quant|scaled_fp8|"
              + "weight_zero_point|qweight|qzeros)");

  /// The number of values of a tensor that are checked at once.
  private static final long CHECKED = 1 << 20;

  /// After this many bytes of weights the C library is called to return freed memory to the system:
  /// it kept 2 GB beside 5.7 GB of weights.
  private static final long KEPT = 1 << 28;

  /// Where parameters are placed, and with which dtype.
  ///
  /// @param dtype of the parameters; null leaves them as they are on disk, and on a CPU in the
  ///     mapped file itself
  /// @param kept names of parameters that become float32 whatever `dtype` says
  /// @param checked whether every value is checked to be finite before use; if false, the results
  ///     computed from them must be checked
  public record Placement(
      Device device, @Nullable ScalarType dtype, Predicate<String> kept, boolean checked) {
    /// float32 on the CPU; tensors that are float32 on disk stay in the mapped file.
    public static final Placement FLOAT = new Placement(Device.CPU, ScalarType.Float, _ -> false);

    /// In the mapped file, in the dtype of the disk.
    public static final Placement MAPPED = new Placement(Device.CPU, null, _ -> false);

    /// In the mapped file, and not read from disk before use.
    public static final Placement MAPPED_ONCE = new Placement(Device.CPU, null, _ -> false, false);

    /// A placement with checked values.
    public Placement(Device device, @Nullable ScalarType dtype, Predicate<String> kept) {
      this(device, dtype, kept, true);
    }
  }

  private final String label;
  private final Map<String, SafeTensors> files; // by tensor
  private final Set<SafeTensors> opened;

  private Checkpoint(String label, Map<String, SafeTensors> files, Set<SafeTensors> opened) {
    this.label = label;
    this.files = files;
    this.opened = opened;
  }

  /// Maps `stem.safetensors` in `folder`, or the shards that `stem.safetensors.index.json` lists.
  ///
  /// @throws WeightsRefused if there is neither, a shard is missing, or a tensor is not in its
  /// shard
  public static Checkpoint open(Path folder, String stem) {
    Path single = folder.resolve(stem + ".safetensors");
    Path index = folder.resolve(stem + ".safetensors.index.json");
    if (Files.isRegularFile(single)) {
      return open(single);
    }
    if (!Files.isRegularFile(index)) {
      throw new WeightsRefused(
          "The folder %s has neither %s nor %s."
              .formatted(folder, single.getFileName(), index.getFileName()),
          "Pass a folder in the diffusers layout with weights as safetensors.",
          "weights");
    }
    var shards = new LinkedHashMap<String, SafeTensors>();
    var files = new LinkedHashMap<String, SafeTensors>();
    try {
      for (var item : weightMap(index).properties()) {
        String shard = item.getValue().asString("");
        SafeTensors file = shards.computeIfAbsent(shard, name -> shard(index, name));
        if (!file.entries().containsKey(item.getKey())) {
          throw refused(file.label(), item.getKey(), "is missing, but the index places it here");
        }
        files.put(item.getKey(), file);
      }
      for (SafeTensors file : shards.values()) {
        for (String name : file.entries().keySet()) {
          if (files.get(name) != file) {
            throw refused(file.label(), name, "is not listed for this file in the index");
          }
        }
      }
    } catch (WeightsRefused e) {
      shards.values().forEach(SafeTensors::close);
      throw e;
    }
    return new Checkpoint(index.toString(), files, Set.copyOf(shards.values()));
  }

  /// Maps one file.
  public static Checkpoint open(Path file) {
    SafeTensors single = SafeTensors.open(file);
    var files = new LinkedHashMap<String, SafeTensors>();
    single.entries().keySet().forEach(name -> files.put(name, single));
    return new Checkpoint(single.label(), files, Set.of(single));
  }

  private static JsonNode weightMap(Path index) {
    NotWeights.check(index);
    try {
      JsonNode map = JSON.readTree(Files.readString(index)).path("weight_map");
      if (map.isObject() && !map.isEmpty()) {
        return map;
      }
    } catch (IOException | JacksonException e) {
      throw new WeightsRefused(
          "The index %s cannot be read: %s.".formatted(index, e.getMessage()),
          REMEDY,
          "weights",
          e);
    }
    throw new WeightsRefused(
        "The index %s has no \"weight_map\".".formatted(index), REMEDY, "weights");
  }

  private static SafeTensors shard(Path index, String name) {
    Path file = index.resolveSibling(name);
    if (name.isEmpty() || !Path.of(name).equals(file.getFileName())) {
      throw new WeightsRefused(
          "The index %s names \"%s\", which is not a file beside it.".formatted(index, name),
          REMEDY,
          "weights");
    }
    if (!Files.isRegularFile(file)) {
      throw new WeightsRefused(
          "The shard %s is missing; the index %s lists it.".formatted(file, index.getFileName()),
          REMEDY,
          "weights");
    }
    return SafeTensors.open(file);
  }

  /// The header's entry of a tensor.
  public TensorEntry entry(String name) {
    return Objects.requireNonNull(file(name).entries().get(name));
  }

  /// The names of all tensors.
  public Set<String> names() {
    return Collections.unmodifiableSet(files.keySet());
  }

  /// A tensor in the mapped file: it must not be written to, and is invalid once this is closed.
  public Tensor tensor(String name) {
    return file(name).tensor(name);
  }

  /// The file that holds a tensor, as errors name it.
  public String label(String name) {
    return file(name).label();
  }

  private SafeTensors file(String name) {
    SafeTensors file = files.get(name);
    if (file == null) {
      throw refused(label, name, "is missing");
    }
    return file;
  }

  /// Releases the memory pages of all tensors whose names begin with `prefix`; the system reads
  /// them from the files again when they are next needed.
  public void unload(String prefix) {
    files.forEach(
        (name, file) -> {
          if (name.startsWith(prefix)) {
            file.unload(name);
          }
        });
  }

  /// The total size of all files in bytes.
  public long bytes() {
    return files.entrySet().stream()
        .map(item -> item.getValue().entries().get(item.getKey()))
        .mapToLong(entry -> entry.end() - entry.begin())
        .sum();
  }

  /// Sets the parameters of `net` from the files. It requires that none is missing, that no tensor
  /// is left over except those that `ignored` accepts, that every shape matches and every value is
  /// finite. The checkpoint must stay open while the net is used, because parameters may lie in the
  /// mapped files.
  public void bind(Net net, Placement placement, Predicate<String> ignored) {
    var parameters = net.named();
    for (String name : files.keySet()) {
      if (!parameters.containsKey(name) && !ignored.test(name)) {
        if (SCALED.matcher(name).matches()) {
          throw new WeightsRefused(
              "The weights file %s is quantised with scales, such as \"%s\", which Kinora does not read."
                  .formatted(file(name).label(), name),
              "Use the weights in 16 or 32 bits, or in 8 bits without scales.",
              "weights");
        }
        throw refused(file(name).label(), name, "is not part of the network");
      }
    }
    TensorScope.infer(
        () -> {
          long bound = 0;
          for (var entry : parameters.entrySet()) {
            bind(entry.getKey(), entry.getValue(), placement);
            bound += entry.getValue().nbytes();
            if (bound > KEPT) {
              Torch.giveBackMemory();
              bound = 0;
            }
          }
          return true;
        });
  }

  private void bind(String name, Tensor parameter, Placement placement) {
    SafeTensors file = file(name);
    TensorEntry entry = entry(name);
    if (!Arrays.equals(entry.shapeArray(), parameter.shape())) {
      throw refused(
          file.label(),
          name,
          "has shape %s, but the network needs %s"
              .formatted(Shapes.text(entry.shapeArray()), Shapes.text(parameter.shape())));
    }
    if (!entry.dtype().floating()) {
      throw refused(
          file.label(),
          name,
          "has dtype %s, but the network needs floating point".formatted(entry.dtype()));
    }
    TensorScope.run(
        () -> {
          Tensor mapped = file.tensor(name);
          if (placement.checked()) {
            checkFinite(file, name, mapped);
          }
          ScalarType dtype =
              placement.kept().test(name)
                  ? ScalarType.Float
                  : placement.dtype() == null ? mapped.scalar_type() : placement.dtype();
          parameter.set_data(Tensors.to(mapped, placement.device(), dtype));
          file.unload(name); // parameters that are not copied are read again on use
        });
  }

  /// Reads a tensor in parts and releases each, so that the largest embedding tables, of some
  /// gigabytes, need not be in memory at once.
  private static void checkFinite(SafeTensors file, String name, Tensor mapped) {
    Tensor all = mapped.flatten();
    for (long at = 0; at < all.numel(); at += CHECKED) {
      if (!Tensors.finite(all.narrow(0, at, Math.min(CHECKED, all.numel() - at)))) {
        throw refused(file.label(), name, "holds values that are not finite");
      }
      file.unload(name);
    }
  }

  private static WeightsRefused refused(String file, String tensor, String why) {
    return new WeightsRefused(
        "In the weights file %s the tensor \"%s\" %s.".formatted(file, tensor, why),
        "Use weights that were made for this network and are complete.",
        "weights");
  }

  /// Unmaps the files; nets that were bound to them must not be used any more.
  @Override
  public void close() {
    opened.forEach(SafeTensors::close);
  }
}
