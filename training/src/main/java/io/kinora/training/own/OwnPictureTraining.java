package io.kinora.training.own;

import io.kinora.error.BadRequest;
import io.kinora.house.picture.MaskNet;
import io.kinora.house.picture.PictureFusion;
import io.kinora.house.picture.PictureNames;
import io.kinora.house.picture.ThingMask;
import io.kinora.torch.Seeds;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.pictures.CutDrawing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Trains the nets for users' own pictures, each into its own checkpoint and file of weights.
public final class OwnPictureTraining {
  /// The parts by their names on the command line and in file names: the net that segments the
  /// thing in a picture, and the layer that fuses a picture with the words.
  public static final String MASK = "mask", FUSION = "picture-fusion";

  /// All parts.
  public static final List<String> PARTS = List.of(MASK, FUSION);

  private static final int GROUNDS = 160, WATCHED = 48;
  private static final double MASK_RATE = 3e-3, FUSION_RATE = 2e-3;

  /// The file in the folder `out` with whose weights the mask net starts, if there is one, and the
  /// highest learning rate then.
  public static final String START = "mask-start.safetensors";

  private static final double TUNING_RATE = 1.2e-3;

  /// The plan of a training run.
  ///
  /// @param out the folder of checkpoints, logs, sheets and weights; created if missing
  /// @param pictures the folder of training pictures
  /// @param resume resume from the checkpoint in `out`
  public record Plan(
      Path out, Path pictures, Budget budget, long seed, boolean resume, int threads) {}

  private final Plan plan;
  private final Consumer<String> listener;
  private final BooleanSupplier stop;

  /// @param listener receives a line of progress now and then
  /// @param stop called after every step; true ends the run after saving
  public OwnPictureTraining(Plan plan, Consumer<String> listener, BooleanSupplier stop) {
    this.plan = plan;
    this.listener = listener;
    this.stop = stop;
  }

  /// Trains a part.
  ///
  /// @return the file of the weights
  /// @throws BadRequest if there are no training pictures
  public Path run(String part) {
    TrainingCheckpoint.prepare(plan.out());
    Torch.threads(plan.threads());
    Seeds.initialisation(plan.seed(), part);
    return part.equals(MASK) ? mask() : fusion();
  }

  private Path mask() {
    var net = new MaskNet();
    Path start = plan.out().resolve(START);
    boolean tuned = Files.exists(start);
    if (tuned) {
      try (SafeTensors weights = SafeTensors.open(start)) {
        weights.load(net, "");
      }
    }
    net.channelsLast();
    var task = new MaskTask(net, CutDrawing.all(plan.pictures()), plan.seed(), GROUNDS, WATCHED);
    double rate = tuned ? TUNING_RATE : MASK_RATE;
    var run = new Regression(MASK, task, rate, plan.out(), listener);
    var averaged = (plan.resume() ? run.resume() : run).run(plan.budget(), stop);
    Path file = plan.out().resolve(MASK + ".safetensors");
    ThingMask.write(file, averaged);
    return file;
  }

  private Path fusion() {
    var lessons =
        FusionLessons.of(CutDrawing.all(plan.pictures()), PictureNames.things(), listener);
    var net = new PictureFusion(lessons.nouns().size());
    var task = new FusionTask(net, lessons, plan.seed());
    var run = new Regression(FUSION, task, FUSION_RATE, plan.out(), listener);
    var averaged = (plan.resume() ? run.resume() : run).run(plan.budget(), stop);
    Path file = plan.out().resolve(FUSION + ".safetensors");
    PictureNames.write(file, averaged, lessons.nouns());
    return file;
  }
}
