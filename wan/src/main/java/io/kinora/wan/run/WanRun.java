package io.kinora.wan.run;

import io.kinora.clip.Progress;
import io.kinora.error.WeightsRefused;
import io.kinora.shot.Shot;
import io.kinora.torch.Device;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.Checkpoint.Placement;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.VaeConfig;
import io.kinora.wan.model.WanVae;
import io.kinora.wan.prompt.PromptCleaner;
import io.kinora.wan.prompt.WanTokens;
import io.kinora.wan.sample.FlowEuler;
import io.kinora.wan.sample.FlowUniPc;
import io.kinora.wan.sample.Sampler;
import io.kinora.wan.sample.Scheduler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Generates one clip from a prompt. The parts of the model are in memory one after another: text
/// encoder, picture encoders, transformer, decoder.
public final class WanRun implements AutoCloseable {
  /// A preview is drawn after every tenth of the steps.
  private static final int PREVIEWS = 10;

  /// The request for one clip.
  ///
  /// @param frames 1 + 4 k
  /// @param textRows rows of text that condition the model, padding included
  public record Request(
      String prompt, int width, int height, int frames, long seed, int textRows) {}

  /// What a run needs from its environment.
  interface Surroundings {
    Request request(Shot shot, WanFolder folder);

    WanTokens tokens(WanFolder folder);

    /// Standard normal numbers, float32.
    Tensor noise(long seed, long... shape);
  }

  private final WanFolder folder;
  private final WanSettings settings;
  private final WanDefaults defaults;
  private final Request request;
  private final MemoryPlan plan;
  private final Surroundings surroundings;
  private final WanWork work;
  private final List<Tensor> held = new ArrayList<>();

  WanRun(
      WanFolder folder,
      WanSettings settings,
      Request request,
      MemoryPlan plan,
      Surroundings surroundings) {
    this.folder = folder;
    this.settings = settings;
    this.defaults = folder.defaults();
    this.request = request;
    this.plan = plan;
    this.surroundings = surroundings;
    this.work = WanWork.of(folder, request, steps(), guided() ? 2 : 1);
    WanChecks.check(folder, settings, request);
  }

  /// Generates the clip.
  ///
  /// @throws io.kinora.error.Cancelled if `progress` stops the work
  List<Picture> frames(Progress progress) {
    return TensorScope.infer(
        () -> {
          progress.step("read the prompt", 0);
          List<Tensor> texts = texts();
          Tensor text = texts.getFirst();
          Tensor negative = guided() ? texts.getLast() : null;
          progress.step("see the picture", work.conditioned());
          Tensor embeds = folder.imageEncoder() ? hold(this::imageEmbeds) : null;
          Tensor condition = folder.takesCondition() ? hold(this::condition) : null;
          boolean first = settings.first().isPresent() && folder.timestepPerToken();
          Tensor given = first ? hold(this::given) : null;
          progress.step("load the transformer", work.conditioned());
          var conditioning =
              new WanDenoiser.Conditioning(
                  text, negative, embeds, condition, given, folder.timestepPerToken());
          Tensor latents = hold(() -> denoise(conditioning, progress));
          return decode(latents, progress);
        });
  }

  private boolean guided() {
    return guidance().high() > 1 || guidance().low() > 1;
  }

  private WanDenoiser.Guidance guidance() {
    return settings.guidance().isPresent()
        ? WanDenoiser.Guidance.of(settings.guidance().getAsDouble())
        : new WanDenoiser.Guidance(defaults.guidance(), defaults.lowGuidance());
  }

  private int steps() {
    return settings.steps().orElse(defaults.steps());
  }

  /// The encodings of the prompt and, with guidance, of the negative prompt. The encoder's weights
  /// are read from disk once, block by block for all texts, and never converted all at once.
  private List<Tensor> texts() {
    var encoded = new ArrayList<WanTokens.Encoded>();
    try (WanTokens tokens = surroundings.tokens(folder)) {
      encoded.add(tokens.encode(PromptCleaner.clean(request.prompt), request.textRows));
      if (guided()) {
        String negative = settings.negative().orElse(defaults.negative());
        encoded.add(tokens.encode(PromptCleaner.clean(negative), request.textRows));
      }
    }
    try (var encoder = Loaded.umt5(folder.part("text_encoder"), Placement.MAPPED_ONCE)) {
      encoder.net().afterBlock(encoder.weights()::unload);
      var held = new ArrayList<Tensor>();
      TensorScope.run(
          () -> {
            List<Tensor> ids = each(encoded, WanTokens.Encoded::ids);
            List<Tensor> masks = each(encoded, WanTokens.Encoded::mask);
            for (Tensor embeds : encoder.net().promptEmbeds(ids, masks)) {
              if (!Tensors.finite(embeds)) {
                throw new WeightsRefused(
                    "The text encoder in %s gives values that are not finite."
                        .formatted(folder.part("text_encoder")),
                    "Fetch its weights again.",
                    "wan-weights");
              }
              held.add(hold(() -> onDevice(embeds)));
            }
          });
      return held;
    }
  }

  private List<Tensor> each(
      List<WanTokens.Encoded> texts, Function<WanTokens.Encoded, long[]> part) {
    return texts.stream().map(text -> Tensors.of(part.apply(text), 1, request.textRows)).toList();
  }

  private Tensor imageEmbeds() {
    Config config = Config.read(folder.part("image_processor").resolve("preprocessor_config.json"));
    var processor = ClipImageProcessor.of(config);
    Tensor pixels = processor.pixels(Picture.read(settings.first().orElseThrow()));
    if (settings.last().isPresent()) {
      pixels = Ops.cat(0, pixels, processor.pixels(Picture.read(settings.last().get())));
    }
    try (var encoder = Loaded.clip(folder.part("image_encoder"), Placement.MAPPED)) {
      return onDevice(encoder.net().imageEmbeds(pixels));
    }
  }

