package io.kinora.wan.run;

import io.kinora.error.BadRequest;
import io.kinora.shot.EngineOptions;
import io.kinora.torch.Device;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The settings of a [WanEngine], checked.
///
/// @param weights a folder in the diffusers layout
/// @param negative what the clip should not show
/// @param steps of the solver
/// @param guidance scale of classifier-free guidance; empty takes the model's
/// @param shift of the timesteps; empty takes the model's
/// @param memory bytes that may be used; empty is what the machine has free
/// @param loras fine-tunings to merge, in order
/// @param preview where to put a picture every few steps
/// @param first the first picture of the clip
/// @param last the last picture of the clip
public record WanSettings(
    Path weights,
    String negative,
    int steps,
    OptionalDouble guidance,
    OptionalDouble shift,
    Solver solver,
    OptionalLong memory,
    List<LoraFile> loras,
    Optional<Path> preview,
    Device device,
    Optional<Path> first,
    Optional<Path> last) {

  /// All of them, by the names of their flags.
  static final Set<String> NAMES =
      Set.of(
          "weights",
          "negative",
          "steps",
          "guidance",
          "shift",
          "solver",
          "memory",
          "lora",
          "preview",
          "device",
          "image-first",
          "image-last");

  /// What steps are made with, where the folder's own configuration does not decide.
  enum Solver {
    /// As the folder's scheduler says.
    AS_CONFIGURED,
    EULER,
    UNIPC,
    UNIPC_CLASSIC,
    UNIPC_MAIN;

    private static Solver parse(String text) {
      for (Solver solver : values()) {
        if (solver != AS_CONFIGURED && solver.flag().equals(text.strip())) {
          return solver;
        }
      }
      throw new BadRequest(
          "The solver \"" + text + "\" is not known.",
          "Use unipc, unipc-classic, unipc-main or euler.",
          "engine-settings");
    }

    String flag() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Which transformer a fine-tuning is for.
  enum Expert {
    ALL,
    HIGH,
    LOW
  }

  /// A file of a fine-tuning, and how much of it.
  record LoraFile(Path file, double strength, Expert expert) {
    private static final Pattern FORM = Pattern.compile("(?:(high|low)=)?(.+?)(?::(-?[0-9.]+))?");

    private static LoraFile parse(String text) {
      var match = FORM.matcher(text.strip());
      try {
        if (match.matches()) {
          String expert = match.group(1), strength = match.group(3);
          return new LoraFile(
              path("lora", match.group(2)),
              strength == null ? 1 : Double.parseDouble(strength),
              expert == null ? Expert.ALL : Expert.valueOf(expert.toUpperCase(Locale.ROOT)));
        }
      } catch (NumberFormatException e) {
        // refused below
      }
      throw new BadRequest(
          "The setting --lora \"" + text + "\" is not understood.",
          "Write FILE, FILE:0.8, or for one of two experts high=FILE:0.8.",
          "engine-settings");
    }
  }

  public static WanSettings of(EngineOptions options) {
    options.allowOnly("wan", NAMES);
    return new WanSettings(
        options
            .get("weights")
            .map(folder -> path("weights", folder))
            .orElseThrow(
                () ->
                    new BadRequest(
                        "The engine \"wan\" has no weights of its own.",
                        "Name a folder with --weights DIR; docs/models/wan.md says where to get"
                            + " one.",
                        "wan-weights")),
        options.get("negative").orElse(""),
        options.count("steps", 50, 1, 1000),
        optional(options, "guidance", 0, 100),
        optional(options, "shift", 0.01, 100),
        options.get("solver").map(Solver::parse).orElse(Solver.AS_CONFIGURED),
        options.get("memory").map(WanSettings::bytes).orElse(OptionalLong.empty()),
        options.get("lora").stream()
            .flatMap(all -> Arrays.stream(all.split("\n")))
            .map(LoraFile::parse)
            .toList(),
        options.get("preview").map(file -> path("preview", file)),
        options.get("device").map(Device::parse).orElseGet(Device::best),
        options.get("image-first").map(file -> path("image-first", file)),
        options.get("image-last").map(file -> path("image-last", file)));
  }

  private static OptionalDouble optional(
      EngineOptions options, String name, double min, double max) {
    return options.get(name).isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(options.number(name, min, min, max));
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadRequest(
          "The setting --%s is \"%s\", which is no path: %s.".formatted(name, text, e.getReason()),
          "Name a file or folder.",
          "engine-settings",
          e);
    }
  }

  private static OptionalLong bytes(String text) {
    var match =
        Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?) ?(GB|GiB|MB|MiB)").matcher(text.strip());
    if (!match.matches()) {
      throw new BadRequest(
          "The setting --memory is \"" + text + "\", which is no size.",
          "Write it as in --memory 8GB.",
          "engine-settings");
    }
    long unit =
        switch (match.group(2)) {
          case "GB" -> 1_000_000_000;
          case "GiB" -> 1 << 30;
          case "MB" -> 1_000_000;
          default -> 1 << 20;
        };
    return OptionalLong.of((long) (Double.parseDouble(match.group(1)) * unit));
  }
}
