package io.kinora.server.jobs;

import io.kinora.clip.Frame;
import io.kinora.error.KinoraException;
import io.kinora.server.files.FileStore;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/// Stores small preview pictures of a running job, at most one a second, so that its client sees
/// something before the end. Each has its own name, because clients may cache it; the last two are
/// kept. They take at most 1/[#SHARE] of the time. A picture that cannot be stored is skipped, and
/// the job continues.
final class Glimpses {
  private static final int SIDE = 320, SHARE = 20;
  private static final long EVERY_NANOS = 1_000_000_000;

  private final FileStore files;
  private final Path folder;
  private final String place;
  private int kept;
  private boolean begun;
  private long next;

  /// @param folder for temporary files
  /// @param place the key prefix under which this attempt of the job stores its files
  Glimpses(FileStore files, Path folder, String place) {
    this.files = files;
    this.folder = folder;
    this.place = place;
  }

  static String key(String place, int number) {
    return "%s/preview-%d.jpg".formatted(place, number);
  }

  /// The number of the last picture; 0 if there is none.
  int last() {
    return kept;
  }

  /// Stores a picture, if it is time for one.
  ///
  /// @return whether it stored one
  boolean see(Supplier<Frame> frame) {
    long now = System.nanoTime();
    if (begun && now - next < 0) {
      return false;
    }
    begun = true;
    boolean done = keep(frame);
    long after = System.nanoTime();
    next = after + Math.max(EVERY_NANOS, SHARE * (after - now));
    return done;
  }

  private boolean keep(Supplier<Frame> frame) {
    Path file = folder.resolve("glimpse.jpg");
    try {
      if (!ImageIO.write(small(frame.get().image()), "jpg", file.toFile())) {
        return false;
      }
      files.put(key(place, kept + 1), file);
      kept++;
      if (kept > 2) {
        files.delete(key(place, kept - 2));
      }
      return true;
    } catch (IOException | KinoraException e) {
      return false;
    }
  }

  private static BufferedImage small(BufferedImage image) {
    double scale = Math.min(1, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    var small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = small.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pen.drawImage(image, 0, 0, width, height, null);
    pen.dispose();
    return small;
  }
}
