package io.kinora.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.text.Lexicon;
import io.kinora.torch.Seeds;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhraseGrammarTest {
  private static PhraseGrammar grammar(String language, Set<String> heldOut) {
    return new PhraseGrammar(language, Lexicon.read(language), heldOut, Seeds.random(1, "test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void says_every_label_of_the_lexicon(String language) {
    var labels = Lexicon.read(language).bases().keySet();
    var said = new HashSet<String>();
    PhraseGrammar grammar = grammar(language, Set.of());
    for (int i = 0; i < 6000; i++) {
      PhraseGrammar.Sentence sentence = grammar.next();
      assertThat(sentence.text()).doesNotContainPattern("[<>$@|]");
      sentence.spans().forEach(span -> said.add(span.label()));
    }
    assertThat(labels).containsAll(said);
    assertThat(said).containsAll(labels.stream().filter(l -> !l.equals("camera:zoom")).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void repeats_with_its_seed(String language) {
    PhraseGrammar a = grammar(language, Set.of());
    PhraseGrammar b = grammar(language, Set.of());
    for (int i = 0; i < 50; i++) {
      assertThat(a.next()).isEqualTo(b.next());
    }
  }

  @Test
  void never_says_a_word_that_is_held_out() {
    PhraseGrammar grammar = grammar("en", Set.of("sparrow", "crimson"));
    for (int i = 0; i < 3000; i++) {
      assertThat(grammar.next().text()).doesNotContain("sparrow").doesNotContain("crimson");
    }
  }

  @Test
  void labels_the_words_of_a_sentence() {
    PhraseGrammar grammar = grammar("en", Set.of());
    for (int i = 0; i < 200; i++) {
      PhraseGrammar.Sentence sentence = grammar.next();
      for (PhraseGrammar.Span span : sentence.spans()) {
        assertThat(sentence.label(span.start(), span.end())).isEqualTo(span.label());
      }
    }
  }
}
