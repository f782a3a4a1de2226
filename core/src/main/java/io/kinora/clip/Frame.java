package io.kinora.clip;

/// One picture: `width * height` pixels row by row, top left first, each `0xAARRGGBB`, alpha not
/// multiplied in, colours gamma-encoded (BT.709 / sRGB primaries, full range).
///
/// A frame is a buffer: whoever reads a clip hands frames in and gets them filled.
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
}
