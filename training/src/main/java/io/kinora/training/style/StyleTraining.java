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
  /// without the losses that keep a clip from boiling, the net of features, and the decoder of
  /// features for pictures as styles.
  public static final String STYLE = "style",
      UNSTEADY = "style-unsteady",
      FEATURES = "style-features",
      DECODER = "style-decoder";

  /// All parts.
  public static final List<String> PARTS = List.of(STYLE, UNSTEADY, FEATURES, DECODER);

  /// Whether what is trained looks at pictures with a net of features that does not learn.
  public static boolean looks(List<String> parts) {
    return parts.equals(List.of(STYLE)) || parts.equals(List.of(UNSTEADY));
  }

  private static final double RATE = 3e-3, FEATURE_RATE = 1.5e-3, DECODER_RATE = 2e-3;

  /// What features and Gram matrices weigh beside the picture itself.
  private static final double CONTENT = .15, GRAM = .15;

  /// What a run does.
  ///
  /// @param out the folder of checkpoints, logs, sheets and weights; made if it is not there
  /// @param resume go on from the checkpoint in `out`
  /// @param vgg published weights of VGG-16 or VGG-19 for the loss over features of the bundled
  ///     styles, in place of the project's own net of features
  public record Plan(
      Path out, Budget budget, long seed, boolean resume, int threads, Optional<Path> vgg) {}

  private final Plan plan;
  private final Consumer<String> listener;
  private final BooleanSupplier stop;
  private final StyleTask.Size frames;
  private final DecoderTask.Size pictures;

  /// @param listener hears a line of progress now and then
  /// @param stop asked after every step; true ends the run after saving
  public StyleTraining(Plan plan, Consumer<String> listener, BooleanSupplier stop) {
    this(plan, listener, stop, StyleTask.Size.FULL, DecoderTask.Size.FULL);
  }

  /// @param frames that the bundled styles are shown
  /// @param pictures that the decoder is shown
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
  /// @param pictures the folder of pictures that the net of features learns from
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
                          "The net of features learns from pictures, and none were given.",
                          "Name their folder; kinora pictures makes one.",
                          "pictures")));
      default -> throw new IllegalArgumentException(part);
    };
  }

  /// Trains the net of the bundled styles; with the loss over features if the net of features has
  /// been trained in the same folder.
  ///
  /// @param steady with the losses that keep a clip from boiling
  /// @return the file of the weights
  private Path style(boolean steady) {
    String part = steady ? STYLE : UNSTEADY;
    begin(STYLE); // both begin with the same numbers
    var net = new StyleNet();
    net.channelsLast();
    Optional<Vgg> eyes =
        plan.vgg().isPresent() ? plan.vgg().map(Vgg::open).map(StyleTraining::frozen) : features();
    Optional<TextureLoss> texture = eyes.map(vgg -> new GramLoss(vgg, CONTENT, GRAM));
    var averaged = train(part, new StyleTask(net, plan.seed(), steady, texture, frames), RATE);
    net.copyFrom(averaged);
    return write(part, net.named(), Map.of("format", "1"));
  }

  /// Trains the net of features as a classifier.
  ///
  /// @param pictures the folder of pictures that it learns from
  /// @return the file of the weights, without the layer that names things
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

  /// Trains the decoder of features, of the net of features in the same folder or the bundled one.
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

  /// The net of features, if it has been trained.
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
