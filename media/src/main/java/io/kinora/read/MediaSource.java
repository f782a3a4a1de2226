package io.kinora.read;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_STREAM_GROUP_PARAMS_TILE_GRID;
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
  /// The allowed formats of inputs. Playlists and lists of files are excluded on purpose: they
  /// would let a file make Kinora open other files, or network connections.
  private static final String FORMATS =
      "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,apng,png_pipe,jpeg_pipe,webp_pipe,mpegts,mpeg,"
          + "mpegvideo,h264,hevc,av1,obu,ivf,flv,ogg,asf,nut,mxf,yuv4mpegpipe,dv,m4v,mjpeg";

  /// The allowed formats of sound, including videos.
  private static final String SOUNDS = FORMATS + ",wav,mp3,aac,flac,aiff,w64,caf,opus";

  private final Path path;
  private final Handles handles = new Handles();
  private final AVFormatContext format;
  private final @Nullable AVStream video;

  /// Opens `path`.
  ///
  /// @throws BadRequest if there is no such file, or it is not a complete video
  MediaSource(Path path) {
    this(path, FORMATS);
    if (video == null) {
      handles.close();
      throw refused("The file \"" + path + "\" contains no video.");
    }
  }

  /// Opens a file that may have no pictures.
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
      requireOnePicture();
      video = film();
    } catch (RuntimeException e) {
      handles.close();
      throw e;
    }
  }

  /// Rejects photographs that consist of many streams (tiles), as those of some phones: only one
  /// tile would be read.
  private void requireOnePicture() {
    for (int i = 0; i < format.nb_stream_groups(); i++) {
      if (format.stream_groups(i).type() == AV_STREAM_GROUP_PARAMS_TILE_GRID) {
        throw new BadRequest(
            "The photograph \"" + path + "\" consists of tiles, which cannot be put together.",
            "Convert it to JPEG or PNG first.",
            "input-file");
      }
    }
  }

  /// The stream that a player would show; null if there is none. A cover picture does not count.
  private @Nullable AVStream film() {
    int best = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (@Nullable AVCodec) null, 0);
    if (best >= 0 && !isCover(format.streams(best))) {
      return format.streams(best);
    }
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      if (stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO && !isCover(stream)) {
        return stream;
      }
    }
    return null;
  }

  /// Whether a stream is the cover picture of a film or an album.
  static boolean isCover(AVStream stream) {
    return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
  }

  private static void checkFile(Path path) {
    if (!Files.exists(path) && String.valueOf(path.getFileName()).matches(".*%\\d*d.*")) {
      throw new BadRequest(
          "The file \"" + path + "\" does not exist, and patterns of names are not read.",
          "Name the folder that the pictures are in; they are taken in the order of their names.",
          "input-file");
    }
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
      // for pictures FFmpeg relies on the name, which may be wrong, or look like a numbered
      // sequence
      PictureKind picture = PictureKind.of(path).orElse(null);
      if (picture == PictureKind.MOVING_WEBP) {
        throw new BadRequest(
            "The file \"" + path + "\" is a moving WebP, which FFmpeg does not decode.",
            "Convert it to .gif, .apng or .webm first.",
            "input-file");
      }
      String known = picture == null ? "" : picture.demuxer();
      AVInputFormat kind = known.isEmpty() ? null : av_find_input_format(known);
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
