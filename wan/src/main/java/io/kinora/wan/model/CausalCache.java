package io.kinora.wan.model;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import java.util.IdentityHashMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The past frames that the causal layers of a video autoencoder need: with it, coding a clip a few
/// frames at a time gives the same result as coding it at once.
public final class CausalCache implements AutoCloseable {
  private final IdentityHashMap<Net, Tensor> frames = new IdentityHashMap<>();
  private boolean begun;

  /// Whether the current frames are the first of the clip.
  boolean atStart() {
    return !begun;
  }

  /// Must be called after each group of frames.
  void advance() {
    begun = true;
  }

  /// Prepends to `x` the last `count` frames that `layer` received before it, or zeros if there
  /// were none, and stores the last `count` frames of the result for the next call.
  ///
  /// @param x `[T, C, H, W]`
  /// @return `[count + T, C, H, W]`
  Tensor before(Net layer, Tensor x, long count) {
    Tensor last = frames.get(layer);
    Tensor all =
        Ops.cat(
            0,
            last == null ? torch.zeros_like(x.narrow(0, 0, 1)).expand(count, -1, -1, -1) : last,
            x);
    replace(layer, all, count);
    return all;
  }

  /// Stores the last `count` frames of `x` for `layer`.
  void remember(Net layer, Tensor x, long count) {
    replace(layer, x, count);
  }

  private void replace(Net layer, Tensor x, long count) {
    Tensor tail = TensorScope.keep(() -> x.narrow(0, x.size(0) - count, count).clone());
    Tensor old = frames.put(layer, TensorScope.held(tail));
    tail.close();
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    TensorScope.free(frames.values());
    frames.clear();
  }
}
