package io.kinora.server.files;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Where files are kept. A key is a path of plain names, such as `jobs/ID/1/video.mp4`.
public interface FileStore extends AutoCloseable {
  /// Keeps a copy of `file` under `key`, whole or not at all.
  ///
  /// @throws io.kinora.error.MediaFailure if it cannot
  void put(String key, Path file);

  /// Writes what is under `key` into `file`.
  ///
  /// @throws io.kinora.error.MediaFailure if it is not there
  void get(String key, Path file);

  /// How many bytes are under `key`; empty if there is nothing.
  OptionalLong size(String key);

  /// The bytes under `key` from `from` on; whoever asked closes it.
  ///
  /// @param length how many there are at least
  InputStream open(String key, long from, long length);

  /// Removes all under keys that begin with `prefix`; nothing there is no error.
  void delete(String prefix);

  /// All keys that begin with `prefix`, and when each was written.
  List<Stored> list(String prefix);

  /// A kept file.
  ///
  /// @param written in milliseconds since 1970
  record Stored(String key, long written) {}

  /// Whether this is a path of plain names, as all keys are.
  static boolean isKey(String key) {
    return key.matches(
        "(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/?");
  }

  /// Refuses what is no key: nothing outside the store can be named.
  static String checked(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("no key of a file: " + key.length() + " characters");
    }
    return key;
  }

  @Override
  void close();
}
