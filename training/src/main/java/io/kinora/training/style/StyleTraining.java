package io.kinora.training.style;

import io.kinora.error.BadRequest;
import io.kinora.style.FeatureDecoder;
import io.kinora.style.StyleFeatures;
import io.kinora.style.StyleNet;
import io.kinora.torch.Seeds;
import io.kinora.torch.Torch;
import io.kinora.torch.vision.Vgg;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.pictures.PictureFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/// Trains the nets of style transfer, each into its own checkpoint and file of weights.
public final class StyleTraining {
  /// The parts by their names on the command line and in file names: the bundled styles, the same
  /// without the losses against flicker, the feature net, and the feature decoder for style
  /// pictures.
  public static final String STYLE = "style",
      UNSTEADY = "style-unsteady",
      FEATURES = "style-features",
      DECODER = "style-decoder";

  /// All parts.
  public static final List<String> PARTS = List.of(STYLE, UNSTEADY, FEATURES, DECODER);

  /// Whether training uses a frozen feature net.
  public static boolean looks(List<String> parts) {
    return parts.equals(List.of(STYLE)) || parts.equals(List.of(UNSTEADY));
  }

  private static final double RATE = 3e-3, FEATURE_RATE = 1.5e-3, DECODER_RATE = 2e-3;

  /// The weights of features and Gram matrices, relative to the picture loss.
  private static final double CONTENT = .15, GRAM = .15;

  /// The plan of a training run.
  ///
  /// @param out the folder of checkpoints, logs, sheets and weights; created if missing
  /// @param resume resume from the checkpoint in `out`
  /// @param vgg published weights of VGG-16 or VGG-19 for the feature loss of the bundled styles,
  ///     instead of the project's own feature net
  public record Plan(
      Path out, Budget budget, long seed, boolean resume, int threads, Optional<Path> vgg) {}

  private final Plan plan;
  private final Consumer<String> listener;
  private final BooleanSupplier stop;
  private final StyleTask.Size frames;
  private final DecoderTask.Size pictures;

  /// @param listener receives a line of progress now and then
  /// @param stop called after every step; true ends the run after saving
  public StyleTraining(Plan plan, Consumer<String> listener, BooleanSupplier stop) {
    this(plan, listener, stop, StyleTask.Size.FULL, DecoderTask.Size.FULL);
  }

  /// @param frames size of the training data of the bundled styles
  /// @param pictures size of the training data of the decoder
  StyleTraining(
      Plan plan,
      Consumer<String> listener,
      BooleanSupplier stop,
      StyleTask.Size frames,
      DecoderTask.Size pictures) {
    this.plan = plan;
    this.listener = listener;
    this.stop = stop;
    this.frames = frames;
    this.pictures = pictures;
  }

  /// Trains a part.
  ///
  /// @param pictures the folder of training pictures of the feature net
  /// @return the file of the weights
  /// @throws BadRequest if it needs pictures and there are none
  public Path run(String part, Optional<Path> pictures) {
    return switch (part) {
      case STYLE -> style(true);
      case UNSTEADY -> style(false);
      case DECODER -> decoder();
      case FEATURES ->
          features(
              pictures.orElseThrow(
                  () ->
                      new BadRequest(
                          "The feature net is trained on pictures, and none were given.",
                          "Name their folder; kinora pictures makes one.",
                          "pictures")));
      default -> throw new IllegalArgumentException(part);
    };
  }

  /// Trains the net of the bundled styles; with the feature loss if the feature net has been
  /// trained in the same folder.
  ///
  /// @param steady whether to use the losses against flicker
  /// @return the file of the weights
  private Path style(boolean steady) {
    String part = steady ? STYLE : UNSTEADY;
    begin(STYLE); // both start from the same weights
    var net = new StyleNet();
    net.channelsLast();
    Optional<Vgg> eyes =
        plan.vgg().isPresent() ? plan.vgg().map(Vgg::open).map(StyleTraining::frozen) : features();
    Optional<TextureLoss> texture = eyes.map(vgg -> new GramLoss(vgg, CONTENT, GRAM));
    var averaged = train(part, new StyleTask(net, plan.seed(), steady, texture, frames), RATE);
    net.copyFrom(averaged);
    return write(part, net.named(), Map.of("format", "1"));
  }

  /// Trains the feature net as a classifier.
  ///
  /// @param pictures the folder of training pictures
  /// @return the file of the weights, without the classification layer
  private Path features(Path pictures) {
    begin(FEATURES);
    var task =
        new FeatureNameTask(
            PictureFolder.open(pictures),
            plan.seed(),
            names -> {
              var net = new FeatureClassifier(names);
              net.channelsLast();
              return net;
            });
    SequencedMap<String, Tensor> averaged = train(FEATURES, task, FEATURE_RATE);
    var classifier = new FeatureClassifier(task.names().size());
    classifier.copyFrom(averaged);
    classifier.channelsLast();
    Vgg vgg = task.folded(classifier);
    var kept = new LinkedHashMap<>(vgg.named());
    averaged.forEach(
        (name, tensor) -> {
          if (name.startsWith("name.")) {
            kept.put("names.linear" + name.substring("name".length()), tensor);
          }
        });
    return write(FEATURES, kept, Map.of("format", "1", "names", String.join(",", task.names())));
  }

  /// Trains the feature decoder for the feature net in the same folder or the bundled one.
  ///
  /// @return the file of the weights
  private Path decoder() {
    begin(DECODER);
    var net = new FeatureDecoder();
    net.channelsLast();
    Vgg vgg = features().orElseGet(() -> frozen(StyleFeatures.bundled()));
    net.copyFrom(train(DECODER, new DecoderTask(net, vgg, plan.seed(), pictures), DECODER_RATE));
    return write(DECODER, net.named(), Map.of("format", "1"));
  }

  /// The feature net, if it has been trained.
  private Optional<Vgg> features() {
    Path file = plan.out().resolve(FEATURES + ".safetensors");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (SafeTensors weights = SafeTensors.open(file)) {
      return Optional.of(frozen(Vgg.load(weights, Vgg.Config.KINORA)));
    }
  }

  private static Vgg frozen(Vgg vgg) {
    vgg.named().values().forEach(tensor -> tensor.set_requires_grad(false));
    return vgg;
  }

  private void begin(String part) {
    TrainingCheckpoint.prepare(plan.out());
    Torch.threads(plan.threads());
    Seeds.initialisation(plan.seed(), part);
  }

  private SequencedMap<String, Tensor> train(String part, Regression.Task task, double rate) {
    var run = new Regression(part, task, rate, plan.out(), listener);
    return (plan.resume() ? run.resume() : run).run(plan.budget(), stop);
  }

  private Path write(
      String part, SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
    Path file = plan.out().resolve(part + ".safetensors");
    SafeTensorsWriter.write(file, new LinkedHashMap<>(tensors), metadata, DType.F16);
    return file;
  }
}
