package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.torch.Device;
import io.kinora.torch.Torch;
import io.kinora.training.CodeRefinement;
import io.kinora.training.HouseBundle;
import io.kinora.training.HouseTraining;
import io.kinora.training.HouseTraining.Part;
import io.kinora.training.HouseTraining.Plan;
import io.kinora.training.HouseTraining.Stage;
import io.kinora.training.InterpolationTraining;
import io.kinora.training.optimise.Budget;
import io.kinora.training.own.OwnPictureTraining;
import io.kinora.training.style.StyleTraining;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `kinora train`: trains the house model from scratch.
@Command(
    name = "train",
    description = "Trains the house model; writes checkpoints, logs, sheets and its weights.",
    footer = {
      "",
      "Ctrl-C saves and stops; --resume continues from there. Without --stage, all parts are",
      "trained by regression for three quarters of the time, then the painters with perceptual",
      "and adversarial losses."
    })
final class Train implements Callable<Integer> {
  /// The share of the budget for regression if both stages run.
  private static final double REGRESSION_SHARE = 0.75;

  /// The parts that have an adversarial stage.
  private static final Set<Part> ADVERSARIAL = Set.of(Part.SPRITES, Part.BANDS, Part.LATENTS);

  private static final String WORLD = "diorama";

  /// The part that is not a net: the latent codes of the pictures from the trained codec.
  private static final String CODES = "codes";

