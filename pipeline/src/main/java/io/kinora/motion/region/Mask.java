package io.kinora.motion.region;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Size;

/// The mask of a region in a frame, with values from 0 to 255.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mask(FrameSize size, byte[] levels, double middleX, double middleY) {
  /// The maximum deviation of a mask's aspect ratio from the frame's, as a share of its height.
  private static final double SAME_SHAPE = .02;

  /// Reads a PNG file and scales it to `size`: its alpha if it has any, otherwise its luminance.
  ///
  /// @throws BadRequest if it is not a picture, has another aspect ratio, or marks nothing
  static Mask read(Path file, FrameSize size) {
    BufferedImage image = image(file);
    double aspect = (double) image.getWidth() / image.getHeight();
    if (Math.abs(aspect / size.aspect() - 1) > SAME_SHAPE) {
      throw new BadRequest(
          "The mask \"%s\" is %d×%d, which is not the shape of the film, %s."
              .formatted(file, image.getWidth(), image.getHeight(), size),
          "Draw it on a still of the film; any size with that aspect ratio works.",
          "region");
    }
    byte[] levels = levels(image);
    byte[] scaled = new byte[size.width() * size.height()];
    try (var _ = new PointerScope()) {
      Mat from = new Mat(image.getHeight(), image.getWidth(), CV_8UC1);
      ((ByteBuffer) from.createBuffer()).put(levels);
      Mat to = new Mat();
      boolean shrinks = image.getWidth() > size.width();
      int method = shrinks ? INTER_AREA : INTER_LINEAR;
      resize(from, to, new Size(size.width(), size.height()), 0, 0, method);
      ((ByteBuffer) to.createBuffer()).get(scaled);
    }
    return of(file, size, scaled);
  }

  private static Mask of(Path file, FrameSize size, byte[] levels) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < levels.length; i++) {
      int level = levels[i] & 255;
      sum += level;
      x += level * (double) (i % size.width());
      y += level * Math.floor((double) i / size.width());
    }
    if (sum < 255 * 4) {
      throw new BadRequest(
          "The mask \"" + file + "\" marks nothing.",
          "Paint the moving part white, or opaque.",
          "region");
    }
    return new Mask(size, levels, x / sum, y / sum);
  }

  /// Whether nearly all pixels of this mask are in another one, too.
  boolean liesIn(Mask other) {
    long all = 0;
    long shared = 0;
    for (int i = 0; i < levels.length; i++) {
      all += levels[i] & 255;
      shared += Math.min(levels[i] & 255, other.levels[i] & 255);
    }
    return shared > .95 * all;
  }

  /// This mask without the pixels of a mask on top.
  ///
  /// @param wide whether the pixels along the edge of the one on top belong to it, too
  Mask without(Mask top, boolean wide) {
    byte[] taken = wide ? top.wide() : top.levels;
    byte[] left = new byte[levels.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = (byte) ((levels[i] & 255) * (255 - (taken[i] & 255)) / 255);
    }
    return new Mask(size, left, middleX, middleY);
  }

  /// This mask without the pixels along the outer edge of `other`, which partly show its content.
  Mask withoutBorder(Mask other) {
    byte[] wide = other.wide();
    byte[] left = new byte[levels.length];
    for (int i = 0; i < left.length; i++) {
      int border = (wide[i] & 255) - (other.levels[i] & 255);
      left[i] = (byte) ((levels[i] & 255) * (255 - border) / 255);
    }
    return new Mask(size, left, middleX, middleY);
  }

  /// The distance in pixels from a mask's edge within which its content is still visible, because a
  /// mask's edge is on the edge of a thing.
  static int border(FrameSize size) {
    return Math.max(3, size.height() / 140);
  }

  private byte[] wide() {
    byte[] wide = new byte[levels.length];
    try (var _ = new PointerScope()) {
      Mat mask = new Mat(size.height(), size.width(), CV_8UC1);
      ((ByteBuffer) mask.createBuffer()).put(levels);
      ((ByteBuffer) dilated(mask, border(size)).createBuffer()).get(wide);
    }
    return wide;
  }

  /// A mask dilated by `border` pixels.
  static Mat dilated(Mat mask, int border) {
    Mat wide = new Mat();
    Size side = new Size(2 * border + 1, 2 * border + 1);
    dilate(mask, wide, getStructuringElement(MORPH_ELLIPSE, side));
    return wide;
  }

  /// The depth of each pixel inside the mask, from 0 at its edge to 1, so that moving parts stay
  /// connected to static ones.
  float[] depth() {
    double area = 0;
    for (byte level : levels) {
      area += (level & 255) / 255.0;
    }
    int reach = 1 + 2 * (int) Math.ceil(Math.min(size.height() * .06, Math.sqrt(area) * .15));
    byte[] mean = new byte[levels.length];
    try (var _ = new PointerScope()) {
      Mat mask = new Mat(size.height(), size.width(), CV_8UC1);
      ((ByteBuffer) mask.createBuffer()).put(levels);
      Mat soft = new Mat();
      blur(mask, soft, new Size(reach, reach), new Point(-1, -1), BORDER_REPLICATE);
      Mat softer = new Mat();
      blur(soft, softer, new Size(reach, reach), new Point(-1, -1), BORDER_REPLICATE);
      ((ByteBuffer) softer.createBuffer()).get(mean);
    }
    float[] depth = new float[mean.length];
    for (int i = 0; i < depth.length; i++) {
      depth[i] = Math.clamp((mean[i] & 255) / 127.5f - 1, 0, 1);
    }
    return depth;
  }

  private static BufferedImage image(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadRequest(
          "The mask \"" + file + "\" does not exist.", "Name a PNG file.", "region");
    }
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image != null) {
        return image;
      }
    } catch (IOException | RuntimeException e) { // ImageIO throws either on damaged files
      throw refused(file, e);
    }
    throw refused(file, null);
  }

  private static BadRequest refused(Path file, @org.jspecify.annotations.Nullable Exception e) {
    String why = e == null ? "" : " (" + e.getMessage() + ")";
    return new BadRequest(
        "The mask \"" + file + "\" is not a complete picture" + why + ".",
        "Save it as a PNG file.",
        "region");
  }

  private static byte[] levels(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    int[] argb = image.getRGB(0, 0, w, h, new int[w * h], 0, w);
    boolean transparent = false;
    for (int pixel : argb) {
      transparent |= pixel >>> 24 < 255;
    }
    byte[] levels = new byte[argb.length];
    for (int i = 0; i < argb.length; i++) {
      int grey =
          (299 * (argb[i] >> 16 & 255) + 587 * (argb[i] >> 8 & 255) + 114 * (argb[i] & 255)) / 1000;
      levels[i] = (byte) (transparent ? argb[i] >>> 24 : grey);
    }
    return levels;
  }
}
