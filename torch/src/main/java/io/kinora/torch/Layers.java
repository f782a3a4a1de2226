package io.kinora.torch;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv1dImpl;
import org.bytedeco.pytorch.Conv1dOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dOptions;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/// Factory methods for layers, so that a net's constructor is one short line per layer.
public final class Layers {
  private Layers() {}

  /// x `[*, in]` → `[*, out]`
  public static LinearImpl linear(long in, long out) {
    return new LinearImpl(in, out);
  }

  /// x `[B, in, T]` → `[B, out, T - (kernel - 1) * dilation]`: no padding
  public static Conv1dImpl conv1d(long in, long out, long kernel, long dilation) {
    var options = new Conv1dOptions(in, out, new LongPointer(new long[] {kernel}));
    options.dilation().put(dilation);
    return new Conv1dImpl(options);
  }

  /// x `[B, in, H, W]` → `[B, out, H, W]`; `kernel` is odd
  public static Conv2dImpl conv2d(long in, long out, long kernel) {
    return conv2d(in, out, kernel, 1);
  }

  /// x `[B, in, H, W]` → `[B, out, H / stride, W / stride]`; `kernel` is odd
  public static Conv2dImpl conv2d(long in, long out, long kernel, long stride) {
    var options = new Conv2dOptions(in, out, new LongPointer(new long[] {kernel, kernel}));
    options.stride().put(new long[] {stride, stride});
    options.padding().put(new LongPointer(new long[] {kernel / 2, kernel / 2}));
    return new Conv2dImpl(options);
  }

  /// x `[B, in, H, W]` → `[B, out, 2H, 2W]`, kernel 4, stride 2, padding 1
  public static ConvTranspose2dImpl convTranspose2d(long in, long out) {
    var options = new ConvTranspose2dOptions(in, out, new LongPointer(new long[] {4, 4}));
    options.stride().put(new long[] {2, 2});
    options.padding().put(new long[] {1, 1});
    return new ConvTranspose2dImpl(options);
  }

  /// The layer with its weight drawn from a normal distribution of mean 0 and the given standard
  /// deviation, and its bias 0.
  public static <M extends Module> M normal(M layer, double deviation) {
    TensorScope.infer(
        () -> {
          var parameters = layer.parameters();
          for (long i = 0; i < parameters.size(); i++) {
            Tensor parameter = parameters.get(i);
            if (parameter.dim() > 1) {
              parameter.normal_(0, deviation, new GeneratorOptional());
            } else {
              parameter.zero_();
            }
          }
          return true;
        });
    return layer;
  }
}
