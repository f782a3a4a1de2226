package io.kinora.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

/// NOTICE says which licence the build of FFmpeg has; the build must say the same.
class FFmpegLicenceTest {
  @Test
  void is_the_lgpl() {
    assertThat(avutil.avutil_license().getString()).isEqualTo("LGPL version 3 or later");
    assertThat(avcodec.avcodec_license().getString()).isEqualTo("LGPL version 3 or later");
    assertThat(avfilter.avfilter_license().getString()).isEqualTo("LGPL version 3 or later");
    assertThat(avutil.avutil_configuration().getString())
        .contains("--enable-version3", "--enable-shared")
        .doesNotContain("--enable-gpl", "--enable-nonfree");
  }
}
