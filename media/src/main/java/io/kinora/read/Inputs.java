package io.kinora.read;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a film can be made of: videos and pictures, and sequences of pictures in a folder or a zip
/// file.
public final class Inputs {
  private Inputs() {}

  /// Opens an input.
  ///
  /// @param rate of a sequence of pictures, which names none; null is 24 per second
  /// @throws io.kinora.error.BadRequest if it is missing, or nothing that Kinora reads
  public static Clip open(Path path, @Nullable FrameRate rate) {
    return isSequence(path)
        ? new SequenceReader(path, rate == null ? FrameRate.DEFAULT : rate)
        : new VideoReader(path);
  }

  /// The record that an input carries, if any.
  public static Optional<String> record(Path path) {
    return isSequence(path) ? SequenceReader.record(path) : MediaInfo.read(path).record();
  }

  /// Whether an input is a single picture, which stands still.
  public static boolean isPicture(Path path) {
    return !isSequence(path) && MediaInfo.read(path).container().endsWith("_pipe");
  }

  /// Whether something is heard.
  public static boolean hasSound(Path path) {
    return !isSequence(path) && MediaInfo.read(path).hasSound();
  }

  private static boolean isSequence(Path path) {
    boolean isZip = path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    return Files.isDirectory(path) || (isZip && Files.isRegularFile(path));
  }
}
