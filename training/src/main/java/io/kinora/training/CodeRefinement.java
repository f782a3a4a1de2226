package io.kinora.training;

import io.kinora.error.BadRequest;
import io.kinora.house.net.Codec;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.PictureCodes;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/// Computes the codes that the bundled model contains: the encoder's code of each picture, refined
/// by steps of Adam on the code itself while the generator is frozen.
public final class CodeRefinement {
  private static final double RATE = .05;

  /// The number of pictures after which the codes are saved.
  private static final int SAVED = 80;

  private CodeRefinement() {}

  /// Writes `codec.safetensors` and `codes.safetensors` from the codec's checkpoint in a folder.
  ///
  /// Without a checkpoint it uses the `codec.safetensors` in the folder. Each code is refined
  /// independently and rows are in the order of nouns and icon sets, so that a code does not depend
  /// on the other pictures of its batch.
  ///
  /// @param pictures the folder of pictures; a code of each is kept, held out or not, except those
  ///     of the icon set `foreign`
  /// @param budget number of steps for each code
  /// @param resume keep existing codes of this codec whose picture in the folder, if any, is
  ///     unchanged
  /// @param listener receives a line of progress now and then
  /// @param stop called after every batch; true ends the run after saving the codes so far
  public static void run(
      Path folder,
      Path pictures,
      Budget budget,
      boolean resume,
      Consumer<String> listener,
      BooleanSupplier stop) {
    if (budget.steps() == 0) {
      throw new BadRequest(
          "Codes are refined for a number of steps, not of minutes.",
          "Ask for a number of steps, such as 30.",
          "training");
    }
    Torch.flushDenormals();
    Path weights = folder.resolve("codec.safetensors");
    export(folder, weights);
    List<Picture> chosen = choose(PictureFolder.open(pictures));
    try (Codec codec = Codec.open(weights)) {
      codec.generator().named().values().forEach(tensor -> tensor.requires_grad_(false));
      var kept = new KeptCodes(folder.resolve("codes.safetensors"), codec.sha256());
      if (resume) {
        kept.open();
      }
      List<Picture> left = kept.missing(chosen);
      listener.accept("codes kept: %d, to refine: %d".formatted(kept.size(), left.size()));
      long start = System.nanoTime();
      for (int i = 0; i < left.size() && !stop.getAsBoolean(); i++) {
        kept.add(left.get(i), refine(codec, List.of(left.get(i)), (int) budget.steps()));
        if ((i + 1) % SAVED == 0) {
          kept.write();
          double minutes = (System.nanoTime() - start) / 60e9;
          listener.accept("codes %d of %d  %.1f min".formatted(i + 1, left.size(), minutes));
        }
      }
      kept.write();
    }
  }

  /// Writes the averaged weights of the codec's checkpoint with 16 bits; without a checkpoint,
  /// existing weights are kept.
  private static void export(Path folder, Path weights) {
    var saved = new TrainingCheckpoint(folder, HouseTraining.Part.CODEC.label());
    if (Files.exists(weights) && saved.open().isEmpty()) {
      return;
    }
    try (SafeTensors checkpoint = saved.require(HouseTraining.Part.CODEC.label())) {
      var tensors = new LinkedHashMap<String, Tensor>();
      for (String name : checkpoint.entries().keySet()) {
        if (name.startsWith("average.")) {
          tensors.put(name.substring("average.".length()), checkpoint.tensor(name));
        }
      }
      SafeTensorsWriter.write(weights, tensors, Map.of("format", "1"), DType.F16);
    }
  }

  /// All pictures whose codes are kept, sorted by noun.
  static List<Picture> choose(PictureFolder pictures) {
    List<Picture> all =
        Stream.concat(pictures.seen().stream(), pictures.heldOut().stream()).toList();
    return new Hands().chosen(all, Picture::noun, Picture::hand);
  }

  /// The codes of some pictures after `steps` steps.
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
    // The loss is a mean over the batch; multiplied by its size, each code is trained as if it were
    // alone.
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
