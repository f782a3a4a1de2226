package io.kinora.text;

import io.kinora.shot.Embedding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says what each word of a prompt stands for: the learned heads decide, between the lexicon's
/// labels for a word that it has and freely for one that it has not.
final class Tagger {
  /// How sure the heads must be that a word of the lexicon says nothing here.
  private static final double MUTE = .8;

  /// How sure the heads must be of the kind of a word that the lexicon has not.
  private static final double SURE = .5;

  /// Latin letters without a vowel, such as `zzzz`: no word of either language, whatever the heads
  /// make of it.
  private static final Pattern NO_WORD = Pattern.compile("(?i)[a-z&&[^aeiouy]]+");

  /// The least cosine at which an unknown thing is drawn as the nearest known subject.
  private static final double NEAR = .45;

  private final Lexicon lexicon;
  private final SentenceEncoder encoder;
  private final Heads heads;
  private final Map<String, Embedding> subjects = new LinkedHashMap<>();

  Tagger(Lexicon lexicon, SentenceEncoder encoder, Heads heads) {
    this.lexicon = lexicon;
    this.encoder = encoder;
    this.heads = heads;
  }

  List<Tag> tag(List<Word> words, SentenceEncoder.Encoding encoding) {
    float[][] features = new float[words.size()][];
    var vectors = new HashMap<String, Embedding>(); // words that come again are encoded once
    for (int i = 0; i < features.length; i++) {
      Word word = words.get(i);
      features[i] =
          Heads.features(
              encoding.span(word.start(), word.end()),
              vectors.computeIfAbsent(word.text(), _ -> alone(word)),
              heads.labels(),
              Heads.Marks.of(word, lexicon));
    }
    float[][] scores = heads.score(features);
    var tags = new ArrayList<Tag>(words.size());
    for (int i = 0; i < features.length; i++) {
      tags.add(tag(words.get(i), scores[i]));
    }
    return tags.stream().anyMatch(Tag::isSubject) ? tags : withNearest(tags);
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
      boolean sure = !NO_WORD.matcher(word.text()).matches() && kindScore(best, scores) >= SURE;
      return best.label().contains(":") && !sure
          ? best(word, List.of(Tag.THING, Tag.OTHER), scores)
          : best;
    }
    Tag best = best(word, word.candidates(), scores);
    Tag mute = best(word, List.of(Tag.THING, Tag.OTHER), scores);
    boolean named = best.isSubject() && best.value().equals(word.key());
    return best.label().contains(":") && !named && mute.score() > MUTE ? mute : best;
  }

  /// How sure the heads are of a label's kind: that a gryphon is some subject they know, if not
  /// whether it is the bird or the cat.
  private double kindScore(Tag tag, float[] scores) {
    String kind = tag.label().replaceFirst(":.*", ":");
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      sum += heads.labels().get(i).startsWith(kind) ? scores[i] : 0;
    }
    return sum;
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

  /// Where a prompt has no known subject, the word that is nearest to one is taken for it.
  private List<Tag> withNearest(List<Tag> tags) {
    int at = -1;
    Tag best = null;
    for (int i = 0; i < tags.size(); i++) {
      Tag near = nearest(tags.get(i));
      if (near != null && (best == null || near.score() > best.score())) {
        best = near;
        at = i;
      }
    }
    if (best == null) {
      return tags;
    }
    var replaced = new ArrayList<>(tags);
    replaced.set(at, best);
    return replaced;
  }

  private @Nullable Tag nearest(Tag tag) {
    boolean foreign = tag.word().candidates().isEmpty() && !tag.label().contains(":");
    if (tag.word().isPunctuation() || !(foreign || tag.label().equals(Tag.THING))) {
      return null;
    }
    Embedding vector = alone(tag.word());
    Tag best = null;
    double cosine = NEAR;
    for (var subject : subjects().entrySet()) {
      if (vector.cosine(subject.getValue()) > cosine) {
        cosine = vector.cosine(subject.getValue());
        best = new Tag(tag.word(), subject.getKey(), cosine);
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
