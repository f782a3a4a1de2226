package io.kinora.house;

import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.house.compose.Figure;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Visual;
import io.kinora.house.net.HouseModel;
import io.kinora.house.picture.GroundLine;
import io.kinora.house.staging.ActorPath;
import io.kinora.house.staging.Easing;
import io.kinora.house.staging.OnGround;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The actors that are not in the first or last picture of a shot: they enter from the side, or
/// leave in time. Their size relative to the thing in the picture is their size relative to the
/// actor that it shows.
final class Companions {
  /// The maximum time in which they enter, in seconds and as a share of the shot.
  private static final double ENTERING = 1.2, PART = .4;

  /// The minimum and maximum factor of their usual size.
  private static final double LEAST = .4, MOST = 2.5;

  private final Stage stage;
  private final @Nullable Painting painting;
  private final List<Integer> numbers;
  private final List<List<Layer>> layers;

  private Companions(
      Stage stage, @Nullable Painting painting, List<Integer> numbers, List<List<Layer>> layers) {
    this.stage = stage;
    this.painting = painting;
    this.numbers = numbers;
    this.layers = layers;
  }

  /// No companions.
  static Companions nobody(Stage stage) {
    return new Companions(stage, null, List.of(), List.of());
  }

  /// Paints the actors that are not in the picture.
  ///
  /// @param progress receives a note on omitted actors: those that the thing in the picture would
  ///     carry
  static Companions of(Stage stage, HouseModel model, Progress progress) {
    var numbers = new ArrayList<Integer>();
    var actors = new ArrayList<Painting.ActorLayer>();
    for (int i : stage.layout.fromFarToNear()) {
      if (i == stage.acting()) {
        continue;
      }
      if (carried(stage, i)) {
        progress.note(
            "%s: attached to the thing in the picture, so it is left out"
                .formatted(stage.cast.get(i).key().replace('-', ' ')));
        continue;
      }
      numbers.add(i);
      actors.add(
          new Painting.ActorLayer(
              stage.cast.get(i),
              stage.paths.course(i),
              stage.paths.path(i),
              stage.paths.stands(i)));
    }
    if (actors.isEmpty()) {
      return nobody(stage);
    }
    var painting = new Painting(model, stage, List.of(), actors.size(), progress);
    painting.paint(List.of(), actors);
    return new Companions(stage, painting, numbers, actors.stream().map(painting::actor).toList());
  }

  /// Whether an actor is attached to the thing in the picture.
  private static boolean carried(Stage stage, int i) {
    return stage.acting() >= 0 && stage.root(i) == stage.acting();
  }

  /// The amount of computation of painting them, in 10⁹ floating-point operations.
  double gflop() {
    return painting == null ? 0 : painting.gflop();
  }

  /// The thing in the picture and all other actors, from far to near.
  ///
  /// @param thing null if there is none
  /// @param ground the picture without the thing
  /// @param begins the start time of the shot, in seconds
  /// @param since the distance of a time from the picture's, in seconds
  List<Visual> around(
      @Nullable Figure thing, Frame ground, double begins, DoubleUnaryOperator since) {
    var visuals = new ArrayList<Visual>();
    List<Integer> order = stage.layout.fromFarToNear();
    int own = order.indexOf(stage.acting());
    boolean laid = thing == null;
    double line = 2 * GroundLine.of(stage.shot.options(), ground) - 1;
    for (int k = 0; k < numbers.size(); k++) {
      if (!laid && order.indexOf(numbers.get(k)) > own) {
        visuals.add(thing);
        laid = true;
      }
      int number = numbers.get(k);
      Layer.Path body = in(number, stage.paths.path(number), thing, line, begins);
      for (Layer layer : layers.get(k)) {
        Layer.Path path = in(number, layer.path(), thing, line, begins);
        visuals.add(layer.along(coming(path, body.at(begins + middle()).x(), since)));
      }
    }
    if (!laid) {
      visuals.add(thing);
    }
    return visuals;
  }

  private double middle() {
    return Engine.staged(stage.shot) / 2;
  }

  /// The path of an actor in the picture: in the middle of the shot beside the thing as beside the
  /// actor that it shows; without a thing, on the ground.
  private Layer.Path in(
      int number, Layer.Path path, @Nullable Figure thing, double line, double begins) {
    if (thing == null || stage.acting() < 0) {
      OnGround standing = stage.onGround(number, line);
      Layer.Path there = standing == null ? path : standing.of(path);
      return seconds -> there.at(seconds - begins);
    }
    Layer.Pose usual = stage.paths.course(stage.acting()).at(middle());
    Layer.Pose own = thing.path().at(begins + middle());
    Layer.Pose start = thing.path().at(0);
    double scale = Math.clamp(start.halfHeight() / usual.halfHeight(), LEAST, MOST);
    double foot = usual.y() + ActorPath.FOOT * usual.halfHeight();
    double ownFoot = start.y() + ActorPath.FOOT * start.halfHeight();
    Layer.Pose body = stage.paths.path(number).at(middle());
    double edge = Math.max(0, stage.shot.size().aspect() - scale * body.halfHeight());
    double there = Math.clamp(own.x() + scale * (body.x() - usual.x()), -edge, edge);
    return seconds -> {
      Layer.Pose pose = path.at(seconds - begins);
      return new Layer.Pose(
          there + scale * (pose.x() - body.x()),
          ownFoot + scale * (pose.y() - foot),
          scale * pose.halfHeight(),
          pose.turn(),
          pose.mirrored(),
          pose.warp());
    };
  }

  /// A path that starts outside the frame.
  ///
  /// @param x its position in the middle of the shot
  private Layer.Path coming(Layer.Path path, double x, DoubleUnaryOperator since) {
    double entering = Math.min(ENTERING, PART * Engine.staged(stage.shot));
    double away = Math.copySign(2.5 * stage.shot.size().aspect(), x);
    return seconds -> {
      Layer.Pose pose = path.at(seconds);
      double left = 1 - Easing.smoothstep(0, entering, since.applyAsDouble(seconds));
      return new Layer.Pose(
          pose.x() + left * away,
          pose.y(),
          pose.halfHeight(),
          pose.turn(),
          pose.mirrored(),
          pose.warp());
    };
  }
}
