package io.kinora.style;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.pixel_shuffle;
import static org.bytedeco.pytorch.global.torch.relu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;

/// Reconstructs pictures from the features of the feature net (Li et al. 2017, "Universal style
/// transfer via feature transforms", section 3.1): one decoder for each of two depths, which was
/// trained to reconstruct the picture, without any style.
public final class FeatureDecoder extends Net {
  /// The depths that it decodes: relu2_1 and relu3_1, counted as blocks from 1.
  public static final List<Integer> DEPTHS = List.of(2, 3);

  /// The decoder of one depth: 3×3 convolutions that upsample to half the size, and a pixel shuffle
  /// to the full size.
  private static final class Rise extends Net {
    private final List<Conv2dImpl> convolutions = new ArrayList<>();
    private final int rises;

    /// @param rises the number of doublings before the last layer
    Rise(int rises, int... widths) {
      this.rises = rises;
      for (int i = 0; i + 1 < widths.length; i++) {
        double deviation = Math.sqrt((i + 2 < widths.length ? 2 : .1) / (9.0 * widths[i]));
        convolutions.add(layer("conv" + i, normal(conv2d(widths[i], widths[i + 1], 3), deviation)));
      }
    }

    Tensor forward(Tensor x) {
      Tensor h = x;
      for (int i = 0; i + 1 < convolutions.size(); i++) {
        h = relu(convolutions.get(i).forward(h));
        h = i < rises ? Ops.nearest2x(h) : h;
      }
      return Ops.plus(pixel_shuffle(convolutions.getLast().forward(h), 2), .5);
    }
  }

  private final Rise shallow, deep;

  public FeatureDecoder() {
    shallow = layer("relu2_1", new Rise(0, 48, 64, 48, 12));
    deep = layer("relu3_1", new Rise(1, 96, 96, 64, 48, 12));
  }

  /// Decodes features to pictures.
  ///
  /// @param features `[B, 48, H / 2, W / 2]` of depth 2, or `[B, 96, H / 4, W / 4]` of depth 3
  /// @return `[B, 3, H, W]`, not clipped
  public Tensor forward(Tensor features, int depth) {
    return (depth == 2 ? shallow : deep).forward(features);
  }
}
