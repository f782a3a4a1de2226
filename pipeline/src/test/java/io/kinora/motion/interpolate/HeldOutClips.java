package io.kinora.motion.interpolate;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REFLECT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.motion.flow.FramePyramid;
import io.kinora.motion.flow.Grey;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Clips that the training world has not rendered: FFmpeg's sources as they are, and windows that
/// move over still pictures of them (or over photographs), with things that fly before. 48 frames
/// per second.
final class HeldOutClips {
  private static final FrameSize STILL = new FrameSize(1280, 720);

  private final FrameSize size;
  private final int count;
  private final List<HeldOut> clips = new ArrayList<>();

  /// One clip, made when it is asked for.
  record HeldOut(String name, IntFunction<Frame> frame) {
    List<Frame> frames(int count) {
      var frames = new ArrayList<Frame>();
      for (int i = 0; i < count; i++) {
        frames.add(frame.apply(i));
      }
      return frames;
    }
  }

  /// Where a window lies on a still: its middle and how many pixels of the still are one of the
  /// window, and its turn in radians.
  private record Window(double x, double y, double pixels, double angle) {
    static Window at(double x, double y) {
      return new Window(x, y, 1.3, 0);
    }
  }

  private interface Way {
    Window at(int frame);
  }

  HeldOutClips(FrameSize size, int count) {
    this.size = size;
    this.count = count;
  }

  /// All clips.
  ///
  /// @param photographs a folder of pictures to move over; empty is none
  List<HeldOut> all(String photographs) throws IOException {
    String here = size.toString();
    String half = new FrameSize(size.width() / 2, size.height() / 2).toString();
    String scaled = ",scale=" + here.replace('x', ':') + ":flags=neighbor";
    source("mandelbrot", "mandelbrot=size=" + here + ":rate=48");
    source("testsrc2", "testsrc2=size=" + here + ":rate=48");
    source("life", "life=size=" + half + ":rate=48:seed=7:ratio=.3:mold=10" + scaled);
    source("cellauto", "cellauto=size=" + half + ":rate=48:seed=7:rule=110" + scaled);
    String ends =
        ":x0=90:y0=60:x1=500:y1=300:c0=0x203040:c1=0xe0b050:nb_colors=2"; // else by chance
    source("gradients", "gradients=size=" + here + ":rate=48:speed=.05" + ends);
    Frame rocks = fractal(.3);
    Frame lace = fractal(.02);
    Frame clouds = still("perlin=size=1280x720:octaves=6:persistence=.7:xscale=3:yscale=3");
    moved("slow pan", rocks, i -> Window.at(520 + 1.7 * i, 330 + .6 * i));
    moved("fast pan", lace, i -> Window.at(430 + 11.3 * i, 360));
    moved("zoom in", lace, i -> new Window(640, 360, 1.8 * Math.exp(-.013 * i), 0));
    moved("rotation", rocks, i -> new Window(640, 360, 1.2, .02 * i));
    moved("shake", rocks, i -> Window.at(640 + 9 * Math.sin(.9 * i), 360 + 7 * Math.cos(.7 * i)));
    moved("clouds pan", clouds, i -> Window.at(470 + 5.4 * i, 320 + 3.1 * i));
    Frame card = cut(still("testsrc2=size=1280x720:rate=48"), 180, 140);
    Frame bars = cut(still("smptehdbars=size=1280x720:rate=48"), 90, 200);
    clips.add(
        new HeldOut(
            "thing before clouds",
            i -> {
              Frame frame = window(clouds, Window.at(800 - 4.2 * i, 330));
              return pasted(frame, card, -60 + 9 * i, 100 + 60 * Math.sin(i / 7.0));
            }));
    clips.add(
        new HeldOut(
            "two things",
            i -> {
              Frame frame = window(rocks, Window.at(560 + 3 * i, 340));
              Frame one = pasted(frame, bars, 480 - 7 * i, 60);
              return pasted(one, card, 40 + 5 * i, 190 - 3 * i);
            }));
    clips.add(
        new HeldOut(
            "fast thing",
            i -> pasted(window(lace, Window.at(640, 360)), card, 20 + 19 * i, 150 - 4 * i)));
    File[] files = photographs.isEmpty() ? null : new File(photographs).listFiles();
    for (File file : files == null ? new File[0] : files) {
      Frame photograph = read(file);
      moved("pan " + file.getName(), photograph, i -> new Window(520 + 4 * i, 330 + 2 * i, 1.2, 0));
      moved("zoom " + file.getName(), photograph, i -> new Window(640, 360, 1.7 - .012 * i, 0));
    }
    return clips;
  }

  private void source(String name, String graph) {
    var frames = new ArrayList<Frame>();
    clips.add(
        new HeldOut(
            name,
            i -> {
              if (frames.isEmpty()) {
                frames.addAll(grabbed(graph, size, count));
              }
              return frames.get(i);
            }));
  }

