package io.kinora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.kinora.error.WeightsRefused;
import io.kinora.house.net.Codec;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.HouseTraining.Part;
import io.kinora.training.HouseTraining.Plan;
import io.kinora.training.HouseTraining.Stage;
import io.kinora.training.evaluate.Table;
import io.kinora.training.optimise.Budget;
import io.kinora.training.pictures.Drawings;
import io.kinora.training.pictures.PictureFolder;
import io.kinora.training.task.KnownLatents;
import io.kinora.training.task.LatentGenerator;
import io.kinora.training.task.PictureClassifierTask;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Codes made from words, from known codes to the judgement of a classifier, made small.
@NullUnmarked // the folder is set before the tests
final class LatentTrainingTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void codes() {
    Path drawn = Drawings.folder(folder.resolve("pictures"));
    train(Part.CODEC, Stage.REGRESSION, 1, false);
    CodeRefinement.run(folder, drawn, new Budget(1, 0), false, line -> {}, () -> false);
    train(Part.CLASSIFIER, Stage.REGRESSION, 20, false);
    train(Part.LATENTS, Stage.REGRESSION, 1, false);
  }

  private static void train(Part part, Stage stage, long steps, boolean resume) {
    HouseTraining.run(
        new Plan(
            folder,
            List.of(part),
            stage,
            new Budget(steps, 0),
            1,
            resume,
            1,
            Device.CPU,
            Optional.of(folder.resolve("pictures"))),
        line -> {},
        () -> false);
  }

  private static float[] weights(String name) {
    try (SafeTensors saved = SafeTensors.open(folder.resolve(name + ".checkpoint.safetensors"))) {
      return Tensors.floats(saved.tensor("net.head.weight"));
    }
  }

  @Test
  void learns_by_regression_then_against_a_discriminator_and_is_judged() {
    float[] first = weights("latents");
    train(Part.LATENTS, Stage.ADVERSARIAL, 1, false);
    assertThat(weights("latents-adversarial")).isNotEqualTo(first);
    assertThat(folder.resolve("latents.png")).isNotEmptyFile();

    Table table;
    try (var evaluation =
        new LatentEvaluation(folder, PictureFolder.open(folder.resolve("pictures")))) {
      table = evaluation.run();
    }
    assertThat(table.rows())
        .extracting(row -> ((Table.Text) row.getFirst()).text())
        .containsExactly(
            "true, known to it",
            "true, of a hand it never saw",
            "painted from kept codes",
            "painted from codes of latents",
            "painted from codes of latents-adversarial");
    // Four discs of four colours: twenty steps tell them apart.
    assertThat(((Table.Figure) table.rows().getFirst().get(2)).value()).isEqualTo(100);
    for (int row = 2; row < 5; row++) {
      assertThat(((Table.Figure) table.rows().get(row).get(2)).value()).isBetween(0.0, 100.0);
      assertThat(((Table.Figure) table.rows().get(row).get(3)).value()).isBetween(0.0, 2.0);
    }
  }

  @Test
  void a_resumed_run_goes_on_as_if_it_had_not_stopped() throws Exception {
    train(Part.LATENTS, Stage.ADVERSARIAL, 2, false);
    float[] whole = weights("latents-adversarial");
    // Of two steps the first: the rate falls with the share of the budget that is used.
    Files.delete(folder.resolve("latents-adversarial.checkpoint.safetensors"));
    train(Part.LATENTS, Stage.ADVERSARIAL, 1, false);
    train(Part.LATENTS, Stage.ADVERSARIAL, 2, true);
    float[] resumed = weights("latents-adversarial");
    assertThat(resumed).containsExactly(whole, offset(2e-3f));
    assertThat(resumed).isNotEqualTo(new float[whole.length]);
  }

  @Test
  void the_first_number_of_the_noise_says_which_hand_draws() {
    try (KnownLatents known = HouseTraining.known(folder)) {
      assertThat(known.rows("red-thing")).hasSize(2);
      TensorScope.run(
          () -> {
            var batch = known.batch(Seeds.random(3, "hands"), List.of("red-thing", "red-thing"));
            float[] noise = Tensors.floats(batch.noise());
            for (int i = 0; i < 2; i++) {
              float hand = noise[i * LatentGenerator.NOISE];
              int row =
                  hand < 0 ? known.rows("red-thing").getFirst() : known.rows("red-thing").getLast();
              Tensor expected = known.codes().code(row).vector();
              assertThat(Tensors.floats(batch.known().vector().narrow(0, i, 1)))
                  .containsExactly(Tensors.floats(expected));
            }
          });
    }
  }

  @Test
  void codes_stay_within_what_eight_bits_hold() {
    try (KnownLatents known = HouseTraining.known(folder)) {
      var generator = new LatentGenerator();
      TensorScope.run(
          () -> {
            var batch = known.batch(Seeds.random(3, "bounds"), 3);
            PictureCodes.Code code = generator.forward(batch.text(), batch.noise());
            assertThat(code.code().shape()).containsExactly(3, 16, 16, 16);
            assertThat(code.vector().shape()).containsExactly(3, 64);
            assertThat(code.code().abs().max().item_double()).isLessThan(PictureCodes.BOUND);
          });
      generator.close();
    }
  }

  @Test
  void equal_pictures_are_one_name() {
    Path drawn = Drawings.folder(folder.resolve("equal"));
    Drawings.write(drawn.resolve("one/scarlet-thing.svg"), Drawings.disc("red", 20));
    var names = PictureClassifierTask.Names.of(PictureFolder.open(drawn));
    assertThat(names.count()).isEqualTo(4);
    assertThat(names.of().get("scarlet-thing")).isEqualTo(names.of().get("red-thing"));
    assertThat(names.of()).hasSize(5);
  }

  @Test
  void the_adversarial_stage_needs_what_the_regression_has_learned() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Files.copy(folder.resolve("codes.safetensors"), empty.resolve("codes.safetensors"));
    var plan =
        new Plan(
            empty,
            List.of(Part.LATENTS),
            Stage.ADVERSARIAL,
            new Budget(1, 0),
            1,
            false,
            1,
            Device.CPU,
            Optional.empty());
    assertThatThrownBy(() -> HouseTraining.run(plan, line -> {}, () -> false))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining("latents");
  }

  @Test
  void the_codec_in_the_folder_is_taken_before_the_bundled_one() {
    try (Codec own = HouseTraining.codec(folder);
        Codec bundled = HouseTraining.codec(folder.resolve("pictures"))) {
      assertThat(own.sha256()).isNotEqualTo(bundled.sha256());
    }
  }
}
