package io.kinora.training.data;

import io.kinora.render.upscale.Lanczos;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import io.kinora.training.data.ClipSource.Picture;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Crops of pictures of the world, and the same at half the size, for training the upscaler.
///
/// @param small `[B, 3, SIDE, SIDE]` from 0 to 1, in steps of 1/255
/// @param large `[B, 3, 2 SIDE, 2 SIDE]`
public record PicturePairs(Tensor small, Tensor large) {
  /// The side of a small crop in pixels.
  public static final int SIDE = 64;

  /// Widths of the source pictures, with aspect ratio 16:9.
  private static final int[] WIDTHS = {768, 1152, 1536};

  /// The number of candidate positions of a crop: most of a picture is smooth and useless for
  /// training.
  private static final int LOOKS = 3;

  /// The share of crops that are reduced by the mean of 2×2 pixels, like a small rendering; the
  /// others are reduced by Lanczos, like the output of a scaler.
  private static final double BY_MEAN = .7;

  /// The share of crops with JPEG artefacts, so that the net does not take artefacts for edges.
  private static final double CODED = .25;

  /// The share of crops with noise, also in the large picture, because noise must not be sharpened.
  private static final double NOISY = .15;

  /// A picture of the world at one of the sizes.
  public static BufferedImage picture(ClipSource world, long seed, String purpose) {
    var random = Seeds.random(seed, purpose);
    int width = WIDTHS[random.nextInt(WIDTHS.length)];
    return rgb(world.pictures(random, 1, width, width * 9 / 16).getFirst());
  }

  private static BufferedImage rgb(Picture picture) {
    BufferedImage image = picture.image();
    var rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = rgb.createGraphics();
    pen.drawImage(image, 0, 0, null);
    pen.dispose();
    return rgb;
  }

  /// Random pairs of crops.
  public static PicturePairs cut(
      Iterable<BufferedImage> pictures, int each, RandomGenerator random) {
    Tensor small = null;
    Tensor large = null;
    for (BufferedImage picture : pictures) {
      for (int i = 0; i < each; i++) {
        PicturePairs pair = one(picture, random);
        small = small == null ? pair.small : Ops.cat(0, small, pair.small);
        large = large == null ? pair.large : Ops.cat(0, large, pair.large);
      }
    }
    if (small == null || large == null) {
      throw new IllegalArgumentException("There are no pictures");
    }
    return new PicturePairs(small, large);
  }

  private static PicturePairs one(BufferedImage picture, RandomGenerator random) {
    Tensor large = tensor(place(picture, random));
    if (random.nextDouble() < NOISY) {
      double deviation = .03 * random.nextDouble();
      Tensor noise = Seeds.normal(random, 1, 3, 2 * SIDE, 2 * SIDE);
      large = Ops.clamp(large.add(Ops.times(noise, deviation)), 0, 1);
    }
    Tensor small = random.nextDouble() < BY_MEAN ? Ops.shrink(large, 2) : Lanczos.half(large);
    small = Ops.times(torch.round(Ops.times(Ops.clamp(small, 0, 1), 255)), 1 / 255.0);
    if (random.nextDouble() < CODED) {
      small = coded(small, (float) (.7 + .28 * random.nextDouble()));
    }
    return new PicturePairs(small, large);
  }

  /// The most detailed of a few candidate crops.
  private static BufferedImage place(BufferedImage picture, RandomGenerator random) {
    int side = 2 * SIDE;
    BufferedImage best = picture;
    long most = -1;
    for (int i = 0; i < LOOKS; i++) {
      int x = random.nextInt(picture.getWidth() - side + 1);
      int y = random.nextInt(picture.getHeight() - side + 1);
      var cut = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = cut.createGraphics();
      pen.drawImage(picture, -x, -y, null);
      pen.dispose();
      long steps = steps(cut);
      if (steps > most) {
        most = steps;
        best = cut;
      }
    }
    return best;
  }

  /// The sum of the differences of neighbours in a row, in green.
  private static long steps(BufferedImage cut) {
    int[] pixels = ((DataBufferInt) cut.getRaster().getDataBuffer()).getData();
    long sum = 0;
    for (int i = 1; i < pixels.length; i++) {
      sum += Math.abs((pixels[i] >> 8 & 255) - (pixels[i - 1] >> 8 & 255));
    }
    return sum;
  }

  /// A picture as `[1, 3, H, W]` from 0 to 1.
  public static Tensor tensor(BufferedImage rgb) {
    int width = rgb.getWidth();
    int height = rgb.getHeight();
    int[] pixels = rgb.getRGB(0, 0, width, height, null, 0, width);
    float[] values = new float[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      for (int c = 0; c < 3; c++) {
        values[c * pixels.length + i] = (pixels[i] >> (16 - 8 * c) & 255) / 255f;
      }
    }
    return Tensors.of(values, 1, 3, height, width);
  }

  private static Tensor coded(Tensor small, float quality) {
    float[] values = Tensors.floats(small);
    var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIDE * SIDE; i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | Math.round(values[c * SIDE * SIDE + i] * 255);
      }
      image.setRGB(i % SIDE, i / SIDE, rgb);
    }
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var stream = ImageIO.createImageOutputStream(bytes)) {
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
      stream.flush();
      return tensor(ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // works in memory only
    } finally {
      writer.dispose();
    }
  }
}
