package io.kinora.house.picture;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Vgg;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Extracts the features of a thing with the feature network. The thing gets the outline of the
/// training drawings and is composited on several plain backgrounds; the features are averaged.
public final class PictureFeatures implements AutoCloseable {
  private static final String FILE = "models/features/features.safetensors";
  private static final int SIDE = 64, DRAWN = 256;
  private static final float[][] GROUNDS = {
    {1, 1, 1}, {.5f, .5f, .5f}, {.55f, .75f, .95f}, {.45f, .62f, .35f}
  };

  private final Vgg vgg;

  private PictureFeatures(Vgg vgg) {
    this.vgg = vgg;
  }

  /// The bundled network.
  public static PictureFeatures bundled() {
    InputStream stream = PictureFeatures.class.getResourceAsStream("/io/kinora/" + FILE);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no feature network for pictures.",
          "Build it from a complete checkout.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read(FILE, stream)) {
      return new PictureFeatures(Vgg.load(weights, Vgg.Config.KINORA));
    }
  }

  /// The mean of the last features over all positions: [PictureFusion#FEATURES] values.
  public float[] of(PictureLook look) {
    float[] thing = outlined(look);
    return TensorScope.infer(
        () -> {
          Tensor x = Tensors.of(grounded(thing), GROUNDS.length, 3, SIDE, SIDE);
          Tensor seen = vgg.forward(x.contiguous(MemoryFormat.ChannelsLast)).last();
          return Tensors.floats(seen.mean(0, 2, 3));
        });
  }

  /// `[SIDE, SIDE, 4]`: premultiplied levels of red, green, blue, alpha from 0 to 255
  private static float[] outlined(PictureLook look) {
    float[] pixels = look.kept(DRAWN);
    int side = (int) Math.sqrt(pixels.length / 4.0), step = side / SIDE;
    int[] argb = new int[side * side];
    for (int i = 0; i < argb.length; i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | Math.round(pixels[4 * i + c]);
      }
      argb[i] = Math.round(pixels[4 * i + 3]) << 24 | rgb;
    }
    Outline.draw(argb, side);
    float[] small = new float[SIDE * SIDE * 4];
    for (int i = 0; i < argb.length; i++) {
      int at = (i / side / step * SIDE + i % side / step) * 4;
      for (int c = 0; c < 4; c++) {
        int level = argb[i] >>> (c == 3 ? 24 : 16 - 8 * c) & 255;
        small[at + c] += (float) level / (step * step);
      }
    }
    return small;
  }

  /// @param thing premultiplied levels of red, green, blue, alpha from 0 to 255, pixel by pixel
  private static float[] grounded(float[] thing) {
    int area = SIDE * SIDE;
    float[] planes = new float[GROUNDS.length * 3 * area];
    for (int g = 0; g < GROUNDS.length; g++) {
      for (int i = 0; i < area; i++) {
        float clear = 1 - thing[4 * i + 3] / 255;
        for (int c = 0; c < 3; c++) {
          planes[(g * 3 + c) * area + i] = thing[4 * i + c] / 255 + clear * GROUNDS[g][c];
        }
      }
    }
    return planes;
  }

  @Override
  public void close() {
    vgg.close();
  }
}
