package io.kinora.read;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_TOP_FIELD_FIRST;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_APNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_PROP_FIELDS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_PROGRESSIVE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TB;
import static org.bytedeco.ffmpeg.global.avcodec.AV_FIELD_TT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_descriptor_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;

import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.Picture;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/// The display properties of a stream, which are read only here. If the container and the first
/// picture differ, the picture takes precedence.
///
/// @param width of the pictures as they are stored
/// @param aspect of one pixel
/// @param primaries the `AVColorPrimaries` of FFmpeg, as the three after it
/// @param nits the peak luminance of the content, in cd/m²; NaN if unknown
/// @param alpha whether pictures may be transparent
record StreamFacts(
    int width,
    int height,
    Orientation orientation,
    MediaInfo.Aspect aspect,
    MediaInfo.Scan scan,
    int primaries,
    int transfer,
    int matrix,
    int range,
    double nits,
    boolean alpha) {

  /// The maximum aspect ratio of a pixel; beyond it the file is damaged.
  private static final double WIDEST = 16;

  /// The properties of a stream of `source`.
  ///
  /// @param first its first decoded picture; null if there is none
  static StreamFacts of(MediaSource source, AVStream stream, @Nullable AVFrame first) {
    AVCodecParameters codec = stream.codecpar();
    AVRational aspect = av_guess_sample_aspect_ratio(source.format(), stream, first);
    boolean isTold = aspect.num() > 0 && aspect.den() > 0;
    double wide = isTold ? (double) aspect.num() / aspect.den() : Double.NaN;
    return new StreamFacts(
        first == null ? codec.width() : first.width(),
        first == null ? codec.height() : first.height(),
        Orientation.of(codec, first),
        !(wide <= WIDEST && wide >= 1 / WIDEST)
            ? MediaInfo.Aspect.SQUARE
            : new MediaInfo.Aspect(aspect.num(), aspect.den()),
        scan(first),
        first == null || first.color_primaries() == AVCOL_PRI_UNSPECIFIED
            ? codec.color_primaries()
            : first.color_primaries(),
        first == null || first.color_trc() == AVCOL_TRC_UNSPECIFIED
            ? codec.color_trc()
            : first.color_trc(),
        first == null || first.colorspace() == AVCOL_SPC_UNSPECIFIED
            ? codec.color_space()
            : first.colorspace(),
        first == null || first.color_range() == AVCOL_RANGE_UNSPECIFIED
            ? codec.color_range()
            : first.color_range(),
        nits(first),
        Picture.hasAlpha(first == null ? codec.format() : first.format()));
  }

  private static MediaInfo.Scan scan(@Nullable AVFrame first) {
    if (first == null || (first.flags() & AV_FRAME_FLAG_INTERLACED) == 0) {
      return MediaInfo.Scan.PROGRESSIVE;
    }
    return (first.flags() & AV_FRAME_FLAG_TOP_FIELD_FIRST) != 0
        ? MediaInfo.Scan.TOP_FIELD_FIRST
        : MediaInfo.Scan.BOTTOM_FIELD_FIRST;
  }

  /// Marks a decoded picture as interlaced if it is. Codecs without such a flag leave it to the
  /// container; PNG is excluded, because its interlacing is only an order of rows.
  static void markFields(AVCodecParameters codec, AVFrame picture) {
    int id = codec.codec_id();
    int order = codec.field_order();
    var known = avcodec_descriptor_get(id);
    boolean isMarked = known != null && (known.props() & AV_CODEC_PROP_FIELDS) != 0;
    if (id == AV_CODEC_ID_PNG || id == AV_CODEC_ID_APNG) {
      picture.flags(picture.flags() & ~AV_FRAME_FLAG_INTERLACED);
    } else if (!isMarked
        && order > AV_FIELD_PROGRESSIVE
        && (picture.flags() & AV_FRAME_FLAG_INTERLACED) == 0) {
      boolean top = order == AV_FIELD_TT || order == AV_FIELD_TB; // TB: in turn, the top one first
      int first = top ? AV_FRAME_FLAG_TOP_FIELD_FIRST : 0;
      picture.flags(picture.flags() | AV_FRAME_FLAG_INTERLACED | first);
    }
  }

  /// The peak luminance from the maximum content light level, or else from the mastering display.
  private static double nits(@Nullable AVFrame first) {
    if (first == null) {
      return Double.NaN;
    }
    var light = av_frame_get_side_data(first, AV_FRAME_DATA_CONTENT_LIGHT_LEVEL);
    int brightest = light == null ? 0 : new AVContentLightMetadata(light.data()).MaxCLL();
    if (brightest > 0) {
      return brightest;
    }
    var display = av_frame_get_side_data(first, AV_FRAME_DATA_MASTERING_DISPLAY_METADATA);
    if (display == null) {
      return Double.NaN;
    }
    var mastered = new AVMasteringDisplayMetadata(display.data());
    AVRational most = mastered.max_luminance();
    return mastered.has_luminance() != 0 && most.den() != 0
        ? (double) most.num() / most.den()
        : Double.NaN;
  }

  boolean isInterlaced() {
    return scan != MediaInfo.Scan.PROGRESSIVE;
  }

  /// The width of a picture as it is shown: upright, with square pixels, and no side longer than
  /// [FrameSize#MAX_SIDE], before an odd row or column is cropped. As in `ffplay`, the columns are
  /// scaled and the rows are not.
  int shownWidth() {
    return (int) shown(true);
  }

  /// The height of a picture as it is shown.
  int shownHeight() {
    return (int) shown(false);
  }

  private long shown(boolean width) {
    boolean across = width != orientation.isSideways();
    long stored = across ? this.width : height;
    double longest = Math.max(this.width * aspect.value(), height);
    double scale = longest > FrameSize.MAX_SIDE + 1 ? FrameSize.MAX_SIDE / longest : 1;
    double shown = (across ? stored * aspect.value() : stored) * scale;
    // a side that is scaled anyway becomes even, so nothing is cropped
    return shown == stored ? stored : Math.max(2, 2 * Math.round(shown / 2));
  }

  /// The properties in the form of [MediaInfo].
  MediaInfo.Stored stored(boolean cover) {
    ToneMap tones = ToneMap.of(this);
    MediaInfo.Light light =
        switch (tones.light()) {
          case SDR ->
              tones.changesNothing() ? MediaInfo.Light.STANDARD : MediaInfo.Light.WIDE_GAMUT;
          case PQ -> MediaInfo.Light.PQ;
          case HLG -> MediaInfo.Light.HLG;
        };
    return new MediaInfo.Stored(
        width,
        height,
        aspect,
        scan,
        orientation.degrees(),
        orientation.isMirrored(),
        light,
        nits,
        alpha,
        cover);
  }
}
