package io.kinora.text;

import io.kinora.shot.Embedding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Labels the words of a prompt with the learned heads: among the lexicon's labels for a known
/// word, and among all labels for an unknown one.
final class Tagger {
  /// The minimum confidence of the heads that a word of the lexicon has no meaning here.
  private static final double MUTE = .8;

  /// The minimum confidence of the heads in the kind of an unknown word.
  private static final double SURE = .5;

  /// Latin letters without a vowel, such as `zzzz`, which are not a word of either language.
  private static final Pattern NO_WORD = Pattern.compile("(?i)[a-z&&[^aeiouy]]+");

  /// The minimum cosine of an unknown word to one of a label's first names, and the number of those
  /// names.
  private static final double PLAUSIBLE = .5;

  private static final int NAMES = 12;

  /// The same for less reliable cases.
  private static final double ALIKE = .75;

  /// The minimum cosine at which an unknown thing is drawn as the nearest known subject.
  private static final double NEAR = .5;

  private final Lexicon lexicon;
  private final SentenceEncoder encoder;
  private final Heads heads;
  private final Map<String, Embedding> subjects = new LinkedHashMap<>();
  private final Map<String, Embedding> vectors = new ConcurrentHashMap<>();

  Tagger(Lexicon lexicon, SentenceEncoder encoder, Heads heads) {
    this.lexicon = lexicon;
    this.encoder = encoder;
    this.heads = heads;
  }

  List<Tag> tag(List<Word> words, SentenceEncoder.Encoding encoding) {
    float[][] features = new float[words.size()][];
    var vectors = new HashMap<String, Embedding>(); // repeated words are encoded once
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
    for (int i = 0; i < tags.size(); i++) {
      tags.set(i, fruit(tags, i, scores[i]));
      tags.set(i, meant(tags, i, scores[i]));
    }
    for (int i = 1; i < tags.size(); i++) {
      tags.set(i, parent(tags, i));
    }
    return tags.stream().anyMatch(Tag::isSubject) ? tags : withNearest(tags);
  }

  /// Labels a parent of an animal as the same kind: "a baby elephant and its mom".
  private static Tag parent(List<Tag> tags, int at) {
    Tag tag = tags.get(at);
    if (!PARENTS.contains(tag.word().key()) || !ITS.contains(tags.get(at - 1).word().key())) {
      return tag;
    }
    return tags.subList(0, at - 1).reversed().stream()
        .filter(Tag::isSubject)
        .findFirst()
        .filter(child -> !ActionPhrases.person(child)) // children follow a woman
        .map(child -> new Tag(tag.word(), child.label(), tag.score()))
        .orElse(tag);
  }

  /// Words for a parent, which mean an animal after "its".
  static final Set<String> PARENTS =
      Set.of("mother", "mom", "mum", "mommy", "father", "dad", "parents", "妈妈", "母亲", "爸爸");

  private static final Set<String> ITS = Set.of("its", "their", "它的", "它", "它们的", "它们");

  /// Labels a word for a colour and a noun as the noun unless it precedes another noun: "an orange
  /// on a plate" is a fruit.
  private Tag fruit(List<Tag> tags, int at, float[] scores) {
    Tag tag = tags.get(at);
    List<String> nouns = tag.word().candidates().stream().filter(lexicon::isNoun).toList();
    if (!tag.is("colour") || nouns.isEmpty()) {
      return tag;
    }
    for (int i = at + 1; i < Math.min(tags.size(), at + 4); i++) {
      Tag next = tags.get(i);
      if (next.isSubject()
          || next.label().equals(Tag.THING)
          || next.word().candidates().isEmpty()) {
        return tag;
      }
      if (next.word().isPunctuation() || PREPOSITIONS.contains(next.word().key())) {
        break;
      }
    }
    boolean article = at > 0 && ARTICLES.contains(tags.get(at - 1).word().key());
    return article ? best(tag.word(), nouns, scores) : tag;
  }

