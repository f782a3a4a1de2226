package io.kinora.training.own;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.training.pictures.CutDrawing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTestPictureTest {
  private static final int COUNT = 20;
  private static final int[][] SIZES = {{32, 24}, {24, 32}};

  private static CutDrawing drawing(int number) {
    int[] pixels = new int[CutDrawing.SIDE * CutDrawing.SIDE];
    Arrays.fill(pixels, 0xff000000 | number * 0x10203);
    return new CutDrawing("foreign", "noun-" + number, pixels);
  }

  private static List<CutDrawing> drawings(int count) {
    var drawings = new ArrayList<CutDrawing>();
    for (int i = 0; i < count; i++) {
      drawings.add(drawing(i));
    }
    return drawings;
  }

  private static List<MaskTestPicture> pictures(List<CutDrawing> drawings) {
    return MaskTestPicture.of("test", drawings, Ground.GRADIENT, COUNT, SIZES);
  }

  private static List<String> names(List<MaskTestPicture> pictures) {
    return pictures.stream().map(MaskTestPicture::name).toList();
  }

  @Test
  void a_drawing_that_comes_or_goes_changes_at_most_one_picture() {
    List<MaskTestPicture> before = pictures(drawings(60));
    assertThat(before).hasSize(COUNT);
    int changed = 0;
    for (int i = 0; i < 60; i++) {
      List<CutDrawing> fewer = drawings(60);
      fewer.remove(i);
      var left = new ArrayList<>(names(before));
      left.removeAll(names(pictures(fewer)));
      assertThat(left).as("pictures without drawing %d", i).hasSizeLessThanOrEqualTo(1);
      changed += left.size();
    }
    assertThat(changed).as("drawings that are in a picture").isEqualTo(COUNT);
    for (int i = 60; i < 90; i++) {
      List<CutDrawing> more = drawings(60);
      more.add(0, drawing(i));
      var left = new ArrayList<>(names(before));
      left.removeAll(names(pictures(more)));
      assertThat(left).as("pictures replaced by drawing %d", i).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void a_picture_depends_on_the_name_of_its_drawing_alone() {
    MaskTestPicture one = pictures(drawings(60)).getFirst();
    List<CutDrawing> only = List.of(one.thing());
    MaskTestPicture again = pictures(only).getFirst();
    assertThat(again.composed(true).rgb()).isEqualTo(one.composed(true).rgb());
    assertThat(again.composed(true).mask()).isEqualTo(one.composed(true).mask());
    assertThat(again.composed(false).rgb()).isNotEqualTo(one.composed(true).rgb());
  }

  @Test
  void sets_of_other_kinds_and_backgrounds_have_other_drawings() {
    List<CutDrawing> drawings = drawings(60);
    List<String> nouns = nouns(pictures(drawings));
    assertThat(nouns(MaskTestPicture.of("wide", drawings, Ground.GRADIENT, COUNT, SIZES)))
        .isNotEqualTo(nouns);
    assertThat(nouns(MaskTestPicture.of("test", drawings, Ground.TEXTURE, COUNT, SIZES)))
        .isNotEqualTo(nouns);
  }

  private static List<String> nouns(List<MaskTestPicture> pictures) {
    return pictures.stream().map(picture -> picture.thing().noun()).toList();
  }
}
