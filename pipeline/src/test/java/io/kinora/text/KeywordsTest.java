package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.shot.Understanding.Keyword;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeywordsTest {
  private static TextStage stage;

  @BeforeAll
  static void open() {
    stage = TextStage.open();
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  @Test
  void are_ranked_by_their_cosine() {
    List<Keyword> keywords =
        stage.understand("a white rabbit hops through the snowy forest at night").keywords();
    assertThat(keywords).isSortedAccordingTo(Comparator.comparingDouble(Keyword::score).reversed());
    assertThat(keywords).allMatch(k -> k.score() > -1 && k.score() <= 1);
    assertThat(keywords.stream().map(Keyword::text)).anyMatch(text -> text.contains("rabbit"));
  }

  @Test
  void do_not_repeat_one_another() {
    List<String> texts =
        stage.understand("three red balloons rise over a quiet harbour").keywords().stream()
            .map(Keyword::text)
            .toList();
    assertThat(texts).hasSizeGreaterThan(1);
    for (String a : texts) {
      assertThat(texts).filteredOn(b -> !b.equals(a)).noneMatch(b -> b.contains(a));
    }
  }

  @Test
  void are_words_of_the_prompt_in_chinese() {
    String prompt = "一只白色的兔子在森林里跳";
    assertThat(stage.understand(prompt).keywords())
        .isNotEmpty()
        .allMatch(k -> prompt.contains(k.text()) && !k.text().startsWith("的"));
  }
}
