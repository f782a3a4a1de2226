package io.kinora.text;

import io.kinora.scene.Embedding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says what each word stands for.
final class Tagger {
  /// The least cosine at which an unknown noun is taken for a known one.
  private static final double NEAR = .6;

  private final SentenceEncoder encoder;
  private final Map<String, Embedding> names = new LinkedHashMap<>();

  Tagger(Lexicon lexicon, SentenceEncoder encoder) {
    this.encoder = encoder;
    lexicon
        .bases()
        .forEach(
            (label, words) -> {
              if (label.startsWith("subject:")) {
                names.put(label, encoder.encode(words.getFirst()).sentence());
              }
            });
  }

  List<Tag> tag(List<Word> words) {
    var tags = new ArrayList<Tag>(words.size());
    for (Word word : words) {
      tags.add(tag(word));
    }
    return tags;
  }

  private Tag tag(Word word) {
    if (!word.candidates().isEmpty()) {
      return new Tag(word, word.candidates().getFirst(), 1);
    }
    if (word.isPunctuation()) {
      return new Tag(word, Tag.OTHER, 1);
    }
    Embedding vector = encoder.encode(word.text()).sentence();
    Tag best = new Tag(word, Tag.OTHER, 0);
    for (var name : names.entrySet()) {
      double cosine = vector.cosine(name.getValue());
      if (cosine > Math.max(NEAR, best.score())) {
        best = new Tag(word, name.getKey(), cosine);
      }
    }
    return best;
  }
}
