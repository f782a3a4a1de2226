package io.kinora.training;

import static io.kinora.training.evaluate.Table.number;
import static io.kinora.training.evaluate.Table.text;

import io.kinora.house.net.Codec;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.training.HouseTraining.Part;
import io.kinora.training.evaluate.Table;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.pictures.Picture;
import io.kinora.training.pictures.PictureFolder;
import io.kinora.training.task.KnownLatents;
import io.kinora.training.task.LatentGenerator;
import io.kinora.training.task.PictureClassifier;
import io.kinora.training.task.PictureClassifierTask;
import io.kinora.training.task.PictureClassifierTask.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/// Evaluates whether a classifier trained only on true pictures recognises the codec's pictures,
/// and how much they vary: from the stored codes, and from those that the code generator makes from
/// words.
public final class LatentEvaluation implements AutoCloseable {
  private static final int BATCH = 32, DRAWS = 4;
  private static final long SEED = 5;

  private final Path folder;
  private final PictureFolder pictures;
  private final Names names;
  private final PictureClassifier classifier;
  private final Codec codec;
  private final KnownLatents known;

  /// @param folder with the checkpoint of the part classifier, and of the part latents to evaluate
  ///     that; its codec and codes are used, if it has them, otherwise the bundled ones
  /// @param pictures the folder of pictures that the classifier was trained on
  public LatentEvaluation(Path folder, PictureFolder pictures) {
    this.folder = folder;
    this.pictures = pictures;
    names = Names.of(pictures);
    classifier = new PictureClassifier(names.count());
    load(Part.CLASSIFIER.label(), classifier);
    classifier.channelsLast();
    codec = HouseTraining.codec(folder);
    known = HouseTraining.known(folder);
  }

  private void load(String part, Net net) {
    try (SafeTensors saved = new TrainingCheckpoint(folder, part).require(part)) {
      saved.load(net, "average.");
    }
  }

  /// A table with one row for each source of pictures of nouns.
  public Table run() {
    var table =
        Table.of("recognition", "Pictures of single things, by a classifier of true pictures")
            .column("pictures", "pictures")
            .column("count", "count")
            .column("right", "named right %")
            .column("variety", "distance of two draws");
    var all = new ArrayList<Picture>(pictures.seen());
    all.addAll(pictures.heldOut());
    row(table, "true, known to it", all);
    row(table, "true, of a hand it never saw", pictures.foreign());
    Draws kept = draws(batch -> batch.known());
    table.row(
        text("painted from kept codes"),
        number(kept.count(), 0),
        number(100 * kept.right(), 1),
        number(kept.variety(), 3));
    Part latents = Part.LATENTS;
    for (String stage : List.of(latents.label(), AdversarialRun.name(latents))) {
      if (new TrainingCheckpoint(folder, stage).exists()) {
        generated(table, stage);
      }
    }
    return table
        .note("Distance: 1 - cosine of the classifier's features of two draws of one noun, mean.")
        .table();
  }

  private void generated(Table.Builder table, String stage) {
    var generator = new LatentGenerator();
    load(stage, generator);
    generator.channelsLast();
    Draws made = draws(batch -> generator.forward(batch.text(), batch.noise()));
    generator.close();
    table.row(
        text("painted from codes of " + stage),
        number(made.count(), 0),
        number(100 * made.right(), 1),
        number(made.variety(), 3));
  }

  private void row(Table.Builder table, String label, List<Picture> some) {
    List<Picture> named = some.stream().filter(p -> names.of().containsKey(p.noun())).toList();
    double share = PictureClassifierTask.share(classifier, names, named);
    table.row(text(label), number(named.size(), 0), number(100 * share, 1), number(Double.NaN, 3));
  }

  /// The results of several draws of each noun.
  ///
  /// @param count number of pictures
  /// @param right the accuracy, from 0 to 1
  /// @param variety the mean feature distance of two draws of one noun
  private record Draws(int count, double right, double variety) {}

  private Draws draws(Function<KnownLatents.Batch, PictureCodes.Code> way) {
    List<String> nouns = known.nouns().stream().filter(names.of()::containsKey).toList();
    var random = Seeds.random(SEED, "draws");
    int right = 0;
    double distance = 0;
    for (int from = 0; from < nouns.size(); from += BATCH) {
      List<String> part = nouns.subList(from, Math.min(nouns.size(), from + BATCH));
      double[] found =
          TensorScope.infer(
              () -> {
                double[] sums = new double[2];
                Tensor before = null;
                for (int draw = 0; draw < DRAWS; draw++) {
                  PictureCodes.Code code = way.apply(known.batch(random, part));
                  Tensor features = classifier.features(paint(code));
                  sums[0] += PictureClassifierTask.right(classifier, names, part, features);
                  if (before != null) {
                    double cosines = before.mul(features).sum().item_double();
                    sums[1] += part.size() - cosines / PictureClassifier.FEATURES;
                  }
                  before = features;
                }
                return sums;
              });
      right += (int) found[0];
      distance += found[1];
    }
    int count = nouns.size() * DRAWS;
    return new Draws(count, (double) right / count, distance / (nouns.size() * (DRAWS - 1)));
  }

  private Tensor paint(PictureCodes.Code code) {
    return Torch.mixedPrecision(
        () -> Ops.clamp(codec.generator().raw(code.code(), code.vector()), 0, 1));
  }

  @Override
  public void close() {
    known.close();
    codec.close();
    classifier.close();
  }
}
