package io.kinora.training.world;

import io.kinora.torch.Seeds;
import io.kinora.training.data.ClipSource;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.data.Scenario;
import io.kinora.training.world.Composer.Place;
import io.kinora.training.world.scenery.Props;
import io.kinora.training.world.subject.Colour;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The procedural world as a source of whole pictures and clips, without camera motion.
public final class DioramaClips implements ClipSource {
  private static final int MOST = 4;

  /// The speed, in half frame heights per second, below which a subject counts as still.
  private static final double SLOW = .15;

  /// The length of a single picture's clip in seconds.
  private static final double LENGTH = 2;

  /// The mean difference in grey levels from which on two pictures count as different.
  private static final double APART = 1.5;

  private final Map<String, List<int[]>> thumbnails = new HashMap<>();

  @Override
  public Scenario scenario(RandomGenerator random, Split split) {
    while (true) {
      Subject subject = pick(random, Subjects.all());
      Colour colour = Colour.values()[random.nextInt(Colour.values().length)];
      if (DioramaLayers.heldOut(Subjects.all().indexOf(subject), colour)
          != (split == Split.UNSEEN)) {
        continue;
      }
      boolean unseen = split == Split.UNSEEN;
      String scene =
          random.nextDouble() < .6 && !unseen
              ? pick(random, subject.homes())
              : pick(random, DioramaWords.SCENES);
      if (Homes.heldOut(subject, scene) != unseen) {
        continue;
      }
      String weather = random.nextDouble() < .3 ? "clear" : pick(random, DioramaWords.WEATHERS);
      int count = random.nextDouble() < .6 ? 1 : 2 + random.nextInt(MOST - 1);
      return new Scenario(
          subject.name(),
          colour.label(),
          count,
          subject.action(),
          direction(random, subject, scene),
          scene,
          pick(random, DioramaWords.TIMES),
          weather);
    }
  }

  /// A random direction that the subject can actually follow.
  private static String direction(RandomGenerator random, Subject subject, String scene) {
    var usual = new Behaviour(subject, "", "", "", scene, 0, 0, new float[DioramaLayers.LATENTS]);
    if (Math.hypot(usual.constants()[3], usual.constants()[4]) < SLOW) {
      return "";
    }
    String wanted = pick(random, List.of("right", "left", "right", "left", "up", "down"));
    var cued =
        new Behaviour(
            subject, subject.action(), wanted, "", scene, 0, 0, new float[DioramaLayers.LATENTS]);
    boolean moves = Math.hypot(cued.constants()[3], cued.constants()[4]) >= SLOW;
    return moves ? wanted : random.nextBoolean() ? "right" : "left";
  }

  @Override
  public List<Picture> pictures(RandomGenerator random, int casts, int width, int height) {
    Scenario place = scenario(random, Split.SEEN);
    float[] v = Scenery.numbers(random);
    long seed = random.nextLong();
    double seconds = random.nextDouble() * LENGTH;
    var scenarios = new ArrayList<Scenario>();
    var actors = new ArrayList<List<Composer.Actor>>();
    for (int i = 0; i < casts; i++) {
      Scenario cast = scenario(random, random.nextInt(9) == 0 ? Split.UNSEEN : Split.SEEN);
      Scenario here =
          new Scenario(
              cast.noun(),
              cast.colour(),
              cast.count(),
              cast.action(),
              cast.direction(),
              place.scene(),
              place.time(),
              place.weather());
      scenarios.add(here);
      actors.add(actors(here, random.nextLong(), LENGTH, seconds));
    }
    return pictures(scenarios, actors, place(place, v, seed), seconds, width, height);
  }

  @Override
  public List<Picture> clip(
      Scenario scenario, long seed, double seconds, double[] times, int width, int height) {
    float[] v = Scenery.numbers(Seeds.random(seed, "layout"));
    Place place = place(scenario, v, seed);
    var pictures = new ArrayList<Picture>();
    for (double time : times) {
      var actors = List.of(actors(scenario, seed, seconds, time));
      pictures.addAll(pictures(List.of(scenario), actors, place, time, width, height));
    }
    return pictures;
  }

  private static Place place(Scenario scenario, float[] v, long seed) {
    return Place.of(scenario.scene(), scenario.time(), scenario.weather(), v, seed);
  }

  private static List<Picture> pictures(
      List<Scenario> scenarios,
      List<List<Composer.Actor>> actors,
      Place place,
      double seconds,
      int width,
      int height) {
    List<BufferedImage> images = Composer.stills(place, seconds, actors, width, height);
    var pictures = new ArrayList<Picture>();
    for (int i = 0; i < images.size(); i++) {
      var all = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
      var onto = all.createGraphics();
      var boxes = new ArrayList<Box>();
      for (Composer.Actor actor : actors.get(i)) {
        var own = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        Composer.silhouette(actor, own);
        box(own, boxes);
        onto.drawImage(own, 0, 0, null);
      }
      onto.dispose();
      pictures.add(new Picture(scenarios.get(i), images.get(i), all, boxes));
    }
    return pictures;
  }

