package io.kinora.wan.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The references of HTML, held to the table of the reference in Python (`html.entities.html5`).
class HtmlEntitiesTest {
  private static final Map<String, String> TABLE = table();

  private static Map<String, String> table() {
    var resource = HtmlEntitiesTest.class.getResource("html5-entities.txt");
    var table = new LinkedHashMap<String, String>();
    try {
      for (String line : Files.readAllLines(Path.of(Objects.requireNonNull(resource).toURI()))) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(" ");
          var text = new StringBuilder();
          for (String part : List.of(parts).subList(1, parts.length)) {
            text.appendCodePoint(Integer.parseInt(part, 16));
          }
          table.put(parts[0], text.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return table;
  }

  @Test
  void every_name_of_the_table_is_resolved() {
    assertThat(TABLE).hasSizeGreaterThan(2200);
    TABLE.forEach(
        (name, text) -> {
          assertThat(HtmlEntities.unescape("a &" + name + " b"))
              .as(name)
              .isEqualTo("a " + text + " b");
          if (name.endsWith(";") && name.length() <= 25) { // ftfy looks at no longer ones
            assertThat(HtmlEntities.unescapeUnambiguous("&" + name)).as(name).isEqualTo(text);
          }
        });
  }

  @Test
  void the_longest_name_that_is_known_counts() {
    assertThat(HtmlEntities.unescape("&notit; &notin; &ampamp; &copy2020 &hearts"))
        .isEqualTo("¬it; ∉ &amp; ©2020 &hearts");
  }

  @ParameterizedTest
  @CsvSource({
    "&#65;, A",
    "&#x41, A",
    "&#150;, –", // Windows-1252 between 80 and 9f
    "&#0;, \ufffd",
    "&#xD800;, \ufffd",
    "&#1114112;, \ufffd",
    "&#99999999999999;, \ufffd",
    "&#x1F600;, 😀",
    "&#;, &#;"
  })
  void numbers_are_characters(String reference, String text) {
    assertThat(HtmlEntities.unescape(reference)).isEqualTo(text);
  }

  @Test
  void characters_that_no_text_may_have_are_dropped() {
    assertThat(HtmlEntities.unescape("a&#1;&#x0b;&#127;&#xfdd0;&#xfffe;&#x10ffff;b"))
        .isEqualTo("ab");
    assertThat(HtmlEntities.unescape("a&#9;&#10;b")).isEqualTo("a\t\nb");
  }

  @Test
  void only_whole_references_are_unambiguous() {
    assertThat(HtmlEntities.unescapeUnambiguous("&EACUTE; &eacute; &amp &notit; &#59; &NOSUCH;"))
        .isEqualTo("É é &amp &notit; &#59; &NOSUCH;");
  }
}
