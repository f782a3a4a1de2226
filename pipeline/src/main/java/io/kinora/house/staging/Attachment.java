package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.noun.Deed;
import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import java.util.Set;

/// The path of a subject that is attached to another one: it rides on it, or is held, eaten, worn
/// or used by it.
final class Attachment implements Layer.Path {
  private static final Set<String> HATS =
      Set.of(
          "billed-cap",
          "womans-hat",
          "top-hat",
          "crown",
          "graduation-cap",
          "military-helmet",
          "rescue-workers-helmet",
          "straw-hat",
          "cowboy-hat",
          "helmet",
          "party-hat",
          "santa-hat",
          "chef-hat");

  static final Set<String> GLASSES = Set.of("glasses", "sunglasses", "goggles", "diving-mask");

  private static final Set<String> UMBRELLAS =
      Set.of("umbrella", "umbrella-with-rain-drops", "umbrella-on-ground", "balloon", "kite");

  /// Whether somebody holds it up: an umbrella, a balloon.
  static boolean isRaised(String key) {
    return UMBRELLAS.contains(key);
  }

  /// Aircraft, which carry things below them.
  private static final Set<String> CARRIERS =
      Set.of("ufo", "helicopter", "drone", "hot-air-balloon");

  private static final Set<String> GROUPS = Set.of("family", "couple", "friends", "crowd");

  /// Vehicles on which a rider sits astride.
  private static final Set<String> SADDLES =
      Set.of("bicycle", "motorcycle", "motor-scooter", "kick-scooter", "sled", "kayak", "sailboat");

  /// Boards and similar things, on which a rider stands.
  private static final Set<String> BOARDS =
      Set.of("skateboard", "surfboard", "snowboard", "sled", "skis", "roller-skate", "treadmill");

  /// The suffix of pictures of pouring vessels, and the offset of the stream to the left of their
  /// centre.
  private static final String POURED = "-pour-into";

  private static final double STREAM = .36;

  /// The oscillation of a used tool: amplitude in radians, and frequency per second.
  private static final double SWING = .09, SWINGS = 1.1;

  /// The width from which on a thing is large, relative to that of the figure.
  private static final double LARGE = .55;

  /// Half the width from which on an animal holds food by its end.
  private static final double BITE = .33;

  /// The height of an animal's back, as a share of its height from above.
  private static final double LOADED = .12;

  private final Layer.Path carrier;
  private final double halfHeight;
  private final double right;
  private final double down;
  private final double swing;

  /// Whether the unmirrored carrier looks to the right, as subjects that the networks know do; and
  /// whether the attached subject is mirrored if the carrier looks to the left.
  private final boolean looksRight;

  private final boolean mirrored;

  private Attachment(
      Layer.Path carrier,
      double halfHeight,
      double right,
      double down,
      double swing,
      boolean looksRight,
      boolean mirrored) {
    this.carrier = carrier;
    this.halfHeight = halfHeight;
    this.right = right;
    this.down = down;
    this.swing = swing;
    this.looksRight = looksRight;
    this.mirrored = mirrored;
  }

  /// Whether an actor is drawn behind its carrier: in a car, or sitting on something that hides its
  /// foot.
  static boolean isBehind(Actor actor, Actor carrier) {
    Deed.Prop bond = actor.bond();
    if (bond == null) {
      return false;
    }
    return switch (bond.place()) {
      case MOUNT ->
          !BOARDS.contains(carrier.key())
              && !(sits(actor)
                  && (kind(carrier).equals("animal") || SADDLES.contains(carrier.key())))
              && hidesItsFoot(carrier);
      case IN ->
          !Heights.CLEAR.contains(carrier.key())
              && !isTree(carrier)
              && !carrier.key().equals("sailboat") // whose sail would hide it
              && !kind(carrier).equals("building");
      case UNDER, ABOVE, BENEATH, SPURTING, RISING, FALLING, EXHAUST, TRAILING -> true;
      default -> false;
    };
  }

  /// Whether the carrier is a tree, whose contents are drawn visibly in front of its crown.
  private static boolean isTree(Actor carrier) {
    return carrier.key().equals("tree") || carrier.key().endsWith("-tree");
  }

  /// Whether it is a thing on the ground in front of its user.
  static boolean isGround(Actor actor) {
    Deed.Prop bond = actor.bond();
    return bond != null && bond.place() == Deed.Place.USED && bond.y() == 0;
  }

  /// Whether it rises in the air, so that its holder must not be behind it.
  static boolean light(Actor actor) {
    return Set.of("balloon", "kite").contains(actor.key());
  }

  private static boolean sits(Actor actor) {
    return actor.key().endsWith("-sitting");
  }

  /// Whether somebody sits whose picture stands.
  static boolean unseated(Actor actor, Deed deed) {
    return deed.pose().equals("sitting") && !sits(actor);
  }