  /// Adds the box of the opaque pixels of a picture, if there are any.
  private static void box(BufferedImage image, List<Box> boxes) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    int left = width, right = -1, top = height, bottom = -1;
    for (int i = 0; i < pixels.length; i++) {
      if (pixels[i] >>> 24 > 127) {
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        top = Math.min(top, i / width);
        bottom = Math.max(bottom, i / width);
      }
    }
    if (right >= left) {
      boxes.add(
          new Box(
              (left + right + 1) / 2.0 / width,
              (top + bottom + 1) / 2.0 / height,
              (right + 1 - left) / 2.0 / width,
              (bottom + 1 - top) / 2.0 / height));
    }
  }

  /// The subjects of a scenario at a time.
  private static List<Composer.Actor> actors(
      Scenario scenario, long seed, double length, double seconds) {
    Subject subject =
        Subjects.all().stream()
            .filter(s -> s.name().equals(scenario.noun()))
            .findFirst()
            .orElseThrow();
    Colour colour = Colour.valueOf(scenario.colour().toUpperCase(java.util.Locale.ROOT));
    var actors = new ArrayList<Composer.Actor>();
    int others = scenario.count() - 1;
    for (int i = 0; i < scenario.count(); i++) {
      var random = Seeds.random(seed, "subject" + i);
      float[] u = new float[DioramaLayers.LATENTS];
      for (int k = 0; k < u.length; k++) {
        u[k] = random.nextFloat();
      }
      double place = others == 0 ? 0 : -1 + 2.0 * i / others;
      var behaviour =
          new Behaviour(
              subject,
              scenario.action(),
              scenario.direction(),
              "",
              scenario.scene(),
              place,
              others / 3.0,
              u);
      actors.add(actor(subject, colour.jittered(u), u, behaviour, length, seconds));
    }
    return actors;
  }

  private static Composer.Actor actor(
      Subject subject,
      java.awt.Color colour,
      float[] u,
      Behaviour behaviour,
      double length,
      double seconds) {
    float[] constant = behaviour.constants();
    float[] moving = behaviour.moving(seconds);
    double since = seconds - length / 2;
    double cycles = constant[6] * 4 * seconds;
    double half = constant[2] * Math.exp(moving[3]);
    double y = constant[1] + constant[4] * since + moving[1];
    boolean grounded = constant[13] > 0;
    return new Composer.Actor(
        subject.thing(),
        colour,
        u,
        cycles - Math.floor(cycles),
        constant[0] + constant[3] * since + moving[0],
        y,
        half,
        constant[5] > 0,
        moving[2],
        grounded ? constant[1] + Props.FOOT * constant[2] : Double.NaN);
  }

  @Override
  public synchronized boolean shows(String scene, String time, String weather, Kind kind) {
    List<String> others = kind == Kind.TIME ? DioramaWords.TIMES : DioramaWords.WEATHERS;
    for (String other : others) {
      String otherTime = kind == Kind.TIME ? other : time;
      String otherWeather = kind == Kind.WEATHER ? other : weather;
      boolean same = otherTime.equals(time) && otherWeather.equals(weather);
      if (!same
          && !apart(thumbnails(scene, time, weather), thumbnails(scene, otherTime, otherWeather))) {
        return false;
      }
    }
    return true;
  }

  private List<int[]> thumbnails(String scene, String time, String weather) {
    return thumbnails.computeIfAbsent(
        scene + "/" + time + "/" + weather,
        _ -> {
          var pictures = new ArrayList<int[]>();
          for (int seed = 0; seed < 2; seed++) {
            float[] v = Scenery.numbers(Seeds.random(seed, "thumbnail"));
            BufferedImage image =
                Composer.still(Place.of(scene, time, weather, v, seed), 0, 64, 36);
            pictures.add(((DataBufferInt) image.getRaster().getDataBuffer()).getData());
          }
          return pictures;
        });
  }

  private static boolean apart(List<int[]> a, List<int[]> b) {
    for (int i = 0; i < a.size(); i++) {
      double sum = 0;
      for (int k = 0; k < a.get(i).length; k++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((a.get(i)[k] >> shift & 255) - (b.get(i)[k] >> shift & 255));
        }
      }
      if (sum / (3 * a.get(i).length) < APART) {
        return false;
      }
    }
    return true;
  }

  private static <T> T pick(RandomGenerator random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
