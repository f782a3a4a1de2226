package io.kinora.training.task;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.training.data.LayerBatch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.loss.FeatureNet;
import io.kinora.training.optimise.Regression;
import io.kinora.training.world.DioramaWords;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Trains the net of the perceptual loss to classify true layers of the world on random background
/// colours: subjects and props in two of three steps, bands in the third.
public final class FeatureTask implements Regression.Task {
  private static final long NO_LABEL = -100;
  private static final long MEAN = 1;

  private final FeatureNet net;
  private final LayerSource sprites;
  private final LayerSource bands;
  private final List<String> nouns;
  private final long seed;
  private final Device device;

  /// @param device of the net
  public FeatureTask(
      FeatureNet net, LayerSource sprites, LayerSource bands, long seed, Device device) {
    this.net = net;
    this.sprites = sprites;
    this.bands = bands;
    this.nouns = nouns(sprites, bands);
    this.seed = seed;
    this.device = device;
  }

  /// An untrained net for the words of two sources.
  public static FeatureNet net(LayerSource sprites, LayerSource bands) {
    return new FeatureNet(nouns(sprites, bands).size(), DioramaWords.COLOURS.size());
  }

  private static List<String> nouns(LayerSource sprites, LayerSource bands) {
    var nouns = new ArrayList<>(sprites.words());
    nouns.removeAll(DioramaWords.COLOURS);
    nouns.addAll(bands.words());
    return nouns;
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public Tensor loss(long step, double used) {
    LayerSource source = step % 3 == 2 ? bands : sprites;
    var samples = LayerBatch.draw(source, PainterTask.BATCH, Split.SEEN, seed + 2_000_003, step);
    Tensor layers = LayerBatch.pictures(samples.stream().map(s -> s.picture()).toList());
    Tensor seen = onColour(Tensors.to(layers, device, ScalarType.Float), seed, step);
    var sight =
        Torch.mixedPrecision(
            device,
            () -> {
              FeatureNet.Sight found = net.forward(seen);
              return Ops.cat(1, found.noun(), found.colour());
            });
    Tensor noun = sight.narrow(1, 0, nouns.size());
    Tensor colour = sight.narrow(1, nouns.size(), DioramaWords.COLOURS.size());
    long[] nounOf = samples.stream().mapToLong(s -> nouns.indexOf(s.noun())).toArray();
    Tensor loss = entropy(noun, nounOf);
    if (source == bands) {
      return loss; // which have no colour
    }
    long[] colourOf =
        samples.stream()
            .mapToLong(
                s -> s.modifier().isEmpty() ? NO_LABEL : DioramaWords.COLOURS.indexOf(s.modifier()))
            .toArray();
    return loss.add(entropy(colour, colourOf));
  }

  /// Composites each layer on a random colour, which depends on the seed and the step.
  ///
  /// @param layers `[B, 4, H, W]`, premultiplied
  /// @return `[B, 3, H, W]`
  public static Tensor onColour(Tensor layers, long seed, long step) {
    var random = Seeds.random(seed, "paper " + step);
    float[] colours = new float[(int) layers.size(0) * 3];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = random.nextFloat();
    }
    Tensor paper =
        Tensors.of(colours, layers.size(0), 3, 1, 1).to(layers.device(), ScalarType.Float);
    Tensor clear = Ops.plus(layers.narrow(1, 3, 1).neg(), 1);
    return layers.narrow(1, 0, 3).add(clear.mul(paper));
  }

  private Tensor entropy(Tensor logits, long[] targets) {
    Tensor classes = Tensors.to(Tensors.of(targets, targets.length), device);
    return cross_entropy_loss(logits, classes, new TensorOptional(), MEAN, NO_LABEL, 0);
  }
}
