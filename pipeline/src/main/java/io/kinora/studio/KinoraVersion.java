package io.kinora.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Objects;
import java.util.Properties;

/// The version of this Kinora, written by the build.
public final class KinoraVersion {
  private KinoraVersion() {}

  /// The version, for example `0.1.0`.
  public static String current() {
    var properties = new Properties();
    try (var in = KinoraVersion.class.getResourceAsStream("kinora.properties")) {
      properties.load(Objects.requireNonNull(in, "kinora.properties is missing from the jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  /// The identity of this build, which builds of the same version differ in: the size and the time
  /// of the jar that the code is from; empty if it is from no jar.
  static String build() {
    CodeSource source = KinoraVersion.class.getProtectionDomain().getCodeSource();
    try {
      return source == null ? "" : build(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException e) {
      return "";
    }
  }

  static String build(Path code) {
    try {
      return Files.isRegularFile(code)
          ? Files.size(code) + " " + Files.getLastModifiedTime(code).toMillis()
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
