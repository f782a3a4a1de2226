package io.kinora.house;

import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.house.compose.Gait;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.LayerPainter;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.compose.Texture;
import io.kinora.house.compose.WaterLine;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import io.kinora.house.staging.Actor;
import io.kinora.house.staging.Easing;
import io.kinora.house.staging.Opening;
import io.kinora.house.staging.Staging;
import io.kinora.house.staging.Trajectory;
import io.kinora.noun.Deed;
import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.noun.Place;
import io.kinora.shot.Shot;
import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Paints the layers of one shot; frequent things share a few individuals.
final class Painting {
  private static final int SUBJECT_PHASES = 40;
  private static final int VARIANTS = 2;
  private static final String SHADOW = "shadow";

  /// The start and end of the change of one thing into another, as shares of the shot.
  private static final double CHANGES = .36, CHANGED = .42;

  /// @param path its pose over time: its course, plus its own motion, or attached to another actor
  /// @param grounded whether it may cast a shadow
  record ActorLayer(Actor actor, Trajectory course, Layer.Path path, boolean grounded) {}

  /// Nouns through which what is behind them is seen, and how much of it.
  private static final Set<String> SHEER = Set.of("steam", "smoke");

  private static final double SHEERNESS = .4;

  private final HouseModel model;
  private final Shot shot;
  private final Staging staging;
  private final Staging.Setting setting;
  private final Progress progress;
  private final int total;
  private final LayerPainter painter;
  private final Stage stage;
  private final Map<String, Double> heights = new HashMap<>();
  private final Map<String, List<Texture>> painted = new HashMap<>();
  private final Map<String, Integer> used = new HashMap<>();
  private int done;

  Painting(
      HouseModel model,
      Stage stage,
      List<Staging.Placement> placements,
      int actors,
      Progress progress) {
    this.model = model;
    this.painter = new LayerPainter(model);
    this.stage = stage;
    this.shot = stage.shot;
    this.staging = stage.staging;
    this.setting = stage.setting;
    this.progress = progress;
    this.total = placements.size() + actors;
    placements.forEach(p -> heights.merge(p.thing(), p.halfHeight(), Math::max));
  }

  /// The amount of computation of the painters so far, in 10⁹ floating-point operations.
  double gflop() {
    return painter.gflop();
  }

  double aspect() {
    return shot.size().aspect();
  }

  /// Whether a thing is as wide as the picture.
  boolean wide(Staging.Placement placement) {
    return model.config().bands().contains(placement.thing());
  }

  private void step() {
    done++;
    progress.step("paint", Math.min(1, (double) done / (total + 1)));
  }

  private float[] latent(String purpose) {
    float[] u = new float[Painter.LATENT];
    RandomGenerator random = Seeds.random(shot.seed(), purpose);
    for (int i = 0; i < u.length; i++) {
      u[i] = random.nextFloat();
    }
    return u;
  }

  private List<Texture> lit(
      List<Texture> textures, String thing, @Nullable Noun noun, double nearness) {
    float[] light = staging.light(setting, thing, noun, nearness);
    return textures.parallelStream().map(texture -> texture.lit(light)).toList();
  }

  private List<Texture> litSubject(List<Texture> textures, String thing, @Nullable Noun noun) {
    float[] light = staging.subjectLight(setting, thing, noun, 1);
    return textures.parallelStream().map(texture -> texture.lit(light)).toList();
  }

  /// Paints all layers that are not painted from a code.
  void paint(List<Staging.Placement> placements, List<ActorLayer> actors) {
    var individuals = new LinkedHashMap<String, LayerPainter.Individual>();
    for (ActorLayer actor : actors) {
      if (actor.actor.thing() == null) {
        individuals.put(key(actor), subject(actor, actors.size()));
      }
    }
    var seen = new HashMap<String, Integer>();
    for (Staging.Placement placement : placements) {
      String key = key(placement.thing(), seen);
      individuals.computeIfAbsent(key, _ -> thingOf(placement.thing(), key));
    }
    painted.putAll(painter.paintAll(individuals, this::step));
  }

