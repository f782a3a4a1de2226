package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.engine.Vocabulary;
import io.kinora.house.HouseEngine;
import io.kinora.house.staging.Staged;
import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.text.Lexicon;
import io.kinora.text.TextStage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the report says was understood is what is drawn: for each word that it lists, the shot is
/// another one if that word is taken out of the prompt.
class HonestReadingTest {
  /// With one seed alone, what a prompt says may be what chance would have chosen.
  private static final List<Long> SEEDS = List.of(7L, 8L, 10L);

  /// About how many prompts of a class are tried; `-Dkinora.honest=1000` tries all.
  private static final int MOST = Integer.getInteger("kinora.honest", 12);

  private static TextStage text;
  private static HouseEngine engine;
  private static Vocabulary vocabulary;

  @BeforeAll
  static void open() {
    text = TextStage.open();
    engine = new HouseEngine();
    vocabulary = engine.vocabulary();
  }

  @AfterAll
  static void close() {
    text.close();
    engine.close();
  }

  /// @param weather that was read: clear is what it is without a word, too
  private record Shown(Staged staged, @Nullable String weather) {}

  private static List<Shown> shown(String prompt) {
    return SEEDS.stream().map(seed -> shown(prompt, seed)).toList();
  }

  private static Shown shown(String prompt, long seed) {
    var understanding = text.understand(prompt, vocabulary);
    return new Shown(
        engine.staged(
            new Shot(understanding, seed, Format.DEFAULT, Movement.AS_SAID, EngineOptions.NONE)),
        understanding.weather());
  }