  private final Session session;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "The training data (default: ${DEFAULT-VALUE}, the procedural world); the part codec"
              + " uses --pictures instead.")
  private String data = WORLD;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of checkpoints, logs, sheets and house.safetensors.")
  private Path out = Path.of("");

  @Option(names = "--resume", description = "Continues from the checkpoints in DIR.")
  private boolean resume;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private final Length length = new Length();

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description = "Only one stage: regression or adversarial.")
  private @Nullable Stage stage;

  @Option(
      names = "--part",
      paramLabel = "PART",
      split = ",",
      description =
          "Only these parts, such as sprites,bands; or features (perceptual loss), judges"
              + " (evaluation), upscaler, interpolation, codec, codes (the codec's codes of the"
              + " pictures), classifier (of pictures), latents (codes from words); or, on its own,"
              + " style (the bundled styles), style-unsteady (the same without temporal losses),"
              + " style-features (features of pictures), style-decoder (pictures from features),"
              + " mask (segmentation of pictures) or picture-fusion (the noun from picture and"
              + " words) (default: all of the house model).")
  private List<String> partNames = List.of();

  @Option(
      names = "--pictures",
      paramLabel = "PICTURES",
      description =
          "The folder of pictures for the parts codec, codes, classifier, style-features, mask and"
              + " picture-fusion, with a folder for each icon set.")
  private @Nullable Path pictures;

  @Option(
      names = "--vgg",
      paramLabel = "FILE",
      description =
          "Published weights of VGG-16 or VGG-19 as safetensors, for the feature loss of the"
              + " part style.")
  private @Nullable Path vgg;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "Where to compute: cpu or cuda (default: ${DEFAULT-VALUE}).")
  private String device = "cpu";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of the tensor library (default: ${DEFAULT-VALUE}).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed and steps give the same weights (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  /// How long to train.
  static final class Length {
    @Option(names = "--steps", paramLabel = "N", description = "Length in steps.")
    private long steps;

    @Option(names = "--minutes", paramLabel = "M", description = "Length in minutes.")
    private double minutes;

    Budget budget(double share) {
      long rounded = Math.round(steps * share);
      return new Budget(steps > 0 ? Math.max(1, rounded) : steps, minutes * share);
    }
  }

  Train(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    check();
    if (partNames.equals(List.of(InterpolationTraining.PART))) {
      return interpolation();
    }
    if (partNames.equals(List.of(CODES))) {
      return codes();
    }
    if (partNames.size() == 1 && StyleTraining.PARTS.contains(partNames.getFirst())) {
      return style(partNames.getFirst());
    }
    if (partNames.size() == 1 && OwnPictureTraining.PARTS.contains(partNames.getFirst())) {
      return ownPictures(partNames.getFirst());
    }
    List<Part> parts = partNames.stream().map(Part::parse).toList();
    List<Part> all = parts.isEmpty() ? Part.house() : parts;
    List<Part> refined = all.stream().filter(ADVERSARIAL::contains).toList();
    if (stage != null) {
      run(stage, stage == Stage.ADVERSARIAL && parts.isEmpty() ? refined : all, 1);
    } else if (refined.isEmpty()) {
      run(Stage.REGRESSION, all, 1);
    } else {
      List<Part> first = new ArrayList<>(all);
      boolean paints = all.contains(Part.SPRITES) || all.contains(Part.BANDS);
      if (paints && !first.contains(Part.FEATURES)) {
        first.add(Part.FEATURES); // the painters' second stage needs it
      }
      run(Stage.REGRESSION, first, REGRESSION_SHARE);
      run(Stage.ADVERSARIAL, refined, 1 - REGRESSION_SHARE);
    }
    if (session.interruption().wanted()) {
      session.err().println("kinora: interrupted; what was learnt is saved in " + out + ".");
      return Failures.INTERRUPTED;
    }
    if (parts.isEmpty()) {
      Path weights = out.resolve("house.safetensors");
      HouseBundle.write(out, weights);
      session.print("weights: " + weights);
    }
    return 0;
  }

  private int interpolation() {
    Path weights =
        InterpolationTraining.run(
            out,
            length.budget(1),
            seed,
            resume,
            threads,
            session::print,
            session.interruption()::wanted);
    session.print("weights: " + weights);
    return session.interruption().wanted() ? Failures.INTERRUPTED : 0;
  }

  private int style(String part) {
    var plan =
        new StyleTraining.Plan(
            out, length.budget(1), seed, resume, threads, Optional.ofNullable(vgg));
    var training = new StyleTraining(plan, session::print, session.interruption()::wanted);
    session.print("weights: " + training.run(part, Optional.ofNullable(pictures)));
    return session.interruption().wanted() ? Failures.INTERRUPTED : 0;
  }

  private int ownPictures(String part) {
    var plan =
        new OwnPictureTraining.Plan(out, folder(part), length.budget(1), seed, resume, threads);
    var training = new OwnPictureTraining(plan, session::print, session.interruption()::wanted);
    session.print("weights: " + training.run(part));
    return session.interruption().wanted() ? Failures.INTERRUPTED : 0;
  }

  private Path folder(String part) {
    if (pictures == null) {
      throw new BadRequest(
          "The part " + part + " is trained on pictures, and none were given.",
          "Give their folder with --pictures; kinora pictures makes one.",
          "pictures");
    }
    return pictures;
  }

  private int codes() {
    Path from = folder(CODES);
    Torch.threads(threads);
    CodeRefinement.run(
        out, from, length.budget(1), resume, session::print, session.interruption()::wanted);
    return session.interruption().wanted() ? Failures.INTERRUPTED : 0;
  }

  private void check() {
    if (!data.equals(WORLD)) {
      throw new BadRequest(
          "The data \"" + data + "\" is not known.", "Train on --data diorama.", "training");
    }
    if (vgg != null && !StyleTraining.looks(partNames)) {
      throw new BadRequest(
          "The weights of VGG are used only for the part style.",
          "Add --part style, or leave them out.",
          "training");
    }
    if (threads < 1) {
      throw new BadRequest(
          "The number of threads is " + threads + ".", "Use at least one.", "training");
    }
    var _ = Device.parse(device); // rejects a missing device
    length.budget(1); // rejects an invalid length before any work
  }

  private void run(Stage now, List<Part> chosen, double share) {
    if (!session.interruption().wanted()) {
      HouseTraining.run(
          new Plan(
              out,
              chosen,
              now,
              length.budget(share),
              seed,
              resume,
              threads,
              Device.parse(device),
              Optional.ofNullable(pictures)),
          session::print,
          session.interruption()::wanted);
    }
  }
}
