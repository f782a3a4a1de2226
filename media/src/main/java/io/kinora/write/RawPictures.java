package io.kinora.write;

import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.Handles;
import io.kinora.ffmpeg.Picture;
import io.kinora.ffmpeg.RawPicture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/// Converts pictures in FFmpeg's memory to frames for previews: fast, but not exact. Nothing is
/// allocated before the first picture.
final class RawPictures implements AutoCloseable {
  private final Handles handles = new Handles();
  private final FrameSize size;
  private @Nullable Conversion conversion;

  private record Conversion(SwsContext context, AVFrame rgb, Frame frame) {}

  /// @param size of all pictures
  RawPictures(FrameSize size) {
    this.size = size;
  }

  /// The picture as a frame, which the next one overwrites.
  Frame frame(RawPicture picture) {
    Conversion to = conversion == null ? open() : conversion;
    conversion = to;
    FFmpeg.check(sws_scale_frame(to.context, to.rgb, picture.frame()), "convert a picture");
    Picture.copy(Picture.pixels(to.rgb), to.rgb.linesize(0) / Integer.BYTES, to.frame);
    return to.frame;
  }

  private Conversion open() {
    SwsContext context = handles.own(sws_alloc_context(), c -> sws_free_context(c));
    context.flags(SWS_BILINEAR);
    return new Conversion(context, Picture.rgb(handles, size), new Frame(size));
  }

  @Override
  public void close() {
    handles.close();
  }
}
