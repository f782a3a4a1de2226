package io.kinora.torch.weights;

import java.util.List;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The entry of one tensor in a safetensors header.
///
/// @param shape lengths of the axes, outermost first
/// @param begin offset of the first byte from the end of the header
/// @param end offset after the last byte
public record TensorEntry(DType dtype, List<Long> shape, long begin, long end) {
  /// The dtypes that Kinora reads, by their names in the file.
  public enum DType {
    F64(ScalarType.Double, 8, true),
    F32(ScalarType.Float, 4, true),
    F16(ScalarType.Half, 2, true),
    BF16(ScalarType.BFloat16, 2, true),
    /// 8 bits (Micikevicius et al. 2022, arXiv:2209.05433); values are converted to a wider dtype
    /// on use.
    F8_E4M3(ScalarType.Float8_e4m3fn, 1, true),
    F8_E5M2(ScalarType.Float8_e5m2, 1, true),
    I64(ScalarType.Long, 8, false),
    I32(ScalarType.Int, 4, false),
    I16(ScalarType.Short, 2, false),
    I8(ScalarType.Char, 1, false),
    U8(ScalarType.Byte, 1, false),
    BOOL(ScalarType.Bool, 1, false);

    private final ScalarType scalarType;
    private final int bytes;
    private final boolean floating;

    DType(ScalarType scalarType, int bytes, boolean floating) {
      this.scalarType = scalarType;
      this.bytes = bytes;
      this.floating = floating;
    }

    public ScalarType scalarType() {
      return scalarType;
    }

    /// Bytes per value.
    public int bytes() {
      return bytes;
    }

    public boolean floating() {
      return floating;
    }
  }

  /// The shape as an array, for libtorch.
  public long[] shapeArray() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