  /// A drink of an animal stands before it: at its mouth it would hide its face.
  static Deed.Prop lowered(Deed.Prop prop) {
    boolean drink = Set.of("hot-beverage", "beer-mug").contains(prop.noun());
    return drink ? new Deed.Prop(prop.noun(), Deed.Place.USED, .75, 0, 0) : prop;
  }

  /// A long tool of somebody whose arms are short, so that it does not hide the face.
  static Deed.Prop shortened(Deed.Prop prop) {
    return prop.place() == Deed.Place.HAND && prop.scale() > 1
        ? new Deed.Prop(prop.noun(), prop.place(), .8, prop.x(), .1)
        : prop;
  }

  /// The height of the foot of a subject in another, relative to the height of that one's box.
  private static double depth(Actor carrier) {
    return switch (carrier.key()) {
      case "car" -> .06;
      case "boat" -> .3;
      case "sailboat" -> .24;
      default -> Heights.VESSELS.contains(carrier.key()) ? .4 : .62;
    };
  }

  private static boolean hidesItsFoot(Actor carrier) {
    String kind = kind(carrier);
    return kind.equals("animal") || kind.equals("vehicle");
  }

  private static String kind(Actor actor) {
    Noun thing = actor.thing();
    if (thing != null) {
      return thing.category();
    }
    return switch (actor.noun()) {
      case "sailboat", "car", "train", "truck", "bus", "plane", "rocket", "submarine" -> "vehicle";
      case "tree", "flower", "candle", "star", "kite", "balloon", "robot", "girl", "boy" -> "thing";
      default -> "animal";
    };
  }

  /// Attaches one subject to another.
  ///
  /// @param own the extent of the attached subject
  /// @param its the extent of the carrier
  /// @param ratio the half height of the attached subject relative to that of the carrier
  /// @param strength of the motion of a used tool; 1 is normal
  static Attachment of(
      Actor actor,
      Actor carrier,
      PicturePainter.Extent own,
      PicturePainter.Extent its,
      Layer.Path path,
      double halfHeight,
      double ratio,
      double strength) {
    Deed.Prop bond = java.util.Objects.requireNonNull(actor.bond());
    double foot = ActorPath.FOOT;
    double top = foot - 2 * its.height();
    Anchors anchors = Anchors.of(carrier);
    String key = actor.key();
    Deed.Place place = placed(bond.place(), carrier);
    boolean raises = anchors.posed(); // an animal's face is not behind its food
    double middle = ratio * (foot - own.height()); // of the attached subject, below that of its box
    double ground = foot - foot * ratio;
    double x =
        switch (place) {
          case HAND ->
              UMBRELLAS.contains(key)
                  ? across(its, anchors.handX()) + .12
                  : across(its, anchors.handX()) - aside(anchors, ratio * own.width(), its);
          case MOUTH -> across(its, anchors.faceX()) - ahead(raises, ratio * own.width()) - .03;
          case FACE -> across(its, anchors.faceX());
          case WORN -> isLoad(actor, anchors) ? 0 : across(its, anchors.faceX());
          case CHEST, WAIST -> across(its, anchors.chestX());
          case USED -> -its.width() - (anchors.unposed() ? .85 : .55) * ratio * own.width();
          case FACING -> -its.width() - .95 * ratio * own.width();
          case UNDER -> .35 * its.width();
          case MOUNT -> sits(actor) ? .02 : 0;
          case IN, ON -> key.endsWith(POURED) ? STREAM * ratio : 0;
          default -> 0;
        };
    double y =
        switch (place) {
          case HAND ->
              UMBRELLAS.contains(key)
                  ? along(top, its, anchors.handY()) - foot * ratio
                  : along(top, its, anchors.handY()) - middle;
          case MOUTH -> along(top, its, anchors.faceY() + (anchors.known() ? .12 : .06)) - middle;
          case FACE -> along(top, its, anchors.faceY()) - middle;
          case WORN ->
              isLoad(actor, anchors)
                  ? along(top, its, LOADED) - foot * ratio
                  : worn(key, top, its, anchors, ratio, middle);
          case CHEST -> along(top, its, anchors.chestY()) - middle;
          case WAIST -> along(top, its, anchors.chestY() + .17) - middle;
          case ABOVE -> top - foot * ratio + .1;
          case BENEATH -> .8 * foot - ratio * (foot - 2 * own.height());
          case MOUNT, ON ->
              foot - 2 * its.height() * seat(carrier, bond.place()) - sunk(actor, own, ratio);
          case IN ->
              kind(carrier).equals("building")
                  ? ground
                  : Heights.CLEAR.contains(carrier.key()) || isTree(carrier)
                      ? foot - 1.1 * its.height() - middle
                      : foot - 2 * its.height() * depth(carrier) - foot * ratio;
          default -> ground;
        };
    if (carrier.key().equals("seesaw")) { // its left end is low
      y -= .35 * its.height() * Math.signum(bond.x());
    }
    double swing =
        bond.place() == Deed.Place.HAND && actor.prop() != null
            ? Math.min(1.5, strength) * SWING
            : 0;
    if (anchors.equals(Anchors.FRONT) && key.equals("kite")) { // above it at its side
      x = -1.3 * its.width();
      y = top - .2;
    } else if (!raises && key.startsWith("umbrella") && bond.place() == Deed.Place.HAND) {
      x = -.4 * its.width(); // over its head
      y = along(top, its, .2) - foot * ratio;
    }
    return new Attachment(
        path,
        halfHeight,
        x + bond.x(),
        y + bond.y(),
        swing,
        carrier.thing() == null,
        (bond.place() == Deed.Place.FACING) != (actor.thing() == null));
  }

