package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptStyleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a panda in the style of an oil painting | OIL | a panda",
        "an oil painting of a panda | OIL | a panda",
        "a panda, oil painting | OIL | a panda",
        "a panda in Van Gogh style | OIL | a panda",
        "a panda in the style of Van Gogh | OIL | a panda",
        "a panda in the style of Hokusai | WOODBLOCK | a panda",
        "a boat at sea, ukiyo-e | WOODBLOCK | a boat at sea",
        "watercolor, a red bird over the sea | WATERCOLOUR | a red bird over the sea",
        "a red bird over the sea, watercolour | WATERCOLOUR | a red bird over the sea",
        "a watercolor painting of a red bird | WATERCOLOUR | a red bird",
        "a pencil sketch of a cat | PENCIL | a cat",
        "pixel art of a robot | PIXEL | a robot",
        "a robot, 8-bit style | PIXEL | a robot",
        "a city in neon style | NEON | a city",
        "a dog as a mosaic art | MOSAIC | a dog",
        "a dog in comic book style | COMIC | a dog",
        "a lake in pastel style | PASTEL | a lake",
        "a mountain, ink wash | INK | a mountain",
        "水墨画风格的熊猫 | INK | 熊猫",
        "水墨风格的熊猫 | INK | 熊猫",
        "一只熊猫，油画风格 | OIL | 一只熊猫",
        "一幅水彩画：红色的鸟 | WATERCOLOUR | 红色的鸟",
        "浮世绘风格的海 | WOODBLOCK | 海",
        "梵高风格的星空 | OIL | 星空",
        "像素风的机器人 | PIXEL | 机器人",
        "素描风格的猫 | PENCIL | 猫",
        "霓虹风格的城市 | NEON | 城市",
        "漫画风格的狗 | COMIC | 狗"
      })
  void a_style_is_found_and_taken_out(String prompt, NamedStyle style, String rest) {
    PromptStyle found = PromptStyle.of(prompt).orElseThrow();
    assertThat(found.style()).isEqualTo(style);
    assertThat(found.rest()).isEqualTo(rest);
  }

  /// Things that are only called like a style.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a pencil on a table",
        "a dog in a city with neon lights",
        "an oil lamp in a cave",
        "a bird on tiles",
        "a squid squirts ink",
        "a girl reads a comic",
        "a boy with chalk in his hand",
        "一只猫在桌子上的铅笔旁边",
        "霓虹灯下的猫",
        "a red bird over the sea"
      })
  void things_are_no_styles(String prompt) {
    assertThat(PromptStyle.of(prompt)).isEmpty();
  }

  @Test
  void a_living_artist_is_no_style_and_what_is_near_is_named() {
    PromptStyle found = PromptStyle.of("a castle in the style of Greg Rutkowski").orElseThrow();
    assertThat(found.style()).isNull();
    assertThat(found.near()).isEqualTo(NamedStyle.OIL);
    assertThat(found.rest()).isEqualTo("a castle");
    PromptStyle chinese = PromptStyle.of("宫崎骏风格的女孩").orElseThrow();
    assertThat(chinese.style()).isNull();
    assertThat(chinese.near()).isEqualTo(NamedStyle.WATERCOLOUR);
  }

  @Test
  void a_style_that_nobody_knows_is_told() {
    PromptStyle found = PromptStyle.of("a cat in the style of Zorblax").orElseThrow();
    assertThat(found.style()).isNull();
    assertThat(found.near()).isNull();
  }
}
