package io.kinora.house;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.engine.EngineCard;
import io.kinora.engine.Vocabulary;
import io.kinora.house.compose.Compositor;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Visual;
import io.kinora.house.net.HouseModel;
import io.kinora.house.picture.EndFrames;
import io.kinora.house.picture.HousePictures;
import io.kinora.house.picture.PictureCast;
import io.kinora.house.place.Furnishing;
import io.kinora.house.staging.Framing;
import io.kinora.house.staging.Staged;
import io.kinora.house.staging.Staging;
import io.kinora.noun.Place;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Shot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bundled engine: stages a shot, paints every layer once over its own cycle of motion, and
/// composes frames when they are read.
public final class HouseEngine implements Engine {
  /// The nearness of the foreground: above the subjects' plane at 1 by more than the layout
  /// network's error.
  private static final double FOREGROUND = 1.08;

  /// In a place of the table, things farther than this are behind its walls and floors.
  private static final double BACK = .6;

  private final Supplier<HouseModel> opener;
  private @Nullable HouseModel loaded;

  /// Creates the engine with the bundled model, for [java.util.ServiceLoader].
  public HouseEngine() {
    opener = HouseModel::bundled;
  }

  /// @param model the model, which is closed with the engine
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
        Stream.concat(Stream.of(Framing.OPTION), HousePictures.ALL.stream()).toList());
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
  public void check(EngineOptions options) {
    Engine.super.check(options);
    EndFrames.check(options);
  }

  @Override
  public Clip generate(Shot asked, Progress progress) {
    check(asked.options());
    progress.step("stage", 0);
    HouseModel model = model();
    var stage = new Stage(model, asked, progress);
    if (PictureShot.is(stage)) {
      return PictureShot.of(stage, model, progress);
    }
    Shot shot = stage.shot;
    Staging staging = stage.staging;
    Staging.Setting setting = stage.setting;
    float[] numbers = staging.numbers();
    var actors = new ArrayList<Painting.ActorLayer>();
    for (int i : stage.layout.fromFarToNear()) {
      actors.add(
          new Painting.ActorLayer(
              stage.cast.get(i),
              stage.paths.course(i),
              stage.paths.path(i),
              stage.paths.stands(i)));
    }
    Frame scene = PictureCast.scene(asked.options(), progress::note);
    Place place = setting.place();
    List<Staging.Placement> all =
        scene == null ? stage.withoutDoubles(staging.placements(setting, numbers)) : List.of();
    List<Staging.Placement> placements =
        place == null ? all : Furnishing.backdrop(place, all, model.config().bands());
    var painting = new Painting(model, stage, placements, actors.size(), progress);
    painting.paint(placements, actors);
    var sky = staging.sky(setting, numbers);
    var visuals = new ArrayList<Visual>();
    if (scene != null) {
      visuals.addAll(new ScenePicture(stage, scene).visuals(painting, actors));
    } else if (place == null) {
      visuals.addAll(scene(painting, placements, actors));
    } else {
      var furnishing = new Furnishing(place, shot, staging, setting, stage.pictures, sky);
      visuals.addAll(furnished(painting, placements, furnishing, stage.had()));
      actors.forEach(actor -> visuals.addAll(painting.actor(actor)));
    }
    progress.step("stage", 1);
    var compositor = new Compositor(visuals, sky, stage.paths.view(), shot.size());
    return new HouseClip(shot, compositor::render, painting.gflop());
  }

  /// The things of a shot and their positions, without painting them.
  public Staged staged(Shot shot) {
    check(shot.options());
    return new Stage(model(), shot, Progress.NONE).staged();
  }

  /// The layers of a scene that the painters know, with the actors in front of everything but the
  /// foreground.
  private static List<Layer> scene(
      Painting painting, List<Staging.Placement> placements, List<Painting.ActorLayer> actors) {
    var layers = new ArrayList<Layer>();
    boolean acted = false;
    for (Staging.Placement placement : placements) {
      if (placement.nearness() > FOREGROUND && !acted) {
        actors.forEach(actor -> layers.addAll(painting.actor(actor)));
        acted = true;
      }
      layers.add(painting.scenery(placement));
    }
    if (!acted) {
      actors.forEach(actor -> layers.addAll(painting.actor(actor)));
    }
    return layers;
  }

  /// The layers of a place of the table: its background, its walls and floors, and its furniture,
  /// all behind the actors.
  private static List<Layer> furnished(
      Painting painting,
      List<Staging.Placement> placements,
      Furnishing furnishing,
      Set<String> had) {
    var layers = new ArrayList<Layer>();
    var standing = new ArrayList<>(furnishing.props(had));
    for (Staging.Placement placement : placements) {
      Layer layer = painting.scenery(placement);
      if (placement.nearness() < BACK || painting.wide(placement)) {
        layers.add(layer);
      } else {
        standing.add(new Furnishing.Standing(placement.y() + .9 * placement.halfHeight(), layer));
      }
    }
    layers.addAll(furnishing.surfaces());
    standing.sort(Comparator.comparingDouble(Furnishing.Standing::foot));
    standing.forEach(one -> layers.add(one.layer()));
    return layers;
  }

  /// The amount of computation of painting a clip of this engine, in 10⁹ floating-point operations
  /// of the painters' convolutions.
  public static double gflop(Clip clip) {
    return clip instanceof HouseClip house ? house.gflop() : 0;
  }

  @Override
  public synchronized void close() {
    if (loaded != null) {
      loaded.close();
    }
  }
}
