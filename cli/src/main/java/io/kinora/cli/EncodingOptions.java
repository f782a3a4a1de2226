package io.kinora.cli;

import io.kinora.write.Container;
import io.kinora.write.Encoding;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// How the file is coded, beyond what its ending says.
final class EncodingOptions {
  @Option(
      names = "--codec",
      paramLabel = "NAME",
      description = "h264, hevc, av1, vp9 or prores, as the format allows (default: its own).")
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
      description = "Leaves out the mark (XMP) that says that a machine made the file.")
  private boolean unmarked;

  /// Either how good, or how large.
  static final class Rate {
    @Option(
        names = "--quality",
        paramLabel = "Q",
        description = "From 0, smallest, to 100, best (default: 80).")
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
