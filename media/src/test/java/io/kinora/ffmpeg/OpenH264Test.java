package io.kinora.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is done to OpenH264, and that nothing else is touched.
class OpenH264Test {
  @BeforeAll
  static void load() {
    FFmpeg.load();
  }

  private static void withEncoder(String name, boolean open, Consumer<AVCodecContext> test) {
    AVCodec codec = avcodec_find_encoder_by_name(name);
    AVCodecContext context = avcodec_alloc_context3(codec);
    try {
      context.width(96).height(64).pix_fmt(AV_PIX_FMT_YUV420P);
      context.time_base(av_make_q(1, 24)).framerate(av_make_q(24, 1));
      if (open) {
        assertThat(avcodec_open2(context, codec, (AVDictionary) null)).isZero();
      }
      test.accept(context);
    } finally {
      avcodec_free_context(context);
    }
  }

  @Test
  void the_layout_of_the_ffmpeg_that_kinora_declares_is_the_one_expected() {
    withEncoder(
        "libopenh264",
        true,
        context -> {
          assertThat(OpenH264.codeAllBlocks(context)).isTrue();
          // The setting has arrived: it is no longer the one that FFmpeg makes.
          assertThat(OpenH264.codeAllBlocks(context)).isFalse();
        });
  }

  @Test
  void another_encoder_is_left_alone() {
    for (String name : new String[] {"mpeg4", "libvpx-vp9"}) {
      withEncoder(name, true, context -> assertThat(OpenH264.codeAllBlocks(context)).isFalse());
    }
  }

  @Test
  void an_encoder_that_is_not_open_is_left_alone() {
    withEncoder(
        "libopenh264", false, context -> assertThat(OpenH264.codeAllBlocks(context)).isFalse());
  }
}
