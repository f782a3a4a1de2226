package io.kinora.export;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.media.FFmpeg;
import io.kinora.media.Handles;
import io.kinora.media.Picture;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import io.kinora.scene.TimedClip;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;

/// The pictures of a video file as a clip, converted to full-range RGB by the file's colour tags.
///
/// Frames come in the order in which they are shown, one per frame of the file; of a file with a
/// changing rate the rate is the average, and [#seconds] tells when a frame is shown. An odd last
/// row or column is left out.
public final class VideoReader implements TimedClip {
  private final MediaSource source;
  private final Handles handles = new Handles();
  private final FrameSize size;
  private final FrameRate rate;
  private final long frames;
  private final AVCodecContext decoder;
  private final AVPacket packet;
  private final AVFrame decoded;
  private final AVFrame rgb;
  private final IntBuffer pixels;
  private final SwsContext conversion;
  private final boolean alpha;
  private long read;
  private long firstTick = AV_NOPTS_VALUE;
  private double seconds;
  private boolean closed;

  /// Opens a video file of any kind that Kinora takes.
  ///
  /// @throws BadRequest if there is no such file, it is not a whole video, or its size or rate is
  ///     outside of what [FrameSize] and [FrameRate] hold
  public VideoReader(Path path) {
    source = new MediaSource(path);
    try {
      AVCodecParameters codec = source.video().codecpar();
      size = new FrameSize(codec.width() & ~1, codec.height() & ~1);
      AVRational perSecond = av_guess_frame_rate(source.format(), source.video(), null);
      rate = new FrameRate(perSecond.num(), perSecond.den());
      frames = FrameCount.of(source, source.video());
      decoder = decoder(codec);
      alpha = isTransparentWebm() || Picture.hasAlpha(codec.format());
      packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
      decoded = handles.own(av_frame_alloc(), f -> av_frame_free(f));
      rgb = Picture.rgb(handles, size);
      pixels = Picture.pixels(rgb);
      conversion = handles.own(sws_alloc_context(), c -> sws_free_context(c));
      conversion.flags(SWS_BICUBIC | SWS_FULL_CHR_H_INT | SWS_ACCURATE_RND);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private boolean isTransparentWebm() {
    var mark = av_dict_get(source.video().metadata(), "alpha_mode", null, 0);
    return mark != null
        && mark.value().getString().equals("1")
        && source.video().codecpar().codec_id() == AV_CODEC_ID_VP9;
  }

  private AVCodecContext decoder(AVCodecParameters codec) {
    AVCodec found =
        isTransparentWebm()
            ? avcodec_find_decoder_by_name("libvpx-vp9") // FFmpeg's own leaves transparency out
            : avcodec_find_decoder(codec.codec_id());
    if (found == null) {
      throw new BadRequest(
          "The file \"%s\" is coded as %s, which this build of FFmpeg does not decode."
              .formatted(source.path(), avcodec_get_name(codec.codec_id()).getString()),
          "Convert it to H.264 first.",
          "input-file");
    }
    AVCodecContext context =
        handles.own(avcodec_alloc_context3(found), c -> avcodec_free_context(c));
    FFmpeg.check(avcodec_parameters_to_context(context, codec), "set up a decoder");
    context.pkt_timebase(source.video().time_base());
    int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
    long mostPixels = (long) FrameSize.MAX_SIDE * FrameSize.MAX_SIDE * 2; // a hostile stream grows
    AVDictionary options =
        FFmpeg.dictionary(Map.of("threads", "" + threads, "max_pixels", "" + mostPixels));
    try {
      FFmpeg.check(avcodec_open2(context, found, options), "open a decoder");
    } finally {
      av_dict_free(options);
    }
    return context;
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
    return alpha;
  }

  @Override
  public boolean read(Frame into) {
    if (closed) {
      throw new IllegalStateException("This reader is closed");
    }
    if (read == frames) {
      return false;
    }
    if (!decode()) {
      throw damaged("it ends after " + read + " of " + frames + " frames");
    }
    seconds = secondsOfDecoded();
    read++;
    Picture.completeTags(decoded);
    Picture.crop(decoded, size);
    FFmpeg.check(sws_scale_frame(conversion, rgb, decoded), "convert a picture");
    Picture.copy(pixels, rgb.linesize(0) / Integer.BYTES, into);
    return true;
  }

  @Override
  public double seconds() {
    return seconds;
  }

  private double secondsOfDecoded() {
    long tick = decoded.best_effort_timestamp();
    if (tick == AV_NOPTS_VALUE) {
      return rate.seconds(read);
    }
    if (read == 0) {
      firstTick = tick;
    }
    AVRational base = source.video().time_base();
    double since = (tick - firstTick) * (double) base.num() / base.den();
    return read > 0 && since <= seconds ? rate.seconds(read) : since; // times that do not go on
  }

  /// Decodes one more picture; false at the end of the stream.
  private boolean decode() {
    for (; ; ) {
      int code = avcodec_receive_frame(decoder, decoded);
      if (code == AVERROR_EOF) {
        return false;
      }
      if (code != FFmpeg.EAGAIN) {
        requireSound(code);
        return true;
      }
      feed();
    }
  }

  private void feed() {
    for (; ; ) {
      int code = av_read_frame(source.format(), packet);
      if (code == AVERROR_EOF) {
        requireSound(avcodec_send_packet(decoder, null));
        return;
      }
      requireSound(code);
      boolean ours = packet.stream_index() == source.video().index();
      int sent = ours ? avcodec_send_packet(decoder, packet) : 0;
      av_packet_unref(packet);
      if (ours) {
        requireSound(sent);
        return;
      }
    }
  }

  private void requireSound(int code) {
    if (code < 0) {
      throw damaged("frame " + read + " cannot be decoded: " + FFmpeg.text(code));
    }
  }

  private MediaFailure damaged(String how) {
    return new MediaFailure(
        "The file \"" + source.path() + "\" is damaged: " + how + ".",
        "Copy it again from where it came from.",
        "input-file");
  }

  @Override
  public void close() {
    closed = true;
    handles.close();
    source.close();
  }
}
