package io.kinora.text;

import io.kinora.engine.Vocabulary;
import io.kinora.error.KinoraException;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads prompts of one language.
final class Reader implements AutoCloseable {
  /// The number of cached vocabularies.
  private static final int MOST_KNOWN = 16;

  private final Language language;
  private final SentenceEncoder encoder;
  private final Heads heads;
  private final Known plain;

  /// A cache by vocabulary; small, because users' own words create many vocabularies.
  private final Map<Vocabulary, Known> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, .75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Vocabulary, Known> eldest) {
              return size() > MOST_KNOWN;
            }
          });

  /// The components for one lexicon.
  private record Known(
      Lexicon lexicon, Words words, Tagger tagger, Acquainted acquainted, Rewording rewording) {}

  /// Loads the models of the language in parallel.
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
        new Acquainted(lexicon, encoder, language.near),
        new Rewording(language, lexicon, encoder::hasWhole));
  }

  /// The components for a vocabulary, with the subjects that the lexicon lacks.
  private Known known(Vocabulary vocabulary) {
    Lexicon lexicon = plain.lexicon.with(language, vocabulary);
    return lexicon == plain.lexicon ? plain : known(new Words(language, lexicon));
  }

  private static Words segmenter(Language language) {
    var words = new Words(language, Lexicon.read(language));
    words.of("红"); // loads its dictionary
    return words;
  }

  /// A parsed prompt with a tag for each word.
  ///
  /// @param cut the words
  /// @param said their tags, including negated words
  /// @param tags the tags without negated words
  /// @param added the length of the words for a person in front of a prompt that names none
  private record Parsed(
      Known with,
      Markup.Plain marked,
      Rewording.Reworded reworded,
      SentenceEncoder.Encoding encoding,
      List<Word> cut,
      List<Tag> said,
      Negation negation,
      List<Tag> tags,
      Drawn.Reading.Result result,
      Set<Integer> idle,
      int added) {
    String text() {
      return reworded.text();
    }

    /// The parts of the prompt that were removed before it was read.
    List<String> leftOut() {
      return Stream.concat(marked.leftOut().stream(), reworded.leftOut().stream()).toList();
    }
  }

  private Parsed parse(String prompt, @Nullable Vocabulary vocabulary) {
    Known with = vocabulary == null ? plain : known.computeIfAbsent(vocabulary, this::known);
    Markup.Plain marked = Markup.of(language == Language.ZH ? Simplified.of(prompt) : prompt);
    Parsed parsed = parse(with, marked, with.rewording.of(marked.text()), 0);
    List<SubjectPhrase> subjects = parsed.result.drawn().subjects();
    if (!Somebody.isMissing(language, parsed.tags, subjects)) {
      return parsed;
    }
    String prefix = Somebody.prefix(language, parsed.text());
    String somebody = prefix + parsed.text();
    List<String> notes = new ArrayList<>(parsed.reworded.notes());
    notes.add(parsed.text() + " → " + somebody);
    var reworded = new Rewording.Reworded(somebody, notes, parsed.reworded.leftOut());
    Parsed done = parse(with, marked, reworded, prefix.length());
    boolean acts = Somebody.acts(done.added, done.tags, done.result.drawn().subjects());
    return acts ? done : parsed;
  }

  private Parsed parse(Known with, Markup.Plain marked, Rewording.Reworded reworded, int added) {
    String text = reworded.text();
    SentenceEncoder.Encoding encoding = encoder.encode(text);
    List<Word> cut = with.words.of(text);
    List<Tag> said = with.tagger.tag(cut, encoding);
    var negation = new Negation(said);
    ActionPhrases.Read phrases =
        ActionPhrases.in(
            language,
            with.lexicon,
            text,
            Servings.in(Places.settled(DescriptiveNouns.in(negation.rest()))));
    List<Tag> tags = Servings.in(Ingredients.in(phrases.tags()));
    var reading = new Drawn.Reading(language, with.lexicon, negation, phrases.ends());
    Drawn.Reading.Result result = reading.of(tags);
    Set<Integer> idle = reading.idle(tags, result.relations());
    return new Parsed(
        with, marked, reworded, encoding, cut, said, negation, tags, result, idle, added);
  }

  /// @param vocabulary whose names are used; null for those of the lexicon
  Understanding read(String prompt, @Nullable Vocabulary vocabulary) {
    Parsed parsed = parse(prompt, vocabulary);
    Known with = parsed.with;
    Acquainted acquainted = with.acquainted;
    String text = parsed.text();
    List<String> notes = parsed.reworded.notes();
    Drawn drawn = parsed.result.drawn();
    Set<Integer> relations = parsed.result.relations();
    var report = new Report(text, vocabulary, acquainted);
    List<String> understood = new ArrayList<>(notes);
    report.understood(parsed.tags, relations, parsed.idle).stream()
        .filter(line -> notes.stream().noneMatch(note -> note.endsWith("→ " + line)))
        .forEach(understood::add);
    understood.addAll(report.denied(parsed.said, parsed.negation.negated()));
    var notUnderstood = new ArrayList<>(Report.notUnderstood(parsed.tags, relations, parsed.idle));
    notUnderstood.addAll(parsed.leftOut());
    return new Understanding(
        prompt,
        language.code(),
        parsed.encoding.pieces().stream().map(WordPiece.Piece::text).toList(),
        Keywords.rank(
            text,
            parsed.cut,
            parsed.tags.stream().map(Reader::bearsMeaning).toList(),
            parsed.encoding),
        drawn.subjects().stream()
            .map(subject -> vocabulary == null ? subject : acquainted.in(vocabulary, subject))
            .toList(),
        known(with, vocabulary, "scene", drawn.scene()),
        known(with, vocabulary, "time", drawn.time()),
        known(with, vocabulary, "weather", drawn.weather()),
        drawn.camera(),
        List.copyOf(understood),
        notUnderstood,
        parsed.encoding.vectors(),
        parsed.encoding.sentence());
  }

  /// The content words of a prompt, in order.
  List<ReadWord> words(String prompt, @Nullable Vocabulary vocabulary) {
    Parsed parsed = parse(prompt, vocabulary);
    var report = new Report(parsed.text(), vocabulary, parsed.with.acquainted);
    var words = new TreeMap<>(report.words(parsed.tags, parsed.result.relations(), parsed.idle));
    words.headMap(parsed.added).clear(); // who is not in the prompt
    for (int denied : parsed.negation.negated().keySet()) {
      Word word = parsed.said.get(denied).word();
      words.put(word.start(), new ReadWord(word.text(), "denied", ""));
    }
    var all = new ArrayList<>(words.values());
    parsed.leftOut().forEach(left -> all.add(new ReadWord(left, "unknown", "")));
    return List.copyOf(all);
  }

  /// The thing or place of a vocabulary nearest to a word; empty if none is near.
  String nearest(String word, Vocabulary vocabulary) {
    return known.computeIfAbsent(vocabulary, this::known).acquainted.nearest(vocabulary, word);
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
