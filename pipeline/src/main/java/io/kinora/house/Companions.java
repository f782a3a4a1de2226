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

/// Those of the cast who are not in the picture that a shot begins or ends with: they come in from
/// the side, or are gone again in time, as large beside the thing in the picture as they would be
/// beside what it plays.
final class Companions {
  /// Seconds in which they come in at the most, and as a part of the shot.
  private static final double ENTERING = 1.2, PART = .4;

  /// How much larger or smaller than usual they are at the most.
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

  /// Paints those of the cast who are not in the picture.
  ///
  /// @param progress is told who is left out: what the thing in the picture would carry
  static Companions of(Stage stage, HouseModel model, Progress progress) {
    var numbers = new ArrayList<Integer>();
    var actors = new ArrayList<Painting.ActorLayer>();
    for (int i : stage.layout.fromFarToNear()) {
      if (i == stage.acting()) {
        continue;
      }
      if (carried(stage, i)) {
        progress.note(
            "%s: of what is in the picture, so it is left out"
                .formatted(stage.cast.get(i).key().replace('-', ' ')));
        continue;
      }
      numbers.add(i);
      actors.add(
          new Painting.ActorLayer(
              stage.cast.get(i),
              stage.paths.course(i),
              stage.paths.path(i),
              stage.layout.carrier(i) < 0));
    }
    if (actors.isEmpty()) {
      return nobody(stage);
    }
    var painting = new Painting(model, stage, List.of(), actors.size(), progress);
    painting.paint(List.of(), actors);
    return new Companions(stage, painting, numbers, actors.stream().map(painting::actor).toList());
  }

  /// Whether one of the cast goes with the thing in the picture.
  private static boolean carried(Stage stage, int i) {
    return stage.acting() >= 0 && stage.root(i) == stage.acting();
  }

  /// The work of painting them.
  double gflop() {
    return painting == null ? 0 : painting.gflop();
  }

  /// The thing in the picture with all others, from far to near.
  ///
  /// @param thing null if nothing stands out
  /// @param ground the picture without the thing
  /// @param begins the time at which the shot begins, in seconds
  /// @param since how far a time is from the picture, in seconds
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

  /// The path of one of the cast in the picture: in the middle of the shot beside the thing as
  /// beside what it plays; where there is none, on the ground.
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

  /// A path that begins outside of the frame.
  ///
  /// @param x where it is in the middle of the shot
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
