package io.kinora.server.http.studio;

import io.kinora.engine.Engine;
import io.kinora.engine.Vocabulary;
import io.kinora.server.http.Problem;
import io.kinora.studio.Engines;
import io.kinora.studio.StyleRequest;
import io.kinora.text.ReadWord;
import io.kinora.text.TextStage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Reads prompts while they are typed: how an engine understands each word, and what it could draw
/// in place of unknown words. The model is freed when it has been idle for a while, but never
/// during a reading.
final class Readings implements AutoCloseable {
  private static final Vocabulary OPEN =
      new Vocabulary(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private final Duration idle;
  private final Map<String, Vocabulary> vocabularies = new ConcurrentHashMap<>();
  private final ReadWriteLock open = new ReentrantReadWriteLock();
  private final AtomicBoolean watched = new AtomicBoolean();
  private TextStage text = TextStage.open();
  private boolean closed;
  private volatile boolean warm;
  private volatile long used;

  /// @param idle how long an unused model is kept
  Readings(Duration idle) {
    this.idle = idle;
  }

  /// The reading of a prompt as JSON: `words` of `text`, `kind` and `value`; `open` is whether the
  /// engine reads the prompt itself, so that no word is unknown.
  ///
  /// @param engine the name of an engine
  /// @param own names of taught words, if the engine supports them
  /// @throws io.kinora.error.BadRequest if the prompt is empty, too long or not text
  ObjectNode read(String prompt, String engine, List<String> own) {
    return whileOpen(
        () -> {
          Vocabulary vocabulary = with(vocabulary(engine), own);
          ObjectNode node = JsonMapper.shared().createObjectNode().put("open", vocabulary.open());
          var words = node.putArray("words");
          StyleRequest asked = StyleRequest.of(prompt, vocabulary);
          var all = new ArrayList<>(text.words(asked.prompt(), vocabulary));
          all.addAll(asked.words());
          for (ReadWord word : all) {
            if (!vocabulary.open() || !word.kind().equals("unknown")) {
              ObjectNode one = words.addObject().put("text", word.text());
              one.put("kind", word.kind()).put("value", word.value());
            }
          }
          return node;
        });
  }

  /// The drawable name nearest to an unknown word; empty if there is none.
  String nearest(String word, String engine) {
    return whileOpen(() -> text.nearest(word, vocabulary(engine)));
  }

  /// Loads the model for the first reading.
  void warm(String engine) {
    Object _ = read("a bird", engine, List.of());
  }

  private <T> T whileOpen(Supplier<T> reading) {
    open.readLock().lock();
    try {
      if (closed) {
        throw Problem.later(503, "stopping", "The server is about to stop");
      }
      warm = true;
      return reading.get();
    } finally {
      used = System.nanoTime();
      open.readLock().unlock();
      watch(idle.toNanos());
    }
  }

  private void watch(long nanos) {
    if (!watched.getAndSet(true)) {
      CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::look);
    }
  }

  private void look() {
    watched.set(false);
    long left = idle.toNanos() - (System.nanoTime() - used);
    if (left > 0) {
      watch(left);
    } else {
      boolean _ = release();
    }
  }

  /// Whether the model is possibly loaded.
  boolean isWarm() {
    return warm;
  }

  /// Frees the model; the next reading loads it again.
  ///
  /// @return whether there was one
  boolean release() {
    open.writeLock().lock();
    try {
      if (closed || !warm) {
        return false;
      }
      text.close();
      text = TextStage.open();
      warm = false;
      return true;
    } finally {
      open.writeLock().unlock();
    }
  }

  private static Vocabulary with(Vocabulary known, List<String> own) {
    if (known.open() || own.isEmpty()) {
      return known;
    }
    var subjects = new ArrayList<>(known.subjects());
    own.forEach(name -> subjects.add(name.toLowerCase(Locale.ROOT)));
    return new Vocabulary(
        subjects,
        known.colours(),
        known.scenes(),
        known.times(),
        known.weathers(),
        known.actions(),
        known.synonyms());
  }

  private Vocabulary vocabulary(String engine) {
    return vocabularies.computeIfAbsent(engine, Readings::names);
  }

  /// The names that an engine draws; its model is closed again.
  private static Vocabulary names(String name) {
    if (Engines.cards().stream()
        .anyMatch(card -> card.name().equals(name) && card.needsWeights())) {
      return OPEN; // a model that is not bundled, and accepts every word
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
