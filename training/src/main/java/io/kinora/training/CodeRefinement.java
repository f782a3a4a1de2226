package io.kinora.training;

import io.kinora.error.BadRequest;
import io.kinora.house.net.Codec;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.PictureCodes;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import io.kinora.training.evaluate.CodecScore;
import io.kinora.training.loss.Losses;
import io.kinora.training.optimise.Adam;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.pictures.Picture;
import io.kinora.training.pictures.PictureFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/// The codes that the bundled model keeps: what the encoder makes of each picture, then improved by
/// steps of Adam on the code itself while the generator stays as it is.
public final class CodeRefinement {
  private static final int BATCH = 8;
  private static final double RATE = .05;

  /// After how many batches the codes are saved.
  private static final int SAVED = 10;

  /// Kinds of things of which one picture is kept: what one hand draws of a symbol or of a face,
  /// the other draws, too.
  private static final Set<String> ONE_HAND =
      Set.of("face", "symbol", "flag", "scene", "person", "fantasy", "body");

  private CodeRefinement() {}

  /// Writes `codec.safetensors` and `codes.safetensors` from the codec's checkpoint in a folder.
  ///
  /// @param pictures the folder of pictures; a code is kept of each, held out or not, but not of
  ///     the foreign hand
  /// @param budget how many steps each code is improved by
  /// @param resume keep the codes that are there already, if they are of this codec
  /// @param listener hears a line now and then
  /// @param stop asked after every batch; true ends the run after saving what there is
  public static void run(
      Path folder,
      Path pictures,
      Budget budget,
      boolean resume,
      Consumer<String> listener,
      BooleanSupplier stop) {
    if (budget.steps() == 0) {
      throw new BadRequest(
          "Codes are improved by a number of steps, not for some minutes.",
          "Ask for a number of steps, such as 30.",
          "training");
    }
    Torch.flushDenormals();
    Path weights = folder.resolve("codec.safetensors");
    export(folder, weights);
    List<Picture> chosen = choose(PictureFolder.open(pictures));
    try (Codec codec = Codec.open(weights)) {
      codec.generator().named().values().forEach(tensor -> tensor.requires_grad_(false));
      var kept = new Kept(folder.resolve("codes.safetensors"), codec.sha256());
      if (resume) {
        kept.open();
      }
      List<Picture> left = chosen.stream().filter(picture -> !kept.has(picture)).toList();
      long start = System.nanoTime();
      for (int i = 0; i < left.size() && !stop.getAsBoolean(); i += BATCH) {
        var batch = left.subList(i, Math.min(left.size(), i + BATCH));
        kept.add(batch, refine(codec, batch, (int) budget.steps()));
        if (i / BATCH % SAVED == SAVED - 1) {
          kept.write();
          double minutes = (System.nanoTime() - start) / 60e9;
          listener.accept(
              "codes %d of %d  %.1f min".formatted(i + batch.size(), left.size(), minutes));
        }
      }
      kept.write();
    }
  }

  /// The codes of a run so far.
  private static final class Kept {
    private final Path file;
    private final String codec;
    private final List<PictureCodes.Picture> pictures = new ArrayList<>();
    private final List<Tensor> codes = new ArrayList<>();
    private final List<Tensor> vectors = new ArrayList<>();

    Kept(Path file, String codec) {
      this.file = file;
      this.codec = codec;
    }

    void open() {
      if (!Files.exists(file)) {
        return;
      }
      try (PictureCodes before = PictureCodes.open(file)) {
        if (before.codec().equals(codec)) {
          pictures.addAll(before.pictures());
          PictureCodes.Code all = before.codes(0, before.pictures().size());
          codes.add(all.code());
          vectors.add(all.vector());
        }
      }
    }

    boolean has(Picture picture) {
      return pictures.contains(named(picture));
    }

    private static PictureCodes.Picture named(Picture picture) {
      return new PictureCodes.Picture(picture.noun(), picture.hand(), picture.hue());
    }

