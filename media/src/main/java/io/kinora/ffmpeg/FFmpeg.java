package io.kinora.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.kinora.error.MediaFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.Loader;

/// FFmpeg's conventions in one place: loading, error codes, URLs of files, option lists.
public final class FFmpeg {
  public static final int EAGAIN;

  static {
    // Loads only the libraries for coding a video; avfilter, avdevice and OpenCV are not loaded.
    Loader.load(org.bytedeco.ffmpeg.global.avutil.class);
    Loader.load(avcodec.class);
    Loader.load(avformat.class);
    Loader.load(swscale.class);
    av_log_set_level(AV_LOG_QUIET); // every failure is returned as a code and reported once
    EAGAIN = avutil.AVERROR_EAGAIN();
  }

  private FFmpeg() {}

  /// Loads the native libraries, if they are not loaded yet.
  public static void load() {
    // the static block above has done it
  }

  /// Returns `code` unless it is an error.
  ///
  /// @param doing what was tried, as the end of "FFmpeg could not …"
  public static int check(int code, String doing) {
    if (code < 0) {
      throw new MediaFailure(
          "FFmpeg could not " + doing + ": " + text(code) + ".",
          "Check that the file and its disk are in order, and that there is free space.",
          "media-file");
    }
    return code;
  }

  /// FFmpeg's message for an error code.
  public static String text(int code) {
    byte[] buffer = new byte[256];
    av_strerror(code, buffer, buffer.length);
    int length = 0;
    while (length < buffer.length && buffer[length] != 0) {
      length++;
    }
    return new String(buffer, 0, length, StandardCharsets.UTF_8);
  }

  /// The URL of a local file. Because it names the protocol, FFmpeg cannot mistake a part of the
  /// file's name for another protocol, a pattern or an option.
  public static String url(Path file) {
    return "file:" + file.toAbsolutePath();
  }

  /// A new option list; the caller frees it.
  public static AVDictionary dictionary(Map<String, String> entries) {
    AVDictionary dictionary = new AVDictionary(null);
    entries.forEach((key, value) -> av_dict_set(dictionary, key, value, 0));
    return dictionary;
  }
}
