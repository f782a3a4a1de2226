package io.kinora.house.net;

import io.kinora.engine.Vocabulary;
import io.kinora.error.WeightsRefused;
import io.kinora.noun.Deeds;
import io.kinora.noun.Nouns;
import io.kinora.noun.Places;
import io.kinora.torch.Net;
import io.kinora.torch.weights.SafeTensors;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
  private @Nullable Codec codec;
  private @Nullable PictureCodes codes;

  private HouseModel(SafeTensors weights, String hash) {
    sha256 = hash;
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

  /// The bundled model.
  public static HouseModel bundled() {
    InputStream stream = HouseModel.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no house model in it.",
          "Build it from a complete checkout, with models/house/house.safetensors.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read("models/house/house.safetensors", stream)) {
      return new HouseModel(weights, withCodec(weights.sha256()));
    }
  }

  /// SHA-256 of the hash of a model and of the files of the codec and its codes, which also draw
  /// the nouns of a film.
  private static String withCodec(String house) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(house.getBytes(StandardCharsets.US_ASCII));
      for (String file : List.of(Codec.BUNDLED, PictureCodes.BUNDLED)) {
        try (InputStream stream =
            new DigestInputStream(
                Objects.requireNonNull(HouseModel.class.getResourceAsStream(file), file), digest)) {
          stream.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A model from a file that the trainer wrote.
  public static HouseModel open(java.nio.file.Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      return new HouseModel(weights, weights.sha256());
    }
  }

  public HouseConfig config() {
    return config;
  }

  public Phrases phrases() {
    return phrases;
  }

  /// SHA-256 of the weights; for the bundled model also of those of the codec.
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

  /// The vocabulary of prompts: the words that the weights were trained on, and the nouns and
  /// places of the tables.
  public Vocabulary vocabulary() {
    Vocabulary known = config.vocabulary();
    var subjects = new LinkedHashSet<>(known.subjects());
    Nouns.all().forEach(noun -> subjects.add(noun.key()));
    var scenes = new LinkedHashSet<>(known.scenes());
    Places.all().forEach(place -> scenes.add(place.key()));
    var actions = new LinkedHashSet<>(known.actions());
    Deeds.all().forEach(deed -> actions.add(deed.key()));
    return new Vocabulary(
        List.copyOf(subjects),
        known.colours(),
        List.copyOf(scenes),
        known.times(),
        known.weathers(),
        List.copyOf(actions));
  }

  /// The codec that paints nouns, loaded on the first call.
  public synchronized Codec codec() {
    if (codec == null) {
      codec = Codec.bundled();
    }
    return codec;
  }

  /// The codes of the nouns, loaded on the first call.
  public synchronized PictureCodes codes() {
    if (codes == null) {
      codes = PictureCodes.bundled();
    }
    return codes;
  }

  /// Frees the weights.
  @Override
  public void close() {
    List.of(sprites, bands, sky, light, layout, motion, prior).forEach(Net::close);
    if (codec != null) {
      codec.close();
    }
    if (codes != null) {
      codes.close();
    }
  }
}
