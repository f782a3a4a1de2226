package io.kinora.clip;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One frame of a clip: `width * height` pixels row by row, top left first, each `0xAARRGGBB`,
/// alpha not multiplied in, colours gamma-encoded (BT.709 / sRGB primaries, full range).
///
/// A frame is a buffer: the reader of a clip passes a frame in, and the clip fills it.
public final class Frame {
  private final FrameSize size;
  private final int[] argb;

  /// A frame of transparent black.
  public Frame(FrameSize size) {
    this.size = size;
    this.argb = new int[size.width() * size.height()];
  }

  public FrameSize size() {
    return size;
  }

  public int width() {
    return size.width();
  }

  public int height() {
    return size.height();
  }

  /// The pixels themselves, not a copy.
  public int[] argb() {
    return argb;
  }

  /// A view of the frame as Java's image class: what is drawn into it is drawn into the frame.
  public BufferedImage image() {
    ColorModel argbModel = ColorModel.getRGBdefault();
    int[] masks = {0xFF0000, 0xFF00, 0xFF, 0xFF000000};
    var raster =
        Raster.createPackedRaster(
            new DataBufferInt(argb, argb.length), width(), height(), width(), masks, null);
    return new BufferedImage(argbModel, raster, false, null);
  }

  /// A copy as bytes: red, green, blue and alpha of each pixel, row by row, as textures and
  /// encoders of other libraries want them. It is a direct buffer of 4 · width · height bytes.
  public ByteBuffer rgba() {
    return rgba(ByteBuffer.allocateDirect(4 * argb.length)).flip();
  }

  /// Writes the same bytes into `into`, from its position on, and advances the position.
  ///
  /// @return `into`
  /// @throws java.nio.BufferOverflowException if less than 4 · width · height bytes remain
  public ByteBuffer rgba(ByteBuffer into) {
    var order = into.order();
    into.order(ByteOrder.BIG_ENDIAN);
    for (int pixel : argb) {
      into.putInt(Integer.rotateLeft(pixel, 8)); // ARGB to RGBA
    }
    return into.order(order);
  }
}
