package io.kinora.house.staging;

import io.kinora.house.net.HouseModel;
import io.kinora.house.net.PriorNet;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Draws default properties from the prior network.
final class Prior {
  private final HouseModel model;

  Prior(HouseModel model) {
    this.model = model;
  }

  /// The kinds of properties.
  enum Kind {
    COLOUR,
    SCENE
  }

  /// Draws a colour or a scene that suits all nouns from the prior.
  String usual(List<String> nouns, Kind kind, RandomGenerator random) {
    var vocabulary = model.config().vocabulary();
    List<String> words = kind == Kind.COLOUR ? vocabulary.colours() : vocabulary.scenes();
    float[] share =
        TensorScope.infer(
            () -> {
              Tensor[] rows =
                  nouns.stream().distinct().map(noun -> row(noun)).toArray(Tensor[]::new);
              PriorNet.Guess guess = model.prior().forward(Ops.cat(0, rows));
              Tensor logits = kind == Kind.COLOUR ? guess.colour() : guess.scene();
              // The product of the nouns' distributions: the sum of their logits, up to
              // normalisation.
              return Tensors.floats(torch.softmax(logits.sum(0), 0));
            });
    double at = random.nextDouble();
    for (int i = 0; i < share.length; i++) {
      at -= share[i];
      if (at < 0) {
        return words.get(i);
      }
    }
    return words.getLast();
  }

  private Tensor row(String noun) {
    float[] row = model.phrases().row(List.of(noun));
    return Tensors.of(row, 1, row.length);
  }
}
