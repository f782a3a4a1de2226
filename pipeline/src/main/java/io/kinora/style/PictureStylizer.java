package io.kinora.style;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;

/// Paints in the hand of a picture: areas without small things, in the picture's colours, with the
/// picture's own strokes on them. The strokes lie still, as on paper; what is measured on frames
/// follows them slowly, so that a thing that comes into the picture does not change the rest at
/// once.
final class PictureStylizer implements FrameStylizer {
  /// The share with which a new frame counts.
  private static final double FOLLOWS = .1;

  /// How much of the frame's own detail is left.
  private static final double DETAIL = .25;

  private final Palette palette;
  private final StrokeTexture hand;

  PictureStylizer(StylePicture picture) {
    palette = Palette.of(picture.rgb());
    hand = StrokeTexture.of(picture);
  }

  @Override
  public float[] paint(float[] rgb, int width, int height) {
    float[] coloured = palette.lend(rgb, FOLLOWS);
    float[] painted =
        TensorScope.infer(
            () -> {
              Tensor frame = Tensors.of(coloured, 1, 3, height, width);
              Tensor areas = Ops.bilinear(Abstraction.areas(frame).contiguous(), 2);
              return Tensors.floats(areas.add(Ops.times(frame.sub(areas), DETAIL)));
            });
    int area = width * height;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < area; i++) {
        float v = painted[c * area + i] + hand.at(c, i % width, i / width);
        painted[c * area + i] = Math.clamp(v, 0, 1);
      }
    }
    return painted;
  }
}
