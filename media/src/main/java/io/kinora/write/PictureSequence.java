package io.kinora.write;

import io.kinora.clip.Frame;
import io.kinora.error.MediaFailure;
import io.kinora.ffmpeg.RecordText;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Writes one PNG file per frame, `frame-000001.png` and so on, into a folder or a zip file. The
/// first one contains the record, and so does `kinora.json` beside it.
public final class PictureSequence implements FrameSink {
  /// The name of the record file beside the pictures.
  public static final String RECORD = "kinora.json";

  private final Path place;
  private final String comment;
  private final String record;
  private final boolean marked;
  private final @Nullable ZipOutputStream zip;
  private long frames;

  private PictureSequence(
      Path place, String comment, String record, boolean marked, @Nullable ZipOutputStream zip) {
    this.place = place;
    this.comment = comment;
    this.record = record;
    this.marked = marked;
    this.zip = zip;
  }

  /// Writes into `folder`, which must exist.
  static PictureSequence inFolder(Path folder, String comment, String record, boolean marked) {
    return new PictureSequence(folder, comment, record, marked, null);
  }

  /// Writes into the zip file `file`, which is overwritten.
  static PictureSequence inZip(Path file, String comment, String record, boolean marked) {
    try {
      OutputStream out = Files.newOutputStream(file);
      var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
      zip.setLevel(Deflater.NO_COMPRESSION); // pictures are compressed already
      return new PictureSequence(file, comment, record, marked, zip);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void write(Frame frame) {
    var image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, frame.width(), frame.height(), frame.argb(), 0, frame.width());
    var bytes = new ByteArrayOutputStream();
    try {
      boolean written = ImageIO.write(image, "png", bytes);
      if (!written) {
        throw new IOException("this JDK writes no PNG");
      }
      boolean carries = frames == 0 && !comment.isEmpty();
      byte[] png = marked ? OriginMark.inPng(bytes.toByteArray(), record) : bytes.toByteArray();
      put("frame-%06d.png".formatted(++frames), carries ? RecordText.inPng(png, comment) : png);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void put(String name, byte[] bytes) throws IOException {
    if (zip == null) {
      Files.write(place.resolve(name), bytes);
      return;
    }
    var entry = new ZipEntry(name);
    entry.setTime(0); // reproducible bytes
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public void finish() {
    try {
      if (!record.isEmpty()) {
        put(RECORD, record.getBytes(StandardCharsets.UTF_8));
      }
      if (zip != null) {
        zip.close();
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static MediaFailure failed(IOException e) {
    return new MediaFailure(
        "A picture could not be written (" + e.getMessage() + ").",
        "Check the folder and the free space.",
        "output-file",
        e);
  }

  @Override
  public void close() {
    if (zip != null) {
      try {
        zip.close();
      } catch (IOException _) {
        // an error while closing: the file is deleted anyway, or was closed before
      }
    }
  }
}