  /// Resolves ambiguous words: a word that is only a colour is a colour before a noun ("a red
  /// chair"), and a word for an action and a noun is the noun after an article ("a sink").
  private Tag meant(List<Tag> tags, int at, float[] scores) {
    Tag tag = tags.get(at);
    List<String> candidates = tag.word().candidates();
    if (PRONOUNS.contains(tag.word().key())
        && tags.subList(0, at).stream().anyMatch(Tag::isSubject)) {
      return new Tag(tag.word(), Tag.OTHER, 1); // the one before, and nobody else
    }
    if (candidates.isEmpty()) {
      return tag;
    }
    if (tag.word().key().equals("crosses") && at > 0 && tags.get(at - 1).isSubject()) {
      return new Tag(tag.word(), Tag.OTHER, 1); // it only describes a bridge or a street
    }
    if (tag.label().equals(Tag.OTHER)
        && candidates.stream().allMatch(label -> label.startsWith("colour:"))) {
      int next = at + 1;
      while (next < tags.size() && tags.get(next).word().key().equals("的")) {
        next++;
      }
      return next < tags.size() && tags.get(next).isSubject()
          ? best(tag.word(), candidates, scores)
          : tag;
    }
    List<String> verbs = candidates.stream().filter(label -> label.startsWith("action:")).toList();
    boolean verb = at > 0 && tags.get(at - 1).isSubject() && !verbs.isEmpty();
    boolean nothingElse =
        candidates.stream().allMatch(label -> verbs.contains(label) || label.equals(Tag.OTHER));
    if (tag.label().equals(Tag.OTHER) && verb && nothingElse) {
      return best(tag.word(), verbs, scores); // "a leaf falls"
    }
    if (tag.label().equals(Tag.OTHER) && (begins(tags, at) || counted(tags, at))) {
      return best(tag.word(), candidates, scores);
    }
    List<String> nouns = candidates.stream().filter(lexicon::isNoun).toList();
    int before = at - 1;
    while (before > 0 && describes(tags.get(before))) {
      before--;
    }
    boolean article = before >= 0 && ARTICLES.contains(tags.get(before).word().key());
    return tag.isAction() && article && !nouns.isEmpty() ? best(tag.word(), nouns, scores) : tag;
  }

  /// Whether a word that can only be a subject follows an article or a number: 一个人.
  private static boolean counted(List<Tag> tags, int at) {
    if (at == 0
        || !tags.get(at).word().candidates().stream().allMatch(c -> c.startsWith("subject:"))) {
      return false;
    }
    Word before = tags.get(at - 1).word();
    return ARTICLES.contains(before.key())
        || before.candidates().stream().anyMatch(label -> label.startsWith("count:"));
  }

  /// Whether the prompt begins with a word that can only be a subject, apart from its attributes,
  /// and a verb follows: "a little child eating ice cream".
  private static boolean begins(List<Tag> tags, int at) {
    for (Tag before : tags.subList(0, at)) {
      String key = before.word().key();
      boolean describes = before.is("colour") || before.is("count") || before.is("size");
      if (!describes && !ARTICLES.contains(key) && !before.word().candidates().isEmpty()) {
        return false;
      }
    }
    return at + 1 < tags.size()
        && tags.get(at).word().candidates().stream().allMatch(c -> c.startsWith("subject:"))
        && (tags.get(at + 1).isAction() || tags.get(at + 1).word().key().endsWith("ing"));
  }

  /// Whether a word may be between an article and its noun: "a wooden swing".
  private static boolean describes(Tag tag) {
    String key = tag.word().key();
    boolean unknown = tag.word().candidates().isEmpty() && !tag.label().contains(":");
    return tag.is("colour")
        || (unknown
            && !key.endsWith("ing")
            && !tag.word().isPunctuation()
            && !ARTICLES.contains(key)
            && !PREPOSITIONS.contains(key));
  }

  private static final Set<String> PRONOUNS =
      Set.of("him", "her", "he", "she", "them", "they", "他", "她", "它");

  private static final Set<String> PREPOSITIONS =
      Set.of("on", "in", "at", "under", "over", "by", "near", "with", "of", "from", "is", "are");

  private static final Set<String> ARTICLES =
      Set.of("a", "an", "the", "one", "two", "three", "this", "that", "一个", "一颗", "一只", "两个");

  private Embedding alone(Word word) {
    return encoder.encode(word.text()).sentence();
  }

