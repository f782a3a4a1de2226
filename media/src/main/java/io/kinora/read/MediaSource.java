package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.Handles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/// An open file with at least one video stream.
final class MediaSource implements AutoCloseable {
  /// What a user may hand in. Playlists and lists of files are left out on purpose: they would let
  /// a file make Kinora open others, or the network.
  private static final String FORMATS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,apng,png_pipe,jpeg_pipe,webp_pipe,mpegts,mpeg,"
          + "mpegvideo,h264,hevc,av1,obu,ivf,flv,ogg,asf,nut,mxf,yuv4mpegpipe,dv,m4v,mjpeg";

  /// What a user may hand in as sound, beside videos.
  private static final String SOUNDS = FORMATS + ",wav,mp3,aac,flac,aiff,w64,caf,opus";

  private final Path path;
  private final Handles handles = new Handles();
  private final AVFormatContext format;
  private final @Nullable AVStream video;

  /// Opens `path`.
  ///
  /// @throws BadRequest if there is no such file, or it is not a whole video
  MediaSource(Path path) {
    this(path, FORMATS);
    if (video == null) {
      handles.close();
      throw refused("The file \"" + path + "\" holds no pictures.");
    }
  }

  /// Opens a file that need not have pictures.
  ///
  /// @throws BadRequest if there is no such file, or it is neither sound nor video
  static MediaSource ofSound(Path path) {
    return new MediaSource(path, SOUNDS);
  }

  private MediaSource(Path path, String formats) {
    FFmpeg.load();
    this.path = path;
    checkFile(path);
    try {
      format = open(formats);
      if (isMov()) {
        MovBoxes.of(path).requireWhole(path);
      }
      refuseIfNegative(avformat_find_stream_info(format, (AVDictionary) null));
      int best =
          av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (@Nullable AVCodec) null, 0);
      video = best < 0 ? null : format.streams(best);
    } catch (RuntimeException e) {
      handles.close();
      throw e;
    }
  }

  private static void checkFile(Path path) {
    if (!Files.exists(path)) {
      throw refused("The file \"" + path + "\" does not exist.");
    }
    if (!Files.isRegularFile(path)) {
      throw refused("\"" + path + "\" is a folder or a device, not a video file.");
    }
    if (!Files.isReadable(path)) {
      throw refused("The file \"" + path + "\" may not be read: permission denied.");
    }
  }

  private AVFormatContext open(String formats) {
    AVFormatContext context = new AVFormatContext(null);
    AVDictionary options =
        FFmpeg.dictionary(Map.of("protocol_whitelist", "file", "format_whitelist", formats));
    try {
      // FFmpeg takes a lone .jpg for the first of a numbered sequence, of which there may be more
      String name = path.toString().toLowerCase(Locale.ROOT);
      boolean jpeg = name.endsWith(".jpg") || name.endsWith(".jpeg");
      AVInputFormat kind = jpeg ? av_find_input_format("jpeg_pipe") : null;
      refuseIfNegative(avformat_open_input(context, FFmpeg.url(path), kind, options));
    } finally {
      av_dict_free(options);
    }
    return handles.own(context, c -> avformat_close_input(c));
  }

  private void refuseIfNegative(int code) {
    if (code < 0) {
      throw refused(
          "The file \"%s\" is not a video that Kinora can read, or it is damaged (%s)."
              .formatted(path, FFmpeg.text(code)));
    }
  }

  private static BadRequest refused(String problem) {
    return new BadRequest(
        problem, "Name a video file, for example one that Kinora has written.", "input-file");
  }

  Path path() {
    return path;
  }

  AVFormatContext format() {
    return format;
  }

  /// The stream that a player would show.
  AVStream video() {
    return Objects.requireNonNull(video, "opened as sound");
  }

  @Nullable AVStream videoOrNull() {
    return video;
  }

  /// The sound that a player would play; null if there is none.
  @Nullable AVStream sound() {
    int best = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, (@Nullable AVCodec) null, 0);
    return best < 0 ? null : format.streams(best);
  }

  /// Whether the container is of the QuickTime family.
  boolean isMov() {
    return formatName().startsWith("mov,");
  }

  /// FFmpeg's name of the container.
  String formatName() {
    return format.iformat().name().getString();
  }

  @Override
  public void close() {
    handles.close();
  }
}
