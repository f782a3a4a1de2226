package io.kinora.training;

import io.kinora.error.BadRequest;
import io.kinora.house.net.Codec;
import io.kinora.house.net.LayoutNet;
import io.kinora.house.net.LightNet;
import io.kinora.house.net.MotionNet;
import io.kinora.house.net.Painter;
import io.kinora.house.net.Phrases;
import io.kinora.house.net.PictureCodes;
import io.kinora.house.net.PriorNet;
import io.kinora.house.net.SkyPainter;
import io.kinora.render.upscale.UpscaleNet;
import io.kinora.render.upscale.Upscaler;
import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Seeds;
import io.kinora.torch.Torch;
import io.kinora.training.data.LayerSource;
import io.kinora.training.evaluate.JudgeNet;
import io.kinora.training.evaluate.JudgeWords;
import io.kinora.training.evaluate.Judges;
import io.kinora.training.optimise.Budget;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.TrainingCheckpoint;
import io.kinora.training.pictures.PictureFolder;
import io.kinora.training.task.CodecNet;
import io.kinora.training.task.CodecTask;
import io.kinora.training.task.FeatureTask;
import io.kinora.training.task.JudgeTask;
import io.kinora.training.task.KnownLatents;
import io.kinora.training.task.LatentGenerator;
import io.kinora.training.task.LatentTask;
import io.kinora.training.task.PainterTask;
import io.kinora.training.task.PhraseEncoder;
import io.kinora.training.task.PictureClassifier;
import io.kinora.training.task.PictureClassifierTask;
import io.kinora.training.task.SceneTasks;
import io.kinora.training.task.UpscalerTask;
import io.kinora.training.world.DioramaClips;
import io.kinora.training.world.DioramaLayers;
import io.kinora.training.world.DioramaScenes;
import io.kinora.training.world.DioramaWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Trains the parts of the house model on the procedural world, each into its own checkpoint.
public final class HouseTraining {
  /// The parts, in the order in which they are trained.
  public enum Part {
    PRIOR,
    LIGHT,
    LAYOUT,
    MOTION,
    SKY,
    BANDS,
    SPRITES,
    /// no part of the house model: the net of the perceptual loss
    FEATURES,
    /// no part of the house model: the judges, classifiers that evaluate it
    JUDGES,
    /// no part of the house model: the net that doubles the sides of finished frames
    UPSCALER,
    /// the encoder and generator of pictures of single things, from a folder of pictures
    CODEC,
    /// no part of the house model: classifies pictures of things, to evaluate painted ones
    CLASSIFIER,
    /// no part of the bundled house model: generates codes of the codec from words
    LATENTS;

    /// The parts of the house model itself.
    public static List<Part> house() {
      return Stream.of(values()).filter(part -> part.compareTo(FEATURES) < 0).toList();
    }

    /// The name on the command line and in file names.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Reads a part's name.
    public static Part parse(String text) {
      for (Part part : values()) {
        if (part.label().equals(text.strip())) {
          return part;
        }
      }
      throw new BadRequest(
          "The house model has no part \"" + text + "\".",
          "Its parts are " + List.of(values()).toString().toLowerCase(Locale.ROOT) + ".",
          "training");
    }
  }

  /// The stages of training.
  public enum Stage {
    /// Regression with known latents: every part learns what the world shows.
    REGRESSION,
    /// The painters continue from their regression checkpoints with a perceptual and an adversarial
    /// loss; the net of the perceptual loss must be trained.
    ADVERSARIAL
  }

  /// The plan of a training run.
  ///
  /// @param out the folder of checkpoints, logs and sheets; created if missing
  /// @param resume resume from the checkpoints in `out`
  /// @param threads for libtorch
  /// @param device the device of training
  /// @param pictures the folder of pictures that the codec learns from; other parts need none
  public record Plan(
      Path out,
      List<Part> parts,
      Stage stage,
      Budget budget,
      long seed,
      boolean resume,
      int threads,
      Device device,
      Optional<Path> pictures) {}

  private HouseTraining() {}

  /// Trains the parts of the plan one after another.
  ///
  /// @param listener receives a line of progress now and then
  /// @param stop called after every step; true ends the run after saving
  public static void run(Plan plan, Consumer<String> listener, BooleanSupplier stop) {
    TrainingCheckpoint.prepare(plan.out());
    Torch.threads(plan.threads());
    Phrases phrases = PhraseEncoder.encode(DioramaWords.all());
    Budget share = plan.budget().share(1.0 / plan.parts().size());
    for (Part part : plan.parts()) {
      Seeds.initialisation(plan.seed(), part.label() + plan.stage());
      switch (plan.stage()) {
        case REGRESSION -> {
          Regression.Task task = task(part, phrases, plan);
          var run = new Regression(part.label(), task, rate(part), plan.out(), listener);
          var average = (plan.resume() ? run.resume() : run).run(share, stop);
          if (part == Part.JUDGES) {
            JudgeWords words = JudgeWords.of(DioramaWords.vocabulary());
            Judges.write(plan.out().resolve("judges.safetensors"), words, average);
          } else if (part == Part.UPSCALER) {
            Upscaler.write(plan.out().resolve("upscale.safetensors"), average);
          }
        }
        case ADVERSARIAL -> adversarial(part, plan, phrases, share, listener, stop);
      }
    }
  }

  private static void adversarial(
      Part part,
      Plan plan,
      Phrases phrases,
      Budget budget,
      Consumer<String> listener,
      BooleanSupplier stop) {
    if (part == Part.LATENTS) {
      latents(plan, budget, listener, stop);
    } else {
      Refinement run = refinement(part, plan, phrases, Set.of(Refinement.Term.values()), listener);
      (plan.resume() ? run.resume() : run).run(budget, stop);
    }
  }

