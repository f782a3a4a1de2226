package io.kinora.torch;

import io.kinora.error.ShapeMismatch;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Converts between Java arrays and tensors.
public final class Tensors {
  private Tensors() {}

  /// A float32 tensor on the CPU with a copy of `values`, in row-major order.
  public static Tensor of(float[] values, long... shape) {
    checkCount(values.length, shape);
    return Tensor.create(values, shape);
  }

  /// An int64 tensor on the CPU with a copy of `values`, in row-major order.
  public static Tensor of(long[] values, long... shape) {
    checkCount(values.length, shape);
    return Tensor.create(values, shape);
  }

  /// A float64 tensor on the CPU with a copy of `values`, in row-major order.
  public static Tensor of(double[] values, long... shape) {
    checkCount(values.length, shape);
    return Tensor.create(values, shape);
  }

  /// Checks that `shape` has `count` elements: libtorch would leave the rest of a larger shape
  /// uninitialised.
  private static void checkCount(int count, long... shape) {
    if (count != Shapes.count(shape)) {
      throw new ShapeMismatch(
          "A tensor of shape %s cannot be made of %d values.".formatted(Shapes.text(shape), count),
          "Pass as many values as the shape has elements.",
          "shape");
    }
  }

  /// The values of a tensor of any dtype and device as float32, in row-major order.
  public static float[] floats(Tensor tensor) {
    return TensorScope.compute(
        () -> {
          Tensor plain = tensor.detach().cpu().to(ScalarType.Float).contiguous();
          float[] values = new float[Math.toIntExact(plain.numel())];
          if (values.length > 0) { // an empty tensor has no address
            new FloatPointer(plain.data_ptr()).get(values);
          }
          return values;
        });
  }

  /// The values of an integer tensor as int64, in row-major order.
  public static long[] longs(Tensor tensor) {
    return TensorScope.compute(
        () -> {
          Tensor plain = tensor.detach().cpu().to(ScalarType.Long).contiguous();
          long[] values = new long[Math.toIntExact(plain.numel())];
          if (values.length > 0) { // an empty tensor has no address
            new LongPointer(plain.data_ptr()).get(values);
          }
          return values;
        });
  }

  /// The values of a tensor, each from 0 to 255, as bytes in row-major order; fractions are
  /// truncated.
  public static byte[] bytes(Tensor tensor) {
    return TensorScope.compute(
        () -> {
          Tensor plain = tensor.detach().cpu().to(ScalarType.Byte).contiguous();
          byte[] values = new byte[Math.toIntExact(plain.numel())];
          if (values.length > 0) { // an empty tensor has no address
            new BytePointer(plain.data_ptr()).get(values);
          }
          return values;
        });
  }

  /// Copies the tensor to a device, with its dtype; returns the tensor itself if it is there
  /// already.
  public static Tensor to(Tensor tensor, Device device) {
    return tensor.to(device.nativeDevice(), tensor.scalar_type());
  }

  /// Copies the tensor to a device and a dtype; returns the tensor itself if it has both already.
  public static Tensor to(Tensor tensor, Device device, ScalarType dtype) {
    return tensor.to(device.nativeDevice(), dtype);
  }

  /// Whether every value is finite. It checks their sum in one pass, which is finite only if all
  /// values are; if the sum is not finite, it may have overflowed, and each value is checked.
  public static boolean finite(Tensor tensor) {
    return TensorScope.compute(
        () -> {
          Tensor wide = tensor.to(ScalarType.Float); // summing 16-bit values is 20 times slower
          return Float.isFinite(wide.sum().item_float())
              || torch.isfinite(tensor.element_size() == 1 ? wide : tensor).all().item_bool();
        });
  }
}
