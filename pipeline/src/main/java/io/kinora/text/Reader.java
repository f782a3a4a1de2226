package io.kinora.text;

import io.kinora.engine.Vocabulary;
import io.kinora.error.KinoraException;
import io.kinora.shot.Understanding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads prompts of one language.
final class Reader implements AutoCloseable {
  private final Language language;
  private final SentenceEncoder encoder;
  private final Heads heads;
  private final Known plain;
  private final Map<Vocabulary, Known> known = new ConcurrentHashMap<>();

  /// What reads with one lexicon.
  private record Known(
      Lexicon lexicon, Words words, Tagger tagger, Acquainted acquainted, Rewording rewording) {}

  /// Loads all that the language needs, side by side.
  Reader(Language language) {
    this.language = language;
    var bundled = CompletableFuture.supplyAsync(() -> Heads.bundled(language));
    var segmenter = CompletableFuture.supplyAsync(() -> segmenter(language));
    this.encoder = SentenceEncoder.load(language);
    try {
      this.heads = bundled.join();
      this.plain = known(segmenter.join());
    } catch (CompletionException e) {
      encoder.close();
      throw e.getCause() instanceof KinoraException cause ? cause : e;
    }
  }

  private Known known(Words words) {
    Lexicon lexicon = words.lexicon();
    return new Known(
        lexicon,
        words,
        new Tagger(lexicon, encoder, heads),
        new Acquainted(lexicon, encoder),
        new Rewording(language, lexicon, encoder::hasWhole));
  }

  /// With the subjects of a model that the lexicon has not.
  private Known known(Vocabulary vocabulary) {
    Lexicon lexicon = plain.lexicon.with(language, vocabulary);
    return lexicon == plain.lexicon ? plain : known(new Words(language, lexicon));
  }

  private static Words segmenter(Language language) {
    var words = new Words(language, Lexicon.read(language));
    words.of("红"); // its dictionary is loaded by the first use
    return words;
  }

  /// @param vocabulary whose names are used; null for all that the lexicon has
  Understanding read(String prompt, @Nullable Vocabulary vocabulary) {
    Known with = vocabulary == null ? plain : known.computeIfAbsent(vocabulary, this::known);
    Acquainted acquainted = with.acquainted;
    Markup.Plain marked = Markup.of(language == Language.ZH ? Simplified.of(prompt) : prompt);
    Rewording.Reworded reworded = with.rewording.of(marked.text());
    String text = reworded.text();
    SentenceEncoder.Encoding encoding = encoder.encode(text);
    List<Word> cut = with.words.of(text);
    List<Tag> said = with.tagger.tag(cut, encoding);
    var negation = new Negation(said);
    ActionPhrases.Read phrases =
        ActionPhrases.in(language, with.lexicon, text, Places.settled(negation.rest()));
    List<Tag> tags = phrases.tags();
    var reading = new Drawn.Reading(language, with.lexicon, negation, phrases.ends());
    Drawn.Reading.Result result = reading.of(tags);
    Drawn drawn = result.drawn();
    Set<Integer> idle = reading.idle(tags, result.relations());
    var report = new Report(text, vocabulary, acquainted);
    List<String> understood = new ArrayList<>(reworded.notes());
    report.understood(tags, result.relations(), idle).stream()
        .filter(line -> reworded.notes().stream().noneMatch(note -> note.endsWith("→ " + line)))
        .forEach(understood::add);
    understood.addAll(report.denied(said, negation.negated()));
    var notUnderstood = new ArrayList<>(Report.notUnderstood(tags, result.relations(), idle));
    notUnderstood.addAll(marked.leftOut());
    return new Understanding(
        prompt,
        language.code(),
        encoding.pieces().stream().map(WordPiece.Piece::text).toList(),
        Keywords.rank(text, cut, tags.stream().map(Reader::bearsMeaning).toList(), encoding),
        drawn.subjects().stream()
            .map(subject -> vocabulary == null ? subject : acquainted.in(vocabulary, subject))
            .toList(),
        known(with, vocabulary, "scene", drawn.scene()),
        known(with, vocabulary, "time", drawn.time()),
        known(with, vocabulary, "weather", drawn.weather()),
        drawn.camera(),
        List.copyOf(understood),
        notUnderstood,
        encoding.vectors(),
        encoding.sentence());
  }

  private static @Nullable String known(
      Known with, @Nullable Vocabulary vocabulary, String kind, @Nullable String name) {
    return vocabulary == null ? name : with.acquainted.nullable(vocabulary, kind, name);
  }

  private static boolean bearsMeaning(Tag tag) {
    return !tag.label().equals(Tag.OTHER) && !tag.is("count");
  }

  @Override
  public void close() {
    encoder.close();
  }
}
