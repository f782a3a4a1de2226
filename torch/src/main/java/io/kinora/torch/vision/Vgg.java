package io.kinora.torch.vision;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.TensorEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;

/// A feature network of the VGG architecture (Simonyan and Zisserman 2015, arXiv:1409.1556, table
/// 1): blocks of 3×3 convolutions with ReLU, and 2×2 max pooling between two blocks. Its tensors
/// have the names that torchvision gives them: `features.0.weight`, …
public final class Vgg extends Net {
  /// The configuration of a network.
  ///
  /// @param channels of each block
  /// @param depth number of convolutions of each block
  /// @param mean of each colour channel, subtracted from pictures first
  /// @param deviation of each colour channel, by which the result is divided
  public record Config(
      List<Integer> channels, List<Integer> depth, List<Double> mean, List<Double> deviation) {
    private static final List<Double> IMAGENET_MEAN = List.of(.485, .456, .406);
    private static final List<Double> IMAGENET_DEVIATION = List.of(.229, .224, .225);

    /// The project's own network.
    public static final Config KINORA =
        new Config(
            List.of(24, 48, 96, 192),
            List.of(2, 2, 2, 2),
            List.of(.5, .5, .5),
            List.of(.5, .5, .5));

    /// VGG-16 of the paper, as in torchvision.
    public static final Config VGG16 =
        new Config(
            List.of(64, 128, 256, 512, 512),
            List.of(2, 2, 3, 3, 3),
            IMAGENET_MEAN,
            IMAGENET_DEVIATION);

    /// VGG-19 of the paper, as in torchvision.
    public static final Config VGG19 =
        new Config(
            List.of(64, 128, 256, 512, 512),
            List.of(2, 2, 4, 4, 4),
            IMAGENET_MEAN,
            IMAGENET_DEVIATION);

    public Config {
      channels = List.copyOf(channels);
      depth = List.copyOf(depth);
      mean = List.copyOf(mean);
      deviation = List.copyOf(deviation);
    }
  }

  /// The convolutions; a layer's number is its index among all layers, ReLU and pooling included.
  private static final class Convolutions extends Net {
    private final List<List<Conv2dImpl>> blocks = new ArrayList<>();

    Convolutions(Config config) {
      int in = 3, index = 0;
      for (int b = 0; b < config.channels().size(); b++) {
        var block = new ArrayList<Conv2dImpl>();
        int out = config.channels().get(b);
        for (int i = 0; i < config.depth().get(b); i++) {
          block.add(layer(Integer.toString(index), conv(in, out)));
          index += 2; // ReLU counts as a layer
          in = out;
        }
        index++; // so does the pooling
        blocks.add(block);
      }
    }
  }

  private final Convolutions features;
  private final Tensor mean, scale;

  public Vgg(Config config) {
    features = layer("features", new Convolutions(config));
    float[] means = new float[3], scales = new float[3];
    for (int c = 0; c < 3; c++) {
      means[c] = config.mean().get(c).floatValue();
      scales[c] = (float) (1 / config.deviation().get(c));
    }
    mean = buffer("mean", Tensors.of(means, 1, 3, 1, 1));
    scale = buffer("scale", Tensors.of(scales, 1, 3, 1, 1));
  }

  /// He et al. 2015 (arXiv:1502.01852), eq. 10: initial weights that keep the variance through
  /// ReLU.
  private static Conv2dImpl conv(int in, int out) {
    return normal(conv2d(in, out, 3), Math.sqrt(2 / (9.0 * in)));
  }

  /// Reads the weights of VGG-16 or VGG-19, or of a variant with fewer channels, from a safetensors
  /// file under torchvision's names.
  ///
  /// @throws WeightsRefused if the file holds other weights
  public static Vgg open(Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      Config published =
          weights.entries().containsKey("features.34.weight") ? Config.VGG19 : Config.VGG16;
      if (!weights.entries().containsKey("features.28.weight")) {
        throw new WeightsRefused(
            "The file " + file + " has no weights of VGG-16 or VGG-19.",
            "Their convolutions are named features.0.weight to features.28.weight or"
                + " features.34.weight, as torchvision names them.",
            "style");
      }
      return load(weights, narrowed(published, weights));
    }
  }

  /// The layers of a published configuration with the numbers of channels of a file.
  private static Config narrowed(Config published, SafeTensors weights) {
    var channels = new ArrayList<Integer>();
    int index = 0;
    for (int depth : published.depth()) {
      TensorEntry first = weights.entries().get("features." + index + ".bias");
      channels.add(first == null ? 0 : Math.toIntExact(first.shape().getFirst()));
      index += 2 * depth + 1;
    }
    boolean whole = channels.stream().allMatch(count -> count > 0);
    return new Config(
        whole ? channels : published.channels(),
        published.depth(),
        published.mean(),
        published.deviation());
  }

  /// Reads the convolutions of a network from a file that may hold other tensors, too.
  ///
  /// @throws WeightsRefused if the file lacks one of them or has one of another shape
  public static Vgg load(SafeTensors weights, Config config) {
    Vgg net = new Vgg(config);
    try {
      weights.load(net.features, "features.");
      net.channelsLast();
      return net;
    } catch (RuntimeException e) {
      net.close();
      throw e;
    }
  }

  /// The convolutions of each block, in the order in which they are applied.
  public List<List<Conv2dImpl>> blocks() {
    return features.blocks.stream().map(List::copyOf).toList();
  }

  /// The features that the net extracts.
  ///
  /// @param first the output of each block's first convolution after ReLU: relu1_1, relu2_1, …, at
  ///     1, 1/2, 1/4, … of the size
  /// @param last the output of the last convolution that was computed
  public record Features(List<Tensor> first, Tensor last) {}

  /// x `[B, 3, H, W]` from 0 to 1 → the standardised input of the first convolution
  public Tensor standardised(Tensor x) {
    return x.sub(mean).mul(scale);
  }

  /// x `[B, 3, H, W]` from 0 to 1 → all features
  public Features forward(Tensor x) {
    return forward(x, features.blocks.size());
  }

  /// x `[B, 3, H, W]` from 0 to 1 → the features of the first `count` blocks; unless these are all
  /// blocks, only the first convolution of the last one is computed
  public Features forward(Tensor x, int count) {
    var first = new ArrayList<Tensor>();
    List<List<Conv2dImpl>> blocks = features.blocks;
    Tensor h = standardised(x);
    for (int b = 0; b < count; b++) {
      h = b == 0 ? h : max_pool2d(h, 2, 2);
      boolean whole = b + 1 < count || count == blocks.size();
      for (int i = 0; i < (whole ? blocks.get(b).size() : 1); i++) {
        h = relu(blocks.get(b).get(i).forward(h));
        if (i == 0) {
          first.add(h);
        }
      }
    }
    return new Features(first, h);
  }
}
