package io.kinora.house.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.noun.Deed;
import io.kinora.noun.Manner;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What happens once in a shot: something grows, melts, opens, falls down, turns into another.
class ChangesTest {
  private static final double SECONDS = 4, HALF = .4, FOOT = .3 + ActorPath.FOOT * HALF;

  private static final PicturePainter.Extent EXTENT = new PicturePainter.Extent(.8, .8);

  private static final Layer.Path STANDING = t -> new Layer.Pose(.1, .3, HALF, 0, false);

  private static double foot(Layer.Pose pose) {
    return pose.y() + ActorPath.FOOT * pose.halfHeight();
  }

  private static Layer.Path manner(Manner manner) {
    return new MannerPath(STANDING, manner, 1, 0, false, 1, SECONDS);
  }

  @Test
  void what_grows_is_small_at_first_and_large_in_the_end() {
    Layer.Path path = manner(Manner.GROW);
    assertThat(path.at(0).warp().stretch()).isLessThan(.2);
    assertThat(path.at(SECONDS).warp().stretch()).isCloseTo(1, within(.01));
    assertThat(path.at(SECONDS / 2).warp().stretch()).isBetween(.3, .8);
  }

  @Test
  void what_melts_becomes_low_and_wide() {
    Layer.Path path = manner(Manner.MELT);
    assertThat(path.at(0).warp().stretch()).isCloseTo(1, within(.01));
    assertThat(path.at(SECONDS).warp().stretch()).isLessThan(.5);
    assertThat(path.at(SECONDS).warp().widen()).isGreaterThan(1.2);
  }

  @Test
  void of_two_that_turn_into_one_another_one_alone_is_seen_at_the_ends() {
    Layer.Path from = Gestures.turning(STANDING, false, SECONDS);
    Layer.Path into = Gestures.turning(STANDING, true, SECONDS);
    assertThat(from.at(0).halfHeight()).isEqualTo(HALF);
    assertThat(into.at(0).halfHeight()).isLessThan(.01);
    assertThat(from.at(SECONDS).halfHeight()).isLessThan(.01);
    assertThat(into.at(SECONDS).halfHeight()).isEqualTo(HALF);
  }

  @Test
  void whatever_changes_its_size_stays_on_the_ground() {
    for (Layer.Path path :
        new Layer.Path[] {
          Gestures.turning(STANDING, false, SECONDS),
          Gestures.turning(STANDING, true, SECONDS),
          new Opening(STANDING, 1.5, SECONDS)
        }) {
      for (double t = 0; t <= SECONDS; t += .1) {
        assertThat(foot(path.at(t))).isCloseTo(FOOT, within(1e-9));
      }
    }
  }

  @Test
  void what_falls_down_comes_from_above_the_picture_and_rests() {
    var path = new Arrival(STANDING, SECONDS);
    assertThat(path.at(0).y() + HALF).isLessThan(-1);
    assertThat(path.at(SECONDS).y()).isEqualTo(STANDING.at(0).y());
    assertThat(path.at(.2).y()).isGreaterThan(path.at(0).y());
  }

  @ParameterizedTest
  @EnumSource(names = {"SPURTING", "SPRAYED", "TRAILING", "RISING", "FALLING"})
  void what_streams_never_jumps_while_it_is_seen(Deed.Place place) {
    var prop = Deed.Prop.usual("fire", place);
    IntStream.range(0, Stream.SHOWN)
        .forEach(
            number -> {
              var path = new Stream(STANDING, Stream.share(prop, number), EXTENT, true, .1, 1);
              Layer.Pose before = path.at(0);
              for (double t = .01; t < 8; t += .01) {
                Layer.Pose now = path.at(t);
                double jump = Math.hypot(now.x() - before.x(), now.y() - before.y());
                boolean seen = Math.min(now.halfHeight(), before.halfHeight()) > .02;
                assertThat(seen && jump > .1).as("%s %d at %.2f", place, number, t).isFalse();
                before = now;
              }
            });
  }

  /// Of one that looks to the right.
  @ParameterizedTest
  @CsvSource({"SPRAYED, 1", "TRAILING, -1"})
  void what_is_sprayed_goes_ahead_and_what_trails_stays_behind(Deed.Place place, int way) {
    var path = new Stream(STANDING, Deed.Prop.usual("smoke", place), EXTENT, true, .1, 1);
    for (double t = 0; t < 3; t += .1) {
      double ahead = path.at(t).x() - STANDING.at(t).x();
      assertThat(way * ahead).isGreaterThan(.5 * HALF);
    }
  }
}
