package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.studio.FilmName;
import io.kinora.studio.Montage;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Rendered;
import io.kinora.studio.Studio;
import io.kinora.style.NamedStyle;
import io.kinora.style.StyleChoice;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/// `kinora stylize`: paints a video in oil, in watercolour, or in the style of a picture.
@Command(
    name = "stylize",
    description = "Paints a video or a picture in a style; keeps the sound.",
    footer = {
      "",
      "For example: kinora stylize film.mp4 --style oil -o oil.mp4",
      "kinora stylize film.mp4 --style painting.jpg --style-strength 0.7 -o painted.mp4"
    })
final class Stylize implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "IN", arity = "0..1", description = "A video or a picture.")
  private @Nullable Path in;

  @Mixin private final StyleOptions style = new StyleOptions();

  @Option(
      names = "--vgg",
      paramLabel = "FILE",
      description =
          "Published weights of VGG-16 or VGG-19 as safetensors: paints a picture in the style"
              + " of another by optimisation, in minutes.")
  private @Nullable Path vgg;

  @Option(names = "--list", help = true, description = "Lists the styles in both languages.")
  private boolean list;

  @Option(
      names = "--still",
      paramLabel = "S",
      description = "Seconds that a picture is shown (default: ${DEFAULT-VALUE}).")
  private double still = Joining.STILL;

  @Mixin private final OutputOptions output = new OutputOptions();

  /// The options for the style of frames.
  static final class StyleOptions {
    @Option(
        names = "--style",
        paramLabel = "NAME|FILE",
        description =
            "The style: oil, watercolour, ink, pencil, pastel, woodblock, mosaic, pixel, comic, neon,"
                + " a picture whose style is transferred, or none.")
    private @Nullable String style;

    @Option(
        names = "--style-to",
        paramLabel = "NAME|FILE",
        description = "The style at the last frame; changes gradually from the first.")
    private @Nullable String to;

    @Option(
        names = "--style-strength",
        paramLabel = "X",
        description = "From 0 (no change) to 1 (full style) (default: 1).")
    private @Nullable Double strength;

    @Option(
        names = "--style-mask",
        paramLabel = "FILE",
        description = "A picture that is white where the style is painted.")
    private @Nullable Path mask;

    /// The requested style; null if there is none.
    ///
    /// @param picture the file of a style picture from another flag; null if there is none
    /// @throws BadRequest if a flag that needs a style is given without one
    @Nullable StyleChoice choice(@Nullable String picture) {
      if (style != null && picture != null) {
        throw new BadRequest(
            "Two styles are given, \"%s\" and \"%s\".".formatted(style, picture),
            "Keep one; --style-to names a second one, which the first becomes.",
            "style");
      }
      String name = style == null ? picture : style;
      if (name == null) {
        if (to != null || strength != null || mask != null) {
          throw new BadRequest(
              "A flag needs a style, but --style is missing.",
              "Name it, as in --style oil; from no style to one: --style none --style-to oil.",
              "style");
        }
        return null;
      }
      return new StyleChoice(name, to, strength == null ? 1 : strength, mask);
    }
  }

  Stylize(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (list) {
      for (NamedStyle named : NamedStyle.values()) {
        session.print("%-12s %s".formatted(named.label(), named.chinese()));
      }
      return 0;
    }
    StyleChoice choice = style.choice(null);
    if (in == null || choice == null) {
      throw new BadRequest(
          in == null ? "The command names no video to stylize." : "The style is missing.",
          "Write it as in kinora stylize film.mp4 --style oil -o oil.mp4.",
          in == null ? "input-file" : "style");
    }
    output.orNamed(FilmName.of(in, "painted"), session);
    paint(session, Montage.painted(in, choice.vgg(vgg), still, output.output()), output);
    return 0;
  }

  /// Stylizes and reports the result.
  static void paint(Session session, Montage montage, OutputOptions output) {
    Rendered made;
    try (ProgressView progress = session.progress(output.quiet());
        Studio studio = Studio.open()) {
      made = studio.render(montage, progress);
    }
    if (output.json()) {
      ObjectNode tree = made.record().tree();
      tree.put("file", output.file().toString()).put("frames", made.frames());
      tree.put("size", made.size().toString()).put("rate", made.rate().toString());
      session.print(tree);
    } else {
      session.print(
          Making.summary(output.file(), made.size(), made.rate(), made.seconds(), made.frames()));
    }
  }
}
