package io.kinora.house;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.engine.Vocabulary;
import io.kinora.house.compose.Backdrop;
import io.kinora.house.compose.Compositor;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.LayerPainter;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.compose.Texture;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import io.kinora.house.picture.HousePictures;
import io.kinora.house.picture.PictureCast;
import io.kinora.house.staging.Actor;
import io.kinora.house.staging.Framing;
import io.kinora.house.staging.Paths;
import io.kinora.house.staging.RelationLayout;
import io.kinora.house.staging.Staging;
import io.kinora.house.staging.Trajectory;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The bundled engine: stages a shot, paints every layer once over its own cycle of motion, and
/// composes frames as they are read.
public final class HouseEngine implements Engine {
  private static final int SUBJECT_PHASES = 40;
  private static final int VARIANTS = 2;

  /// Above the subjects' plane at 1, by more than the layout network errs.
  private static final double FOREGROUND = 1.08;

  private static final String SHADOW = "shadow";

  private final Supplier<HouseModel> opener;
  private @Nullable HouseModel loaded;

  /// The engine with the bundled model, as [java.util.ServiceLoader] makes it.
  public HouseEngine() {
    opener = HouseModel::bundled;
  }

  /// @param model closed with the engine
  public HouseEngine(HouseModel model) {
    opener = () -> model;
    loaded = model;
  }

  private synchronized HouseModel model() {
    if (loaded == null) {
      loaded = opener.get();
    }
    return loaded;
  }

  @Override
  public EngineCard card() {
    return new EngineCard(
        "house",
        "A layered conditional GAN that paints, places and moves things; bundled.",
        "Apache-2.0",
        FrameSize.DEFAULT,
        HousePictures.ALL);
  }

  @Override
  public String weightsHash(EngineOptions options) {
    return model().sha256();
  }

  @Override
  public Vocabulary vocabulary() {
    return model().vocabulary();
  }

  @Override
  public Vocabulary vocabulary(EngineOptions options) {
    Vocabulary known = vocabulary();
    return PictureCast.isIn(options) ? PictureCast.with(known, options) : known;
  }

  /// Every frame is composed for its own time; the subjects' courses alone depend on the length,
  /// and they are laid out for the one that was [staged][Engine#staged].
  @Override
  public boolean keepsIndividuals() {
    return true;
  }

  @Override
  public boolean prolongs() {
    return true;
  }

  @Override
  public Clip generate(Shot asked, Progress progress) {
    check(asked.options());
    progress.step("stage", 0);
    HouseModel model = model();
    var own = new PicturePainter(model.codec(), model.codes());
    PictureCast guests =
        PictureCast.isIn(asked.options())
            ? PictureCast.of(asked, model, own, progress::note)
            : PictureCast.none(asked);
    Shot shot = guests.shot();
    Frame scene = PictureCast.scene(asked.options(), progress::note);
    var staging = new Staging(model, shot, guests.rows().keySet());
    Staging.Setting setting = staging.setting();
    float[] numbers = staging.numbers();
    var actors = new ArrayList<ActorLayer>();
    List<Actor> cast = staging.actors(setting);
    PicturePainter pictures = cast.stream().anyMatch(a -> a.thing() != null) ? own : null;
    Map<Integer, Integer> rows = guests.rows();
    var framing =
        new Framing(
            cast,
            shot.size().aspect(),
            Engine.staged(shot),
            actor -> own.extent(individual(own, rows, actor)));
    var company =
        new RelationLayout(cast, framing.framed(cast.stream().map(staging::motion).toList()));
    var paths = new Paths(staging, shot, cast, company, framing);
    for (int i : company.fromFarToNear()) {
      actors.add(
          new ActorLayer(cast.get(i), paths.course(i), paths.path(i), company.carrier(i) < 0));
    }
    List<Staging.Placement> placements =
        scene == null ? staging.placements(setting, numbers) : List.of();
    var painting =
        new Painting(
            model, pictures, rows, shot, staging, setting, placements, actors.size(), progress);
    var layers = new ArrayList<Layer>();
    if (scene != null) {
      layers.add(Backdrop.layer(scene, shot.size().aspect()));
    }
    boolean acted = false;
    for (Staging.Placement placement : placements) {
      if (placement.nearness() > FOREGROUND && !acted) {
        actors.forEach(actor -> layers.addAll(painting.actor(actor, actors.size())));
        acted = true;
      }
      layers.add(painting.scenery(placement));
    }
    if (!acted) {
      actors.forEach(actor -> layers.addAll(painting.actor(actor, actors.size())));
    }
    progress.step("stage", 1);
    var sky = staging.sky(setting, numbers);
    var compositor = new Compositor(layers, sky, paths.view(), shot.size());
    return new HouseClip(shot, compositor, painting.painter.gflop());
  }

  /// The work of painting a clip that this engine gave, in thousand million floating-point
  /// operations of the painters' convolutions.
  public static double gflop(Clip clip) {
    return clip instanceof HouseClip house ? house.gflop() : 0;
  }

  /// The picture of a noun: a hand that drew it, which its latent chooses.
  ///
  /// @param guests rows of subjects that come from pictures, by the subjects' numbers
  private static PicturePainter.Individual individual(
      PicturePainter pictures, Map<Integer, Integer> guests, Actor actor) {
    Integer guest = guests.get(actor.phrase());
    if (guest != null) {
      return new PicturePainter.Individual(guest, actor.colour());
    }
    List<Integer> rows = pictures.rows(Objects.requireNonNull(actor.thing()).key());
    int hand = (int) (actor.u()[0] * rows.size());
    return new PicturePainter.Individual(rows.get(hand), actor.colour());
  }

