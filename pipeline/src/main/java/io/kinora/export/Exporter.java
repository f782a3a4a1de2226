package io.kinora.export;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.media.FFmpeg;
import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameSize;
import io.kinora.scene.Progress;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Writes clips to video files: the last stage.
public final class Exporter {
  /// Stands before the record in a file's comment, and tells it from other people's comments.
  static final String RECORD_MARK = "kinora-record ";

  private Exporter() {}

  /// Loads FFmpeg's native libraries, which takes about 0.2 s. Worth calling on a thread of its
  /// own while something else starts up; otherwise the first use does it.
  public static void load() {
    FFmpeg.load();
  }

  /// Checks, before any work is done, that [#write] will be able to create `out`.
  ///
  /// @param overwrite whether a file that is already there may be replaced
  /// @throws io.kinora.error.BadRequest if the extension is unknown, the folder is missing or takes
  ///     no files, or something is in the way
  public static void check(Path out, boolean overwrite) {
    Container _ = Container.of(out);
    OutputFile.check(out, overwrite);
  }

  /// Checks as above, and that the container holds frames of `size`.
  public static void check(Path out, boolean overwrite, FrameSize size) {
    VideoCodec _ = Container.of(out).codec(size);
    OutputFile.check(out, overwrite);
  }

  /// Reads `clip` to its end and writes it to `out`, in the container that the extension names:
  /// MP4 and MOV hold H.264 (MP4 holds AV1 where frames are larger than H.264 takes), 4:2:0,
  /// limited-range BT.709, tagged as such, at exactly the rate of the clip. The clip stays open.
  ///
  /// The file appears under its name only when it is whole. Frames are coded on a second thread
  /// while this one computes the next ones.
  ///
  /// @param record a text, usually JSON, that travels in the file's metadata; may be empty
  /// @param progress hears "write" once per frame
  /// @throws io.kinora.error.BadRequest as [#check], or if the codec does not hold the clip's size
  /// @throws io.kinora.error.Cancelled if `progress` stops the work, or the thread is interrupted
  /// @throws io.kinora.error.MediaFailure if coding or writing fails, for example on a full disk
  public static void write(
      Clip clip, Path out, boolean overwrite, String record, Progress progress) {
    Container container = Container.of(out);
    VideoCodec _ = container.codec(clip.size()); // refuses before there is a file
    String comment = record.isEmpty() ? "" : RECORD_MARK + record;
    try (OutputFile file = OutputFile.create(out, overwrite)) {
      try (VideoWriter writer =
          new VideoWriter(file.part(), container, clip.size(), clip.rate(), comment)) {
        FramePipe.run(clip, writer::write, progress);
        writer.finish();
      }
      file.commit();
    }
  }

  /// Checks, before any work is done, that [#writePicture] will be able to create `out`.
  public static void checkPicture(Path out, boolean overwrite) {
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new BadRequest(
          "The picture \"" + out + "\" does not end in .png.", "Name it so.", "output-file");
    }
    OutputFile.check(out, overwrite);
  }

  /// Writes one frame as a PNG file.
  public static void writePicture(Frame frame, Path out, boolean overwrite) {
    checkPicture(out, overwrite);
    var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, frame.width(), frame.height(), frame.argb(), 0, frame.width());
    try (OutputFile file = OutputFile.create(out, overwrite)) {
      boolean written = ImageIO.write(image, "png", file.part().toFile());
      if (!written) {
        throw new IOException("no writer of PNG");
      }
      file.commit();
    } catch (IOException e) {
      throw new MediaFailure(
          "The picture \"%s\" could not be written (%s).".formatted(out, e.getMessage()),
          "Check the folder and the free space.",
          "output-file",
          e);
    }
  }
}
