package io.kinora.cli;

import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import io.kinora.shot.Region;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options for processing frames: a look-up table, then filters, then effects, each kind in the
/// order given.
final class LookOptions {
  @Option(
      names = "--lut",
      paramLabel = "CUBE",
      description = "A .cube file: a 3-D look-up table of 17 to 65 points a side.")
  private @Nullable String lut;

  @Option(
      names = "--font",
      paramLabel = "FILE",
      description =
          "A .ttf or .otf file for the text of effects, before Kinora's own font. May be repeated.")
  private List<String> fonts = List.of();

  @Option(
      names = "--filter",
      paramLabel = "NAME[=V]",
      description = "A look, from 0 to 1; kinora render --list shows all. May be repeated.")
  private List<String> filters = List.of();

  @Option(
      names = "--effect",
      paramLabel = "NAME[=V]",
      description = "An effect; kinora render --list shows all. May be repeated.")
  private List<String> effects = List.of();

  @Option(
      names = "--audio",
      paramLabel = "FILE",
      description = "WAV, MP3, AAC, Ogg or FLAC, looped or cut to the length of the film.")
  private @Nullable Path audio;

  @Nullable Path audio() {
    return audio;
  }

  /// The given steps, followed by those of the options.
  Look after(List<Step> first) {
    var steps = new ArrayList<>(first);
    if (lut != null) {
      steps.add(new Step(Kind.LUT, "file", lut));
    }
    fonts.forEach(font -> steps.add(new Step(Kind.FONT, "file", font)));
    filters.forEach(text -> steps.add(Step.parse(Kind.FILTER, text)));
    effects.forEach(text -> steps.add(Step.parse(Kind.EFFECT, text)));
    return new Look(steps);
  }

  @Option(
      names = "--region",
      paramLabel = "MASK.png:AXIS=V,…",
      description =
          "Moves the area that is white, or opaque, in the mask: horizontal and vertical (right and"
              + " up), proximity (towards the viewer), each from -10 to 10, and ambient (swaying),"
              + " from 0 to 10. May be given up to five times.")
  private List<String> regions = List.of();

  /// Parts of the picture that move by themselves.
  List<Region> regions() {
    return regions.stream().map(Region::parse).toList();
  }
}
