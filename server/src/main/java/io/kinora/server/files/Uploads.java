package io.kinora.server.files;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.server.database.Database;
import io.kinora.server.files.Sniffer.Kind;
import io.kinora.server.keys.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files that clients upload before requests refer to them: in two steps, first creating the upload
/// and then sending the bytes, or in one. They are kept for a day.
public final class Uploads {
  /// How long an upload is kept.
  public static final Duration KEPT = Duration.ofHours(24);

  /// The smallest and the largest upload in bytes.
  public static final long MIN_BYTES = 512, MAX_BYTES = 200L << 20;

  /// The maximum number of uploads of an account.
  private static final int MOST = 1000;

  private final Database database;
  private final FileStore files;
  private final Clock clock;

  public Uploads(Database database, FileStore files, Clock clock) {
    this.database = database;
    this.files = files;
    this.clock = clock;
  }

  /// @param token permits sending the bytes, once
  /// @param file the key of the bytes in the store; null before they are received
  public record Upload(
      String id,
      String account,
      String name,
      String token,
      @Nullable String type,
      @Nullable String file,
      long bytes,
      long expires) {}

  /// Creates an upload without bytes.
  ///
  /// @param name of the file, as its sender calls it
  public Upload begin(String account, String name) {
    var upload =
        new Upload(
            "u" + Secrets.hex(16),
            account,
            name,
            Secrets.hex(32),
            null,
            null,
            0,
            clock.millis() + KEPT.toMillis());
    boolean added =
        database.write(
            handle -> {
              database.lockAccount(handle, account);
              long there =
                  handle
                      .createQuery("select count(*) from upload where account = :account")
                      .bind("account", account)
                      .mapTo(Long.class)
                      .one();
              return there < MOST
                  && handle
                          .createUpdate(
                              "insert into upload (id, account, name, purpose, token, type, file,"
                                  + " bytes, created, expires) values (:id, :account, :name,"
                                  + " 'ephemeral', :token, null, null, 0, :now, :expires)")
                          .bind("id", upload.id)
                          .bind("account", account)
                          .bind("name", name)
                          .bind("token", upload.token)
                          .bind("now", clock.millis())
                          .bind("expires", upload.expires)
                          .execute()
                      == 1;
            });
    if (!added) {
      throw new BadRequest(
          "The account has %d uploads, which is the maximum.".formatted(MOST),
          "Wait until some have expired; each is kept for a day.",
          "server-upload");
    }
    return upload;
  }

  /// Stores the bytes of an upload.
  ///
  /// @throws BadRequest if they are too few, too many, or of a type that Kinora does not read
  public void finish(Upload upload, Path bytes) {
    try {
      long size = Files.size(bytes);
      Kind kind = Sniffer.of(bytes).orElseThrow(Uploads::unknown);
      if (size < MIN_BYTES || size > MAX_BYTES) {
        throw new BadRequest(
            "The file has %d bytes, but uploads have from 512 bytes to 200 MB.".formatted(size),
            "Send a larger or a smaller one.",
            "server-upload");
      }
      String key = "uploads/" + upload.id + "/file" + kind.ending();
      files.put(key, bytes);
      int changed =
          database.write(
              handle ->
                  handle
                      .createUpdate(
                          "update upload set file = :file, type = :type, bytes = :bytes"
                              + " where id = :id and file is null")
                      .bind("file", key)
                      .bind("type", kind.type())
                      .bind("bytes", size)
                      .bind("id", upload.id)
                      .execute());
      if (changed == 0) {
        throw new BadRequest(
            "The bytes of this upload have been sent already.",
            "Start another upload.",
            "server-upload");
      }
    } catch (IOException e) {
      throw new MediaFailure("The upload could not be read.", "Send it again.", "server-upload", e);
    }
  }

  private static BadRequest unknown() {
    return new BadRequest(
        "The file is not a picture, video or audio file that Kinora reads.",
        "Send PNG, JPEG, GIF, WebP, MP4, MOV, WebM, WAV, MP3, M4A, Ogg or FLAC.",
        "server-upload");
  }

  /// An upload that has not expired.
  public Optional<Upload> find(String id) {
    return database.read(
        handle ->
            handle
                .createQuery("select * from upload where id = :id and expires > :now")
                .bind("id", id)
                .bind("now", clock.millis())
                .map((row, _) -> upload(row))
                .findOne());
  }

  /// An upload of an account, with its bytes.
  public Optional<Upload> find(String account, String id) {
    return find(id).filter(upload -> upload.account.equals(account) && upload.file != null);
  }

  private static Upload upload(ResultSet row) throws SQLException {
    return new Upload(
        row.getString("id"),
        row.getString("account"),
        row.getString("name"),
        row.getString("token"),
        row.getString("type"),
        row.getString("file"),
        row.getLong("bytes"),
        row.getLong("expires"));
  }

  /// Deletes expired uploads; waiting jobs have their own copies.
  public void sweep() {
    List<String> gone =
        database.read(
            handle ->
                handle
                    .createQuery("select id from upload where expires <= :now")
                    .bind("now", clock.millis())
                    .mapTo(String.class)
                    .list());
    for (String id : gone) {
      files.delete("uploads/" + id);
      database.update(
          handle ->
              handle.createUpdate("delete from upload where id = :id").bind("id", id).execute());
    }
  }
}
