package io.kinora.cli;

import io.kinora.shot.Region;
import java.util.List;
import picocli.CommandLine.Option;

/// Parts of the picture that move by themselves.
final class RegionOptions {
  @Option(
      names = "--region",
      paramLabel = "MASK.png:AXIS=V,…",
      description =
          "Moves what the mask marks in white, or by its opacity: horizontal and vertical (right and"
              + " up), proximity (towards you), each from -10 to 10, and ambient, from 0 to 10. Up"
              + " to five times.")
  private List<String> regions = List.of();

  List<Region> regions() {
    return regions.stream().map(Region::parse).toList();
  }
}
