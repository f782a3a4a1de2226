package io.kinora.write;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.Sound;
import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.ffmpeg.FFmpeg;
import io.kinora.ffmpeg.RawClip;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Writes clips to video files: the last stage.
public final class Exporter {
  /// The prefix of the record in a file's comment, which distinguishes it from other comments.
  public static final String RECORD_MARK = "kinora-record ";

  /// The file size in bytes from which on a warning precedes the writing.
  private static final double LARGE_GIF = 20e6;

  private Exporter() {}

  /// Loads FFmpeg's native libraries, which takes about 0.2 s. Call it on a separate thread while
  /// something else starts; otherwise the first use loads them.
  public static void load() {
    FFmpeg.load();
  }

  /// Checks, before any work is done, that [#write] will be able to create `out`.
  ///
  /// @param overwrite whether an existing file may be replaced
  /// @throws BadRequest if the codec does not suit the container, the folder is missing or not
  ///     writable, or the file exists
  public static void check(Path out, boolean overwrite, Encoding encoding) {
    VideoCodec _ = Codecs.choose(encoding, FrameSize.DEFAULT, FrameRate.DEFAULT);
    if (encoding.container() == Container.FOLDER) {
      OutputFile.createFolder(out).close();
    } else {
      OutputFile.check(out, overwrite);
    }
  }

  /// Checks as above, for the container of the extension.
  public static void check(Path out, boolean overwrite) {
    check(out, overwrite, Encoding.of(out));
  }

  /// Checks as above, and that the container supports frames of `size`.
  public static void check(Path out, boolean overwrite, FrameSize size) {
    VideoCodec _ = Codecs.choose(Encoding.of(out), size, FrameRate.DEFAULT);
    OutputFile.check(out, overwrite);
  }

  /// Starts to load the libraries for writing in the background.
  public static void prepare() {
    Thread.ofPlatform().daemon().name("kinora-media").start(FFmpeg::load);
  }

  /// Writes as below: without sound, and in the container's default codec.
  public static void write(
      Clip clip, Path out, boolean overwrite, String record, Progress progress) {
    write(clip, null, out, overwrite, Encoding.of(out), record, progress);
  }

  /// Reads `clip` to its end and writes it to `out`: at exactly the rate of the clip, tagged as
  /// BT.709 if the codec stores luma and chroma, and lossless if the codec is. Clip and sound stay
  /// open.
  ///
  /// The file appears under its name only when it is complete. Frames are coded on a second thread
  /// while this one computes the next ones.
  ///
  /// Transparency is kept if the codec supports it, for VP9 in `.webm` by default; otherwise
  /// pictures are composited on black, and `progress` receives a note.
  ///
  /// @param sound the sound, cut or padded with silence to the length of the clip; null for none;
  ///     ignored by a container without sound
  /// @param record a text, usually JSON, stored in the file's metadata; may be empty. With a
  ///     record, the file is also marked as machine-made by XMP, unless `encoding` forbids it
  /// @param progress receives the step "write" once per frame
  /// @throws BadRequest as [#check], or if the codec does not support the clip's size or rate
  /// @throws io.kinora.error.Cancelled if `progress` stops the work, or the thread is interrupted
  /// @throws MediaFailure if coding or writing fails, for example on a full disk
  public static void write(
      Clip clip,
      @Nullable Sound sound,
      Path out,
      boolean overwrite,
      Encoding encoding,
      String record,
      Progress progress) {
    // before the file is created
    VideoCodec codec = Codecs.choose(encoding.suiting(clip), clip.size(), clip.rate());
    Container container = encoding.container();
    if (container == Container.GIF) {
      warn(clip, progress);
    }
    String comment = record.isEmpty() ? "" : RECORD_MARK + record;
    boolean marked = encoding.marked() && !record.isEmpty();
    try (OutputFile file =
        container == Container.FOLDER
            ? OutputFile.createFolder(out)
            : OutputFile.create(out, overwrite)) {
      Path part = file.part();
      try (FrameSink sink =
          switch (container) {
            case FOLDER -> PictureSequence.inFolder(part, comment, record, marked);
            case ZIP -> PictureSequence.inZip(part, comment, record, marked);
            case MP4, MOV, WEBM, GIF, APNG ->
                new VideoWriter(
                    part,
                    container,
                    codec,
                    clip.size(),
                    clip.rate(),
                    comment,
                    container.holdsSound() ? sound : null);
          }) {
        Optional<RawClip> raw = RawClip.of(clip);
        if (raw.isPresent() && sink instanceof VideoWriter writer && writer.takesRaw()) {
          raw.get()
              .prefer(writer.pixelFormat()); // converted in the filters' thread, not the encoder's
          FramePipe.runRaw(raw.get(), writer::write, progress);
        } else {
          FramePipe.run(clip, sink::write, progress);
        }
        sink.finish();
        if (sink.losesTransparency()) {
          progress.note(lost(container));
        }
      }
      if (marked) {
        mark(part, container, record);
      }
      file.commit();
    }
  }

  private static void mark(Path file, Container container, String record) {
    try {
      OriginMark.add(file, container, record);
    } catch (IOException e) {
      throw new MediaFailure(
          "The finished file could not be marked (%s).".formatted(e.getMessage()),
          "Check the folder and the free space.",
          "output-file",
          e);
    }
  }

  /// Warns of a large `.gif` file. Measured sizes in bytes per pixel: 0.09 for flat shapes, 0.45
  /// for a fractal and 0.83 for noise.
  private static void warn(Clip clip, Progress progress) {
    double pixels = (double) clip.frames() * clip.size().width() * clip.size().height();
    if (.45 * pixels > LARGE_GIF) {
      progress.note(
          ("%d frames of %s in a .gif file take from %.0f to %.0f MB; .mp4 and .webm take far less,"
                  + " and so do a smaller size and rate.")
              .formatted(clip.frames(), clip.size(), .09e-6 * pixels, .83e-6 * pixels));
    }
  }

  private static String lost(Container container) {
    String kept =
        "; .mov with the codec prores in its profile 4444, .webm, .apng and .zip keep them.";
    return container == Container.GIF
        ? "a .gif file holds no half-transparent pixels: they became opaque or clear" + kept
        : "the transparent parts of the pictures were laid on black" + kept;
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