    void add(List<Picture> batch, PictureCodes.Code code) {
      batch.forEach(picture -> pictures.add(named(picture)));
      codes.add(code.code());
      vectors.add(code.vector());
    }

    void write() {
      if (pictures.isEmpty()) {
        return;
      }
      TensorScope.run(
          () ->
              PictureCodes.write(
                  file,
                  codec,
                  pictures,
                  Ops.cat(0, codes.toArray(Tensor[]::new)),
                  Ops.cat(0, vectors.toArray(Tensor[]::new))));
    }
  }

  /// Writes the averaged weights of the codec's checkpoint with 16 bits.
  private static void export(Path folder, Path weights) {
    try (SafeTensors checkpoint =
        new TrainingCheckpoint(folder, HouseTraining.Part.CODEC.label())
            .require(HouseTraining.Part.CODEC.label())) {
      var tensors = new LinkedHashMap<String, Tensor>();
      for (String name : checkpoint.entries().keySet()) {
        if (name.startsWith("average.")) {
          tensors.put(name.substring("average.".length()), checkpoint.tensor(name));
        }
      }
      SafeTensorsWriter.write(weights, tensors, Map.of("format", "1"), DType.F16);
    }
  }

  /// All pictures that codes are kept of, noun by noun.
  static List<Picture> choose(PictureFolder pictures) {
    var single = new HashSet<String>();
    for (Noun noun : Nouns.all()) {
      if (ONE_HAND.contains(noun.category())) {
        single.add(noun.key());
      }
    }
    var sorted =
        Stream.concat(pictures.seen().stream(), pictures.heldOut().stream())
            .sorted(Comparator.comparing(Picture::noun).thenComparing(Picture::hand))
            .toList();
    var chosen = new ArrayList<Picture>();
    for (Picture picture : sorted) {
      boolean second = !chosen.isEmpty() && chosen.getLast().noun().equals(picture.noun());
      if (!second || !single.contains(picture.noun())) {
        chosen.add(picture);
      }
    }
    return chosen;
  }

  /// The codes of some pictures after some steps.
  static PictureCodes.Code refine(Codec codec, List<Picture> pictures, int steps) {
    List<float[]> plain = pictures.stream().map(Picture::plain).toList();
    PictureCodes.Code found =
        TensorScope.infer(
            () -> {
              var encoded = codec.encoder().forward(CodecScore.batch(plain));
              return new PictureCodes.Code(
                  TensorScope.retain(encoded.code().contiguous().clone()),
                  TensorScope.retain(encoded.vector().clone()));
            });
    var learned = new LinkedHashMap<String, Tensor>();
    learned.put("code", found.code());
    learned.put("vector", found.vector());
    learned.values().forEach(tensor -> tensor.requires_grad_(true));
    var adam = new Adam(learned, .9, .99);
    for (int step = 0; step < steps; step++) {
      double rate = RATE * .5 * (1 + Math.cos(Math.PI * step / steps));
      TensorScope.run(() -> step(codec.generator(), plain, found, adam, rate));
    }
    learned.values().forEach(tensor -> tensor.requires_grad_(false));
    return found;
  }

  private static void step(
      CodecGenerator generator,
      List<float[]> plain,
      PictureCodes.Code found,
      Adam adam,
      double rate) {
    Tensor truth = CodecScore.batch(plain);
    Tensor raw = Torch.mixedPrecision(() -> generator.raw(found.code(), found.vector()));
    // The loss is a mean over the batch, and each code shall learn as if it were alone.
    Tensor loss = Ops.times(Losses.picture(raw, truth), plain.size());
    adam.clear();
    loss.backward();
    adam.step(rate);
    TensorScope.infer(
        () -> {
          for (Tensor tensor : List.of(found.code(), found.vector())) {
            tensor.copy_(Ops.clamp(tensor, -PictureCodes.BOUND, PictureCodes.BOUND));
          }
          return true;
        });
  }
}
