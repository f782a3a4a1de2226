package io.kinora.house.place;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.compose.SkyBackdrop;
import io.kinora.house.compose.Texture;
import io.kinora.house.staging.Staging;
import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.noun.Place;
import io.kinora.noun.Place.Prop;
import io.kinora.noun.Place.Surface;
import io.kinora.noun.Place.Where;
import io.kinora.shot.Shot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// The layers of a place: walls and floors, which are repeated without end, and standing and
/// hanging things, which are repeated beyond the picture.
public final class Furnishing {
  /// The position of a picture's foot, in half heights of its box below the centre.
  private static final double FOOT = .846;

  /// The position of hanging things in the drawing order, which is by foot.
  private static final double ABOVE = .5;

  /// The window whose panes show the sky.
  private static final String WINDOW = "window-frame";

  /// The thing whose lighting applies to walls and floors outdoors.
  private static final String GROUND = "street";

  private final Place place;
  private final Staging staging;
  private final Staging.Setting setting;
  private final PicturePainter pictures;
  private final SkyBackdrop sky;
  private final Room room;
  private final double frameHeight;

  /// @param sky the view through windows
  public Furnishing(
      Place place,
      Shot shot,
      Staging staging,
      Staging.Setting setting,
      PicturePainter pictures,
      SkyBackdrop sky) {
    this.place = place;
    this.staging = staging;
    this.setting = setting;
    this.pictures = pictures;
    this.sky = sky;
    room = new Room(place, shot.size().aspect());
    frameHeight = shot.size().height();
  }

  /// A layer and the height of its foot.
  ///
  /// @param foot the height of its foot, in half frame heights below the middle
  public record Standing(double foot, Layer layer) {}

  /// Walls and floors, from the wall to the viewer.
  public List<Layer> surfaces() {
    var layers = new ArrayList<Layer>();
    Surface wall = place.wall();
    if (wall != null) {
      double half = wall.tile() / 2;
      layers.add(
          new Layer(
              wall.picture(),
              List.of(tile(wall, room.nearness(room.line()))),
              false,
              _ -> 0,
              room.nearness(room.line()),
              Layer.Repeat.TILED,
              _ -> new Layer.Pose(half, room.line() - half, half, 0, false)));
    }
    for (Surface floor : place.floors()) {
      layers.add(
          new Layer(
              floor.picture(),
              List.of(tile(floor, 1)),
              false,
              _ -> 0,
              room.nearness(room.line()),
              Layer.Repeat.TILED,
              _ -> new Layer.Pose(0, 0, 1, 0, false),
              room.plane(floor)));
    }
    return layers;
  }

  private Texture tile(Surface surface, double nearness) {
    int row = pictures.rows(surface.picture()).getFirst();
    double width = Math.max(surface.tile(), 2 * surface.halfWidth());
    Texture neutral = pictures.tile(row, width * frameHeight);
    float[] light = staging.light(setting, GROUND, null, nearness);
    float[] tinted = light.clone();
    for (int channel = 0; channel < 3; channel++) {
      float share = (surface.tint() >> (16 - 8 * channel) & 255) / 255f;
      for (int i = 0; i < 4; i++) {
        tinted[4 * channel + i] *= share;
      }
    }
    return neutral.lit(tinted);
  }

  /// Standing and hanging things, from far to near.
  ///
  /// @param had the nouns of things that the subjects use
  public List<Standing> props(Set<String> had) {
    var standing = new ArrayList<Standing>();
    for (Prop prop : place.props()) {
      if (had.contains(prop.noun())) {
        continue; // somebody has one, so that there are no two
      }
      Noun noun = Objects.requireNonNull(Nouns.named(prop.noun()), prop.noun());
      standing.addAll(prop(prop, noun));
    }
    standing.sort(Comparator.comparingDouble(Standing::foot));
    return standing;
  }

  private List<Standing> prop(Prop prop, Noun noun) {
    var individual =
        new PicturePainter.Individual(pictures.rows(noun.key()).getFirst(), prop.colour());
    PicturePainter.Extent extent = pictures.extent(individual);
    double foot = prop.where() == Where.FOOT ? prop.y() : room.line();
    double height = room.height(prop, noun.height(), foot);
    double half = height / 2 / extent.height();
    double y =
        switch (prop.where()) {
          case FOOT -> prop.y();
          case WALL -> room.onWall(prop.y()) + height / 2;
          case TOP -> -1 + height;
        };
    double nearness = far(noun) ? .2 : room.nearness(foot);
    var pose = new Layer.Pose(room.x(prop), y - FOOT * half, half, 0, false);
    Texture texture = lit(pictures.background(individual, half * frameHeight), noun, nearness);
    // Things on the wall, or on a table at the wall, are drawn after the things that stand there.
    double order =
        prop.where() == Where.FOOT ? foot : prop.where() == Where.TOP ? ABOVE : room.line() - .01;
    var standing = new ArrayList<Standing>();
    if (noun.key().equals(WINDOW)) {
      double width = extent.width() * .92;
      double bottom = (FOOT + 1) / 2 - .1 * extent.height();
      Texture pane =
          sky.pane(.5 - width / 2, bottom - extent.height() * .85, .5 + width / 2, bottom);
      standing.add(new Standing(order, layer("pane", pane, nearness, pose)));
    }
    boolean onTop = prop.where() == Where.WALL && noun.habitat() != Habitat.WALL && prop.y() > -.2;
    standing.add(new Standing(onTop ? .47 : order, layer(noun.key(), texture, nearness, pose)));
    return standing;
  }

  /// Whether a thing is so far away that camera motion has no effect on it.
  private static boolean far(Noun noun) {
    return noun.habitat() == Habitat.SKY && noun.height() > 100;
  }

  private Texture lit(Texture texture, Noun noun, double nearness) {
    return texture.lit(staging.light(setting, Staging.stand(noun), noun, nearness));
  }

  private static Layer layer(String name, Texture texture, double nearness, Layer.Pose pose) {
    return new Layer(
        name, List.of(texture), false, _ -> 0, nearness, Layer.Repeat.PERIODIC, _ -> pose);
  }

  /// The part of a backdrop's arrangement that is kept: in a room nothing.
  ///
  /// @param bands the things as wide as the picture
  public static List<Staging.Placement> backdrop(
      Place place, List<Staging.Placement> placements, List<String> bands) {
    return placements.stream().filter(p -> stays(place, p, bands.contains(p.thing()))).toList();
  }

  private static boolean stays(Place place, Staging.Placement p, boolean band) {
    List<String> without = place.without();
    if (place.indoors() || without.contains(p.thing())) {
      return false;
    }
    if (band) {
      return !without.contains("bands");
    }
    double most = without.contains("*") ? .6 : without.contains("near") ? .95 : 1.1;
    return p.nearness() < most;
  }
}
