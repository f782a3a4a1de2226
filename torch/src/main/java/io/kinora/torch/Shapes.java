package io.kinora.torch;

import io.kinora.error.ShapeMismatch;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/// Shape checks for the public methods of engines and loaders.
public final class Shapes {
  /// Any length of an axis.
  public static final long ANY = -1;

  private Shapes() {}

  /// Checks `tensor` against `expected`, where [#ANY] stands for any length.
  ///
  /// @throws ShapeMismatch as in `Painter.z: expected [*, 8], got [2, 7]`
  public static Tensor check(String name, Tensor tensor, long... expected) {
    long[] actual = tensor.shape();
    boolean same = actual.length == expected.length;
    for (int i = 0; same && i < actual.length; i++) {
      same = expected[i] == ANY || expected[i] == actual[i];
    }
    if (!same) {
      throw new ShapeMismatch(
          "%s: expected %s, got %s.".formatted(name, text(expected), text(actual)),
          "Pass a tensor of the expected shape.",
          "shape");
    }
    return tensor;
  }

  /// The number of elements of a tensor of this shape.
  public static int count(long... shape) {
    long count = 1;
    for (long length : shape) {
      count = Math.multiplyExact(count, length);
    }
    return Math.toIntExact(count);
  }

  /// `[2, *, 16]`
  public static String text(long... shape) {
    return Arrays.stream(shape)
        .mapToObj(length -> length == ANY ? "*" : Long.toString(length))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
