package io.kinora.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/// A picture in FFmpeg's own memory, in the pixel format of a file or filter, which goes from a
/// decoder through filters to an encoder without a copy. Like a [io.kinora.clip.Frame] it is a
/// buffer: the reader of a clip passes it in, and the clip fills it.
public final class RawPicture implements AutoCloseable {
  private final Handles handles = new Handles();
  private final AVFrame frame;

  public RawPicture() {
    FFmpeg.load();
    frame = handles.own(av_frame_alloc(), f -> av_frame_free(f));
  }

  /// The picture itself with its colour tags.
  public AVFrame frame() {
    return frame;
  }

  /// Moves the data of `other` into this; `other` is empty afterwards.
  public void take(AVFrame other) {
    av_frame_unref(frame);
    av_frame_move_ref(frame, other);
  }

  /// References the data of `other`, without a copy.
  public void share(AVFrame other) {
    av_frame_unref(frame);
    FFmpeg.check(av_frame_ref(frame, other), "hold a picture");
  }

  @Override
  public void close() {
    handles.close();
  }
}
