package io.kinora.wan.run;

import io.kinora.engine.Engine;
import io.kinora.engine.EngineOption;
import io.kinora.engine.EngineOption.Values.Choice;
import io.kinora.engine.EngineOption.Values.File;
import io.kinora.engine.EngineOption.Values.Picture;
import io.kinora.engine.EngineOption.Values.Real;
import io.kinora.engine.EngineOption.Values.Text;
import io.kinora.engine.EngineOption.Values.Whole;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The validated settings of a [WanEngine].
///
/// @param weights a folder in the diffusers layout
/// @param negative the negative prompt; empty means the model's, and a blank one means none
/// @param steps of the solver; empty means the model's
/// @param guidance scale of classifier-free guidance; empty means the model's
/// @param shift of the timesteps; empty means the model's
/// @param memory bytes that may be used; empty means the free memory of the machine
/// @param loras fine-tunings to merge, in order
/// @param preview the file for a preview picture every few steps
/// @param first the first picture of the clip
/// @param last the last picture of the clip
public record WanSettings(
    Path weights,
    Optional<String> negative,
    OptionalInt steps,
    OptionalDouble guidance,
    OptionalDouble shift,
    Solver solver,
    OptionalLong memory,
    List<LoraFile> loras,
    Optional<Path> preview,
    Device device,
    Optional<Path> first,
    Optional<Path> last) {

  private static final EngineOption
      WEIGHTS =
          new EngineOption(
              Engine.WEIGHTS,
              "DIR",
              "The folder of a published model in the diffusers layout; required",
              new File(),
              ""),
      NEGATIVE =
          new EngineOption(
              "negative",
              "TEXT",
              "What the video should not show; \" \" for none",
              new Text(),
              "the model's"),
      STEPS = new EngineOption("steps", "N", "Solver steps", new Whole(1, 1000), "the model's"),
      GUIDANCE =
          new EngineOption(
              "guidance",
              "X",
              "The scale of classifier-free guidance; 1 or less turns it off and halves the"
                  + " time",
              new Real(0, 100),
              "the model's"),
      SHIFT =
          new EngineOption(
              "shift",
              "X",
              "The shift of the noise schedule; a larger one puts more steps at high noise",
              new Real(0.01, 100),
              "the model's"),
      SOLVER =
          new EngineOption(
              "solver",
              "NAME",
              "The solver: unipc, unipc-classic, unipc-main or euler",
              new Choice(Solver.flags()),
              "the model's"),
      IMAGE =
          new EngineOption(
              "image",
              "FILE[:first|last]",
              "The first picture of the video, or the last; may be given twice",
              new Picture(List.of("first", "last"), Set.of()),
              "",
              true),
      MEMORY =
          new EngineOption(
              "memory", "SIZE", "The memory limit, such as 8GB", new Text(), "the free memory"),
      LORA =
          new EngineOption(
              "lora",
              "FILE[:X]",
              "A LoRA fine-tuning and its strength; high=FILE or low=FILE for one of two experts",
              new File(),
              "",
              true),
      PREVIEW =
          new EngineOption(
              "preview",
              "FILE",
              "A PNG of the first frame, updated every few steps",
              new File(),
              ""),
      DEVICE =
          new EngineOption(
              "device",
              "DEVICE",
              "cpu or cuda",
              new Choice(List.of("cpu", "cuda")),
              "cuda if available");

  /// All settings that the engine accepts.
  static final List<EngineOption> DECLARED =
      List.of(
          WEIGHTS, NEGATIVE, STEPS, GUIDANCE, SHIFT, SOLVER, IMAGE, MEMORY, LORA, PREVIEW, DEVICE);

  /// The solver, if it is not left to the folder's configuration.
  enum Solver {
    /// As the folder's scheduler configuration says.
    AS_CONFIGURED,
    EULER,
    UNIPC,
    UNIPC_CLASSIC,
    UNIPC_MAIN;

    private static Solver of(String flag) {
      return valueOf(flag.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<String> flags() {
      return Arrays.stream(values()).filter(s -> s != AS_CONFIGURED).map(Solver::flag).toList();
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

  /// The file of a fine-tuning, and its strength.
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
        // rejected below
      }
      throw new BadRequest(
          "The setting lora \"" + text + "\" is not understood.",
          "Write FILE, FILE:0.8, or for one of two experts high=FILE:0.8.",
          "engine-settings");
    }
  }

  /// Reads and validates the settings of a shot.
  ///
  /// @throws BadRequest if a setting does not match its declaration, or no weights are named
  public static WanSettings of(EngineOptions options) {
    WanEngine.CARD.check(options);
    return new WanSettings(
        WEIGHTS
            .text(options)
            .map(folder -> path("weights", folder))
            .orElseThrow(
                () ->
                    new BadRequest(
                        "The engine \"wan\" has no weights of its own.",
                        "Name a folder as the setting \"weights\"; docs/models/wan.md says where to"
                            + " get one.",
                        "wan-weights")),
        NEGATIVE.text(options),
        STEPS.number(options).stream().mapToInt(steps -> (int) steps).findFirst(),
        GUIDANCE.number(options),
        SHIFT.number(options),
        SOLVER.text(options).map(Solver::of).orElse(Solver.AS_CONFIGURED),
        MEMORY.text(options).map(WanSettings::bytes).orElse(OptionalLong.empty()),
        LORA.text(options).stream()
            .flatMap(all -> Arrays.stream(all.split("\n")))
            .map(LoraFile::parse)
            .toList(),
        PREVIEW.text(options).map(file -> path("preview", file)),
        DEVICE.text(options).map(Device::parse).orElseGet(Device::best),
        options.get(IMAGE.key("first")).map(file -> path("image-first", file)),
        options.get(IMAGE.key("last")).map(file -> path("image-last", file)));
  }

  private static Path path(String name, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadRequest(
          "The setting %s is \"%s\", which is not a path: %s.".formatted(name, text, e.getReason()),
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
          "The setting memory is \"" + text + "\", which is not a size.",
          "Write a number and a unit, such as 8GB.",
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
