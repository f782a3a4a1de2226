package io.kinora.generate.house;

import io.kinora.generate.Engine;
import io.kinora.generate.EngineCard;
import io.kinora.scene.Clip;
import io.kinora.scene.FrameSize;
import io.kinora.scene.Progress;
import io.kinora.scene.Shot;
import io.kinora.scene.Vocabulary;
import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The bundled engine: stages a shot, paints every layer once over its own cycle of motion, and
/// composes frames as they are read.
public final class HouseEngine implements Engine {
  private static final int SUBJECT_PHASES = 32;
  private static final int VARIANTS = 3;

  private final HouseModel model;

  /// The engine with the bundled model, as [java.util.ServiceLoader] makes it.
  public HouseEngine() {
    this(HouseModel.bundled());
  }

  /// @param model closed with the engine
  public HouseEngine(HouseModel model) {
    this.model = model;
  }

  @Override
  public EngineCard card() {
    return new EngineCard(
        "house",
        "A layered conditional GAN that paints, places and moves things; bundled.",
        "Apache-2.0",
        model.sha256(),
        FrameSize.DEFAULT);
  }

  @Override
  public Vocabulary vocabulary() {
    return model.config().vocabulary();
  }

  @Override
  public Clip generate(Shot shot, Progress progress) {
    progress.step("stage", 0);
    var staging = new Staging(model, shot);
    Staging.Setting setting = staging.setting();
    float[] numbers = staging.numbers();
    var actors = new ArrayList<ActorLayer>();
    for (Staging.Actor actor : staging.actors(setting)) {
      Motion motion = staging.motion(actor);
      actors.add(new ActorLayer(actor, motion, new ActorPath(staging, actor, motion, shot)));
    }
    List<Staging.Placement> placements = staging.placements(setting, numbers);
    var painting =
        new Painting(shot, staging, setting, progress, placements.size() + actors.size());
    var layers = new ArrayList<Layer>();
    boolean acted = false;
    for (Staging.Placement placement : placements) {
      if (placement.nearness() > 1 && !acted) {
        actors.forEach(actor -> layers.addAll(painting.actor(actor)));
        acted = true;
      }
      layers.add(painting.scenery(placement));
    }
    if (!acted) {
      actors.forEach(actor -> layers.addAll(painting.actor(actor)));
    }
    var camera = staging.camera(actors.stream().map(ActorLayer::motion).toList());
    var view = new View(camera, shot.size().aspect(), shot.parallax());
    progress.step("stage", 1);
    return new HouseClip(shot, new Compositor(layers, staging.sky(setting, numbers), view));
  }

  private record ActorLayer(Staging.Actor actor, Motion motion, ActorPath path) {}

  /// Paints the layers of one shot; things that occur often share a few individuals.
  private final class Painting {
    private final Shot shot;
    private final Staging staging;
    private final Staging.Setting setting;
    private final Progress progress;
    private final int total;
    private final LayerPainter painter = new LayerPainter(model);
    private final Map<String, List<List<Texture>>> painted = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private int done;

    Painting(Shot shot, Staging staging, Staging.Setting setting, Progress progress, int total) {
      this.shot = shot;
      this.staging = staging;
      this.setting = setting;
      this.progress = progress;
      this.total = total;
    }

    private void step() {
      done++;
      progress.step("paint", Math.min(1, (double) done / (total + 1)));
    }

    private RandomGenerator random(String purpose) {
      return Seeds.random(shot.seed(), purpose);
    }

    private float[] latent(String purpose) {
      float[] u = new float[Painter.LATENT];
      RandomGenerator random = random(purpose);
      for (int i = 0; i < u.length; i++) {
        u[i] = random.nextFloat();
      }
      return u;
    }

    Layer scenery(Staging.Placement placement) {
      String thing = placement.thing();
      boolean wide = model.config().bands().contains(thing);
      int phases = model.config().phases().getOrDefault(thing, 1);
      int use = used.merge(thing, 1, Integer::sum) - 1;
      // Individuals of one thing share pictures when their light and size are alike.
      String key = thing + Math.round(placement.nearness() * 8);
      List<List<Texture>> variants = painted.computeIfAbsent(key, _ -> new ArrayList<>());
      int variant = use % VARIANTS;
      if (variants.size() <= variant) {
        variant = variants.size();
        float[] light =
            staging.light(setting, List.of(thing), List.of(placement.nearness())).getFirst();
        float[] u = latent(key + variant);
        double heightPx = placement.halfHeight() * shot.size().height();
        variants.add(
            painter.paint(new LayerPainter.Individual(thing, "", u, light, phases, heightPx)));
      }
      step();
      double squeeze = placement.nearness() < .2 ? Math.min(1, shot.size().aspect() / 1.78) : 1;
      double x = placement.x() * (wide ? 1 : squeeze);
      Layer.Path path =
          seconds ->
              new Layer.Pose(
                  x + placement.drift() * seconds,
                  placement.y(),
                  placement.halfHeight(),
                  0,
                  placement.mirrored());
      Layer.Repeat repeat =
          !wide
              ? Layer.Repeat.PERIODIC
              : model.config().tiled().contains(thing) ? Layer.Repeat.TILED : Layer.Repeat.MIRRORED;
      double phase = random("phase" + thing + use).nextDouble();
      return new Layer(
          thing,
          variants.get(variant),
          placement.cyclesPerSecond(),
          phase,
          placement.nearness(),
          repeat,
          path);
    }

    List<Layer> actor(ActorLayer actor) {
      var layers = new ArrayList<Layer>();
      if (actor.motion.grounded() && model.phrases().knows("shadow")) {
        float[] light = staging.light(setting, List.of("shadow"), List.of(1.0)).getFirst();
        double heightPx = actor.path.halfHeight() * shot.size().height();
        var shadow =
            new LayerPainter.Individual("shadow", "", latent("shadow"), light, 1, heightPx);
        layers.add(layer("shadow", painter.paint(shadow), 0, actor.path.shadow()));
      }
      float[] light = staging.light(setting, List.of(actor.actor.noun()), List.of(1.0)).getFirst();
      var individual =
          new LayerPainter.Individual(
              actor.actor.noun(),
              actor.actor.colour(),
              actor.actor.u(),
              light,
              SUBJECT_PHASES,
              actor.path.halfHeight() * shot.size().height());
      layers.add(
          layer(
              actor.actor.noun(),
              painter.paint(individual),
              actor.path.cyclesPerSecond(),
              actor.path));
      step();
      return layers;
    }

    private Layer layer(String name, List<Texture> phases, double cycles, Layer.Path path) {
      return new Layer(name, phases, cycles, 0, 1, Layer.Repeat.ONCE, path);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
