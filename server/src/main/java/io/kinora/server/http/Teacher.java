package io.kinora.server.http;

import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import io.kinora.server.files.Scratch;
import io.kinora.server.files.Sniffer.Kind;
import io.kinora.server.http.Draft.Asset;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.words.WordStore;
import io.kinora.studio.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Learns a client's own words from pictures, as `kinora teach` does. It learns one word at a time
/// on a node, because each run has its own model in memory.
final class Teacher {
  private static final int MOST_PICTURES = 16, MOST_NAME = 60;
  private static final long PATIENCE_SECONDS = 30;

  private final Services services;
  private final Assets assets;
  private final Path work;
  private final Semaphore turn = new Semaphore(1, true);

  /// @param work a folder for temporary files
  Teacher(Services services, Path work) {
    this.services = services;
    this.assets = new Assets(services);
    this.work = work;
  }

  /// The learned word, and notes about it.
  record Learned(WordStore.Word word, List<String> notes) {}

  /// The request to learn a word.
  private record Lesson(String name, @Nullable String like, boolean force, List<String> pictures) {}

  /// Learns the word of a body: `name`, `images` with a `uri` each, `like` and `force`.
  ///
  /// @throws Problem if the body is invalid
  Learned learn(ApiKey key, Fields fields) {
    Lesson lesson = read(fields);
    if (!lesson.force) {
      attributed("name", () -> services.words().checkFree(key.account(), lesson.name));
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory(work, "word-");
      List<Path> pictures = fetched(key, lesson, folder);
      if (!turn.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.later(503, "busy", "Another word is being learned");
      }
      try {
        return learned(key, lesson, pictures, folder);
      } finally {
        turn.release();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.later(503, "stopping", "The server is about to stop");
    } finally {
      if (folder != null) {
        Scratch.delete(folder);
      }
    }
  }

  private static Lesson read(Fields fields) {
    String name = fields.needed("name", MOST_NAME), like = fields.text("like", MOST_NAME);
    boolean force = Boolean.TRUE.equals(fields.flag("force"));
    var pictures = new ArrayList<String>();
    List<Fields> images = fields.objects("images", MOST_PICTURES);
    images.forEach(image -> pictures.add(image.needed("uri", Integer.MAX_VALUE)));
    if (images.isEmpty() && !fields.isWrong()) {
      fields.wrong("images", "A picture of it is needed");
    }
    String whole = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    if (!whole.isEmpty()) {
      Object _ =
          fields.parsed(
              "name",
              whole,
              text -> {
                Words.checkName(text, force);
                return text;
              });
    }
    if (like != null) {
      Object _ =
          fields.parsed(
              "like",
              like.strip(),
              text -> {
                Words.checkLike(text);
                return text;
              });
    }
    fields.check();
    return new Lesson(whole, like == null ? null : like.strip(), force, pictures);
  }

  private List<Path> fetched(ApiKey key, Lesson lesson, Path folder) {
    var pictures = new ArrayList<Path>();
    for (String uri : lesson.pictures) {
      Path file = folder.resolve("picture-" + (pictures.size() + 1));
      var asset = new Asset("word", "images", uri, null, null, "", Kind::isImage);
      pictures.add(assets.picture(key, asset, file));
    }
    return pictures;
  }

  private Learned learned(ApiKey key, Lesson lesson, List<Path> pictures, Path folder) {
    var notes = new ArrayList<String>();
    var words = new Words(folder.resolve("words"));
    try {
      Words.Taught taught = words.teach(lesson.name, pictures, lesson.like, true, notes::add);
      Path picture = words.show(lesson.name, folder.resolve("looks.png"));
      WordStore.Word word = services.words().add(key.account(), taught, picture, lesson.force);
      return new Learned(word, List.copyOf(notes));
    } catch (BadRequest e) {
      boolean ofName = e.helpId().equals("word");
      String message = (e.problem() + " " + e.remedy()).replace(folder + "/", "");
      throw Problem.of(
          List.of(
              new Problem.Issue(
                  "custom", List.of(ofName ? "name" : "images"), message, e.helpId())));
    }
  }

  private static void attributed(String field, Runnable check) {
    try {
      check.run();
    } catch (KinoraException e) {
      throw Problem.field(field, e);
    }
  }
}
