package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.studio.Film;
import io.kinora.studio.FilmName;
import io.kinora.write.Container;
import io.kinora.write.Encoding;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options for the output file of a film and for messages.
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write; its extension sets the format: mp4, mov, webm, gif, apng, zip (of PNG"
              + " files), or / for a folder of them.")
  private @Nullable String file;

  @Mixin private final EncodingOptions encoding = new EncodingOptions();

  @Option(names = "--force", description = "Replaces FILE if it exists.")
  private boolean force;

  @Option(names = "--json", description = "Prints one JSON object about the result.")
  private boolean json;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  Film direct(Film film) {
    return film.output(output());
  }

  Film.Output output() {
    return new Film.Output(file(), force, encoding.encoding(name()));
  }

  /// The same options; if they name no file, the name is derived from `text`, in the session's
  /// folder.
  OutputOptions orNamed(String text, Session session) {
    if (file == null) {
      file = FilmName.free(session.folder(), text).toString();
    }
    return this;
  }

  Path file() {
    return Path.of(name());
  }

  private String name() {
    if (file == null) {
      throw new BadRequest(
          "The command names no file to write.", "Name one, as in -o bird.mp4.", "output-file");
    }
    return file;
  }

  boolean force() {
    return force;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  /// The options for encoding the file, beyond what its extension determines.
  static final class EncodingOptions {
    @Option(
        names = "--codec",
        paramLabel = "NAME",
        description = "h264, hevc, av1, vp9 or prores (default: that of the format).")
    private @Nullable String codec;

    @ArgGroup(exclusive = true)
    private final Rate rate = new Rate();

    @Option(
        names = "--profile",
        paramLabel = "NAME",
        description =
            "The codec's variant: proxy, lt, 422, hq or 4444 of prores; 10bit of av1; alpha"
                + " of vp9; main or baseline of h264.")
    private @Nullable String profile;

    @Option(
        names = "--no-provenance",
        description = "Leaves out the XMP metadata which say that the file was generated.")
    private boolean unmarked;

    /// Either the quality or the size.
    static final class Rate {
      @Option(
          names = "--quality",
          paramLabel = "Q",
          description = "From 0 (smallest file) to 100 (best) (default: 80).")
      private @Nullable Integer quality;

      @Option(
          names = "--bitrate",
          paramLabel = "R",
          description = "Bits per second, such as 800k or 8M.")
      private @Nullable String bitrate;
    }

    Encoding encoding(String file) {
      Container container = file.endsWith("/") ? Container.FOLDER : Container.of(Path.of(file));
      return new Encoding(
          container,
          codec,
          rate.quality,
          rate.bitrate == null ? null : Encoding.bitrate(rate.bitrate),
          profile,
          !unmarked);
    }
  }
}
