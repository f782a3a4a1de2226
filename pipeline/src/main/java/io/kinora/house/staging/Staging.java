package io.kinora.house.staging;

import io.kinora.engine.Engine;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.SkyBackdrop;
import io.kinora.house.net.HouseModel;
import io.kinora.house.net.LayoutNet;
import io.kinora.house.net.LightNet;
import io.kinora.house.net.MotionNet;
import io.kinora.house.net.SkyPainter;
import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.noun.Manner;
import io.kinora.noun.Noun;
import io.kinora.noun.Place;
import io.kinora.shot.Camera;
import io.kinora.shot.Shot;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Determines the content of a shot: from the prompt, and for anything that it does not specify
/// from the networks' learned defaults, drawn with the shot's seed.
public final class Staging {
  /// The maximum number of subjects in a picture.
  static final int MAX_SUBJECTS = 4;

  /// The motion network's scene for things that swim and float.
  private static final String AFLOAT = "lake";

  private final HouseModel model;
  private final Shot shot;
  private final Individuals individuals;
  private final Prior prior;

  private final Set<Integer> pictured;

  /// @param pictured indices of subjects from pictures
  public Staging(HouseModel model, Shot shot, Set<Integer> pictured) {
    this.model = model;
    this.shot = shot;
    this.pictured = pictured;
    individuals = new Individuals(shot);
    prior = new Prior(model);
  }

  /// The setting, in words of the model.
  ///
  /// @param scene the painters' scene; for a place of the table, its backdrop
  /// @param place a place of the table; null for a painters' scene
  public record Setting(String scene, String time, String weather, @Nullable Place place) {
    List<String> words() {
      return List.of(scene, time, weather);
    }
  }

  /// A filled slot of a layout.
  public record Placement(
      String thing,
      double x,
      double y,
      double halfHeight,
      double nearness,
      boolean mirrored,
      double cyclesPerSecond,
      double drift) {}

  /// A random generator for a purpose, from the seed of the shot.
  RandomGenerator random(String purpose) {
    return Seeds.random(shot.seed(), purpose);
  }

  /// The setting of the shot.
  public Setting setting() {
    return new Surroundings(model, shot, prior).setting(random("setting"));
  }

  /// Whether it is one of the subjects that the networks know. They also know things of the scenery
  /// by name, such as a barn, but as a subject such a thing is drawn as a noun.
  private boolean movesByItself(String name) {
    return model.config().vocabulary().subjects().contains(name);
  }

