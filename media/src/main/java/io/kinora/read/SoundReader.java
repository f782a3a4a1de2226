package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;

import io.kinora.clip.Sound;
import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.Handles;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Loader;

/// The sound of a file, resampled to 48 kHz stereo. In a video it starts with the first picture:
/// earlier sound is dropped, and if sound starts later, it is preceded by silence.
public final class SoundReader implements Sound {
  private final MediaSource source;
  private final Handles handles = new Handles();
  private final AVStream stream;
  private final AVCodecContext decoder;
  private final AVPacket packet;
  private final AVFrame decoded;
  private final AVFrame converted;
  private final SwrContext resampler;
  private float[] ready = {};
  private int at;
  private boolean started;
  private boolean ended;

  private SoundReader(MediaSource source, AVStream stream) {
    this.source = source;
    this.stream = stream;
    Loader.load(swresample.class);
    try {
      AVCodec found = avcodec_find_decoder(stream.codecpar().codec_id());
      if (found == null) {
        throw new BadRequest(
            "The sound of \"" + source.path() + "\" is coded in a way that FFmpeg does not decode.",
            "Convert it to WAV, MP3, AAC, Ogg or FLAC.",
            "input-file");
      }
      decoder = handles.own(avcodec_alloc_context3(found), c -> avcodec_free_context(c));
      FFmpeg.check(avcodec_parameters_to_context(decoder, stream.codecpar()), "set up a decoder");
      decoder.pkt_timebase(stream.time_base());
      FFmpeg.check(avcodec_open2(decoder, found, (AVDictionary) null), "open a decoder");
      packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
      decoded = handles.own(av_frame_alloc(), f -> av_frame_free(f));
      converted = handles.own(av_frame_alloc(), f -> av_frame_free(f));
      resampler = handles.own(swr_alloc(), s -> swr_free(s));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /// The sound of a video; empty if it is silent.
  ///
  /// @throws BadRequest if there is no such file, or it is not a complete video
  public static Optional<SoundReader> ofVideo(Path path) {
    var source = new MediaSource(path);
    AVStream stream = source.sound();
    if (stream == null) {
      source.close();
      return Optional.empty();
    }
    return Optional.of(new SoundReader(source, stream));
  }

  /// Opens a sound file (WAV, MP3, AAC, Ogg, FLAC) or the sound of a video.
  ///
  /// @throws BadRequest if there is no such file, or no sound in it
  public static SoundReader of(Path path) {
    MediaSource source = MediaSource.ofSound(path);
    AVStream stream = source.sound();
    if (stream == null) {
      source.close();
      throw new BadRequest(
          "The file \"" + path + "\" holds no sound.",
          "Name a WAV, MP3, AAC, Ogg or FLAC file.",
          "input-file");
    }
    return new SoundReader(source, stream);
  }

  @Override
  public int read(float[] samples) {
    int filled = 0;
    while (filled < samples.length) {
      if (at == ready.length && !decode()) {
        break;
      }
      int count = Math.min(ready.length - at, samples.length - filled);
      System.arraycopy(ready, at, samples, filled, count);
      at += count;
      filled += count;
    }
    return filled / CHANNELS;
  }

  /// Decodes the next samples into `ready`; false at the end.
  private boolean decode() {
    while (!ended) {
      int code = avcodec_receive_frame(decoder, decoded);
      if (code == AVERROR_EOF) {
        ended = true;
        convert(null);
      } else if (code == FFmpeg.EAGAIN) {
        feed();
        continue;
      } else {
        FFmpeg.check(code, "decode the sound of " + source.path());
        if (decoded.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) { // of a plain WAV file
          av_channel_layout_default(decoded.ch_layout(), decoded.ch_layout().nb_channels());
        }
        convert(decoded);
        if (!started) {
          started = true;
          align();
        }
      }
      if (at < ready.length) {
        return true;
      }
    }
    return false;
  }

  private void feed() {
    for (; ; ) {
      int code = av_read_frame(source.format(), packet);
      if (code < 0) { // the end, or damage: the samples so far are kept
        int _ = avcodec_send_packet(decoder, null);
        return;
      }
      boolean ours = packet.stream_index() == stream.index();
      if (ours) {
        int _ = avcodec_send_packet(decoder, packet); // a damaged packet is a gap, not the end
      }
      av_packet_unref(packet);
      if (ours) {
        return;
      }
    }
  }

  private void convert(@org.jspecify.annotations.Nullable AVFrame from) {
    av_frame_unref(converted);
    converted.format(AV_SAMPLE_FMT_FLT).sample_rate(RATE);
    av_channel_layout_default(converted.ch_layout(), CHANNELS);
    FFmpeg.check(swr_convert_frame(resampler, converted, from), "resample sound");
    int count = converted.nb_samples() * CHANNELS;
    ready = new float[count];
    at = 0;
    if (count > 0) {
      FloatBuffer samples =
          converted
              .data(0)
              .capacity(count * 4L)
              .asByteBuffer()
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      samples.get(ready);
    }
  }

  /// Aligns the first samples with the first picture.
  private void align() {
    AVStream video = source.videoOrNull();
    long pts = decoded.best_effort_timestamp();
    double first = video == null ? Double.NaN : Timeline.start(source, video);
    if (pts == AV_NOPTS_VALUE || Double.isNaN(first)) {
      return;
    }
    double late = pts * av_q2d(stream.time_base()) - first;
    long pairs = Math.clamp(Math.round(late * RATE), -RATE * 600L, RATE * 600L);
    if (pairs > 0) {
      var silent = new float[(int) pairs * CHANNELS + ready.length];
      System.arraycopy(ready, 0, silent, (int) pairs * CHANNELS, ready.length);
      ready = silent;
    } else {
      skip(-pairs * CHANNELS);
    }
  }

  private void skip(long values) {
    long left = values;
    while (left > 0) {
      long here = Math.min(left, ready.length - at);
      at += (int) here;
      left -= here;
      if (left > 0 && !decode()) {
        return;
      }
    }
  }

  @Override
  public void close() {
    handles.close();
    source.close();
  }
}
