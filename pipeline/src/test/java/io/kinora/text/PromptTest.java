package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.error.BadRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTest {
  @Test
  void trims_spaces_of_any_script() {
    assertThat(new Prompt("  a bird\u3000\n").text()).isEqualTo("a bird");
  }

  @Test
  void takes_a_thousand_units() {
    assertThat(new Prompt("鸟".repeat(1000)).text()).hasSize(1000);
  }

  @Test
  void refuses_one_unit_more() {
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> new Prompt("a".repeat(1001)))
        .satisfies(e -> assertThat(e.helpId()).isEqualTo("prompt"))
        .withMessageContaining("1001")
        .withMessageContaining("1000")
        .withMessageContaining("Shorten");
  }

  @Test
  void counts_after_trimming() {
    assertThat(new Prompt(" ".repeat(600) + "a".repeat(1000) + " ".repeat(600)).text())
        .hasSize(1000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u3000\u00a0", "\u200b\u200d"})
  void refuses_what_shows_nothing(String text) {
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> new Prompt(text))
        .satisfies(e -> assertThat(e.helpId()).isEqualTo("prompt"))
        .withMessageContaining("empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tbird", "a\nbird", "a bird\u0000!", "a\u001b[31mbird", "a\u0085b"})
  void refuses_control_characters(String text) {
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> new Prompt(text))
        .withMessageContaining("control character U+00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a \ud83d bird", "\udc26 bird", "bird \ud83d"})
  void refuses_lone_surrogates(String text) {
    assertThatExceptionOfType(BadRequest.class)
        .isThrownBy(() -> new Prompt(text))
        .withMessageContaining("surrogate");
  }

  @Test
  void takes_whole_surrogate_pairs() {
    assertThat(new Prompt("a 🐦 flies").text()).isEqualTo("a 🐦 flies");
  }
}
