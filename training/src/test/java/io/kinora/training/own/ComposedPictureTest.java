package io.kinora.training.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Seeds;
import io.kinora.training.pictures.CutDrawing;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComposedPictureTest {
  /// A red square in the middle of a drawing.
  private static CutDrawing square() {
    int side = CutDrawing.SIDE;
    int[] pixels = new int[side * side];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / side;
      boolean inside = Math.max(Math.abs(i % side - side / 2), Math.abs(row - side / 2)) < side / 3;
      pixels[i] = inside ? 0xffff0000 : 0;
    }
    return new CutDrawing("one", "square", pixels);
  }

  private static ComposedPicture composed(boolean thing, int number) {
    int[] ground = new int[Ground.SIDE * Ground.SIDE];
    Arrays.fill(ground, 0x2040e0);
    var random = Seeds.random(number, "composed");
    return ComposedPicture.of(thing ? square() : null, ground, ground, 96, 64, random);
  }

  @Test
  void the_mask_is_where_the_thing_was_laid() {
    for (int i = 0; i < 12; i++) {
      ComposedPicture picture = composed(true, i);
      int area = picture.mask().length;
      double inside = 0, outside = 0, covered = 0;
      for (int k = 0; k < area; k++) {
        float redder = picture.rgb()[k] - picture.rgb()[2 * area + k];
        inside += picture.mask()[k] > .9 ? redder : 0;
        outside += picture.mask()[k] < .1 ? redder : 0;
        covered += picture.mask()[k] / area;
      }
      assertThat(covered).as("share of picture %d", i).isBetween(.02, .9);
      assertThat(inside).as("red in picture %d", i).isPositive();
      assertThat(outside).as("blue around it in picture %d", i).isNegative();
    }
  }

  @Test
  void without_a_thing_the_mask_is_empty() {
    assertThat(composed(false, 1).mask()).containsOnly(0);
  }

  @ParameterizedTest
  @EnumSource
  void a_ground_is_the_same_for_the_same_chance_and_another_for_another(Ground ground) {
    int[] one = ground.draw(Seeds.random(1, "ground"));
    assertThat(one).hasSize(Ground.SIDE * Ground.SIDE);
    assertThat(ground.draw(Seeds.random(1, "ground"))).isEqualTo(one);
    assertThat(ground.draw(Seeds.random(2, "ground"))).isNotEqualTo(one);
  }
}