  private void moved(String name, Frame still, Way way) {
    clips.add(new HeldOut(name, i -> window(still, way.at(i))));
  }

  private static Frame fractal(double scale) {
    return still("mandelbrot=size=1280x720:rate=48:start_scale=" + scale + ":end_scale=" + scale);
  }

  private static Frame still(String graph) {
    return grabbed(graph, STILL, 1).getFirst();
  }

  private static List<Frame> grabbed(String graph, FrameSize size, int count) {
    var frames = new ArrayList<Frame>();
    try (var grabber = new FFmpegFrameGrabber(graph)) {
      grabber.setFormat("lavfi");
      grabber.start();
      while (frames.size() < count) {
        frames.add(frame(grabber.grabImage(), size));
      }
    } catch (FrameGrabber.Exception e) {
      throw new AssertionError(graph, e);
    }
    return frames;
  }

  /// Of JavaCV's BGR.
  static Frame frame(org.bytedeco.javacv.Frame picture, FrameSize size) {
    var frame = new Frame(size);
    var bytes = (ByteBuffer) picture.image[0];
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        int at = y * picture.imageStride + 3 * x;
        frame.argb()[y * size.width() + x] =
            0xff000000
                | (bytes.get(at + 2) & 255) << 16
                | (bytes.get(at + 1) & 255) << 8
                | (bytes.get(at) & 255);
      }
    }
    return frame;
  }

  private static Frame read(File file) throws IOException {
    BufferedImage image = ImageIO.read(file);
    var canvas = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    var graphics = canvas.createGraphics();
    double scale = Math.max(1280.0 / image.getWidth(), 720.0 / image.getHeight());
    var scaled =
        image.getScaledInstance(
            (int) Math.ceil(scale * image.getWidth()), -1, java.awt.Image.SCALE_AREA_AVERAGING);
    graphics.drawImage(scaled, 0, 0, null);
    graphics.dispose();
    var frame = new Frame(STILL);
    canvas.getRGB(0, 0, 1280, 720, frame.argb(), 0, 1280);
    return frame;
  }

  /// The window's picture, from four samples a pixel so that fine texture does not flicker.
  private Frame window(Frame still, Window window) {
    var frame = new Frame(size);
    double pixels = window.pixels * 640 / size.width() / 2;
    double a = pixels * Math.cos(window.angle);
    double b = pixels * Math.sin(window.angle);
    try (var _ = new PointerScope()) {
      Mat map = new Mat(2, 3, CV_32F);
      java.nio.FloatBuffer values = map.createBuffer();
      double middleX = size.width() - .5;
      double middleY = size.height() - .5;
      values.put((float) a).put((float) -b).put((float) (window.x - a * middleX + b * middleY));
      values.put((float) b).put((float) a).put((float) (window.y - b * middleX - a * middleY));
      Mat large = new Mat();
      warpAffine(
          Grey.colour(still),
          large,
          map,
          new Size(2 * size.width(), 2 * size.height()),
          INTER_CUBIC | WARP_INVERSE_MAP,
          BORDER_REFLECT,
          new Scalar());
      Mat small = new Mat();
      resize(large, small, new Size(size.width(), size.height()), 0, 0, INTER_AREA);
      FramePyramid.pixels(small, frame);
    }
    return frame;
  }

  private static Frame cut(Frame still, int width, int height) {
    var piece = new Frame(new FrameSize(width, height));
    for (int y = 0; y < height; y++) {
      System.arraycopy(still.argb(), (y + 220) * 1280 + 400, piece.argb(), y * width, width);
    }
    return piece;
  }

  /// `thing` laid on `frame` at a place between pixels, its edges mixed accordingly.
  private static Frame pasted(Frame frame, Frame thing, double left, double top) {
    for (int y = (int) Math.floor(top); y <= top + thing.height(); y++) {
      for (int x = (int) Math.floor(left); x <= left + thing.width(); x++) {
        if (x >= 0 && y >= 0 && x < frame.width() && y < frame.height()) {
          int at = y * frame.width() + x;
          frame.argb()[at] = over(frame.argb()[at], thing, x - left, y - top);
        }
      }
    }
    return frame;
  }

  private static int over(int below, Frame thing, double u, double v) {
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    double red = 0;
    double green = 0;
    double blue = 0;
    for (int k = 0; k < 4; k++) {
      int x = column + (k & 1);
      int y = row + (k >> 1);
      double weight = Math.abs(1 - (k & 1) - (u - column)) * Math.abs(1 - (k >> 1) - (v - row));
      boolean inside = x >= 0 && y >= 0 && x < thing.width() && y < thing.height();
      int argb = inside ? thing.argb()[y * thing.width() + x] : below;
      red += weight * (argb >> 16 & 255);
      green += weight * (argb >> 8 & 255);
      blue += weight * (argb & 255);
    }
    return 0xff000000
        | (int) Math.round(red) << 16
        | (int) Math.round(green) << 8
        | (int) Math.round(blue);
  }
}
