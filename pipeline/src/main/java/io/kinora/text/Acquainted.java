package io.kinora.text;

import io.kinora.engine.Vocabulary;
import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.shot.Embedding;
import io.kinora.shot.SubjectPhrase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Says what a prompt names in the words of one model: a name that the model has not is taken for
/// the nearest of its kind that it has, by the cosine of the names' vectors.
final class Acquainted {
  /// Words of a label that its vector is made of.
  private static final int NAMES = 3;

  private final Lexicon lexicon;
  private final SentenceEncoder encoder;
  private final double near;
  private final Map<String, Embedding> vectors = new ConcurrentHashMap<>();

  /// @param near the cosine from which a word is near to a name
  Acquainted(Lexicon lexicon, SentenceEncoder encoder, double near) {
    this.near = near;
    this.lexicon = lexicon;
    this.encoder = encoder;
  }

  /// The subject in the vocabulary's words.
  SubjectPhrase in(Vocabulary vocabulary, SubjectPhrase subject) {
    return new SubjectPhrase(
        name(vocabulary, "subject", subject.name()),
        subject.word(),
        nullable(vocabulary, "colour", subject.colour()),
        nullable(vocabulary, "action", subject.action()),
        subject.direction(),
        subject.speed(),
        subject.count(),
        subject.size(),
        subject.relation(),
        subject.sequel() == null
            ? null
            : new SubjectPhrase.Sequel(
                nullable(vocabulary, "action", subject.sequel().action()),
                subject.sequel().direction(),
                subject.sequel().speed()));
  }

  /// What a label is called for a reader.
  String title(String label) {
    return lexicon.title(label);
  }

  /// As [#name], and null for null.
  @Nullable String nullable(Vocabulary vocabulary, String kind, @Nullable String name) {
    return name == null ? null : name(vocabulary, kind, name);
  }

  /// The vocabulary's name that is nearest to `name`; `name` itself where the vocabulary has no
  /// names of the kind.
  ///
  /// @param kind `subject`, `colour`, `scene`, `time`, `weather` or `action`
  String name(Vocabulary vocabulary, String kind, String name) {
    List<String> names =
        switch (kind) {
          case "subject" -> vocabulary.subjects();
          case "colour" -> vocabulary.colours();
          case "scene" -> vocabulary.scenes();
          case "time" -> vocabulary.times();
          case "weather" -> vocabulary.weathers();
          case "action" -> vocabulary.actions();
          default -> List.of();
        };
    if (names.isEmpty() || names.contains(name)) {
      return name;
    }
    Deed deed = kind.equals("action") ? Deeds.named(name) : null;
    if (deed != null && !deed.motion().equals(name)) {
      return name(vocabulary, kind, deed.motion()); // an engine that knows no such phrases
    }
    String label = label(kind, name);
    String nearest = name;
    double cosine = -2;
    for (String known : names) {
      String other = label(kind, known);
      if (other.equals(label)) {
        return known;
      }
      double near = vector(label).cosine(vector(other));
      if (near > cosine) {
        nearest = known;
        cosine = near;
      }
    }
    return nearest;
  }

  /// The thing or place of the vocabulary that a word nobody could place comes nearest to, in the
  /// language's own word; empty where none is near.
  String nearest(Vocabulary vocabulary, String word) {
    Embedding sought = encoder.encode(word).sentence();
    String nearest = "";
    double cosine = near;
    for (String kind : List.of("subject", "scene")) {
      for (String name : kind.equals("subject") ? vocabulary.subjects() : vocabulary.scenes()) {
        String label = label(kind, name);
        double found = sought.cosine(vector(label));
        if (found > cosine) {
          List<String> words = lexicon.bases().getOrDefault(label, List.of());
          nearest = words.isEmpty() ? name : words.getFirst();
          cosine = found;
        }
      }
    }
    return nearest;
  }

  /// Labels are one word each: the action "take off" has the label `action:take-off`.
  private static String label(String kind, String name) {
    return kind + ":" + name.replace(' ', '-');
  }

  /// The vector of a label's first few words: one word alone says too little of what is meant.
  private Embedding vector(String label) {
    return vectors.computeIfAbsent(
        label,
        key -> {
          List<String> words = lexicon.bases().getOrDefault(key, List.of());
          String name =
              words.isEmpty()
                  ? key.substring(key.indexOf(':') + 1)
                  : String.join(", ", words.subList(0, Math.min(NAMES, words.size())));
          return encoder.encode(name).sentence();
        });
  }
}
