package io.kinora.style;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Gram;
import io.kinora.torch.vision.Vgg;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Paints one picture in the style of another by optimising its pixels: the content features are
/// matched to the frame's, and the Gram matrices to the style picture's (Gatys et al. 2016, "Image
/// style transfer using convolutional neural networks", eq. 1 to 7, here with Adam and the content
/// of relu4_1): first at half the size, then at the whole (Gatys et al. 2017, arXiv:1611.07865,
/// section 6). It starts from the frame in the picture's colours, so it is deterministic.
final class OptimisedStylizer implements FrameStylizer {
  private static final int HALF_STEPS = 80, WHOLE_STEPS = 20;
  private static final double RATE = .03, CONTENT = 1, STYLE = 8;

  /// The block whose first layer is the content layer, counted from 0.
  private static final int SHOWN = 3;

  private final StylePicture picture;
  private final Vgg vgg;
  private float[] last = {};
  private float[] painted = {};

  /// @param vgg a net with at least four blocks, which the caller owns
  OptimisedStylizer(StylePicture picture, Vgg vgg) {
    this.picture = picture;
    this.vgg = vgg;
    vgg.named().values().forEach(tensor -> tensor.set_requires_grad(false));
  }

  @Override
  public float[] paint(float[] rgb, int width, int height) {
    if (!Arrays.equals(rgb, last)) {
      painted =
          TensorScope.compute(
              () -> {
                Tensor frame = Tensors.of(rgb, 1, 3, height, width);
                Tensor hand = Tensors.of(picture.rgb(), 1, 3, picture.height(), picture.width());
                float[] recoloured = Palette.of(picture.rgb()).apply(rgb, 1);
                Tensor start = Ops.shrink(Tensors.of(recoloured, 1, 3, height, width), 2);
                Tensor rough = optimised(start, Ops.shrink(frame, 2), hand, HALF_STEPS);
                Tensor large = Ops.bilinear(rough.contiguous(), 2);
                return Tensors.floats(optimised(large, frame, hand, WHOLE_STEPS));
              });
      last = rgb.clone();
    }
    return painted.clone();
  }

  /// Optimises the pixels; all tensors are `[1, 3, h, w]`.
  private Tensor optimised(Tensor start, Tensor frame, Tensor hand, int steps) {
    Tensor shown = features(frame).get(SHOWN);
    List<Tensor> grams = features(hand).stream().map(Gram::of).toList();
    Tensor pixels = start.contiguous(MemoryFormat.ChannelsLast).set_requires_grad(true);
    var adam = new Adam(new TensorVector(pixels), new AdamOptions(RATE));
    for (int step = 0; step < steps; step++) {
      TensorScope.run(
          () -> {
            adam.zero_grad();
            loss(features(pixels), shown, grams).backward();
            adam.step();
            TensorScope.withoutGradients(
                () ->
                    pixels.clamp_(
                        new ScalarOptional(Ops.scalar(0)), new ScalarOptional(Ops.scalar(1))));
          });
    }
    return pixels.detach();
  }

  /// The loss: each term is relative to its target, so that the weights fit any net.
  private static Tensor loss(List<Tensor> seen, Tensor shown, List<Tensor> grams) {
    Tensor sum = Ops.times(apart(seen.get(SHOWN), shown), CONTENT);
    for (int i = 0; i < grams.size(); i++) {
      Tensor style = apart(Gram.of(seen.get(i)), grams.get(i));
      sum = sum.add(Ops.times(style, STYLE / grams.size()));
    }
    return sum;
  }

  private static Tensor apart(Tensor a, Tensor b) {
    Tensor size = Ops.plus(b.square().mean(), 1e-12);
    return a.sub(b).square().mean().div(size);
  }

  private List<Tensor> features(Tensor x) {
    return vgg.forward(x).first();
  }
}
