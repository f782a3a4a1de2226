package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.noun.Deed;

/// The path of one of several things that repeatedly come out of another or to it, one after the
/// other: sparks are thrown up, smoke rises, petals fall.
final class Stream implements Layer.Path {
  /// The number of things in the picture at once.
  static final int SHOWN = 5;

  /// The height of one, relative to that of its source.
  static final double SHARE = .2;

  /// The golden ratio, whose multiples are evenly distributed modulo 1.
  private static final double SPREAD = .618034;

  private final Layer.Path from;
  private final Deed.Prop bond;
  /// The height of a mouth or a trunk below the top, relative to that of its owner.
  private static final double MOUTH = .42;

  private final PicturePainter.Extent extent;
  private final boolean looksRight;
  private final double halfHeight;
  private final double strength;

  /// @param from the path of its source or target
  /// @param bond the kind of stream; its x is the phase offset in the cycle
  /// @param extent the shares of its box that the other fills
  /// @param looksRight whether the other looks to the right unless it is mirrored
  /// @param halfHeight half the height of its own box, in half frame heights
  /// @param strength of the motion; 1 is normal
  Stream(
      Layer.Path from,
      Deed.Prop bond,
      PicturePainter.Extent extent,
      boolean looksRight,
      double halfHeight,
      double strength) {
    this.from = from;
    this.bond = bond;
    this.extent = extent;
    this.looksRight = looksRight;
    this.halfHeight = halfHeight;
    this.strength = Math.min(1.6, strength);
  }

  /// The prop of one of the things.
  static Deed.Prop share(Deed.Prop prop, int number) {
    return new Deed.Prop(
        prop.noun(), prop.place(), prop.scale(), (double) number / SHOWN, prop.y());
  }

  @Override
  public Layer.Pose at(double seconds) {
    Layer.Pose source = from.at(seconds);
    double cycles = seconds * strength / period() + bond.x();
    double done = cycles - Math.floor(cycles);
    // each has a different path, which changes from cycle to cycle
    double chance = fraction(SPREAD * (Math.floor(cycles) * SHOWN - bond.x() * SHOWN + 40));
    double side = 2 * chance - 1;
    double height = extent.height();
    double top = source.y() + (ActorPath.FOOT - 2 * height) * source.halfHeight() + bond.y();
    double size = halfHeight * Math.min(1, Math.min(done, 1 - done) * 5);
    double x = source.x();
    return switch (bond.place()) {
      case SPURTING ->
          pose(x + .75 * side * done, top + .1 - 2.2 * done + 2.4 * done * done, size, side, done);
      case SPRAYED -> {
        double ahead = source.mirrored() == looksRight ? -1 : 1;
        double mouth = top + 2 * height * MOUTH * source.halfHeight();
        double front = extent.width() * source.halfHeight();
        double far = .5 + .3 * chance;
        yield pose(
            x + ahead * (front + far * done),
            mouth - .7 * done + 1.1 * done * done,
            size,
            ahead * chance,
            done);
      }
      case RISING -> {
        double sway = .06 * Math.sin(2 * Math.PI * (done + chance));
        yield pose(x + .16 * side * done + sway, top + .12 - done, size * (.6 + .7 * done), 0, 0);
      }
      case EXHAUST -> {
        double foot = source.y() + .8 * source.halfHeight();
        yield pose(x + .55 * side * done, foot + .3 * done, size * (.6 + 1.5 * done), 0, 0);
      }
      case TRAILING -> {
        double behind = source.mirrored() == looksRight ? 1 : -1;
        double back = .8 * extent.width() * source.halfHeight();
        double grown = size * (.5 + 1.3 * done);
        double foot = source.y() + ActorPath.FOOT * source.halfHeight();
        yield pose(x + behind * (back + .45 * done), foot - grown - .12 * done, grown, 0, 0);
      }
      case SHED -> {
        double tall = 2 * height * source.halfHeight();
        double sway = .05 * Math.sin(2 * Math.PI * (2 * done + chance));
        yield pose(
            x + .55 * tall * side * (1 + done) + sway,
            top + tall * (.15 + .85 * done),
            size,
            side,
            done);
      }
      default -> pose(x + .5 * side * (1 - done), top - 1.6 * (1 - done) + .1, size, side, done);
    };
  }

  private double period() {
    return switch (bond.place()) {
      case SPURTING -> 1.7;
      case SPRAYED -> .9;
      case TRAILING -> 1.2;
      case RISING -> 3.2;
      default -> 2.4;
    };
  }

  private static Layer.Pose pose(double x, double y, double half, double side, double turns) {
    return new Layer.Pose(x, y, Math.max(1e-3, half), 2 * side * turns, false);
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }
}
