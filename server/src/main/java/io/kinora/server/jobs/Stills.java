package io.kinora.server.jobs;

import io.kinora.clip.Frame;
import io.kinora.error.KinoraException;
import io.kinora.error.MediaFailure;
import io.kinora.read.VideoReader;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.Scratch;
import io.kinora.server.jobs.Job.Output;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Still pictures of finished films: one frame, and a sheet of several. They are created on first
/// request, and stored beside the film.
public final class Stills {
  private static final int COLUMNS = 4, ROWS = 4, WIDTH = 320;

  private final FileStore files;
  private final Path work;

  /// @param work a folder for temporary files
  public Stills(FileStore files, Path work) {
    this.files = files;
    this.work = work;
  }

  /// The key of a JPEG picture from the middle of a film.
  public String thumbnail(Output film) {
    return still(film, "thumbnail", 1, 1);
  }

  /// The key of a JPEG picture with sixteen frames of a film, row by row.
  public String spritesheet(Output film) {
    return still(film, "spritesheet", COLUMNS, ROWS);
  }

  private String still(Output film, String name, int columns, int rows) {
    String key = film.key().substring(0, film.key().lastIndexOf('/') + 1) + name + ".jpg";
    if (files.size(key).isPresent()) {
      return key;
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory(work, "still-");
      Path video = folder.resolve("video" + film.key().substring(film.key().lastIndexOf('.')));
      files.get(film.key(), video);
      Path picture = folder.resolve("still.jpg");
      boolean written = ImageIO.write(sheet(video, columns, rows), "jpg", picture.toFile());
      if (!written) {
        throw new IOException("no writer of JPEG");
      }
      files.put(key, picture);
      return key;
    } catch (IOException e) {
      throw new MediaFailure(
          "The picture of a film could not be made.", "Ask again.", "server-files", e);
    } finally {
      if (folder != null) {
        Scratch.delete(folder);
      }
    }
  }

  private static BufferedImage sheet(Path video, int columns, int rows) {
    try (var reader = new VideoReader(video)) {
      var frame = new Frame(reader.size());
      int cells = columns * rows;
      int width = cells == 1 ? frame.width() : Math.min(WIDTH, frame.width());
      int height = Math.max(1, Math.round((float) width * frame.height() / frame.width()));
      var sheet = new BufferedImage(width * columns, height * rows, BufferedImage.TYPE_INT_RGB);
      Graphics2D pen = sheet.createGraphics();
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      int cell = 0;
      for (long index = 0; cell < cells && reader.read(frame); index++) {
        while (cell < cells && index >= (cell + .5) / cells * reader.frames() - .5) {
          int x = cell % columns * width, y = cell / columns * height;
          pen.drawImage(frame.image(), x, y, width, height, null);
          cell++;
        }
      }
      pen.dispose();
      return sheet;
    } catch (KinoraException e) {
      throw new MediaFailure(
          "The film shows no pictures.", "Fetch the file itself.", "server-files", e);
    }
  }
}
