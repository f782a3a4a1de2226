package io.kinora.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.WaterLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloatingTest {
  private static List<Layer> layers(double line) {
    var thing =
        new Layer(
            "lotus",
            List.of(WaterLine.foam(), WaterLine.foam()),
            false,
            seconds -> seconds / 4,
            1,
            Layer.Repeat.ONCE,
            _ -> new Layer.Pose(0, .2, .4, 0, false));
    return Floating.layers(thing, WaterLine.foam(), .8, line);
  }

  @Test
  void what_changes_in_the_water_changes_there_and_in_its_mirror_image() {
    for (Layer layer : layers(WaterLine.SURFACE).subList(0, 2)) {
      assertThat(layer.phases()).hasSize(2);
      assertThat(layer.cycle().at(2)).isEqualTo(.5);
    }
  }

  @Test
  void an_animal_that_swims_is_deeper_in_the_same_water() {
    Layer floats = layers(WaterLine.SURFACE).get(1);
    Layer swims = layers(WaterLine.SWIMMER).get(1);
    assertThat(swims.path().at(0).y()).isGreaterThan(floats.path().at(0).y());
    assertThat(surface(swims, WaterLine.SWIMMER))
        .isCloseTo(surface(floats, WaterLine.SURFACE), within(1e-9));
  }

  /// Where the surface is in the frame.
  private static double surface(Layer layer, double line) {
    Layer.Pose pose = layer.path().at(0);
    return pose.y() + (2 * line - 1) * pose.halfHeight();
  }
}
