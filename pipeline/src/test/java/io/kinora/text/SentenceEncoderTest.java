package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.shot.Embedding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SentenceEncoderTest {
  private static SentenceEncoder english, chinese;

  @BeforeAll
  static void load() {
    english = SentenceEncoder.load(Language.EN);
    chinese = SentenceEncoder.load(Language.ZH);
  }

  @AfterAll
  static void close() {
    english.close();
    chinese.close();
  }

  @Test
  void gives_a_vector_per_token() {
    var encoding = english.encode("a red bird");
    assertThat(encoding.pieces()).hasSize(3);
    assertThat(encoding.vectors()).hasSize(3).allMatch(v -> v.dimension() == 384);
    assertThat(chinese.encode("一只鸟").vectors()).hasSize(3).allMatch(v -> v.dimension() == 512);
  }

  @Test
  void sentence_vector_is_the_mean_of_the_token_vectors() {
    var encoding = english.encode("two ducks swim over a foggy lake");
    float[] mean = encoding.sentence().values();
    for (int i = 0; i < mean.length; i++) {
      double sum = 0;
      for (Embedding vector : encoding.vectors()) {
        sum += vector.values()[i];
      }
      assertThat((double) mean[i]).isCloseTo(sum / encoding.vectors().size(), within(1e-5));
    }
  }

  @Test
  void near_in_meaning_is_near_in_angle() {
    assertThat(cosine(english, "sparrow", "bird")).isGreaterThan(.5);
    assertThat(cosine(english, "sparrow", "bird")).isGreaterThan(cosine(english, "sparrow", "car"));
    assertThat(cosine(chinese, "小猫", "猫")).isGreaterThan(cosine(chinese, "小猫", "汽车"));
  }

  private static double cosine(SentenceEncoder encoder, String a, String b) {
    return encoder.encode(a).sentence().cosine(encoder.encode(b).sentence());
  }

  @Test
  void same_text_gives_the_same_numbers() {
    assertThat(english.encode("a cat").vectors()).isEqualTo(english.encode("a cat").vectors());
  }

  @Test
  void encodes_texts_longer_than_its_window() {
    assertThat(chinese.encode("鸟".repeat(1000)).vectors()).hasSize(1000);
  }
}
