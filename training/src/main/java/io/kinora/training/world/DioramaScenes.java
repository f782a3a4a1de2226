package io.kinora.training.world;

import io.kinora.training.data.LayerSource.Latent;
import io.kinora.training.data.SceneSource;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.scenery.Bands;
import io.kinora.training.world.scenery.Props;
import io.kinora.training.world.subject.Colour;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The procedural world as a source of scenes.
public final class DioramaScenes implements SceneSource {
  private final List<String> sceneryNames =
      java.util.stream.Stream.concat(Props.all().stream(), Bands.all().stream())
          .map(Thing::name)
          .toList();

  /// The props and bands, in the order in which a layout network chooses among them.
  public static List<String> things() {
    return new DioramaScenes().sceneryNames;
  }

  /// The wide things.
  public static List<String> bands() {
    return Bands.all().stream().map(Thing::name).toList();
  }

  /// The bands that are repeated above and below.
  public static List<String> tiled() {
    return bands().stream().filter(Bands::tiles).toList();
  }

  @Override
  public Sky sky(RandomGenerator random, int width, int height) {
    Setting setting = setting(random);
    float[] v = Scenery.numbers(random);
    var picture =
        io.kinora.training.world.Sky.picture(
            setting.scene(), setting.time(), setting.weather(), v, width, height);
    return new Sky(setting, new Latent(v), picture);
  }

  @Override
  public Lit lit(RandomGenerator random) {
    Setting setting = setting(random);
    boolean subject = random.nextDouble() < .3;
    String thing =
        subject ? pick(random, Subjects.all()).thing().name() : pick(random, sceneryNames);
    double nearness = subject ? 1 : random.nextDouble() * 1.5;
    Light.Role role = subject ? Light.Role.SUBJECT : Light.Role.of(thing);
    Light light = Light.of(setting.scene(), setting.time(), setting.weather(), role, nearness);
    return new Lit(thing, setting, nearness, new Latent(light.numbers()));
  }

  @Override
  public Arranged arranged(RandomGenerator random) {
    Setting setting = setting(random);
    float[] v = Scenery.numbers(random);
    var slots = new ArrayList<Slot>();
    for (Layout.Slot slot : Layout.of(setting.scene(), setting.time(), setting.weather(), v)) {
      var place =
          new Latent(
              (float) slot.x(),
              (float) slot.y(),
              (float) slot.halfHeight(),
              (float) slot.nearness(),
              slot.mirrored() ? 1 : -1,
              (float) Scenery.cyclesPerSecond(slot.thing(), slot.halfHeight()),
              (float) Scenery.drift(slot.thing(), slot.nearness()));
      slots.add(new Slot(slot.thing(), slot.present(), place));
    }
    return new Arranged(setting, new Latent(v), slots);
  }

  @Override
  public Habit habit(RandomGenerator random) {
    Subject subject = pick(random, Subjects.all());
    List<Colour> colours = subject.naturalColours();
    // The most likely colour comes first and is drawn about twice as often as the next.
    int colour = (int) (colours.size() * Math.pow(random.nextDouble(), 1.6));
    return new Habit(
        subject.thing().name(),
        colours.get(colour).label(),
        pick(random, subject.homes()),
        subject.action());
  }

  @Override
  public Performance performance(RandomGenerator random) {
    Subject subject = pick(random, Subjects.all());
    String action =
        random.nextDouble() < .45
            ? ""
            : random.nextDouble() < .3 ? subject.action() : pick(random, DioramaWords.ACTIONS);
    String direction = random.nextDouble() < .3 ? "" : pick(random, DioramaWords.DIRECTIONS);
    String speed = random.nextDouble() < .6 ? "" : pick(random, DioramaWords.SPEEDS);
    String scene = scene(random, subject);
    int crowd = random.nextDouble() < .5 ? 0 : 1 + random.nextInt(3);
    double place = crowd == 0 ? 0 : -1 + 2.0 * random.nextInt(crowd + 1) / crowd;
    Latent u = Latent.random(random, DioramaLayers.LATENTS);
    var cue =
        new Cue(subject.thing().name(), action, direction, speed, scene, place, crowd / 3.0, u);
    var behaviour =
        new Behaviour(subject, action, direction, speed, scene, place, crowd / 3.0, u.values());
    return new Performance() {
      @Override
      public Cue cue() {
        return cue;
      }

      @Override
      public float[] constants() {
        return behaviour.constants();
      }

      @Override
      public float[] moving(double seconds) {
        return behaviour.moving(seconds);
      }
    };
  }

  private static String scene(RandomGenerator random, Subject subject) {
    while (true) {
      String scene =
          random.nextDouble() < .6
              ? pick(random, subject.homes())
              : pick(random, DioramaWords.SCENES);
      if (!Homes.heldOut(subject, scene)) {
        return scene;
      }
    }
  }

  private static Setting setting(RandomGenerator random) {
    return new Setting(
        pick(random, DioramaWords.SCENES),
        pick(random, DioramaWords.TIMES),
        random.nextBoolean() ? "clear" : pick(random, DioramaWords.WEATHERS));
  }

  private static <T> T pick(RandomGenerator random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
