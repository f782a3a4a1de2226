package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.SlowedSound;
import io.kinora.motion.interpolate.Fusion;
import io.kinora.motion.interpolate.Inbetweener;
import io.kinora.read.MediaInfo;
import io.kinora.read.SoundReader;
import io.kinora.read.VideoReader;
import io.kinora.studio.Film.Output;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request to convert a video to another frame rate, or to slow motion.
///
/// @param in the video
/// @param rate frames per second of the result; null keeps the video's, and then requires slow
///     motion
/// @param slower the factor by which it becomes longer, from 1 to [#MAX_SLOWER]
/// @param output the file and its encoding
public record Interpolation(Path in, @Nullable FrameRate rate, double slower, Output output) {
  /// The maximum of `slower`.
  public static final double MAX_SLOWER = 32;

  public Interpolation {
    if (!(slower >= 1 && slower <= MAX_SLOWER)) {
      throw new BadRequest(
          "The slow motion is %s times, but it must be from 1 to 32.".formatted(slower),
          "4 makes a second last four.",
          "interpolation");
    }
    if (rate == null && slower == 1) {
      throw new BadRequest(
          "Neither another frame rate nor slow motion is requested.",
          "Ask for a rate, such as 60 frames per second, or for slow motion, such as 4 times.",
          "interpolation");
    }
  }

  /// The result.
  ///
  /// @param from frames per second of the input, on average
  /// @param notes messages about possibly unexpected effects
  public record Report(
      FrameSize size,
      MediaInfo.Rate from,
      FrameRate rate,
      long framesRead,
      long frames,
      List<String> notes) {
    public Report {
      notes = List.copyOf(notes);
    }
  }

  /// Writes the result, which appears under its name only when it is complete. The sound stays in
  /// sync: it is copied, or slowed down with the picture at constant pitch.
  ///
  /// @throws BadRequest if the input is not a complete video, or the output cannot be written
  public Report write(Progress progress) {
    Exporter.check(output.file(), output.overwrite(), output.encoding());
    MediaInfo info = MediaInfo.read(in);
    var source = RenderRecord.Source.of(in, info.record());
    try (OpaqueClip read = new OpaqueClip(VideoReader.stored(in));
        Fusion fusion = Fusion.bundled();
        Clip smooth = new Inbetweener(read, rate == null ? read.rate() : rate, slower, fusion);
        Sound sound = sound()) {
      FrameRate made = smooth.rate();
      var record = new RenderRecord(KinoraVersion.current(), List.of(source), steps(made));
      Exporter.write(
          smooth,
          sound,
          output.file(),
          output.overwrite(),
          output.encoding(),
          record.json(),
          progress);
      return new Report(
          read.size(),
          info.video().rate(),
          made,
          read.frames(),
          smooth.frames(),
          notes(read, made, info));
    }
  }

  private List<String> steps(FrameRate made) {
    var steps = new ArrayList<String>();
    steps.add("interpolate " + made);
    if (slower != 1) {
      steps.add("slow " + slower);
    }
    return steps;
  }

  private @Nullable Sound sound() {
    SoundReader sound = SoundReader.ofVideo(in).orElse(null);
    return sound == null || slower == 1 ? sound : new SlowedSound(sound, slower);
  }

  private List<String> notes(OpaqueClip source, FrameRate made, MediaInfo info) {
    var notes = new ArrayList<>(info.video().changes());
    if (made.perSecond() < info.video().rate().perSecond() / slower) {
      notes.add(
          "%s is below the rate of the video, %s: frames are left out, and those between two are"
                  .formatted(made, info.video().rate())
              + " made of their neighbours.");
    }
    if (source.wasTransparent()) {
      notes.add("the transparent parts of the pictures were laid on black.");
    }
    if (info.hasSound() && !output.encoding().container().holdsSound()) {
      notes.add("this format has no sound: that of the video was left out.");
    }
    if (info.video().width() != source.size().width()
        || info.video().height() != source.size().height()) {
      notes.add("an odd last row or column was left out: the result is " + source.size() + ".");
    }
    return notes;
  }
}
