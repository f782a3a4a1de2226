package io.kinora.house;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Relief;
import io.kinora.house.compose.Visual;
import io.kinora.house.picture.GroundLine;
import io.kinora.house.staging.OnGround;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// A picture as the place of a shot: subjects stand on its ground, with a size that fits their
/// position, and the ground moves with them when the camera moves, while distant parts move less.
final class ScenePicture {
  /// Its size relative to the frame, as a margin for camera moves.
  private static final double MARGIN = 1.12;

  /// The nearness of the area above the ground.
  private static final double FAR = .35;

  /// The maximum nearness of the bottom of the picture, relative to the subjects.
  private static final double NEAREST = 1.6;

  private final Stage stage;
  private final Frame picture;
  private final double halfHeight;
  private final double line;

  ScenePicture(Stage stage, Frame picture) {
    this.stage = stage;
    this.picture = picture;
    FrameSize size = stage.shot.size();
    halfHeight = MARGIN * Math.max(1, size.aspect() / picture.size().aspect());
    line = (2 * GroundLine.of(stage.shot.options(), picture) - 1) * halfHeight;
  }

  List<Visual> visuals(Painting painting, List<Painting.ActorLayer> actors) {
    var standing = new ArrayList<Visual>();
    var feet = new ArrayList<Double>();
    List<Integer> order = stage.layout.fromFarToNear();
    for (int i = 0; i < actors.size(); i++) {
      OnGround ground = stage.onGround(order.get(i), line);
      for (Layer layer : painting.actor(actors.get(i))) {
        standing.add(ground == null ? layer : layer.along(ground.of(layer.path())));
      }
      if (ground != null) {
        feet.add(ground.foot());
      }
    }
    OptionalDouble foot = feet.stream().mapToDouble(Double::doubleValue).average();
    double reach = Math.max(.05, foot.orElse(1) - line);
    double near = FAR + (1 - FAR) * (Math.max(1, halfHeight) - line) / reach;
    var visuals = new ArrayList<Visual>();
    visuals.add(Relief.of(picture, halfHeight, line, FAR, Math.clamp(near, FAR, NEAREST)));
    visuals.addAll(standing);
    return visuals;
  }
}
