package io.kinora.text;

import io.kinora.engine.Vocabulary;
import io.kinora.shot.Understanding;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The entry point of the text stage: prompt → [Understanding].
///
/// It is thread-safe. The encoder and the heads of a language are loaded with its first prompt.
public final class TextStage implements AutoCloseable {
  private final Map<Language, Reader> readers = new EnumMap<>(Language.class);

  private boolean closed;

  private TextStage() {}

  /// Opens the stage; nothing is loaded yet.
  public static TextStage open() {
    return new TextStage();
  }

  /// Starts to load the models for the language of `prompt` in the background. If this fails,
  /// reading the prompt reports the error.
  public void prepare(String prompt) {
    Language language = Language.of(prompt);
    Thread.ofPlatform().daemon().name("kinora-text").start(() -> loaded(language));
  }

  private void loaded(Language language) {
    try {
      Reader _ = reader(language);
    } catch (RuntimeException | LinkageError e) {
      // reading the prompt loads again, and reports the error
    }
  }

  /// Reads a prompt.
  ///
  /// @throws io.kinora.error.BadRequest if it is empty, too long or not text
  public Understanding understand(String prompt) {
    return read(prompt, null);
  }

  /// Reads a prompt for a model: its names are replaced by the model's own or the nearest ones.
  ///
  /// @throws io.kinora.error.BadRequest if it is empty, too long or not text
  public Understanding understand(String prompt, Vocabulary vocabulary) {
    return read(prompt, vocabulary);
  }

  /// The content words of a prompt, in order, each with its interpretation for a model.
  ///
  /// @throws io.kinora.error.BadRequest if it is empty, too long or not text
  public List<ReadWord> words(String prompt, Vocabulary vocabulary) {
    String text = new Prompt(prompt).text();
    return reader(Language.of(text)).words(text, vocabulary);
  }

  /// A thing or place that a model draws with a meaning near to that of an unknown word, in the
  /// word's language; empty if none is near. The first call for a language takes seconds, because
  /// all names are encoded.
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
    closed = true; // loading in the background must not finish after this
    readers.values().forEach(Reader::close);
    readers.clear();
  }
}