  /// @param path where it is; its course, with a manner of its own or carried by another
  /// @param grounded whether it may throw a shadow
  private record ActorLayer(Actor actor, Trajectory course, Layer.Path path, boolean grounded) {}

  /// Paints the layers of one shot; things that occur often share a few individuals.
  private static final class Painting {
    private final HouseModel model;
    private final Shot shot;
    private final Staging staging;
    private final Staging.Setting setting;
    private final Progress progress;
    private final int total;
    private final LayerPainter painter;
    private final @Nullable PicturePainter pictures;
    private final Map<Integer, Integer> guests;
    private final Map<String, Double> heights = new HashMap<>();
    private final Map<String, List<Texture>> painted = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private int done;

    Painting(
        HouseModel model,
        @Nullable PicturePainter pictures,
        Map<Integer, Integer> guests,
        Shot shot,
        Staging staging,
        Staging.Setting setting,
        List<Staging.Placement> placements,
        int actors,
        Progress progress) {
      this.model = model;
      this.painter = new LayerPainter(model);
      this.pictures = pictures;
      this.guests = guests;
      this.shot = shot;
      this.staging = staging;
      this.setting = setting;
      this.progress = progress;
      this.total = placements.size() + actors;
      placements.forEach(p -> heights.merge(p.thing(), p.halfHeight(), Math::max));
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

    private List<Texture> lit(List<Texture> textures, String thing, double nearness) {
      float[] light = staging.light(setting, List.of(thing), List.of(nearness)).getFirst();
      return textures.stream().map(texture -> texture.lit(light)).toList();
    }

    Layer scenery(Staging.Placement placement) {
      String thing = placement.thing();
      boolean falls = model.config().falling().contains(thing);
      int use = used.merge(thing, 1, Integer::sum) - 1;
      String individual = thing + use % VARIANTS;
      List<Texture> neutral =
          painted.computeIfAbsent(
              individual,
              key -> {
                int phases = model.config().phases().getOrDefault(thing, 1);
                double heightPx = heights.getOrDefault(thing, 1.0) * shot.size().height();
                return painter.paint(
                    new LayerPainter.Individual(
                        thing,
                        "",
                        latent(key),
                        phases,
                        LayerPainter.Individual.all(phases),
                        falls ? 1 : LayerPainter.between(phases, heightPx),
                        falls,
                        heightPx));
              });
      step();
      boolean wide = model.config().bands().contains(thing);
      // In a narrow picture what hangs in the sky moves together, so that the sun stays in it.
      double squeeze =
          !wide && placement.nearness() < .2 ? Math.min(1, shot.size().aspect() / 1.78) : 1;
      double phase = Seeds.random(shot.seed(), "phase" + individual).nextDouble();
      Layer.Cycle cycle = seconds -> phase + placement.cyclesPerSecond() * seconds;
      double fall = falls ? placement.halfHeight() : 0; // in a cycle
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
          lit(neutral, thing, placement.nearness()),
          true,
          cycle,
          placement.nearness(),
          repeat,
          path);
    }

    List<Layer> actor(ActorLayer actor, int actors) {
      var layers = new ArrayList<Layer>();
      double height = actor.course.halfHeight() * shot.size().height();
      if (actor.grounded && actor.course.grounded() && model.phrases().knows(SHADOW)) {
        var shadow =
            new LayerPainter.Individual(
                SHADOW, "", latent(SHADOW), 1, List.of(0), 1, false, height);
        layers.add(layer(SHADOW, painter.paint(shadow), seconds -> 0, actor.course.shadow()));
      }
      if (actor.actor.thing() != null) {
        layers.add(thing(actor, Objects.requireNonNull(pictures)));
        step();
        return layers;
      }
      int phases = Math.max(20, SUBJECT_PHASES / actors);
      var individual =
          new LayerPainter.Individual(
              actor.actor.noun(),
              actor.actor.colour(),
              actor.actor.u(),
              phases,
              seen(actor.course, phases),
              1,
              false,
              height);
      layers.add(
          layer(actor.actor.noun(), painter.paint(individual), actor.course::cycles, actor.path));
      step();
      return layers;
    }

    /// A noun painted from its code.
    private Layer thing(ActorLayer actor, PicturePainter pictures) {
      double height = actor.course.halfHeight() * shot.size().height();
      Texture texture = pictures.paint(individual(pictures, guests, actor.actor), height);
      return new Layer(
          actor.actor.noun(),
          lit(List.of(texture), actor.actor.noun(), 1),
          false,
          _ -> 0,
          1,
          Layer.Repeat.ONCE,
          actor.path);
    }

    /// The phases that an actor is in at some frame of the shot.
    private List<Integer> seen(Trajectory course, int phases) {
      return LongStream.range(0, shot.frames())
          .mapToObj(frame -> Layer.nearest(course.cycles(shot.rate().seconds(frame)), phases))
          .distinct()
          .sorted()
          .toList();
    }

    /// A layer of an actor. Its cycle has pictures enough; a mixture of two would show a wing
    /// twice.
    private Layer layer(String name, List<Texture> phases, Layer.Cycle cycle, Layer.Path path) {
      return new Layer(name, lit(phases, name, 1), false, cycle, 1, Layer.Repeat.ONCE, path);
    }
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      loaded.close();
    }
  }
}