  /// The random numbers of the layout.
  public float[] numbers() {
    float[] numbers = new float[SkyPainter.NUMBERS];
    RandomGenerator random = random("layout");
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat();
    }
    return numbers;
  }

  /// The things of the layout with their positions, from far to near.
  public List<Placement> placements(Setting setting, float[] numbers) {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Slots(float[] presence, float[] thing, float[] place) {}
    Slots slots =
        TensorScope.infer(
            () -> {
              Tensor words = rows(setting.words());
              Tensor v = Tensors.of(numbers, 1, numbers.length);
              var arrangement = model.layout().forward(words, v);
              return new Slots(
                  Tensors.floats(arrangement.presence()),
                  Tensors.floats(arrangement.thing()),
                  Tensors.floats(arrangement.place()));
            });
    int things = model.config().things().size();
    var placements = new ArrayList<Placement>();
    for (int slot = 0; slot < LayoutNet.SLOTS; slot++) {
      if (slots.presence[slot] <= 0) {
        continue;
      }
      int best = 0;
      for (int i = 1; i < things; i++) {
        if (slots.thing[slot * things + i] > slots.thing[slot * things + best]) {
          best = i;
        }
      }
      int at = slot * LayoutNet.PLACE;
      placements.add(
          new Placement(
              model.config().things().get(best),
              slots.place[at],
              slots.place[at + 1],
              Math.max(.02, slots.place[at + 2]),
              Math.max(0, slots.place[at + 3]),
              slots.place[at + 4] > 0,
              Math.max(0, slots.place[at + 5]),
              slots.place[at + 6]));
    }
    return placements;
  }

  /// The actors, in the order of the prompt, with the props of their actions; a count above one
  /// gives as many actors, at most [#MAX_SUBJECTS] in all.
  public List<Actor> actors(Setting setting) {
    return new Casting(this, this::movesByItself, pictured, shot, setting).cast();
  }

  /// The usual colour of a subject that the networks know.
  ///
  /// @param phrase index of its subject in the prompt
  /// @param number its index among all actors of the picture
  String usualColour(String noun, int phrase, int number) {
    return prior.usual(List.of(noun), Prior.Kind.COLOUR, individual("colour", phrase, number));
  }

  /// A random generator for a subject.
  RandomGenerator individual(String purpose, int phrase, int number) {
    return individuals.random(purpose, phrase, number);
  }

  private String known(@Nullable String word) {
    return word != null && model.phrases().knows(word) ? word : "";
  }

  /// The input words of the motion network.
  List<String> cue(
      String noun,
      @Nullable String action,
      @Nullable String direction,
      @Nullable String speed,
      Setting setting) {
    Place place = setting.place();
    boolean afloat = place != null && place.ground() == Place.Ground.WATER;
    String scene = afloat ? AFLOAT : setting.scene();
    return List.of(noun, known(action), direction(direction), known(speed), scene);
  }

  /// The word for a subject's direction; a direction in degrees overrides the prompt's.
  private String direction(@Nullable String said) {
    Double degrees = shot.subject().direction();
    if (degrees == null) {
      return known(said);
    }
    return Math.cos(Math.toRadians(degrees)) < -1e-9 ? "left" : "right";
  }

  /// The subject of the networks whose lighting a noun gets.
  public static String stand(Noun noun) {
    return Stand.in(noun);
  }

  /// The constant part of an actor's motion.
  public MotionCurve motion(Actor actor) {
    return MotionCurve.of(
        TensorScope.infer(() -> Tensors.floats(model.motion().constants(style(actor)))));
  }

  /// The path of a noun painted from its code, with its own motion along it.
  public Layer.Path manner(Actor actor, Layer.Path path) {
    Noun thing = Objects.requireNonNull(actor.thing());
    double strength = shot.subject().strength() / 5;
    boolean moving = !actor.resting() && strength > 0;
    // pictures look to the left, and the networks' subjects to the right
    Layer.Path facing = moving ? seconds -> path.at(seconds).flipped(true) : path;
    return new MannerPath(
        facing, thing.manner(), strength, actor.u()[1], moving, pace(actor), Engine.staged(shot));
  }

  /// The same for one that is on another or in it, without locomotion of its own.
  Layer.Path mannerOn(Actor actor, Layer.Path path) {
    Noun thing = Objects.requireNonNull(actor.thing());
    double strength = shot.subject().strength() / 5;
    boolean moving = !actor.resting() && strength > 0;
    return new MannerPath(
        path, thing.manner(), strength, actor.u()[1], moving, pace(actor), Engine.staged(shot));
  }

  /// The second picture of a subject that changes, at its start or end; null if it does not change.
  public Deed.@Nullable Prop otherSelf(Actor actor) {
    if (actor.phrase() < 0 || pictured.contains(actor.phrase())) {
      return null;
    }
    Deed deed = Deeds.named(shot.text().subjects().get(actor.phrase()).action());
    return deed == null || actor.thing() == null ? null : deed.self();
  }

  /// The leg motion of a noun painted from its code.
  ///
  /// @param amplitude 1 is normal
  public record Step(Legs legs, double amplitude, Layer.Cycle cycle) {
    /// The kinds of legs.
    public enum Legs {
      NONE,
      SEEN_FROM_THE_FRONT,
      SEEN_FROM_THE_SIDE
    }
  }

  /// The leg motion of an actor, if it moves on legs.
  public Step step(Actor actor) {
    Noun thing = Objects.requireNonNull(actor.thing());
    double strength = Math.min(1.6, shot.subject().strength() / 5);
    boolean walks = thing.manner() == Manner.WALK && !actor.resting() && strength > 0;
    boolean whole = thing.own() && !pictured.contains(actor.phrase()) && !Deeds.shows(thing.key());
    Step.Legs legs =
        switch (walks ? thing.category() : "") {
          case "person", "fantasy" -> whole ? Step.Legs.SEEN_FROM_THE_FRONT : Step.Legs.NONE;
          case "animal" -> Step.Legs.SEEN_FROM_THE_SIDE;
          default -> Step.Legs.NONE;
        };
    double pace = MannerPath.STEPS_A_SECOND * pace(actor);
    return new Step(legs, strength, seconds -> pace * seconds + actor.u()[1]);
  }

  private static double pace(Actor actor) {
    return switch (actor.cueWords().get(3)) {
      case "slow" -> .5;
      case "fast" -> 1.8;
      default -> 1;
    };
  }

  private Tensor style(Actor actor) {
    return model
        .motion()
        .style(rows(actor.cueWords()), Tensors.of(actor.cueNumbers(), 1, MotionNet.NUMBERS));
  }

  /// The time-dependent motion of an actor at times in seconds: x, y, rotation and logarithm of the
  /// scale for each.
  float[] moving(Actor actor, float[] seconds) {
    return TensorScope.infer(
        () -> {
          Tensor w = style(actor).expand(seconds.length, -1);
          Tensor times = MotionNet.lattice(Tensors.of(seconds, seconds.length));
          return Tensors.floats(model.motion().forward(w, times).squeeze(2)); // [T, 4]
        });
  }

  /// The light on one thing: twelve values.
  ///
  /// @param thing a word that the networks know
  /// @param noun the noun painted from a code; null for painted layers
  public float[] light(Setting setting, String thing, @Nullable Noun noun, double nearness) {
    return light(setting, thing, noun, nearness, false);
  }

  /// The same for one of the subjects.
  public float[] subjectLight(Setting setting, String thing, @Nullable Noun noun, double nearness) {
    return light(setting, thing, noun, nearness, Framing.isClose(shot));
  }

  private float[] light(
      Setting setting, String thing, @Nullable Noun noun, double nearness, boolean subject) {
    return LampLight.added(
        light(setting, List.of(thing), List.of(nearness)).getFirst(),
        setting,
        thing,
        noun,
        subject);
  }

  /// The light on several things: twelve values each.
  private List<float[]> light(Setting setting, List<String> things, List<Double> nearness) {
    if (things.isEmpty()) {
      return List.of();
    }
    if (setting.place() != null && setting.place().indoors()) {
      return things.stream().map(_ -> LampLight.indoors(setting.time())).toList();
    }
    float[] all =
        TensorScope.infer(
            () -> {
              Tensor[] words = new Tensor[things.size()];
              float[] near = new float[things.size()];
              for (int i = 0; i < words.length; i++) {
                var row = new ArrayList<String>();
                row.add(things.get(i));
                row.addAll(setting.words());
                words[i] = rows(row);
                near[i] = nearness.get(i).floatValue();
              }
              Tensor n = Tensors.of(near, near.length, 1);
              return Tensors.floats(model.light().forward(Ops.cat(0, words), n));
            });
    var light = new ArrayList<float[]>();
    for (int i = 0; i < things.size(); i++) {
      light.add(
          java.util.Arrays.copyOfRange(all, i * LightNet.OUTPUTS, (i + 1) * LightNet.OUTPUTS));
    }
    return light;
  }

  /// The sky of a setting.
  public SkyBackdrop sky(Setting setting, float[] numbers) {
    float[] rgb =
        TensorScope.infer(
            () -> {
              Tensor v = Tensors.of(numbers, 1, numbers.length);
              Tensor sky = model.sky().forward(rows(setting.words()), v);
              return Tensors.floats(Ops.times(sky, 255).permute(0, 2, 3, 1));
            });
    return new SkyBackdrop(SkyPainter.WIDTH, SkyPainter.HEIGHT, rgb);
  }

  /// The camera: that of the request, otherwise of the prompt, otherwise the default of the first
  /// actor's motion.
  ///
  /// @param first the first actor's motion, if there is one
  public Camera camera(@Nullable MotionCurve first) {
    if (shot.camera() != null) {
      return shot.camera();
    }
    return first == null ? new Camera(0, 0, .8, 0, 0, 0) : first.camera();
  }

  private Tensor rows(List<String> words) {
    float[] row = model.phrases().row(words);
    return Tensors.of(row, 1, row.length);
  }
}
