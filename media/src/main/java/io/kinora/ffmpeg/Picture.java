package io.kinora.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_LEFT;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Allocates and converts pictures in FFmpeg's memory, with colour tags.
public final class Picture {
  private Picture() {}

  /// A picture of full-range RGB, 32 bits per pixel, with the layout of the `int`s of a [Frame].
  public static AVFrame rgb(Handles handles, FrameSize size) {
    AVFrame picture = allocate(handles, size, AV_PIX_FMT_BGRA);
    picture.color_range(AVCOL_RANGE_JPEG);
    picture.colorspace(AVCOL_SPC_RGB);
    picture.color_primaries(AVCOL_PRI_BT709);
    picture.color_trc(AVCOL_TRC_BT709);
    return picture;
  }

  /// A picture of limited-range BT.709 luma and chroma, with H.264's default chroma location.
  public static AVFrame bt709(Handles handles, FrameSize size, int pixelFormat) {
    AVFrame picture = allocate(handles, size, pixelFormat);
    picture.color_range(AVCOL_RANGE_MPEG);
    picture.colorspace(AVCOL_SPC_BT709);
    picture.color_primaries(AVCOL_PRI_BT709);
    picture.color_trc(AVCOL_TRC_BT709);
    picture.chroma_location(AVCHROMA_LOC_LEFT);
    return picture;
  }

  /// A picture for an encoder: full-range RGB, or luma and chroma as in [#bt709].
  public static AVFrame forCodec(Handles handles, FrameSize size, int pixelFormat, boolean isRgb) {
    if (!isRgb) {
      return bt709(handles, size, pixelFormat);
    }
    AVFrame picture = allocate(handles, size, pixelFormat);
    picture.color_range(AVCOL_RANGE_JPEG);
    picture.colorspace(AVCOL_SPC_RGB);
    return picture;
  }

  /// Sets the same colour tags on an encoder.
  public static void tagBt709(AVCodecContext encoder) {
    encoder.color_range(AVCOL_RANGE_MPEG);
    encoder.colorspace(AVCOL_SPC_BT709);
    encoder.color_primaries(AVCOL_PRI_BT709);
    encoder.color_trc(AVCOL_TRC_BT709);
    encoder.chroma_sample_location(AVCHROMA_LOC_LEFT);
  }

  /// Fills in missing colour tags of a decoded picture, as players do: BT.709 from 720 rows on and
  /// BT.601 below; limited range, unless the pixel format implies full range.
  public static void completeTags(AVFrame decoded) {
    boolean isRgb = (av_pix_fmt_desc_get(decoded.format()).flags() & AV_PIX_FMT_FLAG_RGB) != 0;
    if (!isRgb && decoded.colorspace() == AVCOL_SPC_UNSPECIFIED) {
      decoded.colorspace(decoded.height() >= 720 ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M);
    }
    if (decoded.color_range() == AVCOL_RANGE_UNSPECIFIED) {
      boolean isFull = isRgb || isFullByName(decoded.format());
      decoded.color_range(isFull ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG);
    }
    // Kinora keeps the primaries and the transfer unchanged; only luma and chroma are converted to
    // RGB.
    decoded.color_primaries(AVCOL_PRI_BT709);
    decoded.color_trc(AVCOL_TRC_BT709);
  }

  /// Pixel formats that are full-range by name, as JPEG's `yuvj420p`, and grey.
  private static boolean isFullByName(int pixelFormat) {
    String name = av_get_pix_fmt_name(pixelFormat).getString();
    return name.startsWith("yuvj") || name.startsWith("gray") || name.startsWith("pal");
  }

  /// Whether two pictures have the same pixel format and colour tags. If `b` has no chroma
  /// location, the most common one is assumed.
  public static boolean isLaidOutAs(AVFrame a, AVFrame b) {
    return a.format() == b.format()
        && a.width() == b.width()
        && a.height() == b.height()
        && a.colorspace() == b.colorspace()
        && a.color_range() == b.color_range()
        && (a.chroma_location() == b.chroma_location()
            || b.chroma_location() == AVCHROMA_LOC_UNSPECIFIED);
  }

  /// Whether this pixel format has alpha.
  public static boolean hasAlpha(int pixelFormat) {
    var layout = av_pix_fmt_desc_get(pixelFormat);
    return layout != null && (layout.flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
  }

  /// Crops an odd last row or column.
  public static void crop(AVFrame decoded, FrameSize size) {
    if (decoded.width() == size.width() + 1) {
      decoded.width(size.width());
    }
    if (decoded.height() == size.height() + 1) {
      decoded.height(size.height());
    }
  }

  /// An empty picture of the given pixel format.
  public static AVFrame allocate(Handles handles, FrameSize size, int pixelFormat) {
    AVFrame picture = handles.own(av_frame_alloc(), p -> av_frame_free(p));
    picture.format(pixelFormat).width(size.width()).height(size.height());
    FFmpeg.check(av_frame_get_buffer(picture, 0), "allocate a picture of " + size);
    return picture;
  }

  /// The pixels of an RGB picture; a row is `linesize(0) / 4` of them.
  public static IntBuffer pixels(AVFrame rgb) {
    return rgb.data(0)
        .capacity((long) rgb.linesize(0) * rgb.height())
        .asByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN) // BGRA bytes read in this order are 0xAARRGGBB
        .asIntBuffer();
  }

  /// Copies `frame` into the pixels of an RGB picture with rows of `stride` pixels. Transparent
  /// pixels are composited on black.
  ///
  /// @return whether it was opaque
  public static boolean copy(Frame frame, IntBuffer pixels, int stride) {
    boolean isOpaque = isOpaque(frame);
    int[] argb = isOpaque ? frame.argb() : onBlack(frame.argb());
    for (int y = 0; y < frame.height(); y++) {
      pixels.put(y * stride, argb, y * frame.width(), frame.width());
    }
    return isOpaque;
  }

  /// Whether all pixels of a frame are opaque.
  public static boolean isOpaque(Frame frame) {
    int all = -1;
    for (int pixel : frame.argb()) {
      all &= pixel;
    }
    return all >>> 24 == 0xff;
  }

  /// Composites a frame on black.
  public static void layOnBlack(Frame frame) {
    System.arraycopy(onBlack(frame.argb()), 0, frame.argb(), 0, frame.argb().length);
  }

  /// Copies `frame` unchanged, including transparency.
  public static void copyWithAlpha(Frame frame, IntBuffer pixels, int stride) {
    for (int y = 0; y < frame.height(); y++) {
      pixels.put(y * stride, frame.argb(), y * frame.width(), frame.width());
    }
  }

  private static int[] onBlack(int[] argb) {
    int[] opaque = new int[argb.length];
    for (int i = 0; i < argb.length; i++) {
      int alpha = argb[i] >>> 24;
      int red = scaled(argb[i] >> 16 & 0xff, alpha);
      int green = scaled(argb[i] >> 8 & 0xff, alpha);
      int blue = scaled(argb[i] & 0xff, alpha);
      opaque[i] = 0xff000000 | red << 16 | green << 8 | blue;
    }
    return opaque;
  }

  private static int scaled(int value, int alpha) {
    return (value * alpha + 127) / 255;
  }

  /// Copies the pixels of an RGB picture with rows of `stride` pixels into `frame`.
  public static void copy(IntBuffer pixels, int stride, Frame frame) {
    for (int y = 0; y < frame.height(); y++) {
      pixels.get(y * stride, frame.argb(), y * frame.width(), frame.width());
    }
  }
}
