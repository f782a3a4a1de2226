package io.kinora.house.staging;

import io.kinora.noun.Noun;
import java.util.Map;

/// The heights of subjects.
public final class Heights {
  /// Heights in metres of the subjects that the networks know.
  private static final Map<String, Double> METRES =
      Map.ofEntries(
          Map.entry("bird", .25),
          Map.entry("butterfly", .1),
          Map.entry("fish", .3),
          Map.entry("duck", .4),
          Map.entry("whale", 4.0),
          Map.entry("cat", .3),
          Map.entry("dog", .6),
          Map.entry("horse", 1.7),
          Map.entry("rabbit", .25),
          Map.entry("turtle", .4),
          Map.entry("balloon", 1.2),
          Map.entry("plane", 8.0),
          Map.entry("rocket", 20.0),
          Map.entry("helicopter", 4.0),
          Map.entry("ufo", 5.0),
          Map.entry("sailboat", 8.0),
          Map.entry("car", 1.5),
          Map.entry("train", 3.8),
          Map.entry("flower", .35),
          Map.entry("robot", 1.6),
          Map.entry("elephant", 3.0),
          Map.entry("lion", 1.1),
          Map.entry("cow", 1.5),
          Map.entry("penguin", .8),
          Map.entry("owl", .4),
          Map.entry("bee", .06),
          Map.entry("frog", .1),
          Map.entry("octopus", .8),
          Map.entry("shark", 1.5),
          Map.entry("submarine", 8.0),
          Map.entry("dinosaur", 5.0),
          Map.entry("dragon", 4.0),
          Map.entry("girl", 1.4),
          Map.entry("boy", 1.4),
          Map.entry("bear", 1.6),
          Map.entry("truck", 3.0),
          Map.entry("bus", 3.2),
          Map.entry("tree", 8.0),
          Map.entry("candle", .2),
          Map.entry("kite", .9),
          Map.entry("star", 1.0));

  private Heights() {}

  /// The height of a subject in metres.
  public static double metres(Actor actor) {
    Noun thing = actor.thing();
    return thing == null ? METRES.getOrDefault(actor.noun(), 1.0) : thing.height();
  }
}
