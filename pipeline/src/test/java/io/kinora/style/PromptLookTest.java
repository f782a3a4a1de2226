package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PromptLookTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a lighthouse in a storm, black and white | filter noir | a lighthouse in a storm
          a black-and-white film of a train | filter noir | of a train
          a dog in the rain, shot in black and white | filter noir | a dog in the rain
          A dog runs, Cinematic lighting, 35mm film | filter cinematic; filter vintage=0.6 and effect grain=0.2 | A dog runs
          dreamy, a rabbit on the moon | filter dream=0.5 | a rabbit on the moon
          a cat sleeps, vivid colours | filter vivid | a cat sleeps
          a street with lens flare | effect light-leak | a street with
          黑白电影，一只猫走在街上 | filter noir | 一只猫走在街上
          黑白，一只猫走在街上 | filter noir | 一只猫走在街上
          一条巨龙，电影质感 | filter cinematic | 一条巨龙
          复古风格的咖啡馆 | filter vintage and effect grain=0.25 | 咖啡馆
          梦幻唯美，兔子在月亮上 | filter dream=0.5 | 兔子在月亮上
          冷色调的森林 | filter cool | 森林
          """)
  void words_of_a_look_are_taken_out_of_the_prompt(String prompt, String steps, String rest) {
    PromptLook look = PromptLook.of(prompt);
    assertThat(look.said().stream().map(PromptLook.Said::names).collect(Collectors.joining("; ")))
        .isEqualTo(steps);
    assertThat(look.rest()).isEqualTo(rest);
  }

  /// What belongs to a thing is no look.
  @ParameterizedTest
  @CsvSource({
    "a black and white cat sleeps",
    "a vintage car drives down the road",
    "a warm summer day",
    "two old movie stars",
    "一只黑白相间的猫",
    "a pastel drawing of a cat",
    "the cinema at night",
  })
  void words_that_belong_to_a_thing_are_left_to_it(String prompt) {
    assertThat(PromptLook.of(prompt).said()).isEmpty();
    assertThat(PromptLook.of(prompt).rest()).isEqualTo(prompt);
  }

  @Test
  void a_prompt_that_says_nothing_else_stays_whole() {
    assertThat(PromptLook.of("cinematic").rest()).isEqualTo("cinematic");
    assertThat(PromptLook.of("cinematic").said()).isEmpty();
  }
}
