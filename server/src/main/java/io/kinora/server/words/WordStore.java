package io.kinora.server.words;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.server.database.Database;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.FileStore.Stored;
import io.kinora.server.keys.Secrets;
import io.kinora.studio.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The words of each account: a database row, and, in the file store that all nodes share, the file
/// that `kinora teach` writes and a picture. An account never sees another's words.
public final class WordStore {
  /// The maximum number of words of an account.
  private static final int MOST = 200;

  private final Database database;
  private final FileStore files;
  private final Clock clock;

  public WordStore(Database database, FileStore files, Clock clock) {
    this.database = database;
    this.files = files;
    this.clock = clock;
  }

  /// A word.
  ///
  /// @param noun the known noun that it resembles
  /// @param looks the number of pictures of it
  /// @param bytes size of its file
  /// @param created in milliseconds since 1970
  public record Word(String id, String name, String noun, int looks, long bytes, long created) {
    /// The key of the word's file.
    public String file() {
      return "words/" + id + "/word.safetensors";
    }

    /// The key of the PNG picture of its looks, side by side.
    public String picture() {
      return "words/" + id + "/looks.png";
    }
  }

  /// All words of an account, newest first.
  public List<Word> all(String account) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select * from word where account = :account order by created desc, id")
                .bind("account", account)
                .map((row, _) -> word(row))
                .list());
  }

  /// A word of an account.
  public Optional<Word> find(String account, String id) {
    return database.read(
        handle ->
            handle
                .createQuery("select * from word where account = :account and id = :id")
                .bind("account", account)
                .bind("id", id)
                .map((row, _) -> word(row))
                .findOne());
  }

  /// The words of an account that a text names.
  public List<Word> namedIn(String account, String text) {
    return all(account).stream().filter(word -> Words.names(text, word.name())).toList();
  }

  /// Rejects a name that the account has already, or one word too many.
  ///
  /// @throws BadRequest if so
  public void checkFree(String account, String name) {
    boolean _ = database.read(handle -> before(handle, account, name, false).isEmpty());
  }

  /// Stores a word.
  ///
  /// @param replaces whether an existing word of the name is replaced
  /// @throws BadRequest if the name exists and is not replaced, or the account has too many words
  public Word add(String account, Words.Taught taught, Path picture, boolean replaces) {
    long bytes = bytes(taught.file());
    var word =
        new Word(
            Secrets.hex(12), taught.name(), taught.noun(), taught.looks(), bytes, clock.millis());
    try {
      files.put(word.file(), taught.file());
      files.put(word.picture(), picture);
      Optional<String> old =
          database.write(
              handle -> {
                database.lockAccount(handle, account);
                Optional<String> before = before(handle, account, word.name, replaces);
                before.ifPresent(id -> handle.execute("delete from word where id = ?", id));
                insert(handle, account, word);
                return before;
              });
      old.ifPresent(id -> files.delete("words/" + id));
      return word;
    } catch (Database.Broken e) {
      throw e; // the word may exist; the sweep will find out
    } catch (RuntimeException e) {
      files.delete("words/" + word.id);
      throw e;
    }
  }

  private static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new MediaFailure("The word could not be stored.", "Teach it again.", "server-files", e);
    }
  }

  /// The id of the existing word of the name.
  private static Optional<String> before(
      Handle handle, String account, String name, boolean replaces) {
    Optional<String> there =
        handle
            .createQuery("select id from word where account = :account and lower_name = :name")
            .bind("account", account)
            .bind("name", lower(name))
            .mapTo(String.class)
            .findOne();
    if (there.isPresent() && !replaces) {
      throw new BadRequest(
          "The word \"%s\" exists already.".formatted(name),
          "Choose another name, or replace it by force.",
          "word");
    }
    long all =
        handle
            .createQuery("select count(*) from word where account = :account")
            .bind("account", account)
            .mapTo(Long.class)
            .one();
    if (there.isEmpty() && all >= MOST) {
      throw new BadRequest(
          "The account has %d words, which is the maximum.".formatted(MOST),
          "Delete one that is not needed.",
          "word");
    }
    return there;
  }

  private static void insert(Handle handle, String account, Word word) {
    handle
        .createUpdate(
            "insert into word (id, account, lower_name, name, noun, looks, bytes, created)"
                + " values (:id, :account, :lower, :name, :noun, :looks, :bytes, :created)")
        .bind("account", account)
        .bind("lower", lower(word.name))
        .bindMethods(word)
        .execute();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// Deletes a word; jobs that name it have their own copies.
  ///
  /// @return whether the account had it
  public boolean remove(String account, String id) {
    boolean there =
        database.write(
            handle ->
                handle
                        .createUpdate("delete from word where account = :account and id = :id")
                        .bind("account", account)
                        .bind("id", id)
                        .execute()
                    == 1);
    if (there) {
      files.delete("words/" + id);
    }
    return there;
  }

  /// Deletes files that belong to no word.
  ///
  /// @param young minimum age of deleted files in milliseconds; younger ones may be new words
  /// @return their number
  public int sweep(long young) {
    var known =
        new HashSet<String>(
            database.read(
                handle -> handle.createQuery("select id from word").mapTo(String.class).list()));
    int removed = 0;
    for (Stored stored : files.list("words")) {
      String id = stored.key().split("/")[1];
      if (!known.contains(id) && clock.millis() - stored.written() >= young) {
        files.delete(stored.key());
        removed++;
      }
    }
    return removed;
  }

  private static Word word(ResultSet row) throws SQLException {
    return new Word(
        row.getString("id"),
        row.getString("name"),
        row.getString("noun"),
        row.getInt("looks"),
        row.getLong("bytes"),
        row.getLong("created"));
  }
}
