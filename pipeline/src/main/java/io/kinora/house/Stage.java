package io.kinora.house;

import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.net.HouseModel;
import io.kinora.house.picture.EndFrames;
import io.kinora.house.picture.PictureCast;
import io.kinora.house.staging.Actor;
import io.kinora.house.staging.ActorPath;
import io.kinora.house.staging.Framing;
import io.kinora.house.staging.Heights;
import io.kinora.house.staging.OnGround;
import io.kinora.house.staging.Paths;
import io.kinora.house.staging.RelationLayout;
import io.kinora.house.staging.Staged;
import io.kinora.house.staging.Staging;
import io.kinora.shot.Shot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The staging of a shot: its actors, things and place.
final class Stage {
  final Shot shot;
  final Staging staging;
  final Staging.Setting setting;
  final List<Actor> cast;
  /// The nouns of the sun and the moon.
  private static final Set<String> BODIES =
      Set.of("crescent-moon", "full-moon", "full-moon-face", "sun", "sun-with-face");

  /// Things of the scenery that are left out if they are subjects.
  private static final Set<String> SINGLE = Set.of("snowman", "lighthouse");

  private static final Set<String> LIGHTS = Set.of("sun", "moon", "glow", "glitter");

  final PicturePainter pictures;
  final Framing framing;
  final RelationLayout layout;
  final Paths paths;
  final EndFrames ends;
  private final int acting;
  private final Map<Integer, Integer> guests;

  /// @param progress receives notes on the shot's pictures
  Stage(HouseModel model, Shot asked, Progress progress) {
    pictures = new PicturePainter(model::codec, model::codes);
    PictureCast own =
        PictureCast.isIn(asked.options())
            ? PictureCast.of(asked, model, pictures, progress::note)
            : PictureCast.none(asked);
    shot = own.shot();
    guests = own.rows();
    ends = own.ends();
    acting = own.acting();
    staging = new Staging(model, shot, guests.keySet());
    setting = staging.setting();
    cast = staging.actors(setting);
    framing = new Framing(cast, shot, actor -> pictures.extent(individual(actor)));
    layout = new RelationLayout(cast, framing.framed(cast.stream().map(staging::motion).toList()));
    paths = new Paths(staging, shot, cast, layout, framing);
  }

  /// The picture of a noun: the shot's own if it has one, otherwise that of an icon set, chosen by
  /// the latent.
  PicturePainter.Individual individual(Actor actor) {
    Integer guest = guests.get(actor.phrase());
    if (guest != null) {
      return new PicturePainter.Individual(guest, actor.colour());
    }
    List<Integer> rows = pictures.rows(Objects.requireNonNull(actor.thing()).key());
    int hand = (int) (actor.u()[0] * rows.size());
    return new PicturePainter.Individual(rows.get(hand), actor.colour());
  }

  /// The scenery without what is also an actor, so that there are no two moons or lighthouses.
  List<Staging.Placement> withoutDoubles(List<Staging.Placement> scenery) {
    boolean body = cast.stream().anyMatch(actor -> BODIES.contains(actor.key()));
    return scenery.stream()
        .filter(placement -> !body || !LIGHTS.contains(placement.thing()))
        .filter(placement -> !SINGLE.contains(placement.thing()) || !isCast(placement.thing()))
        .toList();
  }

  private boolean isCast(String thing) {
    return cast.stream().anyMatch(actor -> actor.key().startsWith(thing));
  }

  /// The nouns of the props of deeds.
  Set<String> had() {
    return cast.stream()
        .filter(actor -> actor.owner() >= 0)
        .map(Actor::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The index of the subject in the first or last picture of the shot, or -1.
  int actingPhrase() {
    return acting;
  }

  /// The index of the actor that is in the first or last picture of the shot; -1 if none.
  int acting() {
    for (int i = 0; i < cast.size(); i++) {
      if (acting >= 0 && cast.get(i).phrase() == acting) {
        return i;
      }
    }
    return -1;
  }

  /// The actor that carries an actor, directly or indirectly, and is not carried itself; the actor
  /// itself if it is not carried.
  int root(int i) {
    int root = i;
    for (int k = 0; k < cast.size() && layout.carrier(root) >= 0; k++) {
      root = layout.carrier(root);
    }
    return root;
  }

  /// How an actor's carrier stands on the ground of a picture; null if the carrier flies or swims.
  ///
  /// @param line the ground line, down from the middle of the frame
  @Nullable OnGround onGround(int i, double line) {
    int root = root(i);
    if (!paths.course(root).grounded()) {
      return null;
    }
    Actor actor = cast.get(root);
    double metres = Heights.metres(actor) * actor.size();
    double fills = framing.extent(actor).height();
    return new OnGround(paths.course(root), Engine.staged(shot) / 2, metres, fills, line);
  }

  Staged staged() {
    List<Integer> order = layout.fromFarToNear();
    return new Staged(
        setting,
        staging.camera(cast.isEmpty() ? null : layout.motion(0)),
        order.stream().map(i -> seen(i, order)).toList());
  }

  private Staged.Seen seen(int i, List<Integer> order) {
    Actor actor = cast.get(i);
    Layer.Pose pose = paths.path(i).at(Engine.staged(shot) / 2);
    PicturePainter.Extent extent = framing.extent(actor);
    double half = pose.halfHeight();
    double foot = pose.y() + ActorPath.FOOT * half;
    var box =
        new Staged.Box(
            pose.x() - half * extent.width(),
            foot - 2 * half * extent.height(),
            pose.x() + half * extent.width(),
            foot);
    int carrier = layout.carrier(i);
    return new Staged.Seen(
        actor.key(),
        actor.phrase(),
        actor.colour(),
        actor.phrase() < 0 ? null : shot.text().subjects().get(actor.phrase()).action(),
        actor.cueWords(),
        actor.thing() == null ? null : actor.thing().manner() + " " + actor.thing().habitat(),
        actor.size(),
        actor.relation(),
        carrier < 0 ? -1 : order.indexOf(carrier),
        box);
  }
}
