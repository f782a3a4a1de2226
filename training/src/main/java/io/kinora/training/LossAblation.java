package io.kinora.training;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.clip.Progress;
import io.kinora.error.MediaFailure;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Phrases;
import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.Torch;
import io.kinora.training.HouseTraining.Part;
import io.kinora.training.HouseTraining.Plan;
import io.kinora.training.HouseTraining.Stage;
import io.kinora.training.Refinement.Term;
import io.kinora.training.evaluate.Evaluation;
import io.kinora.training.evaluate.Evaluation.Size;
import io.kinora.training.evaluate.Judges;
import io.kinora.training.evaluate.Table;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.task.PhraseEncoder;
import io.kinora.training.world.DioramaWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Measures the effect of the losses of stage two: from the same checkpoints of stage one, both
/// painters are trained for the same steps on the same samples with the reconstruction loss alone,
/// with the perceptual loss, with the adversarial loss, and with both; then each variant is
/// evaluated.
public final class LossAblation {
  private static final long SEED = 1;
  private static final List<Part> PAINTERS = List.of(Part.SPRITES, Part.BANDS);

  private final Path folder;
  private final long steps;

  /// @param folder of a training run, whose checkpoints are not changed
  /// @param steps of the painter in each variant
  public LossAblation(Path folder, long steps) {
    this.folder = folder;
    this.steps = steps;
  }

  private static Map<String, Set<Term>> variants() {
    var variants = new LinkedHashMap<String, Set<Term>>();
    variants.put("regression", EnumSet.noneOf(Term.class));
    variants.put("perceptual", EnumSet.of(Term.PERCEPTUAL));
    variants.put("adversarial", EnumSet.of(Term.ADVERSARIAL));
    variants.put("both", EnumSet.allOf(Term.class));
    return variants;
  }

  /// Trains and evaluates each variant; its checkpoint, weights and sheet are written to the folder
  /// `ablation-<variant>` beside the checkpoints of stage one.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  public Table run(Supplier<Judges> judges, Size size, int threads, Progress progress) {
    Torch.threads(threads);
    Phrases phrases = PhraseEncoder.encode(DioramaWords.all());
    var table =
        Table.of("ablation", "What the losses of stage two are worth, after the same steps")
            .column("losses", "regression and")
            .column("spritesPsnr", "sprites: PSNR dB")
            .column("spritesEdgeEnergy", "edge energy")
            .column("spritesFrechet", "Fréchet ratio")
            .column("bandsPsnr", "bands: PSNR dB")
            .column("bandsEdgeEnergy", "edge energy")
            .column("bandsFrechet", "Fréchet ratio")
            .column("edgeWidth", "clips: edge width px")
            .column("subject", "subject %")
            .column("colour", "colour %")
            .column("scene", "scene %")
            .column("frechet", "Fréchet ratio");
    Map<String, Set<Term>> variants = variants();
    int done = 0;
    for (var variant : variants.entrySet()) {
      double n = variants.size();
      Progress now = progress.part(done / n, (done + 1) / n);
      Path weights = train(variant.getKey(), variant.getValue(), phrases, threads, now.part(0, .5));
      try (HouseModel model = HouseModel.open(weights)) {
        var found = new Evaluation(model, judges, size, now.part(.5, 1)).summary();
        table.row(
            text(done == 0 ? "nothing" : variant.getKey()),
            number(found.sprites().psnr(), 2),
            number(found.sprites().edgeEnergy(), 3),
            number(found.sprites().frechet(), 3),
            number(found.bands().psnr(), 2),
            number(found.bands().edgeEnergy(), 3),
            number(found.bands().frechet(), 3),
            number(found.edgeWidth(), 2),
            number(percent(found, "subject"), 1),
            number(percent(found, "colour"), 1),
            number(percent(found, "scene"), 1),
            number(found.frechet(), 2));
      }
      done++;
    }
    return table
        .note(steps + " steps each, " + size.clips() + " clips, " + size.samples() + " layers")
        .table();
  }

  private static double percent(Evaluation.Summary found, String asked) {
    return found.obedience().getOrDefault(asked, Double.NaN);
  }

  private Path train(
      String variant, Set<Term> terms, Phrases phrases, int threads, Progress progress) {
    Path out = folder.resolve("ablation-" + variant);
    copyCheckpoints(out);
    var plan =
        new Plan(
            out,
            PAINTERS,
            Stage.ADVERSARIAL,
            new Budget(steps, 0),
            SEED,
            false,
            threads,
            Device.CPU,
            Optional.empty());
    double total = (double) steps * PAINTERS.size();
    long[] step = {0};
    for (Part part : PAINTERS) {
      Seeds.initialisation(SEED, "ablation"); // the same initial discriminator in all variants
      HouseTraining.refinement(part, plan, phrases, terms, line -> {})
          .run(
              plan.budget(),
              () -> {
                progress.step("train with " + variant, Math.min(1, step[0]++ / total));
                return false;
              });
    }
    Path weights = out.resolve("house.safetensors");
    HouseBundle.write(out, weights);
    return weights;
  }

  /// Copies every checkpoint of stage one, and those of the nets that training needs.
  private void copyCheckpoints(Path out) {
    try {
      Files.createDirectories(out);
      Stream<Part> parts = Stream.concat(Part.house().stream(), Stream.of(Part.FEATURES));
      for (Part part : parts.toList()) {
        String name = part.label() + ".checkpoint.safetensors";
        new TrainingCheckpoint(folder, part.label()).require(part.label()).close();
        Files.copy(folder.resolve(name), out.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new MediaFailure(
          "The checkpoints in %s cannot be copied to %s: %s."
              .formatted(folder, out, e.getMessage()),
          "Free space there, or name another folder.",
          "output",
          e);
    }
  }
}
