package io.kinora.torch.weights;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.weights.TensorEntry.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The validated header of a safetensors file: lengths, names, dtypes, shapes, and that the tensors
/// fill the data without gaps or overlaps.
///
/// @param dataStart offset of the tensors' bytes in the file
record SafeTensorsHeader(
    long dataStart, SequencedMap<String, TensorEntry> entries, Map<String, String> metadata) {
  /// The longest header that the format allows.
  private static final long MAX_LENGTH = 100_000_000;

  /// The maximum number of axes of libtorch's operations.
  private static final int MAX_AXES = 64;

  private static final String REMEDY = "Fetch or make the file again.";

  private static final ValueLayout.OfLong LITTLE_ENDIAN_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static SafeTensorsHeader parse(String label, MemorySegment bytes) {
    if (bytes.byteSize() < 8) {
      throw damaged(label, "it is only %d bytes long".formatted(bytes.byteSize()));
    }
    NotWeights.check(label, bytes.asSlice(0, Math.min(bytes.byteSize(), 512)).asByteBuffer(), true);
    long length = bytes.get(LITTLE_ENDIAN_LONG, 0);
    if (length < 2 || length > MAX_LENGTH || length > bytes.byteSize() - 8) {
      throw damaged(label, "its header claims %d bytes".formatted(length));
    }
    JsonNode root;
    try {
      root = JSON.readTree(text(bytes.asSlice(8, length)));
    } catch (CharacterCodingException e) {
      throw damaged(label, "its header is not UTF-8");
    } catch (JacksonException e) {
      throw new WeightsRefused(
          "The weights file %s is damaged: its header is not JSON: %s."
              .formatted(label, e.getOriginalMessage()),
          REMEDY,
          "weights",
          e);
    }
    if (!root.isObject()) {
      throw damaged(label, "its header is not a JSON object");
    }
    long dataStart = 8 + length;
    var entries = new LinkedHashMap<String, TensorEntry>();
    var metadata = new LinkedHashMap<String, String>();
    for (var property : root.properties()) {
      if (property.getKey().equals("__metadata__")) {
        property
            .getValue()
            .properties()
            .forEach(p -> metadata.put(p.getKey(), p.getValue().asString("")));
      } else {
        entries.put(property.getKey(), entry(label, property.getKey(), property.getValue()));
      }
    }
    checkCoverage(label, entries, bytes.byteSize() - dataStart);
    return new SafeTensorsHeader(dataStart, entries, metadata);
  }

  private static String text(MemorySegment bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(bytes.asByteBuffer()).toString();
  }

  private static TensorEntry entry(String label, String name, JsonNode node) {
    DType dtype = dtype(label, name, node.path("dtype").asString(""));
    JsonNode shapeNode = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!shapeNode.isArray() || !offsets.isArray() || offsets.size() != 2) {
      throw damaged(label, name, "has no shape or no two data offsets");
    }
    if (shapeNode.size() > MAX_AXES) {
      throw damaged(label, name, "has %d axes".formatted(shapeNode.size()));
    }
    List<Long> shape = new ArrayList<>();
    for (JsonNode length : shapeNode) {
      shape.add(nonNegative(label, name, length));
    }
    long size = size(label, name, dtype, shape);
    long begin = nonNegative(label, name, offsets.get(0));
    long end = nonNegative(label, name, offsets.get(1));
    if (end - begin != size) {
      throw damaged(
          label,
          name,
          "of dtype %s and shape %s needs %d bytes, but its offsets span %d"
              .formatted(dtype, shape, size, end - begin));
    }
    return new TensorEntry(dtype, List.copyOf(shape), begin, end);
  }

  /// The number of bytes of a tensor. The product counts an empty axis as 1 to detect overflow,
  /// because libtorch computes strides so.
  private static long size(String label, String name, DType dtype, List<Long> shape) {
    long size = dtype.bytes();
    try {
      for (long length : shape) {
        size = Math.multiplyExact(size, Math.max(1, length));
      }
    } catch (ArithmeticException e) {
      throw damaged(label, name, "claims more values than can be counted");
    }
    return shape.contains(0L) ? 0 : size;
  }

  private static DType dtype(String label, String name, String text) {
    try {
      return DType.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw damaged(label, name, "has the unknown dtype \"" + text + "\"");
    }
  }

  private static long nonNegative(String label, String name, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.asLong() < 0) {
      throw damaged(label, name, "has the number " + node + " where a length or offset belongs");
    }
    return node.asLong();
  }

  private static void checkCoverage(String label, Map<String, TensorEntry> entries, long size) {
    var sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(
        Comparator.comparingLong((Map.Entry<String, TensorEntry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long at = 0;
    for (var entry : sorted) {
      if (entry.getValue().begin() != at) {
        throw damaged(
            label,
            entry.getKey(),
            "begins at byte %d of the data, but the one before it ends at %d"
                .formatted(entry.getValue().begin(), at));
      }
      at = entry.getValue().end();
      if (at > size) {
        throw damaged(
            label,
            entry.getKey(),
            "ends at byte %d of the data, but there are %d".formatted(at, size));
      }
    }
    if (at != size) {
      throw damaged(label, "%d bytes follow its last tensor".formatted(size - at));
    }
  }

  private static WeightsRefused damaged(String label, String tensor, String why) {
    return damaged(label, "its tensor \"" + tensor + "\" " + why);
  }

  private static WeightsRefused damaged(String label, String why) {
    return new WeightsRefused(
        "The weights file %s is damaged: %s.".formatted(label, why), REMEDY, "weights");
  }
}