  /// The distance of food before a mouth: a large thing is held by its end, so that it does not
  /// hide the eater.
  ///
  /// @param width half its width
  private static double ahead(boolean raises, double width) {
    return (raises ? .35 : width > BITE ? 1 : .6) * width;
  }

  /// The offset to the side of a large thing held by a figure seen from the front, so that it does
  /// not hide the figure.
  private static double aside(Anchors anchors, double width, PicturePainter.Extent its) {
    return anchors.equals(Anchors.FRONT) && width > LARGE * its.width() ? .8 * width : 0;
  }

  /// Where a thing of a carrier is: things hang below aircraft and flying birds, and a group holds
  /// its food before it, because it has no single mouth.
  private static Deed.Place placed(Deed.Place place, Actor carrier) {
    Noun thing = carrier.thing();
    boolean claws =
        thing != null && thing.category().equals("animal") && thing.habitat() == Habitat.AIR;
    return place == Deed.Place.HAND && (claws || CARRIERS.contains(carrier.key()))
        ? Deed.Place.BENEATH
        : place == Deed.Place.MOUTH && GROUPS.contains(carrier.key()) ? Deed.Place.CHEST : place;
  }

  /// Whether an animal carries it on its back, as a hedgehog an apple, and does not wear it.
  private static boolean isLoad(Actor actor, Anchors anchors) {
    Noun thing = actor.thing();
    return !anchors.posed() && thing != null && Set.of("food", "plant").contains(thing.category());
  }

  private static double worn(
      String key,
      double top,
      PicturePainter.Extent its,
      Anchors anchors,
      double ratio,
      double middle) {
    if (HATS.contains(key)) {
      return along(top, its, Math.max(0, anchors.faceY() - .12)) - ActorPath.FOOT * ratio;
    }
    return along(top, its, GLASSES.contains(key) ? anchors.faceY() : anchors.chestY()) - middle;
  }

  /// The distance of a rider's foot below the seat, because legs hang down at the side.
  private static double sunk(Actor actor, PicturePainter.Extent own, double ratio) {
    double foot = ActorPath.FOOT * ratio;
    return sits(actor) ? foot - .5 * own.height() * ratio : foot;
  }

  private static double across(PicturePainter.Extent its, double share) {
    return (2 * share - 1) * its.width();
  }

  private static double along(double top, PicturePainter.Extent its, double share) {
    return top + 2 * its.height() * share;
  }

  /// The height at which a rider sits or stands on a subject, relative to its height.
  private static double seat(Actor carrier, Deed.Place place) {
    String key = carrier.key();
    if (BOARDS.contains(key)) {
      return key.equals("treadmill") ? .3 : key.equals("skateboard") ? .42 : .6;
    }
    return switch (key) {
      case "chair", "bench", "couch", "bed", "throne", "armchair", "toilet", "rocking-chair" -> .5;
      case "swing" -> .3;
      case "seesaw" -> .62;
      case "spider-web" -> .3;
      case "lily-pad" -> .3;
      case "puddle" -> .45;
      case "windowsill" -> .28;
      case "sailboat", "sleigh" -> .42;
      case "ship", "canoe", "speedboat", "ferry", "motor-boat", "boat" -> .3;
      case "bicycle", "motorcycle", "motor-scooter" -> .62;
      case "tractor" -> .38;
      case "convertible" -> .44;
      default ->
          switch (kind(carrier)) {
            case "animal" -> place == Deed.Place.MOUNT ? .6 : .78;
            case "vehicle" -> place == Deed.Place.MOUNT ? .5 : .93;
            default -> .93;
          };
    };
  }

  @Override
  public Layer.Pose at(double seconds) {
    Layer.Pose pose = carrier.at(seconds);
    double side = pose.mirrored() == looksRight ? 1 : -1;
    double x = side * right * pose.halfHeight();
    double y = down * pose.halfHeight();
    double cos = Math.cos(pose.turn());
    double sin = Math.sin(pose.turn());
    return new Layer.Pose(
        pose.x() + cos * x - sin * y,
        pose.y() + sin * x + cos * y,
        halfHeight,
        pose.turn() + side * swing * Math.sin(2 * Math.PI * SWINGS * seconds),
        (pose.mirrored() != looksRight) != mirrored);
  }
}
