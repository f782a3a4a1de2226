package io.kinora.house.picture;

import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.rmsNorm;
import static io.kinora.torch.Ops.times;

import io.kinora.torch.Net;
import io.kinora.torch.vision.Vgg;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Fuses the features of a picture with the words for it, and classifies its noun: a gated
/// multimodal unit (Arevalo et al. 2017, arXiv:1702.01992, eq. 1 to 4), whose output is compared
/// with a vector for each noun.
public final class PictureFusion extends Net {
  /// The dimension of a picture's features.
  public static final int FEATURES = Vgg.Config.KINORA.channels().getLast();

  /// The dimensions of the vectors of an English word and of a Chinese one.
  public static final int ENGLISH = 384, CHINESE = 512;

  private static final int WIDTH = 96;
  private final LinearImpl picture, english, chinese, gate;
  private final Tensor nouns;

  /// @param count of nouns
  public PictureFusion(int count) {
    picture = layer("picture", normal(linear(FEATURES, WIDTH), 1 / Math.sqrt(FEATURES)));
    english = layer("english", normal(linear(ENGLISH, WIDTH), 1 / Math.sqrt(ENGLISH)));
    chinese = layer("chinese", normal(linear(CHINESE, WIDTH), 1 / Math.sqrt(CHINESE)));
    gate = layer("gate", normal(linear(2 * WIDTH, WIDTH), 1 / Math.sqrt(2 * WIDTH)));
    Tensor initial = torch.zeros(count, WIDTH);
    Tensor _ = initial.normal_(0, 1 / Math.sqrt(WIDTH), new GeneratorOptional());
    nouns = parameter("nouns", initial);
  }

  /// The logits of the nouns; the gate weights picture against words separately in each dimension.
  ///
  /// @param seen `[B, 192]`: the features of pictures
  /// @param said `[B, 384]` or `[B, 512]`: the vectors of words of one language, 0 if nothing is
  ///     said
  /// @return `[B, count]`: a logit for each noun
  public Tensor forward(Tensor seen, Tensor said) {
    LinearImpl language = said.size(1) == ENGLISH ? english : chinese;
    Tensor words = language.forward(rmsNorm(said)).tanh();
    Tensor shown = picture.forward(rmsNorm(seen)).tanh();
    Tensor z = gate.forward(cat(1, shown, words)).sigmoid();
    Tensor h = shown.mul(z).add(words.mul(plus(times(z, -1), 1)));
    return h.matmul(nouns.t());
  }
}
