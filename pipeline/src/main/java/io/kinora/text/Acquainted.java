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

/// Maps the names of a prompt to the vocabulary of a model: an unknown name is replaced by the
/// nearest known one of its kind, by the cosine of the names' vectors.
final class Acquainted {
  /// The number of words of a label whose mean is its vector.
  private static final int NAMES = 3;

  private final Lexicon lexicon;
  private final SentenceEncoder encoder;
  private final double near;
  private final Map<String, Embedding> vectors = new ConcurrentHashMap<>();

  /// @param near the minimum cosine of a word that is near to a name
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

  /// The readable name of a label.
  String title(String label) {
    return lexicon.title(label);
  }

  /// Like [#name], but null for null.
  @Nullable String nullable(Vocabulary vocabulary, String kind, @Nullable String name) {
    return name == null ? null : name(vocabulary, kind, name);
  }

  /// The vocabulary's name nearest to `name`; `name` itself if the vocabulary has no names of the
  /// kind.
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
      return name(vocabulary, kind, deed.motion()); // an engine without such phrases
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

  /// The thing or place of the vocabulary nearest to an unknown word, as a word of the language;
  /// empty if none is near.
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

  /// The mean vector of a label's first few words, because a single word is too ambiguous.
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
