package io.kinora.training.world;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.scenery.Bands;
import io.kinora.training.world.scenery.Props;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Paints a whole picture of the world: sky, lit scenery, and subjects in between. It is the ground
/// truth for generated pictures.
final class Composer {
  private static final Map<String, Thing> SCENERY =
      Stream.concat(Bands.all().stream(), Props.all().stream())
          .collect(Collectors.toUnmodifiableMap(Thing::name, Function.identity()));

  private static final double PERIOD = 6;

  private static final String SHADOW = "shadow";

  /// The sky's size in pixels; it has no sharp edges, so it is enlarged without loss.
  private static final int SKY_WIDTH = 192, SKY_HEIGHT = 64;

  private final Place place;
  private final BufferedImage canvas;
  private final Graphics2D graphics;

  private Composer(Place place, BufferedImage canvas) {
    this.place = place;
    this.canvas = canvas;
    this.graphics = canvas.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
  }

  /// The properties that all pictures of a place share.
  ///
  /// @param v the latent of the layout
  /// @param seed determines the individuals of the scenery
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Place(String scene, String time, String weather, float[] v, long seed, BufferedImage sky) {
    private static final Place NOWHERE =
        new Place("", "", "", new float[0], 0, new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));

    static Place of(String scene, String time, String weather, float[] v, long seed) {
      BufferedImage sky = Sky.picture(scene, time, weather, v, SKY_WIDTH, SKY_HEIGHT);
      return new Place(scene, time, weather, v, seed, sky);
    }
  }

  /// A subject on its plane, painted in daylight.
  ///
  /// @param x centre of its box, as in [Placement]
  /// @param phase articulation in cycles
  /// @param turn rotation in radians, clockwise
  /// @param groundY the y of its shadow; NaN if it has none
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Actor(
      Thing thing,
      Color colour,
      float[] u,
      double phase,
      double x,
      double y,
      double halfHeight,
      boolean mirrored,
      double turn,
      double groundY) {}

  /// One picture of a place without subjects.
  ///
  /// @param seconds time since the start: phases and clouds move with it
  static BufferedImage still(Place place, double seconds, int width, int height) {
    return stills(place, seconds, List.of(List.of()), width, height).getFirst();
  }

  /// Pictures of a place with several sets of subjects, one picture each; the place is painted
  /// once.
  static List<BufferedImage> stills(
      Place place, double seconds, List<List<Actor>> casts, int width, int height) {
    Function<Integer, Composer> fresh =
        type -> new Composer(place, new BufferedImage(width, height, type));
    Composer back = fresh.apply(BufferedImage.TYPE_INT_RGB);
    Composer front = fresh.apply(BufferedImage.TYPE_INT_ARGB_PRE);
    back.sky();
    Composer now = back;
    var individuals = new SplittableRandom(place.seed);
    for (Placement placement :
        Scenery.of(place.scene, place.time, place.weather, place.v, individuals)) {
      now = placement.nearness() > 1 ? front : now; // subjects stand between the two
      now.place(placement, seconds);
    }
    var pictures = new ArrayList<BufferedImage>();
    for (List<Actor> cast : casts) {
      Composer whole = fresh.apply(BufferedImage.TYPE_INT_RGB);
      whole.graphics.drawImage(back.canvas, 0, 0, null);
      cast.forEach(whole::actor);
      whole.graphics.drawImage(front.canvas, 0, 0, null);
      whole.graphics.dispose();
      pictures.add(whole.canvas);
    }
    back.graphics.dispose();
    front.graphics.dispose();
    return pictures;
  }

  /// Paints a subject alone, without its shadow and without lighting, onto an ARGB picture.
  static void silhouette(Actor actor, BufferedImage onto) {
    var composer = new Composer(Place.NOWHERE, onto);
    composer.draw(actor, composer.picture(actor));
    composer.graphics.dispose();
  }

  private double unit() {
    return canvas.getHeight() / 2.0;
  }

  private void sky() {
    double scaleX = PERIOD * unit() / SKY_WIDTH;
    double scaleY = (double) canvas.getHeight() / SKY_HEIGHT;
    double left = canvas.getWidth() / 2.0 - 3 * unit();
    graphics.drawImage(place.sky, new AffineTransform(scaleX, 0, 0, scaleY, left, 0), null);
  }

  private void place(Placement placement, double seconds) {
    Thing thing = Objects.requireNonNull(SCENERY.get(placement.thing()));
    double phase = placement.cyclesPerSecond() * seconds;
    double x = placement.x() + placement.drift() * seconds;
    int height = Math.max(2, (int) Math.ceil(2 * placement.halfHeight() * unit()));
    BufferedImage picture =
        Pen.picture(thing, Color.GRAY, placement.u(), phase - Math.floor(phase), height);
    light(picture, Light.Role.of(placement.thing()), placement.nearness());
    if (thing.shape() == Thing.Box.BAND) {
      band(picture, placement, x);
    } else {
      double wrapped = x - PERIOD * Math.round(x / PERIOD);
      for (int turn = -1; turn <= 1; turn++) {
        double there = wrapped + turn * PERIOD;
        draw(picture, there, placement.y(), placement.halfHeight(), placement.mirrored());
      }
    }
  }

  /// Repeats a band across the picture, with every second copy mirrored; below its box its lowest
  /// row is repeated, and a band that fills its box is repeated above and below.
  private void band(BufferedImage picture, Placement placement, double x) {
    double half = placement.halfHeight();
    double width = 2 * half * Thing.Box.BAND.aspect;
    double reach = canvas.getWidth() / 2.0 / unit();
    int first = (int) Math.floor((-reach - x) / width + .5);
    int last = (int) Math.floor((reach - x) / width + .5);
    boolean tiles = Bands.tiles(placement.thing());
    int rows = tiles ? (int) Math.ceil(1 / half) : 0;
    for (int i = first; i <= last; i++) {
      boolean mirrored = placement.mirrored() != ((i & 1) == 1);
      for (int row = -rows; row <= rows; row++) {
        draw(picture, x + i * width, placement.y() + 2 * half * row, half, mirrored);
      }
    }
    double bottom = placement.y() + half;
    if (!tiles && bottom < 1) {
      BufferedImage rim = picture.getSubimage(0, picture.getHeight() - 1, picture.getWidth(), 1);
      for (int i = first; i <= last; i++) {
        boolean mirrored = placement.mirrored() != ((i & 1) == 1);
        double middle = (bottom + 1) / 2;
        stretch(rim, x + i * width, middle, width / 2, (1 - bottom) / 2 + .01, mirrored);
      }
    }
  }

  private void actor(Actor actor) {
    if (!Double.isNaN(actor.groundY)) {
      shadow(actor);
    }
    BufferedImage picture = picture(actor);
    light(picture, Light.Role.SUBJECT, 1);
    draw(actor, picture);
  }

  private void shadow(Actor actor) {
    double half = actor.halfHeight * .92;
    Thing thing = Objects.requireNonNull(SCENERY.get(SHADOW));
    int height = Math.max(2, (int) Math.ceil(2 * half * unit()));
    BufferedImage picture = Pen.picture(thing, Color.GRAY, actor.u, 0, height);
    light(picture, Light.Role.of(SHADOW), 1);
    draw(picture, actor.x, actor.groundY, half, false);
  }

  private BufferedImage picture(Actor actor) {
    int height = Math.max(2, (int) Math.ceil(2 * actor.halfHeight * unit()));
    return Pen.picture(actor.thing, actor.colour, actor.u, actor.phase, height);
  }

  private void draw(Actor actor, BufferedImage picture) {
    AffineTransform upright = graphics.getTransform();
    graphics.rotate(
        actor.turn, canvas.getWidth() / 2.0 + actor.x * unit(), unit() + actor.y * unit());
    draw(picture, actor.x, actor.y, actor.halfHeight, actor.mirrored);
    graphics.setTransform(upright);
  }

  private void draw(BufferedImage picture, double x, double y, double half, boolean mirrored) {
    double halfWidth = half * picture.getWidth() / picture.getHeight();
    stretch(picture, x, y, halfWidth, half, mirrored);
  }

  private void stretch(
      BufferedImage picture,
      double x,
      double y,
      double halfWidth,
      double halfHeight,
      boolean mirrored) {
    double scaleX = 2 * halfWidth * unit() / picture.getWidth();
    double scaleY = 2 * halfHeight * unit() / picture.getHeight();
    double left = canvas.getWidth() / 2.0 + (x - (mirrored ? -1 : 1) * halfWidth) * unit();
    double top = unit() + (y - halfHeight) * unit();
    graphics.drawImage(
        picture, new AffineTransform(mirrored ? -scaleX : scaleX, 0, 0, scaleY, left, top), null);
  }

  private void light(BufferedImage picture, Light.Role role, double nearness) {
    Light light = Light.of(place.scene, place.time, place.weather, role, nearness);
    int[] pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
    int dark = 0; // many neighbours are equal
    int lit = 0;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] != dark) {
        dark = pixels[i];
        int alpha = dark >>> 24;
        lit = alpha == 0 ? dark : premultiplied(light.apply(straight(dark, alpha)), alpha);
      }
      pixels[i] = lit;
    }
  }

  private static int straight(int pixel, int alpha) {
    return scaled(pixel, alpha, 255, alpha);
  }

  private static int premultiplied(int pixel, int alpha) {
    return scaled(pixel, alpha, alpha, 255);
  }

  private static int scaled(int pixel, int alpha, int times, int over) {
    int red = Math.min(255, (pixel >> 16 & 255) * times / over);
    int green = Math.min(255, (pixel >> 8 & 255) * times / over);
    int blue = Math.min(255, (pixel & 255) * times / over);
    return (alpha << 24) | (red << 16) | (green << 8) | blue;
  }
}
