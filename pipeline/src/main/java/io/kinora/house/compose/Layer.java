package io.kinora.house.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A painted thing of a shot: its pictures over one cycle of its own motion, and its pose over
/// time.
///
/// @param name of the thing
/// @param phases its pictures, evenly over one cycle; a single one if it has no own motion
/// @param mixed whether times between two pictures show a mixture of them; otherwise they show the
///     nearest
/// @param cycle its phase over time
/// @param nearness 0 infinitely far, 1 the subjects' plane, above 1 the foreground
/// @param repeat what is drawn beside its box
/// @param path its pose over time
/// @param plane the ground plane that its picture covers; null if it stands upright
public record Layer(
    String name,
    List<Texture> phases,
    boolean mixed,
    Cycle cycle,
    double nearness,
    Repeat repeat,
    Path path,
    @Nullable Plane plane)
    implements Visual {
  /// A layer that stands upright.
  public Layer(
      String name,
      List<Texture> phases,
      boolean mixed,
      Cycle cycle,
      double nearness,
      Repeat repeat,
      Path path) {
    this(name, phases, mixed, cycle, nearness, repeat, path, null);
  }

  /// The same layer along another path.
  public Layer along(Path another) {
    return new Layer(name, phases, mixed, cycle, nearness, repeat, another, plane);
  }

  /// What is drawn beside the box of a layer.
  public enum Repeat {
    /// nothing
    ONCE,
    /// itself, every [#PERIOD] units of x
    PERIODIC,
    /// itself, mirrored left and right; its lowest row below
    MIRRORED,
    /// itself, mirrored left and right, and repeated above and below
    TILED
  }

  /// A level ground in perspective, tiled with a picture. Lengths are in half frame heights at the
  /// line on which subjects stand.
  ///
  /// @param horizon the height of its horizon, down from the middle of the frame
  /// @param top its upper edge
  /// @param tile the length of a tile
  /// @param halfWidth half the width of a strip that one tile covers; 0 if tiles are also repeated
  ///     horizontally
  /// @param middle the centre of the strip
  public record Plane(double horizon, double top, double tile, double halfWidth, double middle) {
    /// The line on which subjects stand.
    public static final double STAND = .79;
  }

  /// The period of a periodic thing in units of x.
  static final double PERIOD = 6;

  public Layer {
    phases = List.copyOf(phases);
  }

  /// The pose of a layer's box. Units: half frame heights, y down, 0 in the middle of the frame.
  ///
  /// @param turn rotation in radians, clockwise
  /// @param mirrored whether it is mirrored horizontally
  /// @param warp the affine deformation of the box about its foot
  public record Pose(
      double x, double y, double halfHeight, double turn, boolean mirrored, Warp warp) {
    /// A box without deformation.
    public Pose(double x, double y, double halfHeight, double turn, boolean mirrored) {
      this(x, y, halfHeight, turn, mirrored, Warp.NONE);
    }

    /// The same box at another position.
    ///
    /// @param right the shift to the right
    /// @param down the shift down
    public Pose moved(double right, double down) {
      return new Pose(x + right, y + down, halfHeight, turn, mirrored, warp);
    }

    /// The same box turned about its centre.
    ///
    /// @param angle in radians, clockwise
    public Pose turned(double angle) {
      return new Pose(x, y, halfHeight, turn + angle, mirrored, warp);
    }

    /// The same box, mirrored if `flips`.
    public Pose flipped(boolean flips) {
      return new Pose(x, y, halfHeight, turn, mirrored != flips, warp);
    }
  }

  /// An affine deformation of a box that fixes the centre of its foot.
  ///
  /// @param foot the position of the foot, in half heights below the centre
  /// @param lean the shear: shift to the right relative to the height above the foot
  /// @param stretch factor of the height
  /// @param widen factor of the width
  public record Warp(double foot, double lean, double stretch, double widen) {
    /// No deformation.
    public static final Warp NONE = new Warp(0, 0, 1, 1);
  }

  /// The number of cycles of a thing's motion up to a time in seconds.
  @FunctionalInterface
  public interface Cycle {
    double at(double seconds);
  }

  /// A layer's pose over time.
  @FunctionalInterface
  public interface Path {
    Pose at(double seconds);
  }

  /// Two neighbouring pictures of the cycle.
  ///
  /// @param share the weight of `second`, in 256ths
  record Moment(Texture first, Texture second, int share) {}

  /// The index of the nearest picture.
  ///
  /// @param cycles the elapsed number of cycles
  /// @param phases the number of pictures of a cycle
  public static int nearest(double cycles, int phases) {
    return (int) Math.round((cycles - Math.floor(cycles)) * phases) % phases;
  }

  /// The two pictures around a time.
  Moment moment(double seconds) {
    double cycles = cycle.at(seconds);
    if (!mixed) {
      Texture nearest = phases.get(nearest(cycles, phases.size()));
      return new Moment(nearest, nearest, 0);
    }
    double at = (cycles - Math.floor(cycles)) * phases.size();
    int first = (int) at % phases.size();
    int share = phases.size() == 1 ? 0 : (int) Math.round((at - Math.floor(at)) * 256);
    return new Moment(phases.get(first), phases.get((first + 1) % phases.size()), share);
  }
}