  private Tensor condition() {
    try (var vae = vae()) {
      Tensor last = settings.last().isPresent() ? onDevice(picture(settings.last().get())) : null;
      Tensor first = onDevice(picture(settings.first().orElseThrow()));
      return onDevice(WanDenoiser.condition(vae.net(), first, last, request.frames));
    }
  }

  private Tensor given() {
    try (var vae = vae()) {
      return WanDenoiser.held(vae.net(), onDevice(picture(settings.first().orElseThrow())));
    }
  }

  private Tensor picture(Path file) {
    return Picture.read(file).filling(request.width, request.height).signed();
  }

  private Loaded<WanVae> vae() {
    return Loaded.vae(
        folder.part("vae"), new Placement(settings.device(), ScalarType.Float, _ -> true));
  }

  private Tensor onDevice(Tensor x) {
    return Tensors.to(x, settings.device(), ScalarType.Float);
  }

  private Scheduler scheduler() {
    var configured = folder.scheduler();
    double shift = settings.shift().orElse(defaults.shift());
    int steps = steps();
    return switch (settings.solver()) {
      case AS_CONFIGURED ->
          configured.euler()
              ? new FlowEuler(steps, shift)
              : new FlowUniPc(steps, shift, configured.spacing());
      case EULER -> new FlowEuler(steps, shift);
      case UNIPC -> new FlowUniPc(steps, shift, configured.spacing());
      case UNIPC_CLASSIC -> new FlowUniPc(steps, shift, FlowUniPc.Spacing.CLASSIC);
      case UNIPC_MAIN -> new FlowUniPc(steps, shift, FlowUniPc.Spacing.MAIN);
    };
  }

  private Tensor denoise(WanDenoiser.Conditioning conditioning, Progress progress) {
    boolean cpu = settings.device() == Device.CPU;
    try (Scheduler scheduler = scheduler();
        var experts = new WanExperts(folder, settings, plan.streamed(), progress::note)) {
      var denoiser =
          new WanDenoiser(
              experts, conditioning, guidance(), cpu ? ScalarType.Float : ScalarType.BFloat16);
      Tensor latents =
          Sampler.sample(
              denoiser,
              scheduler,
              onDevice(noise()),
              (done, x, clean) -> {
                checkFinite(x, done);
                preview(clean, done, scheduler.steps());
                progress.step("denoise %d/%d".formatted(done, scheduler.steps()), work.made(done));
              });
      return conditioning.held() == null
          ? latents
          : WanDenoiser.holdFirst(latents, conditioning.held());
    }
  }

  private Tensor noise() {
    VaeConfig vae = folder.vae();
    long f = vae.spatialFactor();
    return surroundings.noise(
        request.seed,
        1,
        vae.latentChannels(),
        1 + (request.frames - 1) / vae.temporalFactor(),
        request.height / f,
        request.width / f);
  }

  private static void checkFinite(Tensor x, int step) {
    if (!Tensors.finite(x)) {
      throw new WeightsRefused(
          "The model's output is not finite at step " + step + ".",
          "Check that the weights are complete, and that no fine-tuning is too strong.",
          "wan-weights");
    }
  }

  private void preview(Tensor clean, int done, int steps) {
    int every = Math.max(1, steps / PREVIEWS);
    if (settings.preview().isEmpty() || done % every != 0) {
      return;
    }
    try (var vae = vae()) {
      Tensor z = vae.net().denormalise(clean.narrow(2, 0, 1));
      Tensor video = vae.net().decode(z, (int) z.size(3), (int) z.size(4));
      Picture.of(video.select(0, 0).select(1, 0)).write(settings.preview().get());
    }
  }

  private List<Picture> decode(Tensor latents, Progress progress) {
    double denoised = work.made(steps());
    try (var vae = vae()) {
      Tensor z = vae.net().denormalise(latents).select(0, 0);
      byte[][] frames = new byte[request.frames][3 * request.width * request.height];
      long[] done = {0};
      vae.net()
          .decode(
              z,
              plan.tileRows(),
              plan.tileColumns(),
              (frame, top, left, pixels) -> {
                for (int i = 0; i < pixels.size(0); i++) {
                  put(frames[frame + i], top, left, Picture.of(pixels.select(0, i)));
                }
                done[0] += pixels.size(0) * pixels.size(2) * pixels.size(3);
                double part = (double) done[0] / request.frames / request.width / request.height;
                progress.step("decode", denoised + (1 - denoised) * Math.min(1, part));
              });
      var pictures = new ArrayList<Picture>();
      for (byte[] rgb : frames) {
        pictures.add(new Picture(rgb, request.width, request.height));
      }
      return pictures;
    }
  }

  private void put(byte[] frame, int top, int left, Picture tile) {
    int row = 3 * tile.width();
    for (int y = 0; y < tile.height(); y++) {
      System.arraycopy(tile.rgb(), y * row, frame, 3 * ((top + y) * request.width + left), row);
    }
  }

  /// Keeps the result of `make` until this run is closed, and frees its other tensors.
  private Tensor hold(Supplier<@Nullable Tensor> make) {
    Tensor kept = TensorScope.held(TensorScope.keep(() -> Objects.requireNonNull(make.get())));
    held.add(kept);
    return kept;
  }

  @Override
  public void close() {
    TensorScope.free(held);
    held.clear();
  }
}
