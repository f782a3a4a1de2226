package io.kinora.style;

import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;

/// Paints in one of the bundled styles.
final class NamedStylizer implements FrameStylizer {
  private final StyleNet net;
  private final NamedStyle style;
  private float[] paper = {};
  private int width;
  private int height;

  NamedStylizer(StyleNet net, NamedStyle style) {
    this.net = net;
    this.style = style;
  }

  @Override
  public boolean square() {
    return style == NamedStyle.PIXEL;
  }

  @Override
  public float[] paint(float[] rgb, int w, int h) {
    if (w != width || h != height) {
      paper = paper(style, w, h);
      width = w;
      height = h;
    }
    return TensorScope.infer(
        () -> {
          Tensor frame = Tensors.of(rgb, 1, 3, h, w);
          Tensor textures = Tensors.of(paper, 1, StyleNet.TEXTURES, h, w);
          return Tensors.floats(net.forward(frame, textures, style));
        });
  }

  /// The textures of a style on a frame.
  ///
  /// @return `[TEXTURES, h, w]`
  static float[] paper(NamedStyle style, int w, int h) {
    float[] values = new float[StyleNet.TEXTURES * w * h];
    for (int i = 0; i < style.textures().size(); i++) {
      float[] one = StyleTextures.texture(style.textures().get(i), 0, 0, w, h);
      System.arraycopy(one, 0, values, i * one.length, one.length);
    }
    return values;
  }
}
