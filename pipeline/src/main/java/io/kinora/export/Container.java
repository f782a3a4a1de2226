package io.kinora.export;

import io.kinora.error.BadRequest;
import io.kinora.scene.FrameSize;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The kinds of file that Kinora writes, chosen by the extension of the file's name.
public enum Container {
  /// MPEG-4 part 14: what browsers, phones and chats take.
  MP4("mp4", "mp4"),
  /// QuickTime: what editors take.
  MOV("mov", "mov");

  private final String extension;
  private final String muxer;

  Container(String extension, String muxer) {
    this.extension = extension;
    this.muxer = muxer;
  }

  /// The container that the extension of `file` names, in any case of letters.
  ///
  /// @throws BadRequest if there is no extension, or none that Kinora knows
  public static Container of(Path file) {
    Path name = file.getFileName();
    String text = name == null ? "" : name.toString();
    int dot = text.lastIndexOf('.');
    String extension = dot <= 0 ? "" : text.substring(dot + 1).toLowerCase(Locale.ROOT);
    for (Container container : values()) {
      if (container.extension.equals(extension)) {
        return container;
      }
    }
    String known =
        Arrays.stream(values()).map(c -> "." + c.extension).collect(Collectors.joining(", "));
    throw new BadRequest(
        extension.isEmpty()
            ? "The output file \"" + file + "\" has no extension, which would name its format."
            : "The output file \"%s\" has the unknown extension .%s.".formatted(file, extension),
        "Give it one of these: " + known + ".",
        "output-file");
  }

  /// The extension, lower case, without a dot.
  public String extension() {
    return extension;
  }

  /// FFmpeg's name of the muxer.
  String muxer() {
    return muxer;
  }

  /// The codec for frames of this size: H.264 as far as it goes.
  ///
  /// @throws BadRequest if the container takes no codec that holds such frames
  VideoCodec codec(FrameSize size) {
    if (VideoCodec.H264.holds(size)) {
      return VideoCodec.H264;
    }
    return switch (this) {
      case MP4 -> VideoCodec.AV1;
      case MOV ->
          throw new BadRequest(
              "A .mov file holds H.264, whose frames have at most %d pixels; %s is more."
                  .formatted(VideoCodec.H264.maxPixels(), size),
              "Ask for a smaller size, or for an .mp4 file, where AV1 takes over.",
              "size");
    };
  }

  /// The muxer's settings: the index before the pictures, so that a player can start while the
  /// file still arrives, and a movie clock in which a frame is a whole number of ticks.
  Map<String, String> options(int ticksPerSecond) {
    int clock = ticksPerSecond;
    while (clock < 1000) {
      clock *= 2;
    }
    return Map.of("movflags", "+faststart", "movie_timescale", String.valueOf(clock));
  }
}
