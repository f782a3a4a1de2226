package io.kinora.house;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.house.net.HouseModel;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.text.TextStage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/// Films that begin or end with pictures: a magenta disc with eyes on a hillside that has no such
/// colour.
final class PictureFilms implements AutoCloseable {
  static final FrameSize SIZE = new FrameSize(256, 144);
  static final double RADIUS = 26;
  private static final int MAGENTA = 0xffe010d0;

  private final TextStage text = TextStage.open();
  private final HouseEngine engine = new HouseEngine(HouseModel.bundled());
  private final Path folder;

  /// What the last film told.
  final List<String> notes = new ArrayList<>();

  PictureFilms(Path folder) {
    this.folder = folder;
  }

  @Override
  public void close() {
    engine.close();
    text.close();
  }

  /// A hillside of patches, with a disc.
  ///
  /// @param shift of all that is behind the disc, in pixels to the left
  Path draw(String name, double x, double y, double radius, int shift) throws IOException {
    var image = new BufferedImage(256, 144, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.translate(-shift, 0);
    for (int row = 0; row < 144; row++) {
      pen.setColor(row < 80 ? new Color(120, 170 + row / 3, 230) : new Color(90, 140, 70));
      pen.fillRect(-50, row, 400, 1);
    }
    var random = new Random(3);
    for (int i = 0; i < 500; i++) {
      int green = 90 + random.nextInt(90);
      pen.setColor(new Color(green * 2 / 3, green, green / 2));
      pen.fillRect(random.nextInt(400) - 50, 80 + random.nextInt(64), 6, 3);
      pen.setColor(new Color(150, 195 + random.nextInt(40), 235));
      pen.fillRect(random.nextInt(400) - 50, random.nextInt(78), 8, 3);
    }
    pen.translate(shift, 0);
    if (radius > 0) {
      pen.setColor(new Color(MAGENTA));
      pen.fillOval((int) (x - radius), (int) (y - radius), (int) (2 * radius), (int) (2 * radius));
      pen.setColor(Color.BLACK);
      pen.fillOval((int) (x - 10), (int) (y - 8), 6, 6);
      pen.fillOval((int) (x + 4), (int) (y - 8), 6, 6);
    }
    pen.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  /// Another place with another thing.
  Path elsewhere() throws IOException {
    var image = new BufferedImage(256, 144, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    var random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      int level = 30 + random.nextInt(70);
      pen.setColor(new Color(level, level, level * 3 / 2));
      pen.fillRect(random.nextInt(256) - 4, random.nextInt(144) - 4, 9, 9);
    }
    pen.setColor(new Color(250, 210, 40));
    pen.fillRect(90, 40, 90, 60);
    pen.dispose();
    Path file = folder.resolve("elsewhere.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Shot shot(String prompt, Movement movement, EngineOptions options) {
    var format = new Format(SIZE, new FrameRate(8, 1), 2);
    return new Shot(
        text.understand(prompt, engine.vocabulary(options)), 1, format, movement, options);
  }

  List<Frame> frames(String prompt, Movement movement, EngineOptions options) {
    notes.clear();
    var progress =
        new Progress() {
          @Override
          public boolean report(String step, double done) {
            return true;
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    try (Clip clip = engine.generate(shot(prompt, movement, options), progress)) {
      return clip.stream().toList();
    }
  }

  static Frame read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    var frame = new Frame(new FrameSize(image.getWidth(), image.getHeight()));
    image.getRGB(0, 0, frame.width(), frame.height(), frame.argb(), 0, frame.width());
    return frame;
  }

  static double psnr(Frame a, Frame b) {
    double sum = 0;
    for (int i = 0; i < a.argb().length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        double off = (a.argb()[i] >> shift & 255) - (b.argb()[i] >> shift & 255);
        sum += off * off;
      }
    }
    return 10 * Math.log10(255 * 255 * 3.0 * a.argb().length / Math.max(1e-9, sum));
  }

  /// The disc in a frame.
  record Disc(double x, double y, int pixels) {}

  static Disc disc(Frame frame) {
    double x = 0, y = 0;
    int count = 0;
    for (int i = 0; i < frame.argb().length; i++) {
      int p = frame.argb()[i];
      if ((p >> 16 & 255) > 170 && (p >> 8 & 255) < 80 && (p & 255) > 150) {
        x += i % frame.width();
        int row = i / frame.width();
        y += row;
        count++;
      }
    }
    return new Disc(x / count, y / count, count);
  }

  static EngineOptions with(String part, Path file) {
    return EngineOptions.NONE.with("image-" + part, file.toString());
  }
}
