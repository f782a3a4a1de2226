package io.kinora.training.text;

import static io.kinora.torch.Layers.conv1d;
import static io.kinora.torch.Layers.linear;
import static org.bytedeco.pytorch.global.torch.constant_pad_nd;
import static org.bytedeco.pytorch.global.torch.dropout;
import static org.bytedeco.pytorch.global.torch.relu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Conv1dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// The trainable net of the heads; [io.kinora.text.Heads] is its inference in plain Java.
final class HeadsNet extends Net {
  private final LinearImpl embed;
  private final Conv1dImpl near, far;
  private final LinearImpl label;

  HeadsNet(int features, int hidden, int labels) {
    embed = layer("embed", linear(features, hidden));
    near = layer("near", conv1d(hidden, hidden, 3, 1));
    far = layer("far", conv1d(hidden, hidden, 3, 2));
    label = layer("label", linear(hidden, labels));
  }

  /// x `[B, T, features]`, mask `[B, T, 1]` (1 for words, 0 for padding) → logits `[B, T, labels]`
  Tensor forward(Tensor x, Tensor mask, double dropout) {
    x = dropout(x, dropout / 2, dropout > 0);
    Tensor h = relu(embed.forward(x)).mul(mask); // [B, T, hidden]
    h = dropout(h, dropout, dropout > 0);
    mask = mask.transpose(1, 2); // [B, 1, T]
    h = h.transpose(1, 2); // [B, hidden, T]
    h = relu(near.forward(padded(h, 1)).add(h)).mul(mask);
    h = relu(far.forward(padded(h, 2)).add(h)).mul(mask);
    return label.forward(dropout(h.transpose(1, 2), dropout, dropout > 0));
  }

  private static Tensor padded(Tensor h, long by) {
    return constant_pad_nd(h, new long[] {by, by}, new Scalar(0));
  }
}
