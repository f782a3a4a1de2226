package io.kinora.house.compose;

import io.kinora.clip.Frame;
import io.kinora.shot.Camera;
import java.util.stream.IntStream;

/// The camera over time, as the map from the scene's reference plane to the screen. Both are
/// measured in half frame heights from the centre of the frame, y down.
///
/// Truck, rise, zoom and roll are one motion with constant rates: with μ = log-zoom rate − i · roll
/// rate and τ the screen's velocity, a point Z goes to e^{μt} Z + τ (e^{μt} − 1) / μ. So at every
/// time the content moves at exactly the requested rates about the centre of the frame. Pan and
/// tilt rotate the camera inside the scene on a sphere: they are a part of τ that is the same for
/// all planes, and a [Lens] projects the picture.
public final class View {
  /// The limit of the scale, at which a camera stops zooming.
  private static final double MAX_LOG_SCALE = Math.log(64);

  private static final double LOG_ZOOM = Math.log(1.25);
  private static final double ROLL = Math.toRadians(18);
  private static final double TRUCK = .25;
  private static final double TURN = Math.toRadians(9);

  private final Camera camera;
  private final double aspect;
  private final double parallax;
  private final boolean flat;

  public View(Camera camera, double aspect, double parallax) {
    this(camera, aspect, parallax, false);
  }

  private View(Camera camera, double aspect, double parallax, boolean flat) {
    this.camera = camera;
    this.aspect = aspect;
    this.parallax = parallax;
    this.flat = flat;
  }

  /// A view whose camera rotates without lens projection: at time 0 the picture is unchanged.
  public static View flat(Camera camera, double aspect, double parallax) {
    return new View(camera, aspect, parallax, true);
  }

  /// A similarity: (x, y) → (cos · x − sin · y + dx, sin · x + cos · y + dy).
  record Similarity(double cos, double sin, double dx, double dy) {}

  /// The camera's centre of view and scale on the subjects' plane.
  ///
  /// @param x the centre of the picture, in half frame heights
  /// @param y the same, down
  /// @param scale the magnification relative to the start
  public record Sight(double x, double y, double scale) {}

  /// The camera's centre of view and scale on the subjects' plane at a time.
  public Sight sight(double seconds) {
    Similarity map = at(seconds, 1);
    double square = map.cos * map.cos + map.sin * map.sin;
    return new Sight(
        -(map.cos * map.dx + map.sin * map.dy) / square,
        -(map.cos * map.dy - map.sin * map.dx) / square,
        Math.sqrt(square));
  }

  /// The map of a plane at a time.
  ///
  /// @param nearness of the plane: with parallax P it moves (1 − P) + P · nearness times as far as
  ///     the reference plane when the camera trucks or rises
  Similarity at(double seconds, double nearness) {
    double zoomRate = LOG_ZOOM * camera.zoom() / Camera.MAX;
    double t = seconds;
    double log = Math.clamp(zoomRate * t, -MAX_LOG_SCALE, MAX_LOG_SCALE);
    double angle = -ROLL * camera.roll() / Camera.MAX * t;
    double scale = Math.exp(log);
    double cos = scale * Math.cos(angle);
    double sin = scale * Math.sin(angle);
    double near = (1 - parallax) + parallax * nearness;
    double tauX = -camera.horizontal() / Camera.MAX * TRUCK * 2 * aspect * near + turnX();
    double tauY = camera.vertical() / Camera.MAX * TRUCK * 2 * near + turnY();
    // ∫ e^{μs} ds from 0 to t, where μt = log + i · angle
    double integralX = t;
    double integralY = 0;
    double muT = log * log + angle * angle;
    if (muT > 1e-12) {
      integralX = t * ((cos - 1) * log + sin * angle) / muT;
      integralY = t * (sin * log - (cos - 1) * angle) / muT;
    }
    return new Similarity(
        cos, sin, tauX * integralX - tauY * integralY, tauX * integralY + tauY * integralX);
  }

  /// Applies the map of the subjects' plane at a time to a finished frame, in place. The frame is
  /// mirrored beyond its edges.
  public void apply(Frame frame, double seconds) {
    Similarity map = at(seconds, 1);
    if (map.cos == 1 && map.sin == 0 && map.dx == 0 && map.dy == 0) {
      return;
    }
    int width = frame.width(), height = frame.height();
    int[] from = frame.argb().clone();
    double unit = height / 2.0;
    double square = map.cos * map.cos + map.sin * map.sin;
    IntStream.range(0, height)
        .parallel()
        .forEach(
            row -> {
              for (int column = 0; column < width; column++) {
                double x = (column + .5 - width / 2.0) / unit - map.dx;
                double y = (row + .5) / unit - 1 - map.dy;
                double u = (map.cos * x + map.sin * y) / square * unit + width / 2.0 - .5;
                double v = ((map.cos * y - map.sin * x) / square + 1) * unit - .5;
                frame.argb()[row * width + column] = mirrored(from, width, height, u, v);
              }
            });
  }

  private static int mirrored(int[] from, int width, int height, double u, double v) {
    int x = (int) Math.floor(u);
    int y = (int) Math.floor(v);
    double[] weights = {
      (1 - u + x) * (1 - v + y), (u - x) * (1 - v + y), (1 - u + x) * (v - y), (u - x) * (v - y)
    };
    double red = 0, green = 0, blue = 0;
    for (int k = 0; k < 4; k++) {
      int argb = from[folded(y + (k >> 1), height) * width + folded(x + (k & 1), width)];
      red += weights[k] * (argb >> 16 & 255);
      green += weights[k] * (argb >> 8 & 255);
      blue += weights[k] * (argb & 255);
    }
    return 0xff000000 | (int) (red + .5) << 16 | (int) (green + .5) << 8 | (int) (blue + .5);
  }

  private static int folded(int at, int size) {
    int folded = Math.floorMod(at, 2 * size);
    return folded < size ? folded : 2 * size - 1 - folded;
  }

  /// The velocity of the content to the right as the camera yaws, at the centre of the frame.
  double turnX() {
    return -Lens.focal(aspect) * TURN * camera.pan() / Camera.MAX;
  }

  /// The velocity of the content downwards as the camera pitches, at the centre of the frame.
  double turnY() {
    return Lens.focal(aspect) * TURN * camera.tilt() / Camera.MAX;
  }

  /// Whether the camera rotates in place, so that a [Lens] projects the picture.
  boolean bends() {
    return !flat && (camera.pan() != 0 || camera.tilt() != 0);
  }
}
