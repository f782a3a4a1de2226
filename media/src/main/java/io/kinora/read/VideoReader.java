package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TimedClip;
import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.Handles;
import io.kinora.ffmpeg.Picture;
import io.kinora.ffmpeg.RawClip;
import io.kinora.ffmpeg.RawPicture;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/// Reads the pictures of a video file as a clip, in full-range RGB by the file's colour tags, or
/// raw.
///
/// Frames come in display order, one per frame of the file. If a file's frames are unevenly spaced,
/// the clip has an even rate and repeats each frame as long as it is shown; if opened by [#stored],
/// it still has one frame per frame of the file, and [#seconds] gives its time. Frames are rotated
/// upright if the file requires it, as those of phones do. An odd last row or column is cropped.
public final class VideoReader implements RawClip, TimedClip {
  private final MediaSource source;
  private final Handles handles = new Handles();
  private final FrameSize size;
  private final FrameRate rate;
  private final Timeline timeline;
  private final boolean stored; // one frame per frame of the file
  private final long frames;
  private final PictureDecoder decoder;
  private final AVFrame shown;
  private final AVFrame following;
  private final SwsContext conversion;
  private @Nullable AVFrame rgb;
  private @Nullable AVFrame first; // for the layout of raw pictures
  private boolean ahead; // `following` holds a picture
  private long decoded; // pictures so far, including the one in `following`
  private double shownAt; // seconds after the first frame; NaN if unknown
  private double followsAt;
  private boolean ended; // no picture follows `shown`
  private long read;
  private double seconds;
  private boolean closed;

  /// Opens a video file of any supported format.
  ///
  /// @throws BadRequest if there is no such file, it is not a complete video, or its size is
  ///     outside the range of [FrameSize]
  public VideoReader(Path path) {
    this(path, false);
  }

  /// Opens a video file with one frame per frame of the file, even if they are unevenly spaced; the
  /// rate is the average.
  public static VideoReader stored(Path path) {
    return new VideoReader(path, true);
  }

