package io.kinora.torch;

import io.kinora.error.ShapeMismatch;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Java arrays to tensors and back.
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

  /// libtorch would leave the rest of a shape that is too large uninitialised.
  private static void checkCount(int count, long... shape) {
    if (count != Shapes.count(shape)) {
      throw new ShapeMismatch(
          "A tensor of shape %s cannot be made of %d numbers.".formatted(Shapes.text(shape), count),
          "Pass as many numbers as the shape holds.",
          "shape");
    }
  }

  /// The numbers of a tensor of any dtype and device as float32, in row-major order.
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

  /// The numbers of an integer tensor as int64, in row-major order.
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

  /// The numbers of a tensor, each from 0 to 255, as bytes in row-major order; fractions are cut.
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

  /// The tensor on a device, in its own dtype: itself, if it is there already.
  public static Tensor to(Tensor tensor, Device device) {
    return tensor.to(device.nativeDevice(), tensor.scalar_type());
  }

  /// The tensor on a device and in a dtype: itself, if it is so already.
  public static Tensor to(Tensor tensor, Device device, ScalarType dtype) {
    return tensor.to(device.nativeDevice(), dtype);
  }

  /// Whether every number is finite. A sum, which one that is not would spoil, tells it in one
  /// pass; only where it overflows is every number looked at.
  public static boolean finite(Tensor tensor) {
    return TensorScope.compute(
        () -> {
          Tensor wide =
              tensor.to(ScalarType.Float); // a sum of 16-bit numbers takes 20 times as long
          return Float.isFinite(wide.sum().item_float())
              || torch.isfinite(tensor.element_size() == 1 ? wide : tensor).all().item_bool();
        });
  }
}
