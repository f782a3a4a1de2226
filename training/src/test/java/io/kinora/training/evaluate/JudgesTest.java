package io.kinora.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import io.kinora.training.data.ClipSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.world.DioramaClips;
import io.kinora.training.world.DioramaWords;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JudgesTest {
  private static final JudgeWords WORDS = JudgeWords.of(DioramaWords.vocabulary());

  private static JudgeNet net() {
    Seeds.initialisation(1, "judges");
    return new JudgeNet(WORDS);
  }

  private static List<Pixels> frames(ClipSource world) {
    var scenario = world.scenario(Seeds.random(1, "scenario"), Split.SEEN);
    double[] times = {0, 1};
    return world.clip(scenario, 1, 2, times, Judges.WIDTH, Judges.HEIGHT).stream()
        .map(picture -> Pixels.of(picture.image()))
        .toList();
  }

  @Test
  void written_judges_say_the_same_when_they_are_read(@TempDir Path folder) {
    Path file = folder.resolve("judges.safetensors");
    Judges.write(file, WORDS, net().named());
    var frames = frames(new DioramaClips());
    try (Judges judges = Judges.open(file);
        Judges again = Judges.open(file)) {
      assertThat(judges.words()).isEqualTo(WORDS);
      var verdict = judges.judge(frames);
      assertThat(WORDS.nouns()).contains(verdict.noun());
      assertThat(WORDS.scenes()).contains(verdict.scene());
      assertThat(verdict.count()).isBetween(1, 4);
      assertThat(verdict.features()).hasSize(384);
      assertThat(again.judge(frames).features()).containsExactly(verdict.features());
    }
  }

  @Test
  void other_weights_are_refused(@TempDir Path folder) {
    Path file = folder.resolve("other.safetensors");
    var tensors = new LinkedHashMap<String, Tensor>(net().named());
    SafeTensorsWriter.write(file, tensors, Map.of(), DType.F16);
    assertThatThrownBy(() -> Judges.open(file))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_batch_hangs_on_seed_and_step_and_teaches_every_parameter() {
    var world = new DioramaClips();
    JudgeNet net = net();
    TensorScope.run(
        () -> {
          var batch =
              JudgeBatch.of(JudgeBatch.pictures(world, 3, 5), world, WORDS, 3, 5, Device.CPU);
          var again =
              JudgeBatch.of(JudgeBatch.pictures(world, 3, 5), world, WORDS, 3, 5, Device.CPU);
          assertThat(again.crops().equal(batch.crops())).isTrue();
          assertThat(again.marks().equal(batch.marks())).isTrue();
          assertThat(batch.marks().sum().item_double()).isPositive();
          net.loss(batch).backward();
          net.named()
              .forEach(
                  (name, parameter) -> {
                    assertThat(parameter.grad().defined()).as(name).isTrue();
                    assertThat(parameter.grad().abs().max().item_double()).as(name).isPositive();
                  });
        });
  }
}
