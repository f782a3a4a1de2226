package io.kinora.training.data;

import io.kinora.house.net.Painter;
import io.kinora.house.net.Phrases;
import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Layers as tensors.
///
/// @param text `[B, 768]`
/// @param u `[B, 8]`
/// @param phase `[B, 1]`
/// @param picture `[B, 4, H, W]`, premultiplied, from 0 to 1, channels-last
/// @param samples the samples of the rows
public record LayerBatch(
    Tensor text, Tensor u, Tensor phase, Tensor picture, List<LayerSource.Sample> samples) {
  /// The samples of one step, which depend only on the seed and the step.
  public static List<LayerSource.Sample> draw(
      LayerSource source, int size, LayerSource.Split split, long seed, long step) {
    var random = Seeds.random(seed, source.getClass().getSimpleName() + split + step);
    var samples = new ArrayList<LayerSource.Sample>(size);
    for (int i = 0; i < size; i++) {
      samples.add(source.draw(random, split));
    }
    return samples;
  }

  /// The same tensors on a device.
  public LayerBatch on(Device device) {
    return new LayerBatch(
        there(text, device),
        there(u, device),
        there(phase, device),
        there(picture, device),
        samples);
  }

  private static Tensor there(Tensor tensor, Device device) {
    return Tensors.to(tensor, device, ScalarType.Float);
  }

  /// Creates the tensors on the CPU, in the caller's scope.
  public static LayerBatch of(List<LayerSource.Sample> samples, Phrases phrases) {
    int b = samples.size();
    float[] text = new float[b * Painter.TEXT];
    float[] u = new float[b * Painter.LATENT];
    float[] phase = new float[b];
    var pictures = new ArrayList<BufferedImage>(b);
    for (int i = 0; i < b; i++) {
      LayerSource.Sample sample = samples.get(i);
      phrases.put(sample.noun(), text, i * Painter.TEXT);
      phrases.put(sample.modifier(), text, i * Painter.TEXT + Phrases.DIMENSION);
      System.arraycopy(sample.u().values(), 0, u, i * Painter.LATENT, Painter.LATENT);
      phase[i] = (float) sample.phase();
      pictures.add(sample.picture());
    }
    return new LayerBatch(
        Tensors.of(text, b, Painter.TEXT),
        Tensors.of(u, b, Painter.LATENT),
        Tensors.of(phase, b, 1),
        pictures(pictures),
        samples);
  }

  /// Pictures as `[B, 4, H, W]` from 0 to 1, channels-last, with unchanged colours.
  public static Tensor pictures(List<BufferedImage> pictures) {
    int height = pictures.getFirst().getHeight();
    int width = pictures.getFirst().getWidth();
    float[] values = new float[pictures.size() * height * width * 4];
    int at = 0;
    for (BufferedImage picture : pictures) {
      for (int argb : ((DataBufferInt) picture.getRaster().getDataBuffer()).getData()) {
        values[at++] = (argb >> 16 & 255) / 255f;
        values[at++] = (argb >> 8 & 255) / 255f;
        values[at++] = (argb & 255) / 255f;
        values[at++] = (argb >>> 24) / 255f;
      }
    }
    // Rows of pixels with interleaved channels: viewed as [B, C, H, W] this is channels-last
    // without a copy.
    return Tensors.of(values, pictures.size(), height, width, 4).permute(0, 3, 1, 2);
  }
}
