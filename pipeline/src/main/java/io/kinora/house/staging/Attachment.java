package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.noun.Noun;
import io.kinora.shot.Relation;
import java.util.Set;

/// The path of a subject that another one carries: it rides on it, is held, eaten or worn by it.
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
          "party-hat");

  private static final Set<String> UMBRELLAS =
      Set.of("umbrella", "umbrella-with-rain-drops", "umbrella-on-ground", "balloon", "kite");

  private final Layer.Path carrier;
  private final double halfHeight;
  private final double right;
  private final double down;

  /// @param carrier where the other is
  /// @param halfHeight of what is carried
  /// @param right how far it is to the right of the other where that looks to the left, in the
  ///     other's half heights
  /// @param down how far it is below the other's middle, in the other's half heights
  private Attachment(Layer.Path carrier, double halfHeight, double right, double down) {
    this.carrier = carrier;
    this.halfHeight = halfHeight;
    this.right = right;
    this.down = down;
  }

  /// Whether what sits on a subject sits in it or astride, so that its foot is hidden.
  static boolean hidesItsFoot(Actor carrier) {
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
  /// @param own the extent of what is carried
  /// @param its that of the carrier
  /// @param ratio the half height of what is carried over that of the carrier
  static Attachment of(
      Relation.Where where,
      Actor actor,
      Actor carrier,
      PicturePainter.Extent own,
      PicturePainter.Extent its,
      Layer.Path path,
      double halfHeight,
      double ratio) {
    double foot = ActorPath.FOOT;
    double top = foot - 2 * its.height();
    String key = actor.thing() == null ? actor.noun() : actor.thing().key();
    return switch (where) {
      case ON -> {
        double surface = foot - 2 * its.height() * seat(carrier);
        yield new Attachment(path, halfHeight, 0, surface - foot * ratio);
      }
      case WORN -> {
        double at = HATS.contains(key) ? top + .02 : top + .8 * its.height();
        double middle = ratio * (foot - own.height());
        yield new Attachment(
            path, halfHeight, 0, HATS.contains(key) ? at - foot * ratio : at - middle);
      }
      case HELD ->
          UMBRELLAS.contains(key)
              ? new Attachment(path, halfHeight, .35, top + .45 - foot * ratio)
              : new Attachment(
                  path, halfHeight, -.8 * its.width(), .2 - ratio * (foot - own.height()));
      case EATEN ->
          new Attachment(
              path,
              halfHeight,
              -.55 * its.width(),
              top + .95 * its.height() - ratio * (foot - own.height()));
      case ABOVE, BELOW, BEHIND, BEFORE, BESIDE ->
          throw new IllegalArgumentException(where + " is no attachment");
    };
  }

  /// How high up one sits on a subject, over its height.
  private static double seat(Actor carrier) {
    Noun thing = carrier.thing();
    String key = thing == null ? carrier.noun() : thing.key();
    return switch (key) {
      case "skateboard", "surfboard", "snowboard", "sled", "skis", "roller-skate" -> .8;
      case "chair", "bench", "couch", "bed", "throne", "armchair", "toilet" -> .5;
      case "sailboat", "ship", "canoe", "speedboat", "ferry" -> .3;
      default ->
          switch (kind(carrier)) {
            case "animal" -> .55;
            case "vehicle" -> .5;
            default -> .93;
          };
    };
  }

  @Override
  public Layer.Pose at(double seconds) {
    Layer.Pose pose = carrier.at(seconds);
    double side = pose.mirrored() ? -1 : 1;
    double x = side * right * pose.halfHeight();
    double y = down * pose.halfHeight();
    double cos = Math.cos(pose.turn());
    double sin = Math.sin(pose.turn());
    return new Layer.Pose(
        pose.x() + cos * x - sin * y,
        pose.y() + sin * x + cos * y,
        halfHeight,
        pose.turn(),
        pose.mirrored());
  }
}
