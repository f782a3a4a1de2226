package io.kinora.wan.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PromptCleanerTest {
  @Test
  void repairs_what_the_reference_repairs() throws Exception {
    var resource =
        Objects.requireNonNull(PromptCleanerTest.class.getResource("cleaned-prompts.tsv"));
    var json = new JsonMapper();
    List<String> lines =
        Files.readAllLines(Path.of(resource.toURI())).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    assertThat(lines).hasSizeGreaterThan(100);
    for (String line : lines) {
      String[] parts = line.split("\t");
      assertThat(PromptCleaner.clean(json.readTree(parts[0]).asString()))
          .as(parts[0])
          .isEqualTo(json.readTree(parts[1]).asString());
    }
  }

  @Test
  void leaves_a_clean_prompt_alone() {
    String prompt = "A fisherman's boat, 1930s film; £5 – très bien, 红色的气球。";
    assertThat(PromptCleaner.clean(prompt)).isEqualTo(prompt);
  }
}
