package io.kinora.style;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Vgg;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Paints in the style of a picture. A draft in its colours, without small details, gets its
/// strokes at low strength; then the features of the draft are transferred to the statistics of the
/// picture's, at relu3_1 and then at relu2_1, and decoded (Li et al. 2017, "Universal style
/// transfer via feature transforms", section 3.3, with the maps of [FeatureTransfer]). The features
/// of relu3_1 encode luminance but little colour, so only the luminance of that depth is used.
///
/// The strokes are static, as on paper; statistics of frames are averaged over time, so that a
/// thing that enters the picture does not change the rest abruptly.
final class PictureStylizer implements FrameStylizer {
  /// The weight of a new frame in the moving averages.
  private static final double FOLLOWS = .1;

  /// The share of the frame's own detail in the draft, and the strength of the strokes on it.
  private static final double DETAIL = .4;

  private static final float STROKES = .7f;

  /// The margin of repeated pixels around the frame, which covers the influence of its edge.
  private static final int MARGIN = 16;

  private final Vgg vgg;
  private final FeatureDecoder decoder;
  private final Palette first, last;
  private final StrokeTexture hand;
  private final List<FeatureTransfer> transfers = new ArrayList<>();

  /// @param vgg the bundled feature net
  /// @param decoder of its features; the caller owns both
  PictureStylizer(StylePicture picture, Vgg vgg, FeatureDecoder decoder) {
    this.vgg = vgg;
    this.decoder = decoder;
    first = Palette.of(picture.rgb());
    last = Palette.of(picture.rgb());
    hand = StrokeTexture.of(picture);
    TensorScope.infer(
        () -> {
          Tensor x = tensor(picture.rgb(), picture.width(), picture.height());
          List<Tensor> seen = vgg.forward(x, FeatureDecoder.DEPTHS.getLast()).first();
          for (int depth : FeatureDecoder.DEPTHS) {
            transfers.add(new FeatureTransfer(seen.get(depth - 1), FOLLOWS));
          }
          return true;
        });
  }

  @Override
  public void cut() {
    first.reset();
    last.reset();
    transfers.forEach(FeatureTransfer::reset);
  }

  private static Tensor tensor(float[] rgb, int width, int height) {
    return Tensors.of(rgb, 1, 3, height, width).contiguous(MemoryFormat.ChannelsLast);
  }

  @Override
  public float[] paint(float[] rgb, int width, int height) {
    float[] draft = drafted(first.apply(rgb, FOLLOWS), width, height);
    int area = width * height;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < area; i++) {
        float v = draft[c * area + i] + STROKES * hand.at(c, i % width, i / width);
        draft[c * area + i] = Math.clamp(v, 0, 1);
      }
    }
    float[] painted =
        TensorScope.infer(
            () -> {
              Tensor x =
                  torch.replication_pad2d(
                      tensor(draft, width, height), MARGIN, MARGIN, MARGIN, MARGIN);
              for (int i = FeatureDecoder.DEPTHS.size() - 1; i >= 0; i--) {
                x = transferred(x, i);
              }
              return Tensors.floats(x.narrow(2, MARGIN, height).narrow(3, MARGIN, width));
            });
    return last.apply(painted, FOLLOWS);
  }

  /// The frame's flat areas, with some of its detail.
  private static float[] drafted(float[] coloured, int width, int height) {
    return TensorScope.infer(
        () -> {
          Tensor frame = Tensors.of(coloured, 1, 3, height, width);
          Tensor areas = Filters.twice(Abstraction.areas(frame).contiguous());
          return Tensors.floats(areas.add(Ops.times(frame.sub(areas), DETAIL)));
        });
  }

  /// x `[1, 3, H, W]` with the style of the picture at one of the depths
  private Tensor transferred(Tensor x, int index) {
    int depth = FeatureDecoder.DEPTHS.get(index);
    Tensor seen = vgg.forward(x, depth).first().get(depth - 1);
    Tensor drawn = decoder.forward(transfers.get(index).transfer(seen), depth);
    boolean light = index > 0;
    Tensor whole = light ? x.add(Filters.luma(drawn).sub(Filters.luma(x))) : drawn;
    return Ops.clamp(whole, 0, 1).contiguous(MemoryFormat.ChannelsLast);
  }
}
