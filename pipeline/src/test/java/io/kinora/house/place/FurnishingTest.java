package io.kinora.house.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.house.HouseEngine;
import io.kinora.house.compose.Compositor;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.compose.SkyBackdrop;
import io.kinora.house.compose.View;
import io.kinora.house.net.HouseModel;
import io.kinora.house.staging.Staged;
import io.kinora.house.staging.Staging;
import io.kinora.noun.Place;
import io.kinora.noun.Places;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.text.TextStage;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Places as they are composed, with the bundled model.
final class FurnishingTest {
  private static final int MAGENTA = 0xffff00ff;
  private static HouseModel model;
  private static HouseEngine engine;
  private static TextStage text;

  @BeforeAll
  static void open() {
    model = HouseModel.bundled();
    engine = new HouseEngine(model);
    text = TextStage.open();
  }

  @AfterAll
  static void close() {
    engine.close();
    text.close();
  }

  private static Shot shot(String prompt, FrameSize size) {
    return new Shot(
        text.understand(prompt, engine.vocabulary()),
        3,
        new Format(size, new FrameRate(1, 1), 4),
        Movement.AS_SAID,
        EngineOptions.NONE);
  }

  private static Frame first(Shot shot) {
    try (Clip clip = engine.generate(shot, Progress.NONE)) {
      var frame = new Frame(clip.size());
      assertThat(clip.read(frame)).isTrue();
      return frame;
    }
  }

  /// Nothing behind a room is seen beside its walls and floor, wherever the camera looks.
  @Test
  void walls_and_floors_have_no_border() {
    List<Camera> cameras =
        List.of(
            Camera.STATIC,
            new Camera(10, -8, 0, 0, 0, 0),
            new Camera(-10, 0, 10, 0, 0, 0),
            new Camera(0, 10, -10, 0, 0, 10),
            new Camera(0, 0, 0, 10, -10, 0));
    float[] magenta = new float[8 * 8 * 3];
    for (int i = 0; i < magenta.length; i++) {
      magenta[i] = i % 3 == 1 ? 0 : 255;
    }
    for (String key : List.of("kitchen", "corridor", "library")) {
      Place place = Objects.requireNonNull(Places.named(key));
      for (FrameSize size : List.of(new FrameSize(160, 90), new FrameSize(90, 160))) {
        Shot shot = shot(place.english().getFirst(), size);
        var staging = new Staging(model, shot, Set.of());
        var sky = new SkyBackdrop(8, 8, magenta);
        var furnishing =
            new Furnishing(
                place,
                shot,
                staging,
                staging.setting(),
                new PicturePainter(model::codec, model::codes),
                sky);
        for (Camera camera : cameras) {
          var view = new View(camera, size.aspect(), .5);
          var compositor = new Compositor(furnishing.surfaces(), sky, view, size);
          var frame = new Frame(size);
          for (double seconds : new double[] {0, 4, 20}) {
            compositor.render(seconds, frame);
            assertThat(Arrays.stream(frame.argb()).filter(pixel -> pixel == MAGENTA).count())
                .as("%s %s %s after %s s", key, size, camera, seconds)
                .isZero();
          }
        }
      }
    }
  }

  @Test
  void a_subject_stands_on_the_floor_inside_the_picture() {
    for (String prompt : List.of("a cat in the kitchen", "a girl in the office")) {
      Staged staged = engine.staged(shot(prompt, new FrameSize(160, 90)));
      assertThat(staged.setting().place()).isNotNull();
      assertThat(staged.seen()).hasSize(1);
      Staged.Box box = staged.seen().getFirst().box();
      assertThat(box.bottom()).as(prompt).isBetween(.45, 1.0);
      assertThat(box.top()).as(prompt).isGreaterThan(-1);
    }
  }

  /// The middle of the subject is another picture with it than without it.
  @Test
  void nothing_covers_a_subject() {
    var size = new FrameSize(320, 180);
    for (String place : List.of("kitchen", "bakery", "office", "bar")) {
      Shot with = shot("a red cat stands in the " + place, size);
      Frame there = first(with);
      Frame empty = first(shot(place, size));
      Staged.Box box = engine.staged(with).seen().getFirst().box();
      int unit = size.height() / 2;
      int x = (int) ((box.left() + box.right()) / 2 * unit + size.width() / 2.0);
      int y = (int) ((.3 * box.top() + .7 * box.bottom()) * unit + unit);
      int changed = 0;
      for (int dy = -6; dy < 6; dy++) {
        for (int dx = -6; dx < 6; dx++) {
          int at = (y + dy) * size.width() + x + dx;
          changed += there.argb()[at] != empty.argb()[at] ? 1 : 0;
        }
      }
      assertThat(changed).as(place).isGreaterThan(120);
    }
  }

  @Test
  void lamps_are_lit_at_night_and_windows_show_the_sky() {
    var size = new FrameSize(160, 90);
    Frame day = first(shot("living room at noon", size));
    Frame night = first(shot("living room at night", size));
    double share = brightness(night) / brightness(day);
    assertThat(share).as("a room at night").isBetween(.5, .9);
    double outdoors =
        brightness(first(shot("street at night", size)))
            / brightness(first(shot("street at noon", size)));
    assertThat(outdoors).isLessThan(share);
  }

  private static double brightness(Frame frame) {
    return Arrays.stream(frame.argb())
        .mapToDouble(pixel -> (pixel >> 16 & 255) + (pixel >> 8 & 255) + (pixel & 255))
        .average()
        .orElseThrow();
  }

  @Test
  void a_small_thing_in_a_room_lies_on_a_table() {
    Staged staged = engine.staged(shot("a mug in the kitchen", new FrameSize(160, 90)));
    assertThat(staged.seen())
        .extracting(Staged.Seen::noun)
        .containsExactlyInAnyOrder("mug", "dining-table");
  }
}
