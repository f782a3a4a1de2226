package io.kinora.training.evaluate;

import io.kinora.house.net.CodecEncoder;
import io.kinora.house.net.CodecGenerator;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.pictures.Picture;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// The similarity of painted pictures to true ones.
///
/// @param pictures number of compared pictures
/// @param psnr in decibels, over all premultiplied RGBA values of all pictures
/// @param edgeEnergy mean absolute difference of neighbouring pixels, painted over true
public record CodecScore(int pictures, double psnr, double edgeEnergy) {
  private static final int BATCH = 8;

  /// Reconstructs the pictures of a batch.
  interface Painting {
    /// @param first the index of the batch's first picture
    /// @param truth `[B, 4, 128, 128]`
    /// @return of the same shape
    Tensor paint(int first, Tensor truth);
  }

  /// The score of pictures that are encoded and decoded; NaN if there are none.
  public static CodecScore of(
      CodecEncoder encoder, CodecGenerator generator, List<Picture> pictures) {
    return of(
        pictures,
        (_, truth) -> {
          var encoded = encoder.forward(truth);
          return generator.forward(encoded.code(), encoded.vector());
        });
  }

  /// The score of pictures that are reconstructed by `painting`; NaN if there are none.
  static CodecScore of(List<Picture> pictures, Painting painting) {
    double[] sums = new double[3];
    for (int i = 0; i < pictures.size(); i += BATCH) {
      int first = i;
      List<float[]> views =
          pictures.subList(i, Math.min(pictures.size(), i + BATCH)).stream()
              .map(Picture::plain)
              .toList();
      TensorScope.infer(
          () -> {
            Tensor truth = batch(views);
            add(truth, painting.paint(first, truth), sums);
            return true;
          });
    }
    return of(pictures.size(), sums);
  }

  /// Adds the squared error and the edges of painted and true pictures to sums.
  private static void add(Tensor truth, Tensor painted, double[] sums) {
    double count = truth.size(0);
    sums[0] += count * painted.sub(truth).square().mean().item_double();
    sums[1] += count * PainterEvaluation.edges(painted);
    sums[2] += count * PainterEvaluation.edges(truth);
  }

  private static CodecScore of(int pictures, double[] sums) {
    return new CodecScore(pictures, -10 * Math.log10(sums[0] / pictures), sums[1] / sums[2]);
  }

  /// Views as `[B, 4, 128, 128]`, channels-last.
  public static Tensor batch(List<float[]> views) {
    int numbers = Picture.VIEW * Picture.VIEW * 4;
    float[] all = new float[views.size() * numbers];
    for (int i = 0; i < views.size(); i++) {
      System.arraycopy(views.get(i), 0, all, i * numbers, numbers);
    }
    return Tensors.of(all, views.size(), Picture.VIEW, Picture.VIEW, 4).permute(0, 3, 1, 2);
  }
}
