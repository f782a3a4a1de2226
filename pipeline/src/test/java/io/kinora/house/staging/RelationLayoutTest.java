package io.kinora.house.staging;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.shot.Camera;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelationLayoutTest {
  private static final double SMALL = .1, BIG = .3;

  private static Actor actor(int phrase, @Nullable Relation relation) {
    return new Actor(
        "thing",
        null,
        "red",
        new float[8],
        1,
        List.of(),
        new float[10],
        phrase,
        relation,
        true,
        null);
  }

  private static MotionCurve motion(double x, double y, double half, double speed) {
    return new MotionCurve(x, y, half, speed, 0, false, 1, true, Camera.STATIC);
  }

  private static RelationLayout company(Where where) {
    return new RelationLayout(
        List.of(actor(0, new Relation(where, 1)), actor(1, null)),
        List.of(motion(-.9, -.2, SMALL, .7), motion(.2, .3, BIG, -.1)));
  }

  @ParameterizedTest
  @EnumSource(names = {"ABOVE", "BELOW", "BEHIND", "BEFORE", "BESIDE", "LEFT", "RIGHT", "CHASING"})
  void goes_where_the_prompt_puts_it_and_along(Where where) {
    MotionCurve one = company(where).motion(0);
    MotionCurve other = company(where).motion(1);
    assertThat(other.x()).isEqualTo(.2);
    assertThat(one.speedX()).isEqualTo(other.speedX());
    double dx = one.x() - other.x();
    double dy = one.y() - other.y();
    double feet = dy + SMALL - BIG;
    switch (where) {
      case ABOVE -> assertThat(dy).isLessThan(-SMALL - BIG);
      case BELOW -> assertThat(dy).isGreaterThan(SMALL + BIG);
      case BEHIND -> assertThat(feet).isNegative();
      case BEFORE -> assertThat(feet).isPositive();
      case BESIDE -> assertThat(Math.abs(dx)).isGreaterThan(SMALL + BIG);
      case LEFT -> assertThat(dx).isLessThan(-SMALL - BIG);
      case RIGHT -> assertThat(dx).isGreaterThan(SMALL + BIG);
      case CHASING -> assertThat(dx * Math.signum(other.speedX())).isLessThan(-SMALL - BIG);
      default -> throw new AssertionError("carried");
    }
    if (where == Where.ABOVE || where == Where.BELOW) {
      assertThat(dx).isZero();
      assertThat(one.grounded()).isFalse();
    } else {
      assertThat(Math.abs(feet)).isLessThan(.1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ON", "RIDING", "IN", "HELD", "EATEN", "WORN", "USED"})
  void what_is_carried_has_a_carrier_and_is_drawn_with_it(Where where) {
    assertThat(company(where).carrier(0)).isEqualTo(1);
    assertThat(company(where).carrier(1)).isEqualTo(-1);
    // What is in another is hidden by it, what is held is before its holder; one sits astride
    // behind what
    // hides its foot.
    assertThat(company(where).fromFarToNear())
        .containsExactlyElementsOf(
            where == Where.IN || where == Where.RIDING ? List.of(0, 1) : List.of(1, 0));
  }

  @Test
  void draws_from_far_to_near() {
    assertThat(company(Where.BEHIND).fromFarToNear()).containsExactly(0, 1);
    assertThat(company(Where.BEFORE).fromFarToNear()).containsExactly(1, 0);
    assertThat(company(Where.ABOVE).fromFarToNear()).containsExactly(0, 1);
  }

  @Test
  void without_relations_nothing_changes() {
    var alone = motion(-.9, -.2, SMALL, .7);
    assertThat(new RelationLayout(List.of(actor(0, null)), List.of(alone)).motion(0))
        .isEqualTo(alone);
  }
}
