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
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import io.kinora.clip.Sound;
import io.kinora.error.MediaFailure;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.Handles;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/// Encodes sound in sync with the pictures and of exactly the same length, padded with silence.
final class SoundWriter {
  private static final long BITS_PER_SECOND = 192_000;

  /// The number of samples per frame for codecs without a fixed frame size.
  private static final int SAMPLES = 1024;

  private final AVFormatContext file;
  private final Sound sound;
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVRational tick = av_make_q(1, Sound.RATE);
  private final AVPacket packet;
  private final AVFrame frame;
  private final int frameSamples;
  private long written;

  /// Adds a stream to `file`, whose header has not been written yet.
  SoundWriter(Handles handles, AVFormatContext file, String encoderName, Sound sound) {
    this.file = file;
    this.sound = sound;
    AVCodec found = avcodec_find_encoder_by_name(encoderName);
    if (found == null) {
      throw new MediaFailure(
          "This build of FFmpeg has no encoder " + encoderName + ".",
          "Use the FFmpeg that Kinora declares (org.bytedeco:ffmpeg).",
          "encoder");
    }
    encoder = handles.own(avcodec_alloc_context3(found), c -> avcodec_free_context(c));
    encoder.sample_rate(Sound.RATE).time_base(tick).bit_rate(BITS_PER_SECOND);
    encoder.sample_fmt(
        switch (encoderName) {
          case "pcm_s16le" -> AV_SAMPLE_FMT_S16;
          case "libopus" -> AV_SAMPLE_FMT_FLT;
          default -> AV_SAMPLE_FMT_FLTP;
        });
    av_channel_layout_default(encoder.ch_layout(), Sound.CHANNELS);
    if ((file.oformat().flags() & AVFMT_GLOBALHEADER) != 0) {
      encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
    }
    FFmpeg.check(
        avcodec_open2(encoder, found, (AVDictionary) null), "open the encoder " + encoderName);
    frameSamples = encoder.frame_size() > 0 ? encoder.frame_size() : SAMPLES;
    stream = handles.own(avformat_new_stream(file, null), s -> {}); // freed with the file
    stream.time_base(tick);
    FFmpeg.check(avcodec_parameters_from_context(stream.codecpar(), encoder), "set up a stream");
    packet = handles.own(av_packet_alloc(), p -> av_packet_free(p));
    frame = handles.own(av_frame_alloc(), f -> av_frame_free(f));
  }

  /// Writes sound up to about `seconds`, never less.
  void writeUntil(double seconds) {
    while (written < seconds * Sound.RATE) {
      code(frameSamples);
    }
  }

  /// Writes the rest up to exactly `seconds`; not more than that has been written before.
  void finish(double seconds) {
    long all = Math.round(seconds * Sound.RATE);
    while (written < all) {
      code((int) Math.min(frameSamples, all - written));
    }
    FFmpeg.check(avcodec_send_frame(encoder, null), "finish coding sound");
    drain();
  }

  private void code(int samples) {
    float[] heard = new float[samples * Sound.CHANNELS]; // silence after the end of the sound
    int _ = sound.read(heard);
    av_frame_unref(frame);
    frame.format(encoder.sample_fmt()).nb_samples(samples).sample_rate(Sound.RATE);
    FFmpeg.check(
        av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout()), "set up a sound frame");
    FFmpeg.check(av_frame_get_buffer(frame, 0), "allocate a sound frame");
    fill(heard, samples);
    frame.pts(written).duration(samples);
    written += samples;
    FFmpeg.check(avcodec_send_frame(encoder, frame), "code sound");
    drain();
  }

  private void fill(float[] heard, int samples) {
    if (encoder.sample_fmt() == AV_SAMPLE_FMT_FLTP) {
      for (int channel = 0; channel < Sound.CHANNELS; channel++) {
        FloatBuffer plane = bytes(channel, samples * 4L).asFloatBuffer();
        for (int i = 0; i < samples; i++) {
          plane.put(i, heard[i * Sound.CHANNELS + channel]);
        }
      }
    } else if (encoder.sample_fmt() == AV_SAMPLE_FMT_FLT) {
      bytes(0, heard.length * 4L).asFloatBuffer().put(heard);
    } else {
      ShortBuffer plane = bytes(0, heard.length * 2L).asShortBuffer();
      for (float sample : heard) {
        plane.put((short) Math.round(Math.clamp(sample, -1f, 1f) * Short.MAX_VALUE));
      }
    }
  }

  private java.nio.ByteBuffer bytes(int plane, long length) {
    return frame.data(plane).capacity(length).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private void drain() {
    for (; ; ) {
      int code = avcodec_receive_packet(encoder, packet);
      if (code == FFmpeg.EAGAIN || code == AVERROR_EOF) {
        return;
      }
      FFmpeg.check(code, "code sound");
      packet.stream_index(stream.index());
      av_packet_rescale_ts(packet, tick, stream.time_base());
      FFmpeg.check(av_interleaved_write_frame(file, packet), "write the file");
    }
  }
}
