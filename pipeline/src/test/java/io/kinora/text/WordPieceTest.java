package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordPieceTest {
  private static InputStream json(Language language) {
    String name = "/" + language.encoder + "-tokenizer.json";
    return Objects.requireNonNull(WordPieceTest.class.getResourceAsStream(name), name);
  }

  /// The free prompts of both languages, and what is hard to cut.
  private static Stream<String> texts() {
    return Stream.concat(
        Stream.of("dev", "test")
            .flatMap(split -> FreePrompt.read(split).stream())
            .map(p -> p.text()),
        Stream.of(
            "Ünïcödé Café naïve ÅNGSTRÖM",
            "well-known, isn't it? (yes!) $5.00 #1 @home a_b c/d",
            "supercalifragilisticexpialidocious antidisestablishmentarianism",
            "🐦 flies 🚀🚀 now",
            "中文English混合text，标点。「引号」",
            "ﬁne ½ × 漢字 カタカナ 한국어",
            "a".repeat(120),
            "tabs and\u00a0no-break\u3000spaces"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void cuts_as_the_reference_does(Language language) throws Exception {
    var wordPiece = WordPiece.read(json(language), language.lowerCase);
    Map<String, String> options = Map.of("padding", "false", "truncation", "false");
    try (var reference = HuggingFaceTokenizer.newInstance(json(language), options)) {
      texts()
          .forEach(
              text -> {
                Encoding expected = reference.encode(text, false, false);
                var got = wordPiece.split(text);
                assertThat(got.stream().mapToLong(WordPiece.Piece::id).toArray())
                    .as(text + " → " + Arrays.toString(expected.getTokens()))
                    .isEqualTo(expected.getIds());
              });
    }
  }

  @Test
  void knows_where_pieces_came_from() {
    var wordPiece = WordPiece.read(json(Language.EN), true);
    var pieces = wordPiece.split("A Café, naïvely");
    assertThat(pieces.stream().map(p -> "A Café, naïvely".substring(p.start(), p.end())).toList())
        .startsWith("A", "Café", ",")
        .last()
        .asString()
        .endsWith("ly");
  }
}
