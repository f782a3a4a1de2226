package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreePromptsTest {
  @Test
  void are_at_least_sixty_and_half_of_them_chinese() {
    var prompts = FreePrompt.read("test");
    assertThat(prompts).hasSizeGreaterThanOrEqualTo(60);
    assertThat(prompts).filteredOn(p -> p.language().equals("zh")).hasSize(prompts.size() / 2);
  }

  @Test
  void are_read_right_nine_times_in_ten() {
    var score = new FreePromptScore();
    try (var stage = TextStage.open()) {
      for (FreePrompt prompt : FreePrompt.read("test")) {
        score.add(prompt, stage.understand(prompt.text()));
      }
    }
    assertThat(score.count("all").accuracy()).as(score.table()).isGreaterThanOrEqualTo(.9);
    assertThat(score.count("en").accuracy()).as(score.table()).isGreaterThanOrEqualTo(.9);
    assertThat(score.count("zh").accuracy()).as(score.table()).isGreaterThanOrEqualTo(.9);
  }
}
