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

/// What a video file says of itself.
///
/// @param container `mp4`, `mov`, or FFmpeg's name of another one, for example `matroska,webm`
/// @param seconds how long it plays
/// @param streams what it holds, in the file's order
/// @param indexFirst whether a player can start before it has the whole file
/// @param record the record that Kinora put into it, exactly as handed to [Exporter#write]
public record MediaInfo(
    String container,
    double seconds,
    List<Stream> streams,
    boolean indexFirst,
    Optional<String> record) {

  public MediaInfo {
    streams = List.copyOf(streams);
  }

  /// Pictures, or anything else.
  public sealed interface Stream permits Video, Other {
    /// The codec, in FFmpeg's naming, for example `h264`.
    String codec();
  }

  /// A stream of pictures.
  ///
  /// @param width of a picture as it is shown, upright
  /// @param pixelFormat in FFmpeg's naming, for example `yuv420p`
  /// @param frames the number of frames
  public record Video(
      String codec,
      int width,
      int height,
      Rate rate,
      long frames,
      String pixelFormat,
      Colour colour)
      implements Stream {}

  /// A stream of something else.
  ///
  /// @param kind for example `audio` or `subtitle`
  public record Other(String codec, String kind) implements Stream {}

  /// Frames per second as a fraction; other than a [io.kinora.clip.FrameRate] it may be anything
  /// that a file can say.
  public record Rate(int numerator, int denominator) {
    @Override
    public String toString() {
      return denominator == 1 ? "" + numerator : numerator + "/" + denominator;
    }
  }

  /// How the numbers of a picture become colours, in FFmpeg's naming; `unknown` where the file does
  /// not say. Kinora's own: `tv`, `bt709`, `bt709`, `bt709`.
  public record Colour(String range, String primaries, String transfer, String matrix) {}

  /// The stream that a player would show.
  public Video video() {
    return streams.stream()
        .filter(Video.class::isInstance)
        .map(Video.class::cast)
        .findFirst()
        .orElseThrow(); // read() refuses files without one
  }

  /// Whether something is heard.
  public boolean hasSound() {
    return streams.stream().anyMatch(s -> s instanceof Other other && other.kind().equals("audio"));
  }

  /// Reads what `path` says of itself, without decoding its pictures.
  ///
  /// @throws io.kinora.error.BadRequest if there is no such file, or it is not a whole video
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

  /// Whether the file is of a kind whose texts FFmpeg does not read.
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
    boolean sideways = Orientation.of(codec).isSideways();
    return new Video(
        name,
        sideways ? codec.height() : codec.width(),
        sideways ? codec.width() : codec.height(),
        new Rate(rate.num(), rate.den()),
        Timeline.of(source, stream).stored(),
        name(av_get_pix_fmt_name(codec.format())),
        new Colour(
            name(av_color_range_name(codec.color_range())),
            name(av_color_primaries_name(codec.color_primaries())),
            name(av_color_transfer_name(codec.color_trc())),
            name(av_color_space_name(codec.color_space()))));
  }

  private static String name(@Nullable BytePointer text) {
    return text == null || text.isNull() ? "unknown" : text.getString();
  }

  private static @Nullable String tag(AVFormatContext format, String key) {
    AVDictionaryEntry entry = av_dict_get(format.metadata(), key, null, 0);
    return entry == null ? null : entry.value().getString(StandardCharsets.UTF_8);
  }
}
