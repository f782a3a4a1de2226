package io.kinora.style;

import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.jspecify.annotations.Nullable;

/// Paints in one of the bundled styles.
final class NamedStylizer implements FrameStylizer {
  private final StyleNet net;
  private final NamedStyle style;
  private StyleNet.@Nullable Paper paper;
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

  /// Hatching has so much contrast that differences are larger.
  @Override
  public double tolerated() {
    return style == NamedStyle.PENCIL ? .18 : FrameStylizer.super.tolerated();
  }

  @Override
  public boolean sideBySide() {
    return true;
  }

  @Override
  public float[] paint(float[] rgb, int w, int h) {
    StyleNet.Paper under = under(w, h);
    return TensorScope.infer(
        () -> Tensors.floats(net.forward(Tensors.of(rgb, 1, 3, h, w), under, style)));
  }

  private synchronized StyleNet.Paper under(int w, int h) {
    if (paper == null || w != width || h != height) {
      float[] textures = paper(style, w, h);
      paper =
          TensorScope.outside(
              () -> StyleNet.Paper.of(Tensors.of(textures, 1, StyleNet.TEXTURES, h, w)));
      width = w;
      height = h;
    }
    return paper;
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
