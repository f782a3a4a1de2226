package io.kinora.write;

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
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
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

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Sound;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.Handles;
import io.kinora.ffmpeg.OpenH264;
import io.kinora.ffmpeg.Picture;
import io.kinora.ffmpeg.RawPicture;
import io.kinora.ffmpeg.RecordText;
import java.io.IOException;
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

/// Encodes frames one by one and writes them into a file. It is not thread-safe; after an error it
/// can only be closed.
final class VideoWriter implements FrameSink {
  private final Handles handles = new Handles();
  private final Path path;
  private final Container container;
  private final VideoCodec codec;
  private final FrameRate rate;
  private final String comment;
  private final AVFormatContext file;
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVRational tick; // one frame
  private final AVPacket packet;
  private final AVFrame rgb;
  private final IntBuffer pixels;
  private final AVFrame coded;
  private final SwsContext conversion;
  private final @Nullable Palette palette;
  private final @Nullable SoundWriter sound;
  private @Nullable AVIOContext output;
  private long frames;
  private boolean loses; // whether some transparency is lost

  /// Opens `path`, which is overwritten, and writes the file's header.
  ///
  /// @param sound the sound; null for none
  VideoWriter(
      Path path,
      Container container,
      VideoCodec codec,
      FrameSize size,
      FrameRate rate,
      String comment,
      @Nullable Sound sound) {
    FFmpeg.load();
    this.path = path;
    this.container = container;
    this.codec = codec;
    this.rate = rate;
    this.comment = comment;
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
      coded = Picture.forCodec(handles, size, encoder.pix_fmt(), codec.isRgb());
      palette =
          codec.encoder().equals("gif")
              ? handles.keep(new Palette(size, rate), Palette::close)
              : null;
      this.sound =
          sound == null
              ? null
              : new SoundWriter(handles, file, container.soundEncoder(codec), sound);
      conversion = handles.own(sws_alloc_context(), c -> sws_free_context(c));
      conversion.flags(SWS_BICUBIC | SWS_FULL_CHR_H_INP | SWS_ACCURATE_RND);
      writeHeader(path, container.options(rate.numerator()));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private AVFormatContext muxer(Container container, Path path) {
    AVFormatContext context = new AVFormatContext(null);
    FFmpeg.check(
        avformat_alloc_output_context2(context, null, container.muxer(), FFmpeg.url(path)),
        "start a " + container.ending() + " file");
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
    if (!codec.isRgb()) {
      Picture.tagBt709(context);
    }
    if ((file.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    AVDictionary options = FFmpeg.dictionary(codec.options(rate));
    try {
      int code = avcodec_open2(context, found, options);
      if (code < 0 && codec.needsCard()) {
        throw noCard();
      }
      FFmpeg.check(code, "open the encoder " + codec.encoder());
      requireAllTaken(options, codec.encoder());
      if (codec.encoder().equals("libopenh264")) {
        boolean _ = OpenH264.codeAllBlocks(context); // otherwise FFmpeg's settings apply
      }
    } finally {
      av_dict_free(options);
    }
    return context;
  }

  private BadRequest noCard() {
    return new BadRequest(
        codec.name()
            + " cannot be coded here: this build of FFmpeg has only encoders of graphics cards.",
        "Use H.264, which is the default, or the codec av1.",
        "encoder");
  }

  private void writeHeader(Path path, Map<String, String> settings) {
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

  /// Rejects settings that FFmpeg left in the list, because it does not know them.
  private static void requireAllTaken(AVDictionary options, String owner) {
    if (av_dict_count(options) > 0) {
      throw new IllegalStateException("FFmpeg's " + owner + " does not know all of its settings");
    }
  }

  /// Encodes a frame and the sound up to its time.
  @Override
  public void write(Frame frame) {
    if (palette != null) {
      loses |= !loses && hasHalves(frame);
      palette.add(frame);
      return;
    }
    int stride = rgb.linesize(0) / Integer.BYTES;
    if (codec.hasAlpha()) {
      Picture.copyWithAlpha(frame, pixels, stride);
    } else {
      loses |= !Picture.copy(frame, pixels, stride);
    }
    // The encoder may still reference the previous picture.
    FFmpeg.check(av_frame_make_writable(coded), "allocate a picture");
    FFmpeg.check(sws_scale_frame(conversion, coded, rgb), "convert a picture");
    code(coded);
    codeSound();
  }

  /// Whether some pixels are neither fully transparent nor opaque.
  private static boolean hasHalves(Frame frame) {
    for (int pixel : frame.argb()) {
      int alpha = pixel >>> 24;
      if (alpha > 0 && alpha < 255) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean losesTransparency() {
    return loses;
  }

  /// Whether [#write(RawPicture)] may be used: not if pictures must be exact or transparent.
  boolean takesRaw() {
    return !codec.isRgb() && !codec.hasAlpha() && palette == null;
  }

  /// The pixel format of the encoded pictures, in FFmpeg's naming.
  String pixelFormat() {
    return codec.pixelFormat();
  }

  /// Encodes a picture in FFmpeg's memory. If it has the encoder's pixel format, it is encoded
  /// without a copy and is empty afterwards.
  void write(RawPicture raw) {
    AVFrame picture = raw.frame();
    Picture.completeTags(picture);
    picture.pict_type(AV_PICTURE_TYPE_NONE); // the encoder chooses its own key frames
    if (Picture.isLaidOutAs(coded, picture)) {
      code(picture);
    } else {
      FFmpeg.check(av_frame_make_writable(coded), "allocate a picture");
      FFmpeg.check(sws_scale_frame(conversion, coded, picture), "convert a picture");
      code(coded);
    }
    codeSound();
  }

  private void codeSound() {
    if (sound != null) {
      // Only whole frames of sound; the last one waits for the end of the film.
      sound.writeUntil(rate.seconds(frames - 1));
    }
  }

  private void code(AVFrame picture) {
    picture.pts(frames++).duration(1);
    FFmpeg.check(avcodec_send_frame(encoder, picture), "code a frame with " + codec.name());
    drain();
  }

  /// Flushes the encoder, writes the file's trailer, and closes the file.
  @Override
  public void finish() {
    if (palette != null) {
      palette.draw(this::code);
    }
    FFmpeg.check(avcodec_send_frame(encoder, null), "finish coding with " + codec.name());
    drain();
    if (sound != null) {
      sound.finish(rate.seconds(frames));
    }
    FFmpeg.check(av_write_trailer(file), "finish the file");
    // A buffered write may fail only here.
    FFmpeg.check(file.pb().error(), "write the file");
    FFmpeg.check(closeOutput(), "close the file");
    if (!comment.isEmpty()) {
      addText();
    }
  }

  /// Inserts the record, if FFmpeg's muxer writes no metadata.
  private void addText() {
    try {
      switch (container) {
        case GIF -> RecordText.insertIntoGif(path, comment);
        case APNG -> RecordText.appendToPng(path, comment);
        case MP4, MOV, WEBM, ZIP, FOLDER -> {}
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "The record could not be written (" + e.getMessage() + ").",
          "Check the folder and the free space.",
          "output-file",
          e);
    }
  }

  private void drain() {
    for (; ; ) {
      int code = avcodec_receive_packet(encoder, packet);
      if (code == FFmpeg.EAGAIN || code == AVERROR_EOF) {
        return;
      }
      FFmpeg.check(code, "code a frame with " + codec.name());
      packet.duration(1); // otherwise a muxer guesses that of the last one
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
    int _ = closeOutput();
    handles.close();
  }
}