  private static String key(String thing, Map<String, Integer> used) {
    return thing + (used.merge(thing, 1, Integer::sum) - 1) % VARIANTS;
  }

  private static String key(ActorLayer actor) {
    return "actor " + System.identityHashCode(actor.actor);
  }

  private LayerPainter.Individual thingOf(String thing, String key) {
    boolean falls = model.config().falling().contains(thing);
    int phases = model.config().phases().getOrDefault(thing, 1);
    double heightPx = heights.getOrDefault(thing, 1.0) * shot.size().height();
    List<Integer> all = LayerPainter.Individual.all(phases);
    int between = falls ? 1 : LayerPainter.between(phases, heightPx);
    return new LayerPainter.Individual(
        thing, "", latent(key), phases, all, between, falls, heightPx);
  }

  private LayerPainter.Individual subject(ActorLayer layer, int actors) {
    Actor actor = layer.actor;
    int phases = Math.max(20, SUBJECT_PHASES / actors);
    List<Integer> seen = seen(layer.course, phases);
    double height = layer.course.halfHeight() * shot.size().height();
    return new LayerPainter.Individual(
        actor.noun(), actor.colour(), actor.u(), phases, seen, 1, false, height);
  }

  Layer scenery(Staging.Placement placement) {
    String thing = placement.thing();
    boolean falls = model.config().falling().contains(thing);
    String individual = key(thing, used);
    List<Texture> neutral = Objects.requireNonNull(painted.get(individual));
    boolean wide = wide(placement);
    // In a narrow picture, things in the sky move closer together, so that the sun stays in it.
    double squeeze =
        !wide && placement.nearness() < .2 ? Math.min(1, shot.size().aspect() / 1.78) : 1;
    double phase = Seeds.random(shot.seed(), "phase" + individual).nextDouble();
    Layer.Cycle cycle = seconds -> phase + placement.cyclesPerSecond() * seconds;
    double fall = falls ? placement.halfHeight() : 0; // per cycle
    Layer.Path path =
        seconds ->
            new Layer.Pose(
                placement.x() * squeeze + placement.drift() * seconds,
                placement.y() + fall * (cycle.at(seconds) - Math.floor(cycle.at(seconds))),
                placement.halfHeight(),
                0,
                placement.mirrored());
    Layer.Repeat repeat =
        !wide
            ? Layer.Repeat.PERIODIC
            : model.config().tiled().contains(thing) ? Layer.Repeat.TILED : Layer.Repeat.MIRRORED;
    return new Layer(
        thing,
        lit(neutral, thing, null, placement.nearness()),
        true,
        cycle,
        placement.nearness(),
        repeat,
        path);
  }

  List<Layer> actor(ActorLayer actor) {
    var layers = new ArrayList<Layer>();
    double height = actor.course.halfHeight() * shot.size().height();
    boolean dry = !onOpenWater();
    if (dry && actor.grounded && actor.course.grounded() && model.phrases().knows(SHADOW)) {
      var shadow =
          new LayerPainter.Individual(SHADOW, "", latent(SHADOW), 1, List.of(0), 1, false, height);
      layers.add(layer(SHADOW, painter.paint(shadow), seconds -> 0, actor.course.shadow()));
    }
    if (actor.actor.thing() != null) {
      Layer thing = thing(actor);
      layers.addAll(floats(actor) ? afloat(actor, thing) : List.of(thing));
      step();
      return layers;
    }
    List<Texture> phases = Objects.requireNonNull(painted.get(key(actor)));
    layers.add(layer(actor.actor.noun(), phases, actor.course::cycles, actor.path));
    return layers;
  }

  private boolean onOpenWater() {
    return setting.scene().equals("sea") && setting.place() == null;
  }

