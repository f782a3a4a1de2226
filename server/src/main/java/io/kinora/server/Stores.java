package io.kinora.server;

import io.kinora.error.BadRequest;
import io.kinora.server.files.FileStore;
import io.kinora.server.files.LocalFiles;
import io.kinora.server.files.S3Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Opens the file store that the settings name.
final class Stores {
  private static final Pattern S3 =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,62})(?:/(.*[^/]))?/?");

  private Stores() {}

  static FileStore open(ServerConfig config) {
    if (!config.files().startsWith("s3:")) {
      return new LocalFiles(Path.of(config.files()));
    }
    Matcher address = address(config);
    String endpoint = config.text("s3-endpoint");
    String prefix = address.group(2) == null ? "" : address.group(2) + "/";
    return new S3Files(
        new S3Files.Access(
            endpoint.isEmpty() ? null : endpoint,
            config.text("s3-region"),
            config.text("s3-access-key"),
            config.text("s3-secret-key")),
        address.group(1),
        prefix);
  }

  private static Matcher address(ServerConfig config) {
    Matcher address = S3.matcher(config.files());
    if (!address.matches() || config.text("s3-access-key").isEmpty()) {
      throw new BadRequest(
          "The file store \"%s\" is not usable.".formatted(config.files()),
          "Write it as in s3://videos/kinora, and set s3-access-key and s3-secret-key.",
          "server-settings");
    }
    return address;
  }

  /// Rejects settings with which no store would open.
  static void check(ServerConfig config) {
    if (config.files().startsWith("s3:")) {
      Matcher _ = address(config);
    }
  }
}
