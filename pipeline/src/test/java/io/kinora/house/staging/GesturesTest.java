package io.kinora.house.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GesturesTest {
  private static final double SECONDS = 4, HALF = .5;
  private static final PicturePainter.Extent EXTENT = new PicturePainter.Extent(.6, .8);
  private static final Layer.Path STANDING = _ -> new Layer.Pose(.2, .1, HALF, 0, false);

  private static DoubleStream times() {
    return DoubleStream.iterate(0, t -> t <= SECONDS, t -> t + .05);
  }

  /// A point of a pose, given relative to its middle.
  private static double down(Layer.Pose pose, double right, double down) {
    return pose.y() + Math.sin(pose.turn()) * right + Math.cos(pose.turn()) * down;
  }

  @Test
  void what_falls_over_stands_first_and_lies_on_the_ground_afterwards() {
    Layer.Path path = Gestures.toppling(STANDING, EXTENT, SECONDS);
    assertThat(path.at(0).turn()).isZero();
    assertThat(path.at(0).y()).isCloseTo(.1, within(1e-9));
    Layer.Pose lying = path.at(SECONDS);
    double ground = .1 + ActorPath.FOOT * HALF;
    // its right lower corner stays where it was
    double corner = down(lying, EXTENT.width() * HALF, ActorPath.FOOT * HALF);
    assertThat(corner).isCloseTo(ground, within(1e-9));
    assertThat(lying.turn()).isBetween(1.3, Math.PI / 2);
    assertThat(times().allMatch(t -> path.at(t).y() < ground)).isTrue();
  }

  @Test
  void dancers_turn_round_and_stay_on_the_spot() {
    Layer.Path path = Gestures.dancing(STANDING, 0, 1);
    assertThat(times().mapToObj(t -> path.at(t).mirrored()).distinct()).hasSize(2);
    assertThat(times().allMatch(t -> Math.abs(path.at(t).x() - .2) < .12)).isTrue();
    assertThat(times().allMatch(t -> path.at(t).y() <= .1)).isTrue();
  }

  @Test
  void a_somersault_ends_upright() {
    var actor =
        new Actor(
            "horse", null, "brown", new float[8], 1, List.of(), new float[10], 0, null, true, null);
    Layer.Path path = Gestures.somersault(STANDING, actor, SECONDS);
    assertThat(path.at(0).turn()).isZero();
    assertThat(Math.abs(path.at(SECONDS).turn())).isCloseTo(2 * Math.PI, within(1e-9));
    assertThat(Math.abs(path.at(.26 * SECONDS).turn())).isCloseTo(Math.PI, within(.3));
  }

  @Test
  void fireworks_and_lightning_come_and_go() {
    for (Layer.Path path :
        new Layer.Path[] {Gestures.bursting(STANDING, 1), Gestures.flashing(STANDING, 0)}) {
      var sizes = times().map(t -> path.at(t).halfHeight()).summaryStatistics();
      assertThat(sizes.getMax()).isGreaterThan(.9 * HALF);
      assertThat(sizes.getMin()).isLessThan(.3 * HALF).isPositive();
    }
  }

  @Test
  void who_looks_back_turns_and_turns_again() {
    Layer.Path path = Gestures.lookingBack(STANDING, SECONDS);
    assertThat(path.at(0).mirrored()).isFalse();
    assertThat(path.at(SECONDS / 2).mirrored()).isTrue();
    assertThat(path.at(SECONDS).mirrored()).isFalse();
  }
}
