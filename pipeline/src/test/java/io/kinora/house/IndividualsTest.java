package io.kinora.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.house.compose.LayerPainter;
import io.kinora.house.compose.Texture;
import io.kinora.house.net.HouseModel;
import io.kinora.house.staging.Actor;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.text.TextStage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A member of a cast in two shots: the same individual, whatever else is in them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndividualsTest {
  private final TextStage text = TextStage.open();
  private final HouseModel model = HouseModel.bundled();

  @AfterAll
  void close() {
    text.close();
    model.close();
  }

  private Stage stage(String prompt, long seed, String individuals) {
    var options =
        individuals.isEmpty()
            ? EngineOptions.NONE
            : EngineOptions.NONE.with(Engine.INDIVIDUALS, individuals);
    var said = text.understand(prompt, model.vocabulary());
    return new Stage(
        model, new Shot(said, seed, Format.DEFAULT, Movement.AS_SAID, options), Progress.NONE);
  }

  /// The layer of an actor that moves by itself, before it is placed and lit.
  private List<Texture> painted(Actor actor) {
    var individual =
        new LayerPainter.Individual(
            actor.noun(), actor.colour(), actor.u(), 20, List.of(0, 7), 1, false, 100);
    return new LayerPainter(model).paint(individual);
  }

  @Test
  void the_layer_of_a_member_is_the_same_in_two_shots() {
    Actor one = stage("a dog runs in the meadow", 1, "0=42").cast.getFirst();
    Actor two = stage("a cat and a dog sit on the beach at night", 9, "1=42").cast.get(1);
    Actor other = stage("a dog runs in the meadow", 1, "0=43").cast.getFirst();
    assertThat(two.noun()).isEqualTo("dog");
    assertThat(two.colour()).isEqualTo(one.colour());
    assertThat(two.u()).isEqualTo(one.u());
    assertThat(painted(two)).usingRecursiveComparison().isEqualTo(painted(one));
    assertThat(other.u()).isNotEqualTo(one.u());
  }

  @Test
  void a_noun_keeps_the_picture_and_the_hand_that_drew_it() {
    Stage one = stage("a teddy bear in the meadow", 1, "0=42");
    Stage two = stage("a teddy bear in the city", 5, "0=42");
    assertThat(two.individual(two.cast.getFirst())).isEqualTo(one.individual(one.cast.getFirst()));
  }
}