  /// Whether it floats in water that is not already part of a given picture.
  private boolean floats(ActorLayer actor) {
    Noun thing = Objects.requireNonNull(actor.actor.thing());
    Place place = setting.place();
    boolean wet =
        place == null
            ? onOpenWater() || setting.scene().equals("lake")
            : place.ground() == Place.Ground.WATER;
    return wet
        && actor.grounded
        && thing.habitat() == Habitat.WATER
        && !thing.category().equals("person");
  }

  /// A thing in the water with its mirror image below and foam at the water line.
  private List<Layer> afloat(ActorLayer actor, Layer thing) {
    Texture foam = lit(List.of(WaterLine.foam()), thing.name(), null, 1).getFirst();
    double wide = stage.pictures.extent(stage.individual(actor.actor)).width();
    Noun usual = Nouns.named(Objects.requireNonNull(actor.actor.thing()).key());
    boolean swims = usual != null && usual.habitat() == Habitat.GROUND;
    return Floating.layers(thing, foam, wide, swims ? WaterLine.SWIMMER : WaterLine.SURFACE);
  }

  /// A noun painted from its code.
  private Layer thing(ActorLayer actor) {
    double height = actor.course.halfHeight() * shot.size().height();
    Texture solid = stage.pictures.paint(stage.individual(actor.actor), height);
    Texture texture = SHEER.contains(actor.actor.key()) ? solid.faded(SHEERNESS) : solid;
    Deed.Prop other = staging.otherSelf(actor.actor);
    List<Integer> rows = other == null ? List.of() : stage.pictures.rows(other.noun());
    if (other != null && !rows.isEmpty()) {
      return changing(actor, texture, other, rows.getFirst(), height);
    }
    Staging.Step step = staging.step(actor.actor);
    List<Texture> phases =
        switch (step.legs()) {
          case NONE -> List.of(texture);
          case SEEN_FROM_THE_FRONT -> Gait.ofPeople(texture, step.amplitude());
          case SEEN_FROM_THE_SIDE -> Gait.ofAnimals(texture, step.amplitude());
        };
    return new Layer(
        actor.actor.noun(),
        litSubject(phases, actor.actor.noun(), actor.actor.thing()),
        false,
        step.cycle(),
        1,
        Layer.Repeat.ONCE,
        actor.path);
  }

  /// A thing that changes into another in the middle of the shot: a cross-fade of two pictures.
  private Layer changing(ActorLayer actor, Texture own, Deed.Prop other, int row, double heightPx) {
    Texture second =
        stage.pictures.paint(new PicturePainter.Individual(row, actor.actor.colour()), heightPx);
    List<Texture> both =
        other.place() == Deed.Place.BEFORE ? List.of(second, own) : List.of(own, second);
    double length = Engine.staged(shot);
    return new Layer(
        actor.actor.noun(),
        litSubject(both, actor.actor.noun(), actor.actor.thing()),
        true,
        seconds -> .5 * Easing.smoothstep(CHANGES, CHANGED, seconds / length),
        1,
        Layer.Repeat.ONCE,
        new Opening(actor.path, CHANGES * length, length));
  }

  /// The phases of an actor that occur in the frames of the shot.
  private List<Integer> seen(Trajectory course, int phases) {
    return LongStream.range(0, shot.frames())
        .mapToObj(frame -> Layer.nearest(course.cycles(shot.rate().seconds(frame)), phases))
        .distinct()
        .sorted()
        .toList();
  }

  /// A layer of an actor. Its cycle has enough pictures; mixing two would show a wing twice.
  private Layer layer(String name, List<Texture> phases, Layer.Cycle cycle, Layer.Path path) {
    List<Texture> lit =
        name.equals(SHADOW) ? lit(phases, name, null, 1) : litSubject(phases, name, null);
    return new Layer(name, lit, false, cycle, 1, Layer.Repeat.ONCE, path);
  }
}
