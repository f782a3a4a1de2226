package io.kinora.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avutil.AVFrame;

/// A picture in FFmpeg's own memory, in whatever layout a file or a filter has it: what goes from
/// a decoder through filters to an encoder without being copied. A buffer, as a
/// [io.kinora.clip.Frame] is one: whoever reads a clip hands it in and gets it filled.
public final class RawPicture implements AutoCloseable {
  private final Handles handles = new Handles();
  private final AVFrame frame;

  public RawPicture() {
    FFmpeg.load();
    frame = handles.own(av_frame_alloc(), f -> av_frame_free(f));
  }

  /// The picture itself, tagged with what its numbers mean.
  public AVFrame frame() {
    return frame;
  }

  /// Takes over what `other` holds, which is empty then.
  public void take(AVFrame other) {
    av_frame_unref(frame);
    av_frame_move_ref(frame, other);
  }

  /// Holds what `other` holds, too, without a copy.
  public void share(AVFrame other) {
    av_frame_unref(frame);
    FFmpeg.check(av_frame_ref(frame, other), "hold a picture");
  }

  @Override
  public void close() {
    handles.close();
  }
}
