package io.kinora.training.style;

import io.kinora.torch.Ops;
import io.kinora.torch.vision.Gram;
import io.kinora.torch.vision.Vgg;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// A loss on the features of a net: content by the features themselves, and style by their Gram
/// matrices (Gatys et al. 2016, "Image style transfer using convolutional neural networks", eq. 1
/// to 5).
///
/// @param content the weight of the features
/// @param style the weight of the Gram matrices
record GramLoss(Vgg vgg, double content, double style) implements TextureLoss {
  @Override
  public Tensor loss(Tensor painted, Tensor truth) {
    List<Tensor> features = features(painted);
    List<Tensor> wanted = features(truth);
    Tensor sum = torch.zeros(1);
    for (int i = 0; i < features.size(); i++) {
      Tensor target = wanted.get(i).detach();
      Tensor size = Ops.plus(target.abs().mean(), 1e-3);
      Tensor shown = features.get(i).sub(target).abs().mean().div(size);
      Tensor gram = Gram.of(target);
      Tensor hand = Gram.of(features.get(i)).sub(gram).abs().mean();
      hand = hand.div(Ops.plus(gram.abs().mean(), 1e-4));
      sum = sum.add(Ops.times(shown, content)).add(Ops.times(hand, style));
    }
    return Ops.times(sum, 1.0 / features.size());
  }

  private List<Tensor> features(Tensor x) {
    return vgg.forward(x.contiguous(MemoryFormat.ChannelsLast), 3).first();
  }
}
