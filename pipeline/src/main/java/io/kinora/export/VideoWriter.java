package io.kinora.export;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_count;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INP;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;

import io.kinora.error.MediaFailure;
import io.kinora.media.FFmpeg;
import io.kinora.media.Handles;
import io.kinora.media.Picture;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/// Codes frames one by one and writes them into a file. Used by one thread at a time; after an
/// error there is nothing left to do but to close it.
final class VideoWriter implements AutoCloseable {
  private final Handles handles = new Handles();
  private final VideoCodec codec;
  private final AVFormatContext file;
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVRational tick; // one frame
  private final AVPacket packet;
  private final AVFrame rgb;
  private final IntBuffer pixels;
  private final AVFrame coded;
  private final SwsContext conversion;
  private @Nullable AVIOContext output;
  private long frames;

  /// Opens `path`, which is overwritten, and writes what comes before the first frame.
  VideoWriter(Path path, Container container, FrameSize size, FrameRate rate, String comment) {
    FFmpeg.load();
    codec = container.codec(size);
    try {
      tick = av_make_q(rate.denominator(), rate.numerator());
      file = muxer(container, path);
      encoder = encoder(size, rate);
      stream = handles.own(avformat_new_stream(file, null), s -> {}); // freed with the file
      stream.time_base(tick);
      stream.avg_frame_rate(encoder.framerate());
      FFmpeg.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "set up a stream");
      packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
      rgb = Picture.rgb(handles, size);
      pixels = Picture.pixels(rgb);
      coded = Picture.bt709(handles, size, encoder.pix_fmt());
      conversion = handles.own(sws_alloc_context(), c -> sws_free_context(c));
      conversion.flags(SWS_BICUBIC | SWS_FULL_CHR_H_INP | SWS_ACCURATE_RND);
      writeHeader(path, container.options(rate.numerator()), comment);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private AVFormatContext muxer(Container container, Path path) {
    AVFormatContext context = new AVFormatContext(null);
    FFmpeg.check(
        avformat_alloc_output_context2(context, null, container.muxer(), FFmpeg.url(path)),
        "start a " + container.extension() + " file");
    return handles.own(context, c -> avformat_free_context(c));
  }

  private AVCodecContext encoder(FrameSize size, FrameRate rate) {
    AVCodec found = avcodec_find_encoder_by_name(codec.encoder());
    if (found == null) {
      throw new MediaFailure(
          "This build of FFmpeg has no encoder " + codec.encoder() + ".",
          "Use the FFmpeg that Kinora declares (org.bytedeco:ffmpeg).",
          "encoder");
    }
    AVCodecContext context =
        handles.own(avcodec_alloc_context3(found), c -> avcodec_free_context(c));
    context.width(size.width()).height(size.height());
    context.pix_fmt(av_get_pix_fmt(codec.pixelFormat()));
    context.time_base(tick).framerate(av_make_q(rate.numerator(), rate.denominator()));
    context.sample_aspect_ratio(av_make_q(1, 1));
    Picture.tagBt709(context);
    if ((file.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary options = FFmpeg.dictionary(codec.options(rate));
    try {
      FFmpeg.check(avcodec_open2(context, found, options), "open the encoder " + codec.encoder());
      requireAllTaken(options, codec.encoder());
    } finally {
      av_dict_free(options);
    }
    return context;
  }

  private void writeHeader(Path path, Map<String, String> settings, String comment) {
    if (!comment.isEmpty()) {
      file.metadata(FFmpeg.dictionary(Map.of("comment", comment))); // freed with the file
    }
    AVIOContext io = new AVIOContext(null);
    FFmpeg.check(
        avio_open2(io, FFmpeg.url(path), AVIO_FLAG_WRITE, null, (AVDictionary) null),
        "create " + path);
    output = io;
    file.pb(io);
    AVDictionary options = FFmpeg.dictionary(settings);
    try {
      FFmpeg.check(avformat_write_header(file, options), "write the header of " + path);
      requireAllTaken(options, "muxer");
    } finally {
      av_dict_free(options);
    }
  }

  /// A setting that FFmpeg leaves in the list is one that it does not know.
  private static void requireAllTaken(AVDictionary options, String owner) {
    if (av_dict_count(options) > 0) {
      throw new IllegalStateException("FFmpeg's " + owner + " does not know all of its settings");
    }
  }

  /// Codes one more frame.
  void write(Frame frame) {
    Picture.copy(frame, pixels, rgb.linesize(0) / Integer.BYTES);
    // The encoder may still hold the picture before this one.
    FFmpeg.check(av_frame_make_writable(coded), "allocate a picture");
    FFmpeg.check(sws_scale_frame(conversion, coded, rgb), "convert a picture");
    coded.pts(frames++).duration(1);
    FFmpeg.check(avcodec_send_frame(encoder, coded), "code a frame with " + codec.name());
    drain();
  }

  /// Writes what is still in the encoder and all that comes after the last frame, and closes the
  /// file.
  void finish() {
    FFmpeg.check(avcodec_send_frame(encoder, null), "finish coding with " + codec.name());
    drain();
    FFmpeg.check(av_write_trailer(file), "finish the file");
    // A write that the buffer had put off may fail only here.
    FFmpeg.check(file.pb().error(), "write the file");
    FFmpeg.check(closeOutput(), "close the file");
  }

  private void drain() {
    for (; ; ) {
      int code = avcodec_receive_packet(encoder, packet);
      if (code == FFmpeg.EAGAIN || code == AVERROR_EOF) {
        return;
      }
      FFmpeg.check(code, "code a frame with " + codec.name());
      packet.duration(1); // a muxer would guess that of the last one
      packet.stream_index(stream.index());
      av_packet_rescale_ts(packet, tick, stream.time_base());
      FFmpeg.check(av_interleaved_write_frame(file, packet), "write the file");
    }
  }

  private int closeOutput() {
    AVIOContext open = output;
    if (open == null) {
      return 0;
    }
    output = null;
    return avio_close(open);
  }

  @Override
  public void close() {
    closeOutput();
    handles.close();
  }
}