  /// Whether a prompt gives the same with each seed; it is not asked further than the first that
  /// differs.
  private static boolean isShown(String prompt, List<Shown> whole) {
    return IntStream.range(0, whole.size())
        .allMatch(i -> shown(prompt, SEEDS.get(i)).equals(whole.get(i)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject",
        "colour",
        "size",
        "count",
        "action",
        "deed",
        "speed",
        "direction",
        "scene",
        "time",
        "weather",
        "camera",
        "relation",
        "noun",
        "style"
      })
  void a_word_that_is_listed_changes_the_shot(String kind) {
    var idle = new ArrayList<String>();
    List<String> all = prompts(kind);
    int step = Math.max(1, all.size() / MOST);
    for (int i = 0; i < all.size(); i += step) {
      String prompt = all.get(i);
      List<Shown> whole = shown(prompt);
      for (String line : text.understand(prompt, vocabulary).understood()) {
        String word = line.replaceFirst(" → .*", "");
        int at = prompt.indexOf(word);
        if (line.endsWith("→ left out") || at < 0 || word.equals(prompt)) {
          continue;
        }
        String rest = prompt.substring(0, at) + prompt.substring(at + word.length());
        if (!rest.isBlank() && !hasSomebody(rest) && isShown(rest, whole)) {
          idle.add(prompt + ": " + line);
        }
      }
    }
    assertThat(idle).isEmpty();
  }

  /// Whether a person is added to a prompt that names none: a word for the doer that was taken out
  /// is replaced, perhaps by the same figure.
  private static boolean hasSomebody(String prompt) {
    return text.understand(prompt, vocabulary).understood().stream()
        .anyMatch(line -> line.contains("→ somebody ") || line.contains("→ 一个男人"));
  }

  private static List<String> prompts(String kind) {
    Map<String, List<String>> english = Lexicon.read("en").bases();
    Map<String, List<String>> chinese = Lexicon.read("zh").bases();
    var prompts = new LinkedHashSet<String>();
    switch (kind) {
      case "subject", "noun" -> {
        List<Noun> nouns = Nouns.all();
        for (int i = kind.equals("noun") ? 0 : 11; i < nouns.size(); i += 23) {
          prompts.add("a " + nouns.get(i).english().getFirst().singular() + " at sunset");
          prompts.add("傍晚的" + nouns.get(i).chinese().getFirst());
        }
      }
      case "colour" -> {
        some(english, "colour:", 3).forEach(word -> prompts.add("a " + word + " kite"));
        some(english, "colour:", 1).forEach(word -> prompts.add("a windmill, " + word));
        some(chinese, "colour:", 2).forEach(word -> prompts.add("一个" + word + "的茶壶"));
      }
      case "size" -> {
        List.of("small", "tiny", "huge", "giant").forEach(w -> prompts.add("a " + w + " teapot"));
        List.of("巨大", "迷你").forEach(word -> prompts.add("一只" + word + "的猫"));
      }
      case "count" -> {
        some(english, "count:", 4).forEach(word -> prompts.add(word + " ducks on a lake"));
        some(chinese, "count:", 3).forEach(word -> prompts.add(word + "鸭子"));
      }
      case "action" -> {
        for (String who : List.of("dog", "eagle", "teapot", "butterfly")) {
          some(english, "action:", 1).forEach(w -> prompts.add("a " + who + " " + ing(w)));
        }
        some(chinese, "action:", 1).forEach(word -> prompts.add("一只狗在" + word));
      }
      case "deed" -> {
        for (Deed deed : Deeds.all()) {
          prompts.add("a woman who is " + ing(deed.english().getFirst()));
          prompts.add("一个女人正在" + plain(deed.chinese().getFirst()));
        }
      }
      case "speed" -> {
        for (String what : List.of("a dog runs", "a teapot spins", "a ship sails")) {
          some(english, "speed:", 3).forEach(word -> prompts.add(what + " " + word));
        }
        List.of("慢慢地", "飞快地").forEach(word -> prompts.add("一只狗" + word + "跑"));
      }
      case "direction" -> {
        for (String what : List.of("a dog walks", "a truck drives", "a teapot moves")) {
          some(english, "direction:", 2).forEach(word -> prompts.add(what + " " + word));
        }
      }
      case "scene", "time", "weather" -> {
        some(english, kind + ":", 3).forEach(word -> prompts.add("a dog, " + word));
        some(chinese, kind + ":", 2).forEach(word -> prompts.add(word + "，一只狗"));
      }
      case "camera" -> {
        some(english, "camera:", 30).forEach(word -> prompts.add("a dog on a farm, " + word));
        some(chinese, "camera:", 30).forEach(word -> prompts.add("农场里的一只狗，" + word));
        prompts.add("a dog, the camera rotates clockwise");
        prompts.add("a dog, drone shot");
        prompts.add("a dog, handheld camera");
      }
      case "relation" -> {
        Stream.of(
                "above below behind beside on in under near inside with chasing carrying pushing"
                    .split(" "))
            .forEach(word -> prompts.add("a dog " + word + " a red truck"));
        Stream.of("on the left of|on the right of|on top of|in front of|next to".split("\\|"))
            .forEach(word -> prompts.add("a cup " + word + " a vase"));
        Stream.of("骑着 拿着 追 推着".split(" ")).forEach(w -> prompts.add("一个女孩" + w + "一匹马"));
        Stream.of("上 下面 里 旁边 左边 右边".split(" ")).forEach(w -> prompts.add("杯子在桌子" + w));
      }
      default -> {
        prompts.add("a red balloon, purple, drifting");
        prompts.add("cyberpunk city, a robot, neon lights, steam, 4k, watercolor");
        prompts.add("timelapse of rocks and a river");
        prompts.add("a girl in a red dress with a blue hat holding a yellow balloon");
      }
    }
    return List.copyOf(prompts);
  }

  private static List<String> some(Map<String, List<String>> words, String kind, int most) {
    return words.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(kind))
        .flatMap(entry -> entry.getValue().stream().limit(most))
        .toList();
  }

  private static String plain(String phrase) {
    String plain = phrase.replaceFirst("^=", "");
    while (plain.contains("(")) {
      plain = plain.replaceFirst("\\(([^|)]*)[^)]*\\)", "$1");
    }
    return plain.replace("_ ", "").replace("_", "");
  }

  private static String ing(String phrase) {
    if (phrase.startsWith("=")) {
      return plain(phrase);
    }
    String[] words = plain(phrase).split(" ", 2);
    String verb =
        io.kinora.text.Inflection.forms(words[0], "action:").stream()
            .filter(form -> form.kind() == io.kinora.text.Inflection.Kind.PARTICIPLE)
            .findFirst()
            .orElseThrow()
            .text();
    return words.length == 1 ? verb : verb + " " + words[1];
  }
}
