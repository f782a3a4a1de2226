package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The path of a thing from its position in one picture to that in another: its foot moves along a
/// line, its size changes uniformly, and between the ends it has its own motion.
public final class TransitionPath implements Layer.Path {
  private static final double FOOT = ActorPath.FOOT;

  private final Layer.Pose from;
  private final Layer.Pose to;
  private final DoubleUnaryOperator way;
  private final DoubleUnaryOperator awake;
  private final Layer.@Nullable Path manner;

  /// @param from the box in the first picture
  /// @param to the box in the last one
  /// @param way the share of the transition at a time, from 0 to 1
  /// @param awake the strength of its own motion at a time, from 0 to 1
  /// @param actor its actor; null if none
  public TransitionPath(
      Layer.Pose from,
      Layer.Pose to,
      DoubleUnaryOperator way,
      DoubleUnaryOperator awake,
      Staging staging,
      @Nullable Actor actor) {
    this.from = from;
    this.to = to;
    this.way = way;
    this.awake = awake;
    manner = actor == null ? null : staging.mannerOn(actor, this::going);
  }

  private Layer.Pose going(double seconds) {
    double part = way.applyAsDouble(seconds);
    double growth = Math.pow(to.halfHeight() / from.halfHeight(), part);
    double half = from.halfHeight() * growth;
    double foot = from.y() + FOOT * from.halfHeight();
    foot += part * (to.y() + FOOT * to.halfHeight() - foot);
    double x = from.x() + part * (to.x() - from.x());
    return new Layer.Pose(x, foot - FOOT * half, half, 0, false);
  }

  @Override
  public Layer.Pose at(double seconds) {
    Layer.Pose plain = going(seconds);
    if (manner == null) {
      return plain;
    }
    Layer.Pose full = manner.at(seconds);
    double share = awake.applyAsDouble(seconds);
    return MannerPath.part(plain, full, share, share, full.turn());
  }
}
