package io.kinora.read;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameRate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the inputs of a film: videos, pictures, and sequences of pictures in a folder or a zip
/// file.
public final class Inputs {
  private Inputs() {}

  /// Opens an input.
  ///
  /// @param rate of a sequence of pictures, which has none itself; null means 24 per second
  /// @throws io.kinora.error.BadRequest if it is missing, or in no format that Kinora reads
  public static Clip open(Path path, @Nullable FrameRate rate) {
    return isSequence(path)
        ? new SequenceReader(path, rate == null ? FrameRate.DEFAULT : rate)
        : new VideoReader(path);
  }

  /// The properties of an input, read once.
  ///
  /// @param info of a file; empty for a sequence of pictures
  public record Found(Path path, Optional<MediaInfo> info) {
    /// The record that it contains, if any.
    public Optional<String> record() {
      return info.isPresent() ? info.get().record() : SequenceReader.record(path);
    }

    /// Whether it is a single still picture.
    public boolean isPicture() {
      return info.isPresent() && info.get().container().endsWith("_pipe");
    }

    /// Whether it has sound.
    public boolean hasSound() {
      return info.isPresent() && info.get().hasSound();
    }

    /// Frames per second of the file; NaN if unknown.
    public double rate() {
      return info.isPresent() ? info.get().video().rate().perSecond() : Double.NaN;
    }

    /// The conversions of its pictures during reading, in words.
    public List<String> changes() {
      return info.isPresent() ? info.get().video().changes() : SequenceReader.changes(path);
    }
  }

  /// Reads the properties of an input.
  ///
  /// @throws io.kinora.error.BadRequest if it is missing, or in no format that Kinora reads
  public static Found find(Path path) {
    return new Found(path, isSequence(path) ? Optional.empty() : Optional.of(MediaInfo.read(path)));
  }

  private static boolean isSequence(Path path) {
    boolean isZip = path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    return Files.isDirectory(path) || (isZip && Files.isRegularFile(path));
  }
}
