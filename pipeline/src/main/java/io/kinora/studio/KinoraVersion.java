package io.kinora.studio;

import java.io.IOException;
import java.io.UncheckedIOException;
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
}
