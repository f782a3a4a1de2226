package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource({
    "a red bird,EN",
    "一只飞翔的鸟,ZH",
    "一只 robot 在跳舞,ZH",
    "a cat named 喵 plays by the sea,EN",
    "12345 !!!,EN",
    "un oiseau volé,EN"
  })
  void goes_by_the_share_of_han_letters(String text, Language language) {
    assertThat(Language.of(text)).isEqualTo(language);
  }
}
