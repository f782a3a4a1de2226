package io.kinora.training.evaluate;

import io.kinora.house.staging.Staged;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.noun.Place;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The ground truth for VBench: which layers show an object, and which settings show a scene. These
/// are the ones with its name in the tables of nouns and places, and those of `accepted.tsv`.
final class VbenchAnswers {
  private final Map<String, Set<String>> accepted = new HashMap<>();

  VbenchAnswers() {
    for (String line : PromptList.lines("accepted.tsv")) {
      String[] cells = line.split("\t", -1);
      accepted.put(cells[0], Set.copyOf(Arrays.asList(cells[1].split(", "))));
    }
  }

  /// A prompt's name of an object without its article.
  static String plain(String object) {
    return object.replaceFirst("^(a|an|the) ", "");
  }

  /// Whether a layer shows an object.
  boolean shows(Staged.Seen seen, String object) {
    Set<String> keys = accepted.getOrDefault(object, Set.of());
    Noun noun = Nouns.named(seen.noun());
    return keys.contains(seen.noun())
        || (noun != null && keys.contains("category:" + noun.category()))
        || seen.noun().equals(object)
        || (noun != null && named(noun, object));
  }

  private static boolean named(Noun noun, String object) {
    return noun.english().stream()
        .anyMatch(name -> name.singular().equals(object) || name.plural().equals(object));
  }

  /// Whether the staging shows a scene.
  boolean isScene(Staged staged, String scene) {
    Place place = staged.setting().place();
    return place != null
        ? place.english().contains(scene)
        : accepted.getOrDefault(scene, Set.of()).contains("scene:" + staged.setting().scene())
            || staged.seen().stream().anyMatch(seen -> shows(seen, scene));
  }

  /// The layers of the prompt's subjects.
  static List<Staged.Seen> named(Staged staged) {
    return staged.seen().stream().filter(seen -> seen.phrase() >= 0).toList();
  }

  /// Whether two layers satisfy a relation: farther apart along its axis than along the other, and
  /// neither covered by more than half.
  static boolean related(Staged.Box one, Staged.Box other, String relation) {
    double right = (one.left() + one.right() - other.left() - other.right()) / 2;
    double down = (one.top() + one.bottom() - other.top() - other.bottom()) / 2;
    return apart(one, other)
        && switch (relation) {
          case "left" -> -right > 0 && -right >= Math.abs(down);
          case "right" -> right > 0 && right >= Math.abs(down);
          case "top" -> -down > 0 && -down >= Math.abs(right);
          case "bottom" -> down > 0 && down >= Math.abs(right);
          default -> throw new IllegalArgumentException(relation);
        };
  }

  private static boolean apart(Staged.Box one, Staged.Box other) {
    double width = Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
    double height = Math.min(one.bottom(), other.bottom()) - Math.max(one.top(), other.top());
    return width <= 0 || height <= 0 || width * height <= .5 * Math.min(area(one), area(other));
  }

  private static double area(Staged.Box box) {
    return (box.right() - box.left()) * (box.bottom() - box.top());
  }
}
