package io.kinora.text;

import io.kinora.error.WeightsRefused;
import io.kinora.scene.Embedding;
import io.kinora.torch.weights.SafeTensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says what each word of a prompt stands for: the learned heads decide, between the lexicon's
/// labels for a word that it has and freely for one that it has not.
final class Tagger {
  /// How sure the heads must be that a word of the lexicon says nothing here.
  private static final double MUTE = .8;

  /// How sure the heads must be of what a word stands for that the lexicon has not.
  private static final double SURE = .5;

  /// The least cosine at which an unknown thing is drawn as the nearest known subject.
  private static final double NEAR = .45;

  private final Lexicon lexicon;
  private final SentenceEncoder encoder;
  private final Heads heads;
  private final Map<String, Embedding> subjects = new LinkedHashMap<>();

  Tagger(Language language, Lexicon lexicon, SentenceEncoder encoder) {
    this.lexicon = lexicon;
    this.encoder = encoder;
    this.heads = load(language, encoder.encode("a").vectors().getFirst().dimension());
  }

  private static Heads load(Language language, int dimension) {
    String name = "/io/kinora/models/text/heads-" + language.code() + ".safetensors";
    var stream = Tagger.class.getResourceAsStream(name);
    if (stream == null) {
      throw new WeightsRefused(
          "The weights " + name + " are not on the class path.", "Reinstall Kinora.", "weights");
    }
    try (var file = SafeTensors.read(name, stream)) {
      return Heads.of(file, dimension);
    }
  }

  List<Tag> tag(List<Word> words, SentenceEncoder.Encoding encoding) {
    float[][] features = new float[words.size()][];
    for (int i = 0; i < features.length; i++) {
      Word word = words.get(i);
      features[i] =
          Heads.features(
              encoding.span(word.start(), word.end()),
              alone(word),
              heads.labels(),
              Heads.Marks.of(word, lexicon));
    }
    float[][] scores = heads.score(features);
    var tags = new ArrayList<Tag>(words.size());
    for (int i = 0; i < features.length; i++) {
      tags.add(tag(words.get(i), scores[i]));
    }
    return tags.stream().anyMatch(Tag::isSubject) ? tags : nearest(tags);
  }

  private Embedding alone(Word word) {
    return encoder.encode(word.text()).sentence();
  }

  private Tag tag(Word word, float[] scores) {
    if (word.isPunctuation()) {
      return new Tag(word, Tag.OTHER, 1);
    }
    if (word.candidates().isEmpty()) {
      Tag best = best(word, heads.labels(), scores);
      return best.label().contains(":") && best.score() < SURE
          ? best(word, List.of(Tag.THING, Tag.OTHER), scores)
          : best;
    }
    Tag best = best(word, word.candidates(), scores);
    Tag mute = best(word, List.of(Tag.THING, Tag.OTHER), scores);
    return best.label().contains(":") && mute.score() > MUTE ? mute : best;
  }

  private Tag best(Word word, List<String> candidates, float[] scores) {
    Tag best = new Tag(word, candidates.getFirst(), -1);
    for (String candidate : candidates) {
      float score = scores[heads.labels().indexOf(candidate)];
      if (score > best.score()) {
        best = new Tag(word, candidate, score);
      }
    }
    return best;
  }

  /// Where a prompt has no known subject, its things are drawn as the nearest ones known.
  private List<Tag> nearest(List<Tag> tags) {
    return tags.stream().map(t -> t.label().equals(Tag.THING) ? nearest(t) : t).toList();
  }

  private Tag nearest(Tag thing) {
    if (subjects().isEmpty()) {
      return thing;
    }
    Embedding vector = alone(thing.word());
    Tag best = thing;
    double cosine = NEAR;
    for (var subject : subjects().entrySet()) {
      if (vector.cosine(subject.getValue()) > cosine) {
        cosine = vector.cosine(subject.getValue());
        best = new Tag(thing.word(), subject.getKey(), cosine);
      }
    }
    return best;
  }

  /// The vectors of the subjects' plain names; made when they are first needed.
  private synchronized Map<String, Embedding> subjects() {
    if (subjects.isEmpty()) {
      lexicon
          .bases()
          .forEach(
              (label, words) -> {
                if (label.startsWith("subject:")) {
                  subjects.put(label, encoder.encode(words.getFirst()).sentence());
                }
              });
    }
    return subjects;
  }
}
