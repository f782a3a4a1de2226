package io.kinora.server.files;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// A store of files by key. A key is a path of plain names, such as `jobs/ID/1/video.mp4`.
public interface FileStore extends AutoCloseable {
  /// Stores a copy of `file` under `key`, atomically.
  ///
  /// @throws io.kinora.error.MediaFailure if it cannot be stored
  void put(String key, Path file);

  /// Copies the file under `key` to `file`.
  ///
  /// @throws io.kinora.error.MediaFailure if it does not exist
  void get(String key, Path file);

  /// The size in bytes of the file under `key`; empty if there is none.
  OptionalLong size(String key);

  /// Opens the file under `key` at byte `from`; the caller closes the stream.
  ///
  /// @param length the minimum number of bytes that follow
  InputStream open(String key, long from, long length);

  /// Deletes all files whose keys begin with `prefix`; it is no error if there are none.
  void delete(String prefix);

  /// All keys that begin with `prefix`, with the time when each was written.
  List<Stored> list(String prefix);

  /// A stored file.
  ///
  /// @param written in milliseconds since 1970
  record Stored(String key, long written) {}

  /// Whether this is a path of plain names, as all keys are.
  static boolean isKey(String key) {
    return key.matches(
        "(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/?");
  }

  /// Rejects anything that is not a key, so that nothing outside the store can be named.
  static String checked(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("no key of a file: " + key.length() + " characters");
    }
    return key;
  }

  @Override
  void close();
}
