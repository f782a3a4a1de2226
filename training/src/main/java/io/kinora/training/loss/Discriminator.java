package io.kinora.training.loss;

import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.leaky_relu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// The discriminator between true and painted layers, which also checks that they match their
/// words: residual convolutions that halve the picture, and a projection of the text onto the
/// features (Miyato and Koyama 2018, arXiv:1802.05637, eq. 3).
public final class Discriminator extends Net {
  private static final int[] CHANNELS = {32, 64, 96, 128, 128};

  private final SpectralConv stem;
  private final List<Stage> stages = new ArrayList<>();
  private final LinearImpl score;
  private final LinearImpl project;

  /// A discriminator of pictures.
  ///
  /// @param channels of the pictures
  /// @param text dimension of a phrase vector
  public Discriminator(int channels, int text) {
    this(channels, text, CHANNELS);
  }

  /// @param channels of the input
  /// @param text dimension of a phrase vector
  /// @param widths channels after each halving
  public Discriminator(int channels, int text, int... widths) {
    stem = layer("stem", new SpectralConv(channels, widths[0], 3, 2));
    for (int i = 1; i < widths.length; i++) {
      stages.add(layer("stage" + i, new Stage(widths[i - 1], widths[i])));
    }
    int last = widths[widths.length - 1];
    score = layer("score", normal(linear(last, 1), 1 / Math.sqrt(last)));
    project = layer("project", normal(linear(text, last), .5 / Math.sqrt(text)));
  }

  /// The discriminator's output.
  ///
  /// @param features of each stage, for feature matching
  /// @param scores `[B, 1]`, high for true layers that fit their words
  public record Verdict(List<Tensor> features, Tensor scores) {}

  /// x `[B, C, H, W]`, text `[B, T]` → the output
  public Verdict forward(Tensor x, Tensor text) {
    List<Tensor> features = new ArrayList<>();
    x = leak(stem.forward(x)); // [B, C, H/2, W/2]
    for (Stage stage : stages) {
      x = stage.forward(x);
      features.add(x);
    }
    Tensor pooled = leak(x).mean(2, 3); // [B, C]
    Tensor match = pooled.mul(project.forward(text)).sum(new long[] {1}, true, noType()); // [B, 1]
    return new Verdict(features, score.forward(pooled).add(match));
  }

  private static org.bytedeco.pytorch.ScalarTypeOptional noType() {
    return new org.bytedeco.pytorch.ScalarTypeOptional();
  }

  private static Tensor leak(Tensor x) {
    return leaky_relu(x, Ops.scalar(.2));
  }

  /// Halves the picture: two convolutions with a skip connection.
  private static final class Stage extends Net {
    private final SpectralConv conv1;
    private final SpectralConv conv2;
    private final SpectralConv skip;

    Stage(int in, int out) {
      conv1 = layer("conv1", new SpectralConv(in, in, 3, 1));
      conv2 = layer("conv2", new SpectralConv(in, out, 3, 2));
      skip = layer("skip", new SpectralConv(in, out, 1, 1));
    }

    /// x `[B, in, H, W]` → `[B, out, H/2, W/2]`
    Tensor forward(Tensor x) {
      Tensor h = conv2.forward(leak(conv1.forward(leak(x))));
      return skip.forward(Ops.shrink(x, 2)).add(h);
    }
  }
}
