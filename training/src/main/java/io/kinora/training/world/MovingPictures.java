package io.kinora.training.world;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Training data for frame interpolation: a wide picture and a few things in front of it, each with
/// its own translation, scaling and rotation, all at constant acceleration. Pictures are scenes of
/// the world, or abstract noise, shapes and patterns; things are animated subjects, or pieces of
/// such pictures. A few samples flicker or fade.
public final class MovingPictures {
  /// The number of frames: at −1, 0, t, 1, 2.
  public static final int FRAMES = 5;

  private static final int TEXTURE = 256;

  /// The share of textures that are scenes.
  private static final double SCENES = .3;

  private MovingPictures() {}

  /// One sample.
  ///
  /// @param frames at −1, 0, t, 1, 2, square
  /// @param t from 0 to 1
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Sample(Frame[] frames, double t) {}

  interface Look {
    BufferedImage at(int index);
  }

  private record Piece(Look look, Path path, double size) {}

  /// The motion of a layer: position in pixels from the centre, scale as a logarithm, rotation in
  /// radians.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Path(double[] start, double[] speed, double[] gain) {
    double at(int axis, double t) {
      return start[axis] + speed[axis] * t + gain[axis] * t * t / 2;
    }
  }

  /// @param side of the frames in pixels
  public static Sample draw(RandomGenerator random, int side) {
    double t = random.nextDouble() < .6 ? .5 : .15 + .7 * random.nextDouble();
    double[] times = {-1, 0, t, 1, 2};
    double kind = random.nextDouble();
    if (kind < .06) {
      return flicker(random, side, t);
    }
    if (kind < .12) {
      return scroll(random, side);
    }
    var pieces = new ArrayList<Piece>();
    BufferedImage ground = texture(random);
    pieces.add(new Piece(_ -> ground, path(random, 0, side, 14), 2.2));
    int things = random.nextInt(5);
    for (int i = 0; i < things; i++) {
      double size = .25 + .6 * random.nextDouble();
      pieces.add(new Piece(thing(random, times), path(random, side * .45, side, 24), size));
    }
    double fade = random.nextDouble() < .1 ? .12 * random.nextGaussian() : 0;
    double noise = random.nextDouble() < .5 ? 0 : 2.5 * random.nextDouble();
    Frame[] frames = new Frame[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      frames[i] = painted(pieces, i, times[i], side);
      adjust(frames[i], Math.exp(fade * times[i]), noise, random);
    }
    return new Sample(frames, t);
  }

  private static Path path(RandomGenerator random, double spread, int side, double fast) {
    double swift = random.nextDouble() < .15 ? 0 : fast * Math.pow(random.nextDouble(), 1.6);
    swift *= side / 128.0;
    double way = 2 * Math.PI * random.nextDouble();
    boolean turns = random.nextDouble() < .4;
    double[] start = {
      spread * random.nextGaussian() * .7,
      spread * random.nextGaussian() * .7,
      .2 * random.nextGaussian(),
      2 * Math.PI * random.nextDouble()
    };
    double[] speed = {
      swift * Math.cos(way),
      swift * Math.sin(way),
      turns ? .03 * random.nextGaussian() : 0,
      turns ? .05 * random.nextGaussian() : 0
    };
    boolean steady = random.nextDouble() < .6;
    double[] gain = new double[4];
    for (int i = 0; i < 2; i++) {
      gain[i] = steady ? 0 : .15 * swift * random.nextGaussian();
    }
    return new Path(start, speed, gain);
  }

  private static Frame painted(List<Piece> pieces, int index, double t, int side) {
    var canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (Piece piece : pieces) {
      BufferedImage look = piece.look.at(index);
      double scale = piece.size * side / look.getWidth() * Math.exp(piece.path.at(2, t));
      var place = new AffineTransform();
      place.translate(side / 2.0 + piece.path.at(0, t), side / 2.0 + piece.path.at(1, t));
      place.rotate(piece.path.at(3, t));
      place.scale(scale, scale);
      place.translate(-look.getWidth() / 2.0, -look.getHeight() / 2.0);
      graphics.drawImage(look, place, null);
    }
    graphics.dispose();
    return frame(canvas);
  }

  private static Frame frame(BufferedImage picture) {
    var frame = new Frame(new FrameSize(picture.getWidth(), picture.getHeight()));
    int[] rgb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < rgb.length; i++) {
      frame.argb()[i] = 0xff000000 | rgb[i];
    }
    return frame;
  }

  private static void adjust(Frame frame, double brightness, double noise, RandomGenerator random) {
    if (brightness == 1 && noise == 0) {
      return;
    }
    int[] argb = frame.argb();
    for (int i = 0; i < argb.length; i++) {
      double grain = noise == 0 ? 0 : noise * random.nextGaussian();
      int red = (int) Math.clamp((argb[i] >> 16 & 255) * brightness + grain, 0, 255);
      int green = (int) Math.clamp((argb[i] >> 8 & 255) * brightness + grain, 0, 255);
      int blue = (int) Math.clamp((argb[i] & 255) * brightness + grain, 0, 255);
      argb[i] = 0xff000000 | red << 16 | green << 8 | blue;
    }
  }

  /// A sample without motion: cells that change independently.
  private static Sample flicker(RandomGenerator random, int side, double t) {
    int cell = 1 + random.nextInt(6);
    double changing = .05 + .5 * random.nextDouble();
    int cells = side / cell + 1;
    int[] now = new int[cells * cells];
    for (int i = 0; i < now.length; i++) {
      now[i] = random.nextInt(256);
    }
    Color light = colour(random);
    Color dark = colour(random);
    boolean binary = random.nextBoolean();
    Frame[] frames = new Frame[FRAMES];
    for (int k = 0; k < FRAMES; k++) {
      for (int i = 0; i < now.length; i++) {
        now[i] = random.nextDouble() < changing ? random.nextInt(256) : now[i];
      }
      frames[k] = new Frame(new FrameSize(side, side));
      for (int i = 0; i < side * side; i++) {
        int value = now[(i / side / cell) * cells + i % side / cell];
        double share = binary ? (value < 100 ? 1 : 0) : value / 255.0;
        frames[k].argb()[i] = Pen.mix(dark, light, share).getRGB();
      }
    }
    return new Sample(frames, t);
  }

  /// Fine cells that move by whole pixels without blur, like text and pixel graphics.
  private static Sample scroll(RandomGenerator random, int side) {
    int cell = 1 + random.nextInt(4);
    int cells = 2 * side / cell + 1;
    Color[] palette = {colour(random), colour(random), colour(random)};
    int[] picture = new int[cells * cells];
    double run = .8 * random.nextDouble(); // probability that a cell equals its neighbour
    for (int i = 0; i < picture.length; i++) {
      boolean same = i % cells > 0 && random.nextDouble() < run;
      picture[i] = same ? picture[i - 1] : palette[random.nextInt(palette.length)].getRGB();
    }
    int right = random.nextInt(9) - 4;
    int down = random.nextInt(9) - 4;
    Frame[] frames = new Frame[FRAMES];
    int[] moments = {-2, 0, 1, 2, 4};
    for (int k = 0; k < FRAMES; k++) {
      frames[k] = new Frame(new FrameSize(side, side));
      for (int i = 0; i < side * side; i++) {
        int x = side / 2 + i % side + right * moments[k];
        int y = side / 2 + i / side + down * moments[k];
        frames[k].argb()[i] = picture[y / cell * cells + x / cell];
      }
    }
    return new Sample(frames, .5);
  }

  /// A foreground thing: an animated subject, or a piece cut out of a texture.
  static Look thing(RandomGenerator random, double[] times) {
    if (random.nextDouble() < .4) {
      List<Subject> subjects = Subjects.all();
      Thing thing = subjects.get(random.nextInt(subjects.size())).thing();
      float[] u = new float[DioramaLayers.LATENTS];
      for (int i = 0; i < u.length; i++) {
        u[i] = random.nextFloat();
      }
      Color colour = colour(random);
      double phase = random.nextDouble();
      double cycles = .06 * random.nextDouble();
      BufferedImage[] pictures = new BufferedImage[times.length];
      for (int i = 0; i < times.length; i++) {
        double now = phase + cycles * times[i];
        pictures[i] = Pen.picture(thing, colour, u, now - Math.floor(now), 96);
      }
      return index -> pictures[index];
    }
    BufferedImage texture = texture(random);
    var piece = new BufferedImage(TEXTURE, TEXTURE, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = piece.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setPaint(
        new java.awt.TexturePaint(texture, new Rectangle2D.Double(0, 0, TEXTURE, TEXTURE)));
    graphics.fill(outline(random));
    graphics.dispose();
    return _ -> piece;
  }

  private static Shape outline(RandomGenerator random) {
    double middle = TEXTURE / 2.0;
    return switch (random.nextInt(4)) {
      case 0 -> {
        double width = TEXTURE * (.3 + .65 * random.nextDouble());
        double height = TEXTURE * (.3 + .65 * random.nextDouble());
        yield new Ellipse2D.Double(middle - width / 2, middle - height / 2, width, height);
      }
      case 1 -> {
        double width = TEXTURE * (.2 + .75 * random.nextDouble());
        double height = TEXTURE * (.05 + .9 * random.nextDouble());
        yield new Rectangle2D.Double(middle - width / 2, middle - height / 2, width, height);
      }
      case 2 -> {
        var ring = new Area(Pen.ellipse(middle, middle, .45 * TEXTURE, .45 * TEXTURE));
        double hole = TEXTURE * (.15 + .2 * random.nextDouble());
        ring.subtract(new Area(Pen.ellipse(middle, middle, hole, hole)));
        yield ring;
      }
      default -> {
        int corners = 5 + random.nextInt(6);
        double[] points = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
          double radius = TEXTURE * (.2 + .28 * random.nextDouble());
          double angle = 2 * Math.PI * i / corners;
          points[2 * i] = middle + radius * Math.cos(angle);
          points[2 * i + 1] = middle + radius * Math.sin(angle);
        }
        yield random.nextBoolean() ? Pen.blob(points) : Pen.polygon(points);
      }
    };
  }

  private static Color colour(RandomGenerator random) {
    return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  /// A square picture that fills a whole layer.
  static BufferedImage texture(RandomGenerator random) {
    double kind = random.nextDouble();
    return kind < SCENES ? scene(random) : surface(kind, random);
  }

  /// A square picture of noise, a pattern or shapes.
  public static BufferedImage surface(RandomGenerator random) {
    return surface(SCENES + (1 - SCENES) * random.nextDouble(), random);
  }

  private static BufferedImage surface(double kind, RandomGenerator random) {
    var picture = new BufferedImage(TEXTURE, TEXTURE, BufferedImage.TYPE_INT_RGB);
    if (kind < .6) {
      noise(picture, random);
    } else if (kind < .75) {
      pattern(picture, random);
    } else {
      if (random.nextBoolean()) {
        noise(picture, random);
      }
      shapes(picture, random);
    }
    return picture;
  }

  /// A square picture of a place of the world without subjects.
  public static BufferedImage scene(RandomGenerator random) {
    var setting = new DioramaScenes().arranged(random).setting();
    float[] v = Scenery.numbers(random);
    long seed = random.nextLong();
    var place = Composer.Place.of(setting.scene(), setting.time(), setting.weather(), v, seed);
    return Composer.still(place, 0, TEXTURE, TEXTURE);
  }

  /// Coloured smooth noise at several scales, similar to clouds, rock and foliage in photographs.
  private static void noise(BufferedImage picture, RandomGenerator random) {
    double[][] sums = new double[3][TEXTURE * TEXTURE];
    double roughness = .35 + .45 * random.nextDouble();
    double together = random.nextDouble();
    double amplitude = 90 + 90 * random.nextDouble();
    for (int nodes = 4; nodes <= TEXTURE / 2; nodes *= 2) {
      double[][] lattice = new double[3][(nodes + 1) * (nodes + 1)];
      for (int i = 0; i < lattice[0].length; i++) {
        double shared = random.nextDouble() - .5;
        for (double[] channel : lattice) {
          channel[i] = together * shared + (1 - together) * (random.nextDouble() - .5);
        }
      }
      for (int y = 0; y < TEXTURE; y++) {
        for (int x = 0; x < TEXTURE; x++) {
          double u = (double) x * nodes / TEXTURE;
          double w = (double) y * nodes / TEXTURE;
          int row = (int) w;
          int at = row * (nodes + 1) + (int) u;
          double right = u - (int) u;
          double down = w - (int) w;
          for (int c = 0; c < 3; c++) {
            double upper = lattice[c][at] * (1 - right) + lattice[c][at + 1] * right;
            double lower =
                lattice[c][at + nodes + 1] * (1 - right) + lattice[c][at + nodes + 2] * right;
            sums[c][y * TEXTURE + x] += amplitude * (upper * (1 - down) + lower * down);
          }
        }
      }
      amplitude *= roughness;
    }
    Color middle = colour(random);
    int[] base = {middle.getRed(), middle.getGreen(), middle.getBlue()};
    for (int i = 0; i < TEXTURE * TEXTURE; i++) {
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | (int) Math.clamp(base[c] + sums[c][i], 0, 255);
      }
      picture.setRGB(i % TEXTURE, i / TEXTURE, rgb);
    }
  }

  /// Stripes, checks or dots.
  private static void pattern(BufferedImage picture, RandomGenerator random) {
    int size = 2 + random.nextInt(24);
    int kind = random.nextInt(3);
    int first = colour(random).getRGB();
    int second = colour(random).getRGB();
    for (int y = 0; y < TEXTURE; y++) {
      for (int x = 0; x < TEXTURE; x++) {
        boolean on =
            switch (kind) {
              case 0 -> x / size % 2 == 0;
              case 1 -> (x / size + y / size) % 2 == 0;
              default -> Math.hypot(x % size - size / 2.0, y % size - size / 2.0) < size / 3.0;
            };
        picture.setRGB(x, y, on ? first : second);
      }
    }
  }

  private static void shapes(BufferedImage picture, RandomGenerator random) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int count = 4 + random.nextInt(40);
    for (int i = 0; i < count; i++) {
      graphics.setColor(colour(random));
      var place = new AffineTransform();
      place.translate(random.nextInt(TEXTURE), random.nextInt(TEXTURE));
      place.rotate(2 * Math.PI * random.nextDouble());
      double scale = .04 + .3 * random.nextDouble();
      place.scale(scale, scale);
      place.translate(-TEXTURE / 2.0, -TEXTURE / 2.0);
      graphics.fill(place.createTransformedShape(outline(random)));
    }
    graphics.dispose();
  }
}
