package io.kinora.training.world;

import io.kinora.engine.Vocabulary;
import io.kinora.training.world.scenery.Bands;
import io.kinora.training.world.scenery.Props;
import io.kinora.training.world.subject.Colour;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// All words that describe the world. Their order is fixed: it is the order of the text vectors in
/// the weights.
public final class DioramaWords {
  public static final List<String> COLOURS = Stream.of(Colour.values()).map(Colour::label).toList();
  public static final List<String> SCENES = Places.names();
  public static final List<String> TIMES = List.of("day", "sunset", "night", "dawn");
  public static final List<String> WEATHERS = List.of("clear", "cloudy", "rain", "snow", "fog");
  public static final List<String> ACTIONS =
      List.of(
          "fly",
          "flutter",
          "swim",
          "float",
          "sail",
          "drive",
          "walk",
          "run",
          "hop",
          "hover",
          "sway",
          "stand",
          "spin",
          "dance",
          "roll",
          "glide",
          "dive",
          "climb",
          "land",
          "take off");
  public static final List<String> DIRECTIONS =
      List.of("right", "left", "up", "down", "still", "towards", "away", "around");
  public static final List<String> SPEEDS = List.of("slow", "fast");

  private DioramaWords() {}

  /// The vocabulary of prompts.
  public static Vocabulary vocabulary() {
    return new Vocabulary(subjects(), COLOURS, SCENES, TIMES, WEATHERS, ACTIONS);
  }

  /// The subjects' names.
  public static List<String> subjects() {
    return Subjects.all().stream().map(Subject::name).toList();
  }

  /// Every word, each once.
  public static List<String> all() {
    var words = new LinkedHashSet<String>();
    words.addAll(subjects());
    words.addAll(COLOURS);
    Props.all().forEach(thing -> words.add(thing.name()));
    Bands.all().forEach(thing -> words.add(thing.name()));
    List.of(SCENES, TIMES, WEATHERS, ACTIONS, DIRECTIONS, SPEEDS).forEach(words::addAll);
    return new ArrayList<>(words);
  }
}
