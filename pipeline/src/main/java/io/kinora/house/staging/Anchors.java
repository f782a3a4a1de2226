package io.kinora.house.staging;

import io.kinora.noun.Noun;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The positions of a figure's parts, relative to the width and height of its drawing, from its
/// upper left; of its hands, the one in front.
record Anchors(
    double handX, double handY, double faceX, double faceY, double chestX, double chestY) {
  /// The anchors of this project's own poses, measured on its drawings.
  private static final Map<String, Anchors> POSES =
      Map.ofEntries(
          Map.entry("holding", new Anchors(.5, .57, .5, .21, .5, .5)),
          Map.entry("reaching", new Anchors(.08, .47, .64, .21, .75, .5)),
          Map.entry("raising", new Anchors(.07, .07, .51, .22, .56, .52)),
          Map.entry("sitting", new Anchors(.1, .49, .6, .21, .72, .5)),
          Map.entry("stooping", new Anchors(.11, .68, .16, .25, .47, .43)),
          Map.entry("hand-to-mouth", new Anchors(.3, .26, .46, .24, .55, .5)),
          Map.entry("lunging", new Anchors(.09, .41, .46, .22, .52, .5)),
          Map.entry("crawling", new Anchors(.18, .84, .11, .29, .41, .5)),
          Map.entry("spread-out", new Anchors(.06, .18, .46, .24, .5, .53)),
          Map.entry("squatting", new Anchors(.06, .5, .46, .25, .5, .56)));

  /// The anchors of any other figure that looks to the left, and of a bust.
  private static final Anchors USUAL = new Anchors(.1, .6, .3, .4, .5, .62);

  /// The anchors of this project's own figures, which are seen from the front.
  static final Anchors FRONT = new Anchors(.5, .58, .5, .23, .5, .5);

  /// The anchors of animals with long necks, which look to the left.
  private static final Anchors LONG_NECK = new Anchors(.1, .6, .2, .1, .5, .62);

  private static final Set<String> LONG_NECKS =
      Set.of("giraffe", "llama", "swan", "flamingo", "dodo", "ostrich");

  /// The positions of the faces of animals that the networks know, relative to the width and height
  /// of the animal that looks to the left.
  private static final Map<String, double[]> FACES =
      Map.ofEntries(
          Map.entry("dog", new double[] {.17, .19}),
          Map.entry("cat", new double[] {.15, .28}),
          Map.entry("rabbit", new double[] {.25, .4}),
          Map.entry("bear", new double[] {.48, .1}),
          Map.entry("penguin", new double[] {.34, .08}),
          Map.entry("lion", new double[] {.26, .25}),
          Map.entry("cow", new double[] {.07, .23}),
          Map.entry("horse", new double[] {.0, .15}),
          Map.entry("frog", new double[] {.2, .17}),
          Map.entry("duck", new double[] {.13, .2}),
          Map.entry("owl", new double[] {.49, .26}),
          Map.entry("elephant", new double[] {.09, .29}));

  private static final Anchors BUST = new Anchors(.3, .85, .5, .4, .5, .8);

  /// The anchors of a figure or an animal.
  static Anchors of(Actor actor) {
    String key = actor.key();
    Noun thing = actor.thing();
    for (var pose : POSES.entrySet()) {
      if (key.endsWith("-" + pose.getKey())) {
        return pose.getValue();
      }
    }
    if (thing == null && key.equals("robot")) {
      return FRONT;
    }
    double @Nullable [] face = thing == null ? FACES.get(key) : null;
    if (face != null) {
      return new Anchors(USUAL.handX, USUAL.handY, face[0], face[1], USUAL.chestX, USUAL.chestY);
    }
    if (thing == null || !Set.of("person", "fantasy").contains(thing.category())) {
      return LONG_NECKS.contains(key) ? LONG_NECK : USUAL;
    }
    return thing.own() ? FRONT : thing.height() > 1 ? USUAL : BUST;
  }

  /// Whether they are those of one of this project's own poses.
  boolean posed() {
    return POSES.containsValue(this);
  }

  /// Whether they are those of an animal that the networks know, whose eyes are at the face.
  boolean known() {
    return unposed() && FACES.values().stream().anyMatch(at -> at[0] == faceX && at[1] == faceY);
  }

  /// Whether they are those of an animal, or of a figure in no known pose that looks to the left.
  boolean unposed() {
    return chestX == USUAL.chestX && chestY == USUAL.chestY;
  }
}
