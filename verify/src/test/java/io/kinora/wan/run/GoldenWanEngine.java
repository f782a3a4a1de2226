package io.kinora.wan.run;

import io.kinora.clip.Clip;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.engine.Vocabulary;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.wan.prompt.CameraWords;
import io.kinora.wan.prompt.WanTokens;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// The engine `wan`, but that it starts from the noise of a golden run, is told as many rows of
/// text as that was, and makes frames of half the asked size, as the golden ones are smaller than
/// any that Kinora takes: their pixels are doubled. All else is as with `--engine wan`.
public final class GoldenWanEngine implements Engine {
  /// Not a word that a user would write.
  public static final String NAME = "wan-golden";

  /// The frames of the latest run, before they were doubled: rows of RGB bytes.
  public static List<byte[]> latest = List.of();

  private final WanEngine engine =
      new WanEngine(
          new WanRun.Surroundings() {
            @Override
            public WanRun.Request request(Shot shot, WanFolder folder) {
              return new WanRun.Request(
                  CameraWords.of(shot),
                  shot.size().width() / 2,
                  shot.size().height() / 2,
                  Math.toIntExact(shot.frames()),
                  shot.seed(),
                  16);
            }

            @Override
            public WanTokens tokens(WanFolder folder) {
              return WanTokenizer.open(folder);
            }

            @Override
            public Tensor noise(long seed, long... shape) {
              try (var io = SafeTensors.open(folder.resolve("io.safetensors"))) {
                return io.tensor("cfg5.initial_latents").clone();
              }
            }
          });

  private java.nio.file.Path folder = java.nio.file.Path.of("");

  @Override
  public EngineCard card() {
    EngineCard card = engine.card();
    return new EngineCard(
        NAME, card.summary(), card.licence(), card.preferredSize(), card.options());
  }

  @Override
  public String weightsHash(EngineOptions options) {
    return engine.weightsHash(options);
  }

  @Override
  public Vocabulary vocabulary() {
    return engine.vocabulary();
  }

  @Override
  public Clip generate(Shot shot, Progress progress) {
    folder = WanSettings.of(shot.options()).weights();
    List<Picture> pictures = engine.pictures(shot, progress);
    latest = pictures.stream().map(Picture::rgb).toList();
    return new WanClip(
        shot.size(), shot.rate(), pictures.stream().map(GoldenWanEngine::doubled).toList());
  }

  private static Picture doubled(Picture small) {
    int w = 2 * small.width(), h = 2 * small.height();
    byte[] rgb = new byte[3 * w * h];
    for (int i = 0; i < rgb.length; i++) {
      int pixel = i / 3, x = pixel % w, y = pixel / w;
      rgb[i] = small.rgb()[3 * (y / 2 * small.width() + x / 2) + i % 3];
    }
    return new Picture(rgb, w, h);
  }

  @Override
  public void close() {
    engine.close();
  }
}
