package io.kinora.write;

import io.kinora.error.BadRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The file formats that Kinora writes, chosen by the extension of the file's name.
public enum Container {
  /// MPEG-4 part 14, for browsers, phones and chats.
  MP4(".mp4", "mp4", "aac", "h264", "hevc", "av1"),
  /// QuickTime, for editors.
  MOV(".mov", "mov", "aac", "h264", "hevc", "prores"),
  /// WebM, for browsers, with transparency.
  WEBM(".webm", "webm", "libopus", "vp9", "av1"),
  /// GIF: at most 256 colours and 50 frames per second, without sound; supported everywhere.
  GIF(".gif", "gif", "", "gif"),
  /// Animated PNG: lossless, with transparency, without sound.
  APNG(".apng", "apng", "", "apng"),
  /// One PNG file per frame, in a zip file.
  ZIP(".zip", "", "", "png"),
  /// One PNG file per frame, in a folder, whose name ends in a slash.
  FOLDER("/", "", "", "png");

  private final String ending;
  private final String muxer;
  private final String soundEncoder;

  @SuppressWarnings("ImmutableEnumChecker") // it is: made by List.of
  private final List<String> codecs;

  Container(String ending, String muxer, String soundEncoder, String... codecs) {
    this.ending = ending;
    this.muxer = muxer;
    this.soundEncoder = soundEncoder;
    this.codecs = List.of(codecs);
  }

  /// The container that the extension of `file` names, in any case of letters.
  ///
  /// @throws BadRequest if there is no extension, or none that Kinora knows
  public static Container of(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    String extension = dot <= 0 ? "" : text.substring(dot).toLowerCase(Locale.ROOT);
    for (Container container : values()) {
      if (container.ending.equals(extension)) {
        return container;
      }
    }
    String known = Arrays.stream(values()).map(c -> c.ending).collect(Collectors.joining(", "));
    throw new BadRequest(
        extension.isEmpty()
            ? "The output file \"" + file + "\" has no extension, which would name its format."
            : "The output file \"%s\" has the unknown extension %s.".formatted(file, extension),
        "Give it one of these endings: " + known + ".",
        "output-file");
  }

  /// The file name extension in lower case.
  public String ending() {
    return ending;
  }

  /// FFmpeg's name of the muxer; empty for sequences of pictures.
  String muxer() {
    return muxer;
  }

  /// The codecs that it supports; the first one is the default.
  public List<String> codecs() {
    return codecs;
  }

  /// Whether it can contain sound.
  public boolean holdsSound() {
    return !soundEncoder.isEmpty();
  }

  /// The name of FFmpeg's sound encoder. Beside ProRes, sound is uncompressed for editors.
  String soundEncoder(VideoCodec codec) {
    return codec.encoder().startsWith("prores") ? "pcm_s16le" : soundEncoder;
  }

  /// The muxer's settings: the index before the pictures, so that a player can start during the
  /// download, and a movie clock in which a frame is a whole number of ticks.
  Map<String, String> options(int ticksPerSecond) {
    int clock = ticksPerSecond;
    while (clock < 1000) {
      clock *= 2;
    }
    return switch (this) {
      case MP4, MOV -> Map.of("movflags", "+faststart", "movie_timescale", String.valueOf(clock));
      case APNG -> Map.of("plays", "0"); // endless, as for GIF
      case WEBM, GIF, ZIP, FOLDER -> Map.of();
    };
  }
}
