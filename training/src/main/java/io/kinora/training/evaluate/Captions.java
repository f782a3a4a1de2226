package io.kinora.training.evaluate;

import io.kinora.text.Inflection;
import io.kinora.text.Lexicon;
import io.kinora.training.data.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Generates captions of scenarios in English or Chinese, with words of the lexicon, in several
/// phrasings.
final class Captions {
  /// The probability of the first word of a label, its plain name.
  private static final double PLAIN = .5;

  /// The number of words of a label that are used: later ones are rare, or mean more than the
  /// label.
  private static final int USUAL = 3;

  private final String language;
  private final Map<String, List<String>> words;

  /// @param language `en` or `zh`
  Captions(String language) {
    this.language = language;
    words = Lexicon.read(language).bases();
  }

  /// A sentence, unless the lexicon lacks a word for it.
  Optional<String> say(Scenario scenario, RandomGenerator random) {
    for (String label : labels(scenario)) {
      if (!label.endsWith(":") && !words.containsKey(label)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        language.equals("zh") ? chinese(scenario, random) : english(scenario, random));
  }

  private static List<String> labels(Scenario s) {
    return List.of(
        "subject:" + s.noun(),
        "colour:" + s.colour(),
        action(s),
        "direction:" + s.direction(),
        "scene:" + s.scene(),
        "time:" + s.time(),
        "weather:" + s.weather(),
        "count:" + s.count());
  }

  private static String action(Scenario scenario) {
    return "action:" + scenario.action().replace(' ', '-');
  }

  private String english(Scenario s, RandomGenerator random) {
    String noun = word("subject:" + s.noun(), random);
    String colour = word("colour:" + s.colour(), random);
    String verb = word(action(s), random);
    boolean one = s.count() == 1;
    String article = "aeiou".indexOf(colour.charAt(0)) >= 0 ? "an " : "a ";
    String who =
        one
            ? article + colour + " " + noun
            : word("count:" + s.count(), random) + " " + colour + " " + form(noun, "subject:", 1);
    String does = one ? form(verb, "action:", 1) : verb;
    String way = s.direction().isEmpty() ? "" : " " + way(s.direction(), random);
    String scene = word("scene:" + s.scene(), random);
    String time = word("time:" + s.time(), random);
    String weather = word("weather:" + s.weather(), random);
    return switch (random.nextInt(4)) {
      case 0 -> "%s %s%s in the %s, %s, %s".formatted(who, does, way, scene, time, weather);
      case 1 -> "%s, %s: %s %s%s in the %s".formatted(time, weather, who, does, way, scene);
      case 2 -> "in the %s, %s %s%s, %s, %s".formatted(scene, who, does, way, weather, time);
      default -> "%s, %s in the %s, %s %s%s".formatted(weather, time, scene, who, does, way);
    };
  }

  private static String way(String direction, RandomGenerator random) {
    boolean sideways = direction.equals("left") || direction.equals("right");
    return sideways && random.nextBoolean() ? "to the " + direction : direction + "wards";
  }

  private String chinese(Scenario s, RandomGenerator random) {
    String who =
        counted(s.count())
            + word("colour:" + s.colour(), random)
            + "的"
            + word("subject:" + s.noun(), random);
    String way = s.direction().isEmpty() ? "" : counted("direction:" + s.direction());
    String does = way + word(action(s), random);
    String scene = word("scene:" + s.scene(), random);
    String time = word("time:" + s.time(), random);
    String weather = word("weather:" + s.weather(), random);
    return switch (random.nextInt(3)) {
      case 0 -> "%s，%s，%s在%s%s".formatted(time, weather, who, scene, does);
      case 1 -> "%s在%s%s，%s，%s".formatted(who, scene, does, time, weather);
      default -> "%s，%s，%s里，%s%s".formatted(weather, time, scene, who, does);
    };
  }

  private String counted(int count) {
    return counted("count:" + count);
  }

  /// The first word of a label with two characters, such as 两只 and 向左.
  private String counted(String label) {
    List<String> all = words.getOrDefault(label, List.of());
    return all.stream().filter(word -> word.length() == 2).findFirst().orElseGet(all::getFirst);
  }

  private String word(String label, RandomGenerator random) {
    List<String> all = words.getOrDefault(label, List.of());
    if (random.nextDouble() < PLAIN) {
      return all.getFirst();
    }
    return all.get(random.nextInt(Math.min(USUAL, all.size()))).toLowerCase(Locale.ROOT);
  }

  private static String form(String word, String label, int form) {
    List<Inflection.Form> forms = Inflection.forms(word, label);
    return forms.get(Math.min(form, forms.size() - 1)).text();
  }
}
