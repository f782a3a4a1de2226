package io.kinora.server.http.studio;

import io.kinora.engine.Engine;
import io.kinora.engine.Vocabulary;
import io.kinora.server.http.Problem;
import io.kinora.studio.Engines;
import io.kinora.text.ReadWord;
import io.kinora.text.TextStage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads prompts while they are typed: which words an engine takes for what, and what it could draw
/// in place of those that it does not know. Closing waits for what is being read, since a model
/// must not be freed under it.
final class Readings implements AutoCloseable {
  private static final Vocabulary OPEN =
      new Vocabulary(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private final TextStage text = TextStage.open();
  private final Map<String, Vocabulary> vocabularies = new ConcurrentHashMap<>();
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private boolean closed;

  /// The reading of a prompt as JSON: `words` of `text`, `kind` and `value`; `open` is whether the
  /// engine reads the prompt by itself, so that no word is unknown.
  ///
  /// @param engine a name of a card
  /// @throws io.kinora.error.BadRequest if the prompt is empty, too long or not text
  ObjectNode read(String prompt, String engine) {
    return whileOpen(
        () -> {
          Vocabulary vocabulary = vocabulary(engine);
          ObjectNode node = JsonMapper.shared().createObjectNode().put("open", vocabulary.open());
          var words = node.putArray("words");
          for (ReadWord word : text.words(prompt, vocabulary)) {
            if (!vocabulary.open() || !word.kind().equals("unknown")) {
              ObjectNode one = words.addObject().put("text", word.text());
              one.put("kind", word.kind()).put("value", word.value());
            }
          }
          return node;
        });
  }

  /// What an engine draws that is near to a word which it does not know; empty if nothing is.
  String nearest(String word, String engine) {
    return whileOpen(() -> text.nearest(word, vocabulary(engine)));
  }

  /// Loads what the first reading needs.
  void warm(String engine) {
    Object _ = read("a bird", engine);
  }

  private <T> T whileOpen(Supplier<T> reading) {
    open.readLock().lock();
    try {
      if (closed) {
        throw Problem.later(503, "stopping", "The server is about to stop");
      }
      return reading.get();
    } finally {
      open.readLock().unlock();
    }
  }

  private Vocabulary vocabulary(String engine) {
    return vocabularies.computeIfAbsent(engine, Readings::names);
  }

  /// The names that an engine draws; its model is closed again.
  private static Vocabulary names(String name) {
    if (Engines.cards().stream()
        .anyMatch(card -> card.name().equals(name) && card.needsWeights())) {
      return OPEN; // a model that is not bundled, and reads every word
    }
    try (Engine engine = Engines.named(name)) {
      return engine.vocabulary();
    }
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      closed = true;
      text.close();
    } finally {
      open.writeLock().unlock();
    }
  }
}
