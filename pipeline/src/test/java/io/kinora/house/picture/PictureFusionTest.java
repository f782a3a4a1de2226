package io.kinora.house.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.shot.Embedding;
import io.kinora.shot.Understanding;
import io.kinora.text.TextStage;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class PictureFusionTest {
  @Test
  void a_picture_and_a_word_of_either_language_give_a_logit_for_each_noun() {
    Seeds.initialisation(3, "fusion");
    var net = new PictureFusion(7);
    Tensor seen = Seeds.normal(Seeds.random(1, "seen"), 2, PictureFusion.FEATURES);
    for (int dimension : new int[] {PictureFusion.ENGLISH, PictureFusion.CHINESE}) {
      Tensor said = Seeds.normal(Seeds.random(1, "said"), 2, dimension);
      assertThat(TensorScope.infer(() -> net.forward(seen, said).shape())).containsExactly(2, 7);
    }
  }

  @Test
  void the_vector_of_a_word_is_the_mean_of_its_tokens_and_0_for_one_that_is_not_there() {
    var one = new Embedding(1, 2);
    var two = new Embedding(3, 6);
    var text =
        new Understanding(
            "a hot dog",
            "en",
            List.of("a", "hot", "dog"),
            List.of(),
            List.of(),
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(new Embedding(9, 9), one, two),
            one);
    assertThat(PictureNames.vector(text, "hot dog")).containsExactly(2, 4);
    assertThat(PictureNames.vector(text, "Dog")).containsExactly(3, 6);
    assertThat(PictureNames.vector(text, "cat")).containsExactly(0, 0);
  }

  @Test
  void words_of_prompts_in_both_languages_have_vectors() {
    try (TextStage stage = TextStage.open()) {
      for (String[] said :
          new String[][] {
            {"the animal runs", "animal"}, {"这只动物在跑", "动物"}, {"a hot dog", "hot dog"}
          }) {
        float[] vector = PictureNames.vector(stage.understand(said[0]), said[1]);
        assertThat(vector).as(said[1]).isNotEqualTo(new float[vector.length]);
      }
    }
  }
}
