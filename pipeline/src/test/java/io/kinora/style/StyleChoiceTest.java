package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StyleChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "oil, oil",
    "OIL, oil",
    "油画, oil",
    "watercolor, watercolour",
    "水墨画, ink",
    "ukiyo-e, woodblock",
    "浮世绘, woodblock",
    "Van Gogh style, oil",
    "pixel art, pixel",
    "none, none",
    "无, none",
    "pictures/a.png, pictures/a.png"
  })
  void names_of_both_languages_and_files_are_taken(String name, String taken) {
    assertThat(StyleChoice.of(name).name()).isEqualTo(taken);
  }

  @Test
  void every_style_has_names_in_both_languages() {
    assertThat(Arrays.stream(NamedStyle.values()).filter(s -> Styles.find(s.label()).isEmpty()))
        .isEmpty();
    assertThat(Arrays.stream(NamedStyle.values()).filter(s -> Styles.find(s.chinese()).isEmpty()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-.1, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
  void a_strength_out_of_range_is_refused(double strength) {
    assertThatThrownBy(() -> new StyleChoice("oil", null, strength, null))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("from 0 to 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "watercolr | watercolo",
        "mosaik | mosaic",
        "banksy | nearest style is comic",
        "David Hockney | nearest style is pastel"
      })
  void an_unknown_style_names_the_nearest(String name, String near) {
    assertThatThrownBy(() -> StyleChoice.of(name))
        .isInstanceOfSatisfying(BadRequest.class, e -> assertThat(e.remedy()).contains(near));
  }
}
