package io.kinora.text;

import io.kinora.engine.Vocabulary;
import io.kinora.shot.Understanding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The front door of the text stage: prompt → [Understanding].
///
/// May be used by many threads at once. The encoder and the heads of a language are loaded when its
/// first prompt comes.
public final class TextStage implements AutoCloseable {
  private final Map<Language, Reader> readers = new EnumMap<>(Language.class);

  private boolean closed;

  private TextStage() {}

  /// Opens the stage; nothing is loaded yet.
  public static TextStage open() {
    return new TextStage();
  }

  /// Begins to load what prompts of the language of `prompt` need, beside the caller's other work.
  /// Where that fails, the prompt's reading tells so.
  public void prepare(String prompt) {
    Language language = Language.of(prompt);
    Thread.ofPlatform().daemon().name("kinora-text").start(() -> loaded(language));
  }

  private void loaded(Language language) {
    try {
      Reader _ = reader(language);
    } catch (RuntimeException | LinkageError e) {
      // whoever reads the prompt loads again, and hears of it
    }
  }

  /// Reads a prompt.
  ///
  /// @throws io.kinora.error.BadRequest if it is empty, too long or not text
  public Understanding understand(String prompt) {
    return read(prompt, null);
  }

  /// Reads a prompt for a model: what it names is said in the model's own words, the nearest where
  /// the model has not the word itself.
  ///
  /// @throws io.kinora.error.BadRequest if it is empty, too long or not text
  public Understanding understand(String prompt, Vocabulary vocabulary) {
    return read(prompt, vocabulary);
  }

  /// The words of a prompt that mean something, in their order, each with what a model takes it
  /// for.
  ///
  /// @throws io.kinora.error.BadRequest if it is empty, too long or not text
  public List<ReadWord> words(String prompt, Vocabulary vocabulary) {
    String text = new Prompt(prompt).text();
    return reader(Language.of(text)).words(text, vocabulary);
  }

  /// A thing or place that a model draws and whose meaning is near to that of a word which it does
  /// not know, in the word's language; empty where none is near. The first call of a language
  /// takes seconds: all names are encoded.
  ///
  /// @throws io.kinora.error.BadRequest if the word is empty, too long or not text
  public String nearest(String word, Vocabulary vocabulary) {
    String text = new Prompt(word).text();
    return vocabulary.open() ? "" : reader(Language.of(text)).nearest(text, vocabulary);
  }

  private Understanding read(String prompt, @Nullable Vocabulary vocabulary) {
    String text = new Prompt(prompt).text();
    return reader(Language.of(text)).read(text, vocabulary);
  }

  private synchronized Reader reader(Language language) {
    if (closed) {
      throw new IllegalStateException("the text stage is closed");
    }
    return readers.computeIfAbsent(language, Reader::new);
  }

  /// Frees the encoders.
  @Override
  public synchronized void close() {
    closed = true; // what is being prepared must not come after this
    readers.values().forEach(Reader::close);
    readers.clear();
  }
}