  /// Stage two of a part with some of its losses.
  static Refinement refinement(
      Part part,
      Plan plan,
      Phrases phrases,
      Set<Refinement.Term> terms,
      Consumer<String> listener) {
    return new Refinement(
        part,
        painter(part, plan),
        layers(part),
        phrases,
        plan,
        terms,
        Refinement.HEAD_START,
        listener);
  }

  private static Painter painter(Part part, Plan plan) {
    return switch (part) {
      case SPRITES -> ready(new Painter(Painter.Spec.SPRITES), plan);
      case BANDS -> ready(new Painter(Painter.Spec.BANDS), plan);
      case PRIOR,
          LIGHT,
          LAYOUT,
          MOTION,
          SKY,
          FEATURES,
          JUDGES,
          UPSCALER,
          CODEC,
          CLASSIFIER,
          LATENTS ->
          throw new BadRequest(
              "The part " + part.label() + " has no adversarial stage.",
              "Only sprites, bands and latents have one.",
              "training");
    };
  }

  private static LayerSource layers(Part part) {
    return part == Part.SPRITES ? DioramaLayers.sprites() : DioramaLayers.bands();
  }

  private static Regression.Task task(Part part, Phrases phrases, Plan plan) {
    var scenes = new SceneTasks(new DioramaScenes(), phrases, plan.seed(), plan.device());
    List<String> things = DioramaScenes.things();
    return switch (part) {
      case PRIOR ->
          scenes.prior(
              ready(
                  new PriorNet(
                      DioramaWords.COLOURS.size(),
                      DioramaWords.SCENES.size(),
                      DioramaWords.ACTIONS.size()),
                  plan),
              DioramaWords.COLOURS,
              DioramaWords.SCENES,
              DioramaWords.ACTIONS);
      case LIGHT -> scenes.light(ready(new LightNet(), plan));
      case LAYOUT -> scenes.layout(ready(new LayoutNet(things.size()), plan), things);
      case MOTION -> scenes.motion(ready(new MotionNet(), plan));
      case SKY -> scenes.sky(ready(new SkyPainter(), plan));
      case FEATURES -> {
        LayerSource sprites = DioramaLayers.sprites();
        LayerSource bands = DioramaLayers.bands();
        var net = ready(FeatureTask.net(sprites, bands), plan);
        yield new FeatureTask(net, sprites, bands, plan.seed(), plan.device());
      }
      case JUDGES -> {
        JudgeWords words = JudgeWords.of(DioramaWords.vocabulary());
        JudgeNet net = ready(new JudgeNet(words), plan);
        yield new JudgeTask(net, new DioramaClips(), words, plan.seed(), plan.device());
      }
      case UPSCALER ->
          new UpscalerTask(
              ready(new UpscaleNet(), plan), new DioramaClips(), plan.seed(), plan.device());
      case CODEC ->
          new CodecTask(ready(new CodecNet(), plan), pictures(plan), plan.seed(), plan.device());
      case CLASSIFIER ->
          new PictureClassifierTask(
              pictures(plan),
              plan.seed(),
              plan.device(),
              names -> ready(new PictureClassifier(names), plan));
      case LATENTS -> latents(ready(new LatentGenerator(), plan), known(plan.out()), plan);
      case SPRITES, BANDS ->
          new PainterTask(
              part.label(), painter(part, plan), layers(part), phrases, plan.seed(), plan.device());
    };
  }

  private static void latents(
      Plan plan, Budget budget, Consumer<String> listener, BooleanSupplier stop) {
    var generator = ready(new LatentGenerator(), plan);
    try (KnownLatents known = known(plan.out())) {
      var run =
          new LatentRefinement(latents(generator, known, plan), generator, known, plan, listener);
      (plan.resume() ? run.resume() : run).run(budget, stop);
    }
  }

  private static LatentTask latents(LatentGenerator generator, KnownLatents known, Plan plan) {
    return new LatentTask(generator, known, codec(plan.out()), plan.seed());
  }

  /// The codec in a folder, or else the bundled one.
  static Codec codec(Path folder) {
    Path own = folder.resolve("codec.safetensors");
    return Files.exists(own) ? Codec.open(own) : Codec.bundled();
  }

  /// The codes in a folder, or else the bundled ones.
  static KnownLatents known(Path folder) {
    Path own = folder.resolve("codes.safetensors");
    return new KnownLatents(
        Files.exists(own) ? PictureCodes.open(own) : PictureCodes.bundled(), PhraseEncoder::encode);
  }

  private static PictureFolder pictures(Plan plan) {
    return PictureFolder.open(
        plan.pictures()
            .orElseThrow(
                () ->
                    new BadRequest(
                        "This part is trained on pictures, and none were given.",
                        "Name their folder; kinora pictures makes one.",
                        "pictures")));
  }

  /// The net in the memory format and on the device of training.
  private static <N extends Net> N ready(N net, Plan plan) {
    net.channelsLast();
    net.move(plan.device(), ScalarType.Float);
    return net;
  }

  private static double rate(Part part) {
    return switch (part) {
      case SPRITES, BANDS, SKY -> 1.5e-3;
      case PRIOR, LIGHT, LAYOUT, MOTION, JUDGES, UPSCALER, CODEC, LATENTS -> 2e-3;
      case FEATURES, CLASSIFIER -> 1e-3;
    };
  }
}
