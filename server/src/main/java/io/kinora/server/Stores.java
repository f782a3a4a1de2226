package io.kinora.server;

import io.kinora.server.files.FileStore;
import io.kinora.server.files.LocalFiles;
import java.nio.file.Path;

/// Opens the store of files that the settings name.
final class Stores {
  private Stores() {}

  static FileStore open(ServerConfig config) {
    return new LocalFiles(Path.of(config.files()));
  }

  /// Refuses settings with which no store would open.
  static void check(ServerConfig config) {
    Path _ = Path.of(config.files());
  }
}
