package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_color_primaries_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_range_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_transfer_name;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_get_media_type_string;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import io.kinora.error.KinoraException;
import io.kinora.ffmpeg.Handles;
import io.kinora.ffmpeg.RecordText;
import io.kinora.write.Exporter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/// The properties of a video file.
///
/// @param container `mp4`, `mov`, or FFmpeg's name of another one, for example `matroska,webm`
/// @param seconds its duration
/// @param streams its streams, in the file's order
/// @param indexFirst whether the index comes first, so that a player can start before it has the
///     whole file
/// @param record the record that Kinora put into it, exactly as passed to [Exporter#write]
public record MediaInfo(
    String container,
    double seconds,
    List<Stream> streams,
    boolean indexFirst,
    Optional<String> record) {

  public MediaInfo {
    streams = List.copyOf(streams);
  }

  /// A stream of pictures, or of anything else.
  public sealed interface Stream permits Video, Other {
    /// The codec, in FFmpeg's naming, for example `h264`.
    String codec();
  }

  /// A stream of pictures.
  ///
  /// @param width of a picture as Kinora reads it: upright, with square pixels, no side longer than
  ///     `FrameSize.MAX_SIDE`
  /// @param pixelFormat in FFmpeg's naming, for example `yuv420p`
  /// @param frames the number of frames
  /// @param stored how the file stores its pictures
  public record Video(
      String codec,
      int width,
      int height,
      Rate rate,
      long frames,
      String pixelFormat,
      Colour colour,
      Stored stored)
      implements Stream {
    /// The conversions of the pictures during reading, one line each.
    public List<String> changes() {
      return stored.changes(this);
    }
  }

  /// How pictures are stored, as far as it differs from how they are shown.
  ///
  /// @param width before any conversion
  /// @param aspect width over height of one pixel
  /// @param turned the clockwise rotation for display, in degrees: 0, 90, 180 or 270
  /// @param mirrored whether it is then mirrored horizontally
  /// @param nits the peak luminance of the content, in cd/m²; NaN if unknown
  /// @param alpha whether it may have transparency
  /// @param cover whether it is a cover picture, not a film
  public record Stored(
      int width,
      int height,
      Aspect aspect,
      Scan scan,
      int turned,
      boolean mirrored,
      Light light,
      double nits,
      boolean alpha,
      boolean cover) {

    private List<String> changes(Video seen) {
      var changes = new ArrayList<String>();
      if (scan != Scan.PROGRESSIVE) {
        changes.add("deinterlaced: it was " + scan.words());
      }
      if (turned != 0 || mirrored) {
        changes.add(
            (turned == 0 ? "" : "turned by " + turned + " degrees")
                + (turned != 0 && mirrored ? " and " : "")
                + (mirrored ? "mirrored" : ""));
      }
      String size = seen.width() + "x" + seen.height();
      boolean sideways = turned % 180 != 0;
      boolean isScaled =
          (sideways ? height : width) != seen.width()
              || (sideways ? width : height) != seen.height();
      if (isScaled && !aspect.isSquare()) {
        changes.add("scaled to " + size + ": its pixels are " + aspect + ", not square");
      } else if (isScaled) {
        changes.add("scaled to %s: it is %dx%d".formatted(size, width, height));
      }
      if (light != Light.STANDARD) {
        changes.add("brought from " + light.words() + " to BT.709");
      }
      return changes;
    }
  }

  /// An aspect ratio, width over height.
  public record Aspect(int width, int height) {
    static final Aspect SQUARE = new Aspect(1, 1);

    double value() {
      return (double) width / height;
    }

    boolean isSquare() {
      return width == height;
    }

    @Override
    public String toString() {
      return width + ":" + height;
    }
  }

  /// The scan type: progressive, or interlaced by field order.
  public enum Scan {
    PROGRESSIVE,
    TOP_FIELD_FIRST,
    BOTTOM_FIELD_FIRST;

    public String words() {
      return switch (this) {
        case PROGRESSIVE -> "progressive";
        case TOP_FIELD_FIRST -> "interlaced, top field first";
        case BOTTOM_FIELD_FIRST -> "interlaced, bottom field first";
      };
    }
  }

  /// The transfer characteristics.
  public enum Light {
    STANDARD,
    WIDE_GAMUT,
    HLG,
    PQ;

    public String words() {
      return switch (this) {
        case STANDARD -> "standard";
        case WIDE_GAMUT -> "a wide gamut";
        case HLG -> "HDR (HLG)";
        case PQ -> "HDR (PQ)";
      };
    }
  }

  /// A stream of anything but pictures.
  ///
  /// @param kind for example `audio` or `subtitle`
  public record Other(String codec, String kind) implements Stream {}

  /// Frames per second as a fraction; unlike a [io.kinora.clip.FrameRate] it may have any value
  /// that a file can contain.
  public record Rate(int numerator, int denominator) {
    /// Frames per second; NaN if unknown.
    public double perSecond() {
      return denominator == 0 ? Double.NaN : (double) numerator / denominator;
    }

    @Override
    public String toString() {
      return denominator == 1 ? "" + numerator : numerator + "/" + denominator;
    }
  }

  /// The colour tags of a stream, in FFmpeg's naming; `unknown` if the file has none. Those of
  /// Kinora's files: `tv`, `bt709`, `bt709`, `bt709`.
  public record Colour(String range, String primaries, String transfer, String matrix) {}

  /// The stream that a player would show.
  public Video video() {
    return streams.stream()
        .filter(Video.class::isInstance)
        .map(Video.class::cast)
        .filter(video -> !video.stored().cover())
        .findFirst()
        .orElseThrow(); // read() rejects files without one
  }

  /// The cover pictures, which are not a film.
  public List<Video> covers() {
    return streams.stream()
        .filter(Video.class::isInstance)
        .map(Video.class::cast)
        .filter(video -> video.stored().cover())
        .toList();
  }

  /// Whether there is sound.
  public boolean hasSound() {
    return streams.stream().anyMatch(s -> s instanceof Other other && other.kind().equals("audio"));
  }

  /// Reads the properties of `path`; only its first picture is decoded.
  ///
  /// @throws io.kinora.error.BadRequest if there is no such file, or it is not a complete video
  public static MediaInfo read(Path path) {
    try (MediaSource source = new MediaSource(path)) {
      AVFormatContext format = source.format();
      List<Stream> streams = new ArrayList<>();
      for (int i = 0; i < format.nb_streams(); i++) {
        streams.add(stream(source, format.streams(i)));
      }
      String comment = tag(format, "comment");
      return new MediaInfo(
          container(source),
          Math.max(0, format.duration()) / (double) AV_TIME_BASE, // a picture has none
          streams,
          source.isMov() && MovBoxes.of(path).indexFirst(),
          Optional.ofNullable(comment)
              .or(
                  () ->
                      isPicture(source)
                          ? RecordText.read(path, Exporter.RECORD_MARK)
                          : Optional.empty())
              .filter(text -> text.startsWith(Exporter.RECORD_MARK))
              .map(text -> text.substring(Exporter.RECORD_MARK.length())));
    }
  }

  /// Whether the file is a picture, whose text FFmpeg does not read.
  private static boolean isPicture(MediaSource source) {
    return List.of("gif", "apng", "png_pipe").contains(source.formatName());
  }

  private static String container(MediaSource source) {
    if (!source.isMov()) {
      return source.formatName();
    }
    String brand = tag(source.format(), "major_brand");
    return brand != null && brand.startsWith("qt") ? "mov" : "mp4";
  }

  private static Stream stream(MediaSource source, AVStream stream) {
    AVCodecParameters codec = stream.codecpar();
    String name = name(avcodec_get_name(codec.codec_id()));
    if (codec.codec_type() != AVMEDIA_TYPE_VIDEO) {
      return new Other(name, name(av_get_media_type_string(codec.codec_type())));
    }
    AVRational rate = av_guess_frame_rate(source.format(), stream, null);
    StreamFacts facts = facts(source, stream);
    return new Video(
        name,
        facts.shownWidth(),
        facts.shownHeight(),
        new Rate(rate.num(), rate.den()),
        Timeline.of(source, stream).stored(),
        name(av_get_pix_fmt_name(codec.format())),
        new Colour(
            name(av_color_range_name(facts.range())),
            name(av_color_primaries_name(facts.primaries())),
            name(av_color_transfer_name(facts.transfer())),
            name(av_color_space_name(facts.matrix()))),
        facts.stored(MediaSource.isCover(stream)));
  }

  /// The properties of a stream, including those of its first picture if it can be decoded.
  private static StreamFacts facts(MediaSource source, AVStream stream) {
    if (stream.index() == source.video().index()) {
      try (var handles = new Handles()) {
        return new PictureDecoder(source, handles).facts();
      } catch (KinoraException e) {
        // use the container's properties alone
      }
    }
    return StreamFacts.of(source, stream, null);
  }

  private static String name(@Nullable BytePointer text) {
    return text == null || text.isNull() ? "unknown" : text.getString();
  }

  private static @Nullable String tag(AVFormatContext format, String key) {
    AVDictionaryEntry entry = av_dict_get(format.metadata(), key, null, 0);
    return entry == null ? null : entry.value().getString(StandardCharsets.UTF_8);
  }
}
