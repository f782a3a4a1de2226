package io.kinora.text;

import io.kinora.error.KinoraException;
import io.kinora.scene.Camera;
import io.kinora.scene.SubjectPhrase;
import io.kinora.scene.Understanding;
import io.kinora.scene.Vocabulary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// Reads prompts of one language.
final class Reader implements AutoCloseable {
  private final Language language;
  private final Lexicon lexicon;
  private final Words words;
  private final SentenceEncoder encoder;
  private final Tagger tagger;
  private final Acquainted acquainted;

  /// Loads all that the language needs, side by side.
  Reader(Language language) {
    this.language = language;
    var bundled = CompletableFuture.supplyAsync(() -> Heads.bundled(language));
    var segmenter = CompletableFuture.supplyAsync(() -> segmenter(language));
    this.encoder = SentenceEncoder.load(language);
    try {
      this.words = segmenter.join();
      this.lexicon = words.lexicon();
      this.tagger = new Tagger(lexicon, encoder, bundled.join());
      this.acquainted = new Acquainted(lexicon, encoder);
    } catch (CompletionException e) {
      encoder.close();
      throw e.getCause() instanceof KinoraException known ? known : e;
    }
  }

  private static Words segmenter(Language language) {
    var words = new Words(language, Lexicon.read(language));
    words.of("红"); // its dictionary is loaded by the first use
    return words;
  }

  /// @param vocabulary whose names are used; null for all that the lexicon has
  Understanding read(String prompt, @Nullable Vocabulary vocabulary) {
    SentenceEncoder.Encoding encoding = encoder.encode(prompt);
    List<Word> cut = words.of(prompt);
    List<Tag> tags = tagger.tag(cut, encoding);
    var hints = new CameraHints(tags);
    Camera camera = hints.camera();
    List<SubjectPhrase> subjects = new Grammar(language, lexicon, tags).subjects(hints.words());
    return new Understanding(
        prompt,
        language.code(),
        encoding.pieces().stream().map(WordPiece.Piece::text).toList(),
        Keywords.rank(prompt, cut, tags.stream().map(Reader::bearsMeaning).toList(), encoding),
        subjects.stream()
            .map(subject -> vocabulary == null ? subject : acquainted.in(vocabulary, subject))
            .toList(),
        known(vocabulary, "scene", scene(tags)),
        known(vocabulary, "time", first(tags, "time")),
        known(vocabulary, "weather", first(tags, "weather")),
        camera,
        understood(tags, vocabulary),
        notUnderstood(tags),
        encoding.vectors(),
        encoding.sentence());
  }

  private @Nullable String known(
      @Nullable Vocabulary vocabulary, String kind, @Nullable String name) {
    return vocabulary == null ? name : acquainted.nullable(vocabulary, kind, name);
  }

  private static boolean bearsMeaning(Tag tag) {
    return !tag.label().equals(Tag.OTHER) && !tag.is("count");
  }

  /// The first place named; under water rather than at sea.
  private static @Nullable String scene(List<Tag> tags) {
    String first = first(tags, "scene");
    boolean under = tags.stream().anyMatch(tag -> tag.label().equals("scene:underwater"));
    return under && "sea".equals(first) ? "underwater" : first;
  }

  private static @Nullable String first(List<Tag> tags, String kind) {
    return tags.stream().filter(tag -> tag.is(kind)).findFirst().map(Tag::value).orElse(null);
  }

  /// Each word that was taken for something: `word → name`, or the word alone where it is the name.
  private List<String> understood(List<Tag> tags, @Nullable Vocabulary vocabulary) {
    var lines = new LinkedHashSet<String>();
    for (Tag tag : tags) {
      if (!tag.label().contains(":") || tag.is("count")) {
        continue;
      }
      String kind = tag.label().replaceFirst(":.*", "");
      String name =
          vocabulary == null ? tag.value() : acquainted.name(vocabulary, kind, tag.value());
      String word = tag.word().text();
      lines.add(tag.word().key().equals(name) ? word : word + " → " + name);
    }
    return List.copyOf(lines);
  }

  private static List<String> notUnderstood(List<Tag> tags) {
    var lines = new LinkedHashSet<String>();
    for (Tag tag : tags) {
      boolean unknown = tag.word().candidates().isEmpty() && tag.label().equals(Tag.OTHER);
      if ((unknown && !tag.word().isPunctuation()) || tag.label().equals(Tag.THING)) {
        lines.add(tag.word().text());
      }
    }
    return new ArrayList<>(lines);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
