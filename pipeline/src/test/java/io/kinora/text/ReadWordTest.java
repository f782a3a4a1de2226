package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.engine.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadWordTest {
  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of("bird", "cat", "church", "ufo"),
          List.of("red", "white"),
          List.of("sea", "forest"),
          List.of("sunset"),
          List.of("rain", "snow"),
          List.of("fly", "run"));

  private static final TextStage STAGE = TextStage.open();

  @AfterAll
  static void close() {
    STAGE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a red sparrow flies over the sea | red colour red, sparrow subject bird, flies action fly,"
            + " sea scene sea",
        "no rain, a white cat near a church and a gronk | rain denied, white colour white,"
            + " cat subject cat, near relation, church subject church, gronk unknown",
        "没有雨,一只白猫 | 雨 denied, 白 colour white, 猫 subject cat",
      })
  void words_come_in_their_order_with_what_they_were_taken_for(String prompt, String expected) {
    String words =
        String.join(
            ", ",
            STAGE.words(prompt, VOCABULARY).stream()
                .map(word -> (word.text() + " " + word.kind() + " " + word.value()).strip())
                .toList());
    for (String word : expected.split(",\\s*")) {
      assertThat(words).contains(word);
    }
  }

  @Test
  void a_word_that_is_not_drawn_has_a_near_one_or_none() {
    assertThat(STAGE.nearest("cats", VOCABULARY)).isEqualTo("cat");
    assertThat(STAGE.nearest("gronk", VOCABULARY)).isEmpty();
  }
}
