package io.kinora.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.WeightsRefused;
import io.kinora.house.net.Painter;
import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.HouseTraining.Part;
import io.kinora.training.HouseTraining.Plan;
import io.kinora.training.HouseTraining.Stage;
import io.kinora.training.Refinement.Term;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.task.FeatureTask;
import io.kinora.training.task.PainterTask;
import io.kinora.training.task.Words;
import io.kinora.training.world.DioramaLayers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RefinementTest {
  private static final Budget FOUR_STEPS = new Budget(4, 0);

  private static final String NAME = "sprites-adversarial.checkpoint.safetensors";

  private final Path folder;

  RefinementTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// @param seed of the painter's first weights, which the checkpoint replaces
  private static Painter painter(long seed) {
    Seeds.initialisation(seed, "painter");
    return new Painter(new Painter.Spec(4, 4, List.of(8, 8, 8, 8, 8), 4));
  }

  /// A folder with the checkpoint of a painter that was never trained.
  private Path begun(String name) throws Exception {
    Path out = Files.createDirectories(folder.resolve(name));
    var task =
        new PainterTask(
            "sprites", painter(1), DioramaLayers.sprites(), Words.phrases(), 1, Device.CPU);
    var regression = new Regression("sprites", task, 1e-3, out, line -> {});
    assertThat(regression.run(FOUR_STEPS, () -> true)).isNotEmpty();
    var sprites = DioramaLayers.sprites();
    var bands = DioramaLayers.bands();
    Seeds.initialisation(1, "features");
    var features = new FeatureTask(FeatureTask.net(sprites, bands), sprites, bands, 1, Device.CPU);
    assertThat(
            new Regression("features", features, 1e-3, out, line -> {}).run(FOUR_STEPS, () -> true))
        .isNotEmpty();
    return out;
  }

  private static Plan plan(Path out) {
    return new Plan(
        out,
        List.of(Part.SPRITES),
        Stage.ADVERSARIAL,
        FOUR_STEPS,
        1,
        false,
        1,
        Device.CPU,
        Optional.empty());
  }

  private static Refinement training(Path out, long seed, Set<Term> terms) {
    return new Refinement(
        Part.SPRITES,
        painter(seed),
        DioramaLayers.sprites(),
        Words.phrases(),
        plan(out),
        terms,
        1,
        line -> {});
  }

  @Test
  void needs_the_regression_stage_first() {
    assertThatThrownBy(() -> training(folder, 1, Set.of()))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("sprites");
  }

  private static float[] painter(Path out, Set<Term> terms) {
    training(out, 1, terms).run(new Budget(2, 0), () -> false);
    try (var saved = SafeTensors.open(out.resolve(NAME))) {
      return Tensors.floats(saved.tensor("net.palette.weight"));
    }
  }

  /// Each loss by itself leads the painter elsewhere than the reconstruction alone does.
  @Test
  void every_loss_has_a_say() throws Exception {
    float[] alone = painter(begun("alone"), Set.of());
    float[] perceptual = painter(begun("perceptual"), Set.of(Term.PERCEPTUAL));
    float[] adversarial = painter(begun("adversarial"), Set.of(Term.ADVERSARIAL));
    assertThat(perceptual).isNotEqualTo(alone);
    assertThat(adversarial).isNotEqualTo(alone).isNotEqualTo(perceptual);
  }

  @Test
  @Tag("slow")
  void resumes_exactly() throws Exception {
    Path straight = begun("straight");
    Set<Term> all = Set.of(Term.values());
    training(straight, 1, all).run(FOUR_STEPS, () -> false);

    Path broken = begun("broken");
    int[] asked = {0};
    training(broken, 1, all).run(FOUR_STEPS, () -> asked[0]++ == 2);
    training(broken, 2, all).resume().run(FOUR_STEPS, () -> false);

    try (var expected = SafeTensors.open(straight.resolve(NAME));
        var actual = SafeTensors.open(broken.resolve(NAME))) {
      assertThat(actual.entries().sequencedKeySet())
          .containsExactlyElementsOf(expected.entries().sequencedKeySet());
      for (String tensor : expected.entries().keySet()) {
        assertThat(Tensors.floats(actual.tensor(tensor)))
            .as(tensor)
            .containsExactly(Tensors.floats(expected.tensor(tensor)));
      }
    }
  }
}
