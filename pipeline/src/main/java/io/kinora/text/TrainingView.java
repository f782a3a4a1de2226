package io.kinora.text;

import io.kinora.shot.Embedding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The interface of this stage for the trainer of the heads: sentences as input features of the
/// heads.
public final class TrainingView implements AutoCloseable {
  private final Lexicon lexicon;
  private final Words words;
  private final SentenceEncoder encoder;
  private final Map<String, Embedding> alone = new HashMap<>();

  /// @param language `en` or `zh`
  public TrainingView(String language) {
    Language chosen = Language.valueOf(language.toUpperCase(Locale.ROOT));
    lexicon = Lexicon.read(chosen);
    words = new Words(chosen, lexicon);
    encoder = SentenceEncoder.load(chosen);
  }

  /// A word of a training sentence.
  public static final class Seen {
    private final Word word;
    private final Embedding inSentence, alone;
    private final Heads.Marks marks;

    private Seen(Word word, Embedding inSentence, Embedding alone, Heads.Marks marks) {
      this.word = word;
      this.inSentence = inSentence;
      this.alone = alone;
      this.marks = marks;
    }

    /// The start of the word in the sentence, in UTF-16 units.
    public int start() {
      return word.start();
    }

    /// Its end, exclusive.
    public int end() {
      return word.end();
    }

    /// The input of the heads.
    public float[] features(List<String> labels) {
      return Heads.features(inSentence, alone, labels, marks);
    }

    /// The word in the spelling of the lexicon.
    public String key() {
      return word.key();
    }
  }

  public Lexicon lexicon() {
    return lexicon;
  }

  /// The words of a sentence in order.
  public List<Seen> see(String sentence) {
    SentenceEncoder.Encoding encoding = encoder.encode(sentence);
    var seen = new ArrayList<Seen>();
    for (Word word : words.of(sentence)) {
      seen.add(
          new Seen(
              word,
              encoding.span(word.start(), word.end()),
              alone.computeIfAbsent(word.key(), _ -> encoder.encode(word.text()).sentence()),
              Heads.Marks.of(word, lexicon)));
    }
    return seen;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