  private Tag tag(Word word, float[] scores) {
    if (word.isPunctuation()) {
      return new Tag(word, Tag.OTHER, 1);
    }
    if (word.candidates().isEmpty()) {
      Tag best = best(word, heads.labels(), scores);
      boolean sure =
          !NO_WORD.matcher(word.text()).matches()
              && kindScore(best, scores) >= SURE
              && plausible(word, best.label());
      return best.label().contains(":") && !sure
          ? best(word, List.of(Tag.THING, Tag.OTHER), scores)
          : best;
    }
    String first = word.candidates().getFirst();
    if (lexicon.isPlace(first)) {
      return new Tag(word, first, 1); // names of places are unambiguous
    }
    Tag best = best(word, sorted(word.candidates()), scores);
    List<String> silent =
        lexicon.isNoun(best.label()) ? List.of(Tag.OTHER) : List.of(Tag.THING, Tag.OTHER);
    Tag mute = best(word, silent, scores);
    boolean named =
        (best.isSubject() && best.value().equals(word.key()))
            || word.candidates().stream().allMatch(lexicon::isNoun);
    return best.label().contains(":") && !named && mute.score() > MUTE ? mute : best;
  }

  /// The confidence of the heads in a label's kind: they recognise a gryphon as a subject, even if
  /// not whether it is the bird or the cat.
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
      float score = score(candidate, scores);
      if (score > best.score()) {
        best = new Tag(word, candidate, score);
      }
    }
    return best;
  }

  /// Sorts candidates so that a thing precedes the place that the same word may mean.
  private List<String> sorted(List<String> candidates) {
    boolean noun = candidates.stream().anyMatch(lexicon::isNoun);
    return noun
        ? candidates.stream().filter(label -> !label.startsWith("scene:")).toList()
        : candidates;
  }

  /// Whether the meaning of an unknown word is similar to a label's. Otherwise the heads, which
  /// must choose one of their labels, would label a backpack as a boat.
  private boolean plausible(Word word, String label) {
    if (!label.contains(":")) {
      return true;
    }
    if (label.startsWith("subject:") && ActionPhrases.isVerb(word.text())) {
      return false;
    }
    List<String> names = lexicon.bases().getOrDefault(label, List.of());
    Embedding vector = alone(word);
    double least =
        label.startsWith("colour:")
                || label.startsWith("weather:")
                || (label.startsWith("subject:") && !sharesHead(word, names))
            ? ALIKE
            : PLAUSIBLE;
    return names.stream()
        .limit(NAMES)
        .map(name -> vectors.computeIfAbsent(name, n -> encoder.encode(n).sentence()))
        .anyMatch(name -> vector.cosine(name) >= least);
  }

  /// Whether a Chinese word has the last character of one of the names, which determines its kind,
  /// as in 牦牛 and 奶牛: the vectors of short Chinese words are similar regardless of their meaning.
  private static boolean sharesHead(Word word, List<String> names) {
    String text = word.text();
    return text.codePoints().noneMatch(Language::isHan)
        || names.stream().anyMatch(name -> name.endsWith(text.substring(text.length() - 1)));
  }

  /// The score of a label. The heads have no label for a noun of the table: for them it is a thing,
  /// or some subject.
  private float score(String label, float[] scores) {
    if (!lexicon.isNoun(label)) {
      return scores[heads.labels().indexOf(label)];
    }
    float sum = scores[heads.labels().indexOf(Tag.THING)];
    for (int i = 0; i < scores.length; i++) {
      sum += heads.labels().get(i).startsWith("subject:") ? scores[i] : 0;
    }
    return sum;
  }

  /// Labels the word nearest to a known subject as that subject if the prompt has no other.
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
      List<String> names = lexicon.bases().getOrDefault(subject.getKey(), List.of());
      double least = sharesHead(tag.word(), names) ? cosine : Math.max(cosine, ALIKE);
      if (vector.cosine(subject.getValue()) > least) {
        cosine = vector.cosine(subject.getValue());
        best = new Tag(tag.word(), subject.getKey(), cosine);
      }
    }
    return best;
  }

  /// The vectors of the subjects' plain names, computed on demand.
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