  private VideoReader(Path path, boolean stored) {
    source = new MediaSource(path);
    try {
      requireDecodable();
      decoder = new PictureDecoder(source, handles);
      size = size("\"" + path + "\"", decoder.facts().shownWidth(), decoder.facts().shownHeight());
      timeline = Timeline.of(source, source.video());
      timeline.check(path);
      this.stored = stored;
      boolean oneByOne = stored || timeline.isEven();
      rate = oneByOne ? timeline.average(path) : timeline.finest(path);
      frames = oneByOne ? timeline.stored() : timeline.shown(rate);
      shown = handles.own(av_frame_alloc(), f -> av_frame_free(f));
      following = handles.own(av_frame_alloc(), f -> av_frame_free(f));
      conversion = handles.own(sws_alloc_context(), c -> sws_free_context(c));
      conversion.flags(SWS_BICUBIC | SWS_FULL_CHR_H_INT | SWS_ACCURATE_RND);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Rejects pictures that are too large, before memory is allocated.
  private void requireDecodable() {
    AVCodecParameters codec = source.video().codecpar();
    if ((long) codec.width() * codec.height() > PictureDecoder.MOST_PIXELS) {
      throw new BadRequest(
          "The pictures of \"%s\" are %dx%d pixels; the maximum is %d million."
              .formatted(
                  source.path(),
                  codec.width(),
                  codec.height(),
                  PictureDecoder.MOST_PIXELS / 1_000_000),
          "Scale them down first.",
          "size");
    }
  }

  /// The size of a picture after reading, without an odd last row and column.
  ///
  /// @param what the picture's name for messages
  static FrameSize size(String what, int width, int height) {
    if (Math.min(width, height) < FrameSize.MIN_SIDE
        || Math.max(width, height) > FrameSize.MAX_SIDE + 1) {
      throw new BadRequest(
          "The pictures of %s are %dx%d pixels; sides from %d to %d can be read."
              .formatted(what, width, height, FrameSize.MIN_SIDE, FrameSize.MAX_SIDE),
          "Scale them to such a size first.",
          "size");
    }
    return new FrameSize(width & ~1, height & ~1);
  }

  @Override
  public FrameSize size() {
    return size;
  }

  @Override
  public FrameRate rate() {
    return rate;
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public boolean hasAlpha() {
    return decoder.facts().alpha();
  }

  @Override
  public boolean isRaw() {
    return !hasAlpha();
  }

  @Override
  public boolean read(Frame into) {
    if (!advance()) {
      return false;
    }
    AVFrame full = rgb == null ? Picture.rgb(handles, size) : rgb;
    rgb = full;
    FFmpeg.check(sws_scale_frame(conversion, full, shown), "convert a picture");
    Picture.copy(Picture.pixels(full), full.linesize(0) / Integer.BYTES, into);
    return true;
  }

  @Override
  public boolean read(RawPicture into) {
    if (!advance()) {
      return false;
    }
    AVFrame layout = first == null ? layout() : first;
    first = layout;
    if (!Picture.isLaidOutAs(layout, shown)) { // the stream's format may change
      FFmpeg.check(av_frame_make_writable(layout), "allocate a picture");
      FFmpeg.check(sws_scale_frame(conversion, layout, shown), "convert a picture");
      into.share(layout);
    } else if (stored || !staysOn()) {
      into.take(shown);
    } else {
      into.share(shown);
    }
    return true;
  }

  /// A picture with the pixel format and tags of the one shown.
  private AVFrame layout() {
    AVFrame picture = Picture.allocate(handles, size, shown.format());
    picture.colorspace(shown.colorspace());
    picture.color_range(shown.color_range());
    picture.color_primaries(shown.color_primaries());
    picture.color_trc(shown.color_trc());
    picture.chroma_location(shown.chroma_location());
    return picture;
  }

  /// Advances to the picture that is shown next; false after the last one.
  private boolean advance() {
    if (closed) {
      throw new IllegalStateException("This reader is closed");
    }
    if (read == frames) {
      return false;
    }
    if (!ahead && !ended) {
      look();
    }
    if (stored) {
      if (!ahead) {
        return false; // fewer could be decoded than there are
      }
      show();
    } else {
      showWhatIsDue();
    }
    double even = rate.seconds(read);
    boolean goesOn = stored && !Double.isNaN(shownAt) && (read == 0 || shownAt > seconds);
    seconds = goesOn && Math.abs(shownAt - even) > timeline.rounding(rate) ? shownAt : even;
    read++;
    Picture.crop(shown, size);
    return true;
  }

  /// Advances `shown` to the picture on the screen at the time of the next frame. A missing frame
  /// is replaced by the previous one, or at the start by the first decoded one: a part cut from a
  /// longer film may begin with frames that cannot be decoded without earlier ones.
  private void showWhatIsDue() {
    if (read == 0 && ahead) {
      show();
      look();
    }
    while (ahead && isDue(read)) {
      show();
      look();
      if (timeline.isEven()) {
        return; // each is shown, however the file rounds its times
      }
    }
  }

  /// Whether `following` is on the screen at the time of a frame of this clip.
  private boolean isDue(long index) {
    double half = timeline.isEven() ? Timeline.JITTER : .5;
    return Double.isNaN(followsAt)
        ? index == decoded - 1
        : followsAt <= (index + half) / rate.perSecond();
  }

  /// Whether the next frame of this clip shows the same picture.
  private boolean staysOn() {
    return ended || !isDue(read);
  }

  /// Decodes the next picture into `following`.
  private void look() {
    ahead = decoder.next(following);
    if (ahead) {
      followsAt = timeline.seconds(decoded, following.pts());
      decoded++;
    } else {
      ended = true;
      requireAll();
    }
  }

  private void show() {
    av_frame_unref(shown);
    av_frame_move_ref(shown, following);
    shownAt = followsAt;
    ahead = false;
  }

  /// Rejects a file whose last pictures are missing.
  private void requireAll() {
    double missing = timeline.lastSeconds() - shownAt;
    boolean uncounted = decoded == 0 || Double.isNaN(missing);
    if (uncounted ? decoded < timeline.stored() : missing > gap()) {
      throw decoder.damaged("it ends after " + decoded + " of " + timeline.stored() + " frames");
    }
  }

  /// The maximum time without a new frame that does not count as damage, in seconds.
  private double gap() {
    return 1.5 / rate.perSecond();
  }

  @Override
  public double seconds() {
    return seconds;
  }

  @Override
  public double duration() {
    return stored && !timeline.isEven() ? timeline.duration() : rate.seconds(frames);
  }

  @Override
  public void close() {
    closed = true;
    handles.close();
    source.close();
  }
}
