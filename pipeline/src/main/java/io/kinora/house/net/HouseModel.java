package io.kinora.house.net;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.weights.SafeTensors;
import java.io.InputStream;
import java.util.List;

/// The nets of the house engine with their weights.
public final class HouseModel implements AutoCloseable {
  private static final String BUNDLED = "/io/kinora/models/house/house.safetensors";

  private final HouseConfig config;
  private final Phrases phrases;
  private final String sha256;
  private final Painter sprites;
  private final Painter bands;
  private final SkyPainter sky;
  private final LightNet light;
  private final LayoutNet layout;
  private final MotionNet motion;
  private final PriorNet prior;

  private HouseModel(SafeTensors weights) {
    sha256 = weights.sha256();
    config =
        HouseConfig.parse(
            weights.label(), weights.metadata().getOrDefault(HouseConfig.KEY, "null"));
    phrases = Phrases.load(weights, config.words());
    var vocabulary = config.vocabulary();
    sprites = load(weights, "sprites.", new Painter(Painter.Spec.SPRITES));
    bands = load(weights, "bands.", new Painter(Painter.Spec.BANDS));
    sky = load(weights, "sky.", new SkyPainter());
    light = load(weights, "light.", new LightNet());
    layout = load(weights, "layout.", new LayoutNet(config.things().size()));
    motion = load(weights, "motion.", new MotionNet());
    prior =
        load(
            weights,
            "prior.",
            new PriorNet(
                vocabulary.colours().size(),
                vocabulary.scenes().size(),
                vocabulary.actions().size()));
  }

  private static <N extends Net> N load(SafeTensors weights, String prefix, N net) {
    weights.load(net, prefix);
    net.channelsLast();
    return net;
  }

  /// The model that comes with Kinora.
  public static HouseModel bundled() {
    InputStream stream = HouseModel.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no house model in it.",
          "Build it from a complete checkout, in which models/house/house.safetensors lies.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read("models/house/house.safetensors", stream)) {
      return new HouseModel(weights);
    }
  }

  /// A model from a file, as the trainer writes it.
  public static HouseModel open(java.nio.file.Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      return new HouseModel(weights);
    }
  }

  public HouseConfig config() {
    return config;
  }

  public Phrases phrases() {
    return phrases;
  }

  /// SHA-256 of the weights file.
  public String sha256() {
    return sha256;
  }

  public Painter sprites() {
    return sprites;
  }

  public Painter bands() {
    return bands;
  }

  public SkyPainter sky() {
    return sky;
  }

  public LightNet light() {
    return light;
  }

  public LayoutNet layout() {
    return layout;
  }

  public MotionNet motion() {
    return motion;
  }

  public PriorNet prior() {
    return prior;
  }

  /// Frees the weights.
  @Override
  public void close() {
    List.of(sprites, bands, sky, light, layout, motion, prior).forEach(Net::close);
  }
}
