package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP8;
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
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.Handles;
import io.kinora.ffmpeg.Picture;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/// Decodes the pictures of a file in display order, and converts them to Kinora's frames.
final class PictureDecoder {
  /// The maximum number of pixels of a picture: that of cameras with 100 megapixels. It needs 150
  /// MB in JPEG's usual format, and up to 840 MB with 16 bits for each of four channels.
  static final long MOST_PIXELS = 105_000_000;

  private final MediaSource source;
  private final AVCodecContext decoder;
  private final AVPacket packet;
  private final AVFrame picture;
  private final StreamFacts facts;
  private final Conversion conversion;
  private boolean waits; // `picture` holds the first one
  private long decoded;

  /// Opens the decoder and decodes the first picture, which reveals most properties of the stream.
  ///
  /// @param handles owns the allocated structures
  PictureDecoder(MediaSource source, Handles handles) {
    this.source = source;
    decoder = open(source.video().codecpar(), handles);
    packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
    picture = handles.own(av_frame_alloc(), f -> av_frame_free(f));
    waits = decode();
    facts = StreamFacts.of(source, source.video(), waits ? picture : null);
    conversion = handles.keep(new Conversion(facts), Conversion::close);
  }

  /// The properties of the stream.
  StreamFacts facts() {
    return facts;
  }

  private AVCodecContext open(AVCodecParameters codec, Handles handles) {
    AVCodec found =
        isTransparentWebm()
            ? avcodec_find_decoder_by_name( // FFmpeg's own decoders ignore transparency
                codec.codec_id() == AV_CODEC_ID_VP8 ? "libvpx" : "libvpx-vp9")
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
    AVDictionary options =
        FFmpeg.dictionary(Map.of("threads", "" + threads, "max_pixels", "" + MOST_PIXELS));
    try {
      FFmpeg.check(avcodec_open2(context, found, options), "open a decoder");
    } finally {
      av_dict_free(options);
    }
    return context;
  }

  private boolean isTransparentWebm() {
    var mark = av_dict_get(source.video().metadata(), "alpha_mode", null, 0);
    return mark != null
        && mark.value().getString().equals("1")
        && (source.video().codecpar().codec_id() == AV_CODEC_ID_VP8
            || source.video().codecpar().codec_id() == AV_CODEC_ID_VP9);
  }

  /// Reads the next picture; false at the end of the stream.
  boolean next(AVFrame into) {
    while (!conversion.pull(into)) {
      if (waits || decode()) {
        waits = false;
        conversion.push(picture);
      } else if (!conversion.end()) {
        return false;
      }
    }
    Picture.completeTags(into);
    return true;
  }

  /// Decodes the next picture; false at the end of the stream.
  private boolean decode() {
    for (; ; ) {
      int code = avcodec_receive_frame(decoder, picture);
      if (code == AVERROR_EOF) {
        return false;
      }
      if (code != FFmpeg.EAGAIN) {
        requireSound(code);
        if (picture.pts() == AV_NOPTS_VALUE) {
          picture.pts(picture.best_effort_timestamp());
        }
        StreamFacts.markFields(source.video().codecpar(), picture);
        decoded++;
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
      throw damaged("frame " + decoded + " cannot be decoded: " + FFmpeg.text(code));
    }
  }

  MediaFailure damaged(String how) {
    return new MediaFailure(
        "The file \"" + source.path() + "\" is damaged: " + how + ".",
        "Copy it again from where it came from.",
        "input-file");
  }
}
