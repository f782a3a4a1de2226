package io.kinora.verify;

// docs/library.md shows the lines between these marks.
// frames begin
import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.error.KinoraException;
import io.kinora.studio.Film;
import io.kinora.studio.FilmFrames;
import io.kinora.studio.Studio;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

final class FrameService {
  /// Every twelfth frame, with a line drawn on it.
  static List<BufferedImage> thumbnails(Studio studio, String prompt) {
    var kept = new ArrayList<BufferedImage>();
    try (FilmFrames frames = studio.frames(Film.of(prompt).seconds(1), Progress.NONE)) {
      var frame = new Frame(frames.size()); // one buffer for all frames
      for (int i = 0; frames.read(frame); i++) {
        if (i % 12 == 0) {
          BufferedImage image = frame.image(); // a view: drawing changes the frame
          image.createGraphics().drawLine(0, 0, image.getWidth(), 0);
          kept.add(copy(image));
        }
      }
    } catch (KinoraException e) {
      System.err.println(e.problem() + " " + e.remedy());
    }
    return kept;
  }

  /// The bytes of a texture: red, green, blue and alpha of each pixel, row by row.
  static List<ByteBuffer> textures(Studio studio, Film film) {
    try (FilmFrames frames = studio.frames(film, Progress.NONE)) {
      return frames.stream().map(Frame::rgba).toList();
    }
  }

  private static BufferedImage copy(BufferedImage image) {
    var copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    copy.createGraphics().drawImage(image, 0, 0, Color.BLACK, null);
    return copy;
  }
}
// frames end
