package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.shot.EngineOptions;
import io.kinora.studio.Film;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The settings of `--engine wan`. They travel as text: the engine, which is on the class path at
/// run time only, knows their ranges and checks them.
final class WanOptions {
  private static final Pattern PICTURE = Pattern.compile("(.+?)(?::(first|last))?");

  @Option(
      names = "--weights",
      paramLabel = "DIR",
      description = "The folder of a published model in the diffusers layout; needed.")
  private @Nullable String weights;

  @Option(
      names = "--negative",
      paramLabel = "TEXT",
      description = "What the video should not show.")
  private @Nullable String negative;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of the solver, from 1 to 1000 (default: 50).")
  private @Nullable String steps;

  @Option(
      names = "--guidance",
      paramLabel = "X",
      description =
          "How strictly the text is followed; 1 or less not at all, in half the time"
              + " (default: the model's).")
  private @Nullable String guidance;

  @Option(
      names = "--shift",
      paramLabel = "X",
      description = "More is more steps at high noise (default: the model's).")
  private @Nullable String shift;

  @Option(
      names = "--solver",
      paramLabel = "NAME",
      description = "unipc, unipc-classic, unipc-main or euler (default: the model's).")
  private @Nullable String solver;

  @Option(
      names = "--image",
      paramLabel = "FILE[:first|last]",
      description = "The first picture of the video, or the last; may be given twice.")
  private List<String> images = List.of();

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "How much may be used, such as 8GB (default: what is free).")
  private @Nullable String memory;

  @Option(
      names = "--lora",
      paramLabel = "FILE[:X]",
      description = "A fine-tuning and its strength; high=FILE or low=FILE for one expert of two.")
  private List<String> loras = List.of();

  @Option(
      names = "--preview",
      paramLabel = "FILE",
      description = "A PNG of the first frame, drawn anew every few steps.")
  private @Nullable String preview;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "cpu or cuda (default: cuda where it can be used).")
  private @Nullable String device;

  /// All that were given, for an engine.
  ///
  /// @throws BadRequest if there are any and the engine is the house engine, which has none
  EngineOptions of(String engine) {
    EngineOptions options = given();
    if (engine.equals(Film.DEFAULT_ENGINE) && !options.values().isEmpty()) {
      String flag = options.values().firstKey();
      throw new BadRequest(
          "The flag --%s belongs to --engine wan, but the engine here is %s."
              .formatted(flag.startsWith("image") ? "image" : flag, engine),
          "Add --engine wan, or leave it out.",
          "engine");
    }
    return options;
  }

  /// All that were given.
  EngineOptions given() {
    EngineOptions options = EngineOptions.NONE;
    options = with(options, "weights", weights);
    options = with(options, "negative", negative);
    options = with(options, "steps", steps);
    options = with(options, "guidance", guidance);
    options = with(options, "shift", shift);
    options = with(options, "solver", solver);
    options = with(options, "memory", memory);
    options = with(options, "preview", preview);
    options = with(options, "device", device);
    options = with(options, "lora", loras.isEmpty() ? null : String.join("\n", loras));
    for (String image : images) {
      options = withImage(options, image);
    }
    return options;
  }

  private static EngineOptions with(EngineOptions options, String name, @Nullable String value) {
    return value == null ? options : options.with(name, value);
  }

  private static EngineOptions withImage(EngineOptions options, String text) {
    var match = PICTURE.matcher(text);
    String role = match.matches() && match.group(2) != null ? match.group(2) : "first";
    if (text.isEmpty() || options.get("image-" + role).isPresent()) {
      throw new BadRequest(
          text.isEmpty()
              ? "The flag --image names no file."
              : "Two pictures are given as the %s one.".formatted(role),
          "Write it as in --image a.png:first --image b.png:last.",
          "wan-picture");
    }
    return options.with("image-" + role, match.group(1));
  }
}
