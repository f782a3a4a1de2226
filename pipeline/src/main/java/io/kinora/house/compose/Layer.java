package io.kinora.house.compose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A painted thing of a shot: its pictures over one cycle of its own motion, and where it is when.
///
/// @param name of the thing
/// @param phases its pictures, evenly over one cycle; a single one if it does not move by itself
/// @param mixed whether what lies between two pictures is a mixture of them; else it is the nearest
/// @param cycle where in its cycle it is when
/// @param nearness 0 infinitely far, 1 the subjects' plane, above 1 the foreground
/// @param repeat what lies beside its box
/// @param path where it is at a time
/// @param plane the ground that its picture covers; null if it stands upright
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

  /// The same along another path.
  public Layer along(Path another) {
    return new Layer(name, phases, mixed, cycle, nearness, repeat, another, plane);
  }

  /// What lies beside the box of a layer.
  public enum Repeat {
    /// nothing
    ONCE,
    /// itself, every [#PERIOD] units of x
    PERIODIC,
    /// itself, mirrored left and right; its lowest row below
    MIRRORED,
    /// itself, mirrored left and right, and again above and below
    TILED
  }

  /// A level ground as the viewer sees it, which a picture covers again and again. Lengths are half
  /// frame heights at the line on which subjects stand.
  ///
  /// @param horizon where it would end if nothing stood before it, down from the middle
  /// @param top where it ends
  /// @param tile how long a tile is
  /// @param halfWidth of a strip, whose picture is as wide as it is; 0 if tiles lie beside one
  ///     another
  /// @param middle of the strip
  public record Plane(double horizon, double top, double tile, double halfWidth, double middle) {
    /// The line on which subjects stand.
    public static final double STAND = .79;
  }

  /// Units of x after which a periodic thing comes again.
  static final double PERIOD = 6;

  public Layer {
    phases = List.copyOf(phases);
  }

  /// Where a layer's box is. Units: half frame heights, y down, 0 in the middle of the frame.
  ///
  /// @param turn radians, clockwise
  /// @param mirrored whether left and right are exchanged
  /// @param warp how the box is bent about its foot
  public record Pose(
      double x, double y, double halfHeight, double turn, boolean mirrored, Warp warp) {
    /// A box that is not bent.
    public Pose(double x, double y, double halfHeight, double turn, boolean mirrored) {
      this(x, y, halfHeight, turn, mirrored, Warp.NONE);
    }
  }

  /// An affine bend of a box that leaves the middle of its foot in place.
  ///
  /// @param foot where the foot is, in half heights below the middle
  /// @param lean how far to the right the top is, over its height above the foot
  /// @param stretch times the height
  /// @param widen times the width
  public record Warp(double foot, double lean, double stretch, double widen) {
    /// No bend.
    public static final Warp NONE = new Warp(0, 0, 1, 1);
  }

  /// How many cycles a thing has gone through at a time, in seconds.
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
  /// @param share how far from `first` to `second`, in 256ths
  record Moment(Texture first, Texture second, int share) {}

  /// The number of the picture that is nearest.
  ///
  /// @param cycles that are done
  /// @param phases how many pictures a cycle has
  public static int nearest(double cycles, int phases) {
    return (int) Math.round((cycles - Math.floor(cycles)) * phases) % phases;
  }

  /// The pictures around a time.
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
