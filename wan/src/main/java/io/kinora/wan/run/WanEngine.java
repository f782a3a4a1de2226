package io.kinora.wan.run;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.engine.Vocabulary;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectMotion;
import io.kinora.torch.Seeds;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import io.kinora.wan.prompt.CameraWords;
import io.kinora.wan.prompt.WanTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// The engine for the published open weights of Wan 2.1 and 2.2, in a folder that the shot's
/// options name.
///
/// A clip has the size and length of its shot; surplus frames, which arise because the model
/// generates 1 + 4 k frames, are dropped. The rate only sets the playback speed: the models were
/// trained at 16 frames per second, Wan 2.2 TI2V-5B at 24.
public final class WanEngine implements Engine {
  static final EngineCard CARD =
      new EngineCard(
          "wan",
          "Wan 2.1 and 2.2, open-weight diffusion transformers, from a local folder",
          "Apache-2.0 (of the published weights; see docs/models/wan.md)",
          new FrameSize(832, 480),
          WanSettings.DECLARED);

  /// Rows of text that the published models were trained with.
  private static final int TEXT_ROWS = 512;

  /// The model accepts any prompt, with varying quality: there is no list of known names.
  private static final Vocabulary OPEN =
      new Vocabulary(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  private static final WanRun.Surroundings REAL =
      new WanRun.Surroundings() {
        @Override
        public WanRun.Request request(Shot shot, WanFolder folder) {
          int factor = folder.vae().temporalFactor(), frames = Math.toIntExact(shot.frames());
          return new WanRun.Request(
              CameraWords.of(shot),
              shot.size().width(),
              shot.size().height(),
              1 + Math.ceilDiv(frames - 1, factor) * factor,
              shot.seed(),
              TEXT_ROWS);
        }

        @Override
        public WanTokens tokens(WanFolder folder) {
          return WanTokenizer.open(folder);
        }

        @Override
        public Tensor noise(long seed, long... shape) {
          return Seeds.normal(Seeds.random(seed, "wan latents"), shape);
        }
      };

  private final WanRun.Surroundings surroundings;

  /// For [java.util.ServiceLoader].
  public WanEngine() {
    this(REAL);
  }

  WanEngine(WanRun.Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public EngineCard card() {
    return CARD;
  }

  @Override
  public String weightsHash(EngineOptions options) {
    WanSettings settings = WanSettings.of(options);
    return WanFolder.open(settings.weights()).fingerprint(settings.loras());
  }

  @Override
  public Vocabulary vocabulary() {
    return OPEN;
  }

  @Override
  public boolean takesFirstPicture(EngineOptions options) {
    return WanFolder.open(WanSettings.of(options).weights()).takesFirst();
  }

  /// All of the work but the encoding, because a diffusion model generates all frames together.
  @Override
  public double workBeforeFrames() {
    return 0.98;
  }

  @Override
  public Clip generate(Shot shot, Progress progress) {
    return new WanClip(shot.size(), shot.rate(), pictures(shot, progress));
  }

  /// The frames of a shot, as many as it has.
  List<Picture> pictures(Shot shot, Progress progress) {
    WanSettings settings = WanSettings.of(shot.options());
    WanFolder folder = WanFolder.open(settings.weights());
    WanRun.Request request = surroundings.request(shot, folder);
    noteWhatIsNotUsed(shot, folder, progress);
    List<Picture> pictures = run(folder, settings, request, surroundings, progress);
    return pictures.subList(0, Math.toIntExact(shot.frames()));
  }

  private static void noteWhatIsNotUsed(Shot shot, WanFolder folder, Progress progress) {
    if (!shot.subject().equals(SubjectMotion.AS_SAID)) {
      progress.note(
          "this engine ignores the subject motion settings: describe the motion in the prompt");
    }
    double speed = shot.rate().perSecond() / folder.trainedRate();
    if (Math.abs(speed - 1) > 0.01) {
      progress.note(
          "this model was made for %d frames per second; at %s everything moves %.1f times as fast"
              .formatted(folder.trainedRate(), shot.rate(), speed));
    }
  }

  /// Plans the run, reports its memory and work, and generates the frames.
  public static List<Picture> run(
      WanFolder folder,
      WanSettings settings,
      WanRun.Request request,
      WanRun.Surroundings surroundings,
      Progress progress) {
    Config encoder = Config.read(folder.part("text_encoder").resolve("config.json"));
    MemoryPlan plan =
        MemoryPlan.of(
            folder,
            Umt5Encoder.Shape.of(encoder),
            MemoryPlan.Size.of(request, settings),
            settings.memory().orElseGet(WanEngine::freeMemory));
    try (var run = new WanRun(folder, settings, request, plan, surroundings)) {
      progress.note(plan.announcement());
      return run.frames(progress);
    }
  }

  /// The memory available without swapping, in bytes; [Long#MAX_VALUE] if the system does not say.
  private static long freeMemory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemAvailable:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // not Linux: no request is rejected for its memory
    }
    return Long.MAX_VALUE;
  }

  @Override
  public void close() {}
}
