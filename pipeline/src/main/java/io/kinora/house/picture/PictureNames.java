package io.kinora.house.picture;

import static io.kinora.torch.Layers.linear;

import io.kinora.error.WeightsRefused;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.torch.Net;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Vgg;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// What a picture most probably shows: the noun that the network of features names it by, which was
/// trained as a classifier of drawings. The thing gets the outline that all of those had and is put
/// on several plain grounds; the logits of all are averaged.
final class PictureNames implements AutoCloseable {
  private static final String FILE = "models/features/features.safetensors";
  private static final int SIDE = 64, DRAWN = 256;
  private static final float[][] GROUNDS = {
    {1, 1, 1}, {.5f, .5f, .5f}, {.55f, .75f, .95f}, {.45f, .62f, .35f}
  };

  /// What no picture of a thing is taken for.
  private static final Set<String> LEFT_OUT = Set.of("scene", "pose", "symbol", "flag", "face");

  private static final class Names extends Net {
    private final LinearImpl linear;

    Names(long width, int count) {
      linear = layer("linear", linear(width, count));
    }
  }

  private final Vgg vgg;
  private final Names layer;
  private final List<String> names;

  private PictureNames(Vgg vgg, Names layer, List<String> names) {
    this.vgg = vgg;
    this.layer = layer;
    this.names = names;
  }

  /// The key of the noun that the bundled network names a thing by.
  static String nounOf(PictureLook look) {
    try (PictureNames names = bundled()) {
      return names.of(look);
    }
  }

  private static PictureNames bundled() {
    InputStream stream = PictureNames.class.getResourceAsStream("/io/kinora/" + FILE);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no network that names pictures in it.",
          "Build it from a complete checkout.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read(FILE, stream)) {
      List<String> names = List.of(weights.metadata().getOrDefault("names", "").split(","));
      Vgg vgg = Vgg.load(weights, Vgg.Config.KINORA);
      var layer = new Names(Vgg.Config.KINORA.channels().getLast(), names.size());
      var result = new PictureNames(vgg, layer, names);
      try {
        weights.load(layer, "names.");
        return result;
      } catch (RuntimeException e) {
        result.close();
        throw e;
      }
    }
  }

  private String of(PictureLook look) {
    float[] thing = outlined(look);
    float[] logits =
        TensorScope.infer(
            () -> {
              Tensor x = Tensors.of(grounded(thing), GROUNDS.length, 3, SIDE, SIDE);
              Tensor seen = vgg.forward(x.contiguous(MemoryFormat.ChannelsLast)).last();
              return Tensors.floats(layer.linear.forward(seen.mean(2, 3)).mean(0));
            });
    int best = -1;
    for (int i = 0; i < logits.length; i++) {
      if ((best < 0 || logits[i] > logits[best]) && thing(names.get(i))) {
        best = i;
      }
    }
    return names.get(best);
  }

  private static boolean thing(String name) {
    Noun noun = Nouns.named(name);
    return noun != null && !LEFT_OUT.contains(noun.category());
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
    layer.close();
  }
}
