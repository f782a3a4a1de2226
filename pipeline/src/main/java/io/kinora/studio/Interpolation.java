package io.kinora.studio;

import io.kinora.error.BadRequest;
import io.kinora.export.Exporter;
import io.kinora.export.MediaInfo;
import io.kinora.export.VideoReader;
import io.kinora.motion.Fusion;
import io.kinora.motion.Inbetweener;
import io.kinora.scene.Clip;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import io.kinora.scene.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A video at another frame rate, or slower.
///
/// @param in the video
/// @param rate frames per second of the result
/// @param slower how many times as long it gets, from 1 to [#MAX_SLOWER]
public record Interpolation(Path in, FrameRate rate, double slower) {
  /// The slowest motion.
  public static final double MAX_SLOWER = 32;

  public Interpolation {
    if (!(slower >= 1 && slower <= MAX_SLOWER)) {
      throw new BadRequest(
          "The slow motion is %s times, but it must be from 1 to 32.".formatted(slower),
          "Write it as in --slow 4.",
          "interpolation");
    }
  }

  /// What was done.
  ///
  /// @param from frames per second of the input, on average
  /// @param notes what a user may not expect
  public record Report(
      FrameSize size,
      FrameRate from,
      FrameRate rate,
      long framesRead,
      long frames,
      List<String> notes) {
    public Report {
      notes = List.copyOf(notes);
    }
  }

  /// Writes the result, which appears under its name only when it is whole.
  public Report write(Path out, boolean overwrite, Progress progress) {
    Exporter.check(out, overwrite);
    try (Clip source = VideoReader.stored(in);
        Fusion fusion = Fusion.bundled();
        Clip smooth = new Inbetweener(source, rate, slower, fusion)) {
      Exporter.write(smooth, out, overwrite, "", progress);
      return new Report(
          source.size(), source.rate(), rate, source.frames(), smooth.frames(), notes(source));
    }
  }

  private List<String> notes(Clip source) {
    var notes = new ArrayList<String>();
    MediaInfo info = MediaInfo.read(in);
    if (rate.perSecond() < source.rate().perSecond() / slower) {
      notes.add(
          "%s is below the rate of the video, %s: frames are left out, and those between two are"
                  .formatted(rate, source.rate())
              + " made of their neighbours.");
    }
    boolean audio =
        info.streams().stream()
            .anyMatch(s -> s instanceof MediaInfo.Other other && other.kind().equals("audio"));
    if (audio) {
      notes.add("the sound of the video was not taken over.");
    }
    if (info.video().width() != source.size().width()
        || info.video().height() != source.size().height()) {
      notes.add("an odd last row or column was left out: the result is " + source.size() + ".");
    }
    return notes;
  }
}
