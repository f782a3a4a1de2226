package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.shot.Camera;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Prompts as people type them: with slips, emoji, two languages, numbers, and things that shall
/// not be there.
class FreeWritingTest {
  private static TextStage stage;

  @BeforeAll
  static void open() {
    stage = TextStage.open();
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  private static List<String> names(Understanding text) {
    return text.subjects().stream().map(SubjectPhrase::name).toList();
  }

  @Test
  void reads_mistyped_words() {
    var text = stage.understand("a rde brid flys over teh ocaen");
    assertThat(names(text)).containsExactly("bird");
    assertThat(text.subjects().getFirst().colour()).isEqualTo("red");
    assertThat(text.scene()).isEqualTo("sea");
    assertThat(text.understood()).contains("brid → bird", "ocaen → ocean");
    assertThat(text.prompt()).isEqualTo("a rde brid flys over teh ocaen");
  }

  @ParameterizedTest
  @CsvSource({"elefant, elephant", "buterfly, butterfly", "helicoptor, helicopter"})
  void reads_mistyped_nouns(String typed, String name) {
    assertThat(names(stage.understand("a " + typed))).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({"moat, boat", "boot, boat", "beer, bear", "bandana, banyan", "fist, fish"})
  void a_word_of_its_own_is_not_mistyped(String word, String like) {
    assertThat(stage.understand("a " + word).understood())
        .noneMatch(line -> line.equals(word + " → " + like));
  }

  @ParameterizedTest
  @CsvSource({
    "🐱 walks in 🌧️, cat, rain",
    "☀️🐶🏖️, dog, clear",
    "一只🐱在雪里, cat, snow",
  })
  void reads_pictographs(String prompt, String name, String weather) {
    var text = stage.understand(prompt);
    assertThat(names(text)).containsExactly(name);
    assertThat(text.weather()).isEqualTo(weather);
  }

  @Test
  void takes_no_colour_from_a_pictograph() {
    assertThat(stage.understand("❤一只猫").subjects().getFirst().colour()).isNull();
    assertThat(stage.understand("❤ a cat").subjects().getFirst().colour()).isNull();
  }

  @Test
  void says_which_pictographs_it_did_not_understand() {
    assertThat(stage.understand("a red bird 🫠").notUnderstood()).containsExactly("🫠");
  }

  @ParameterizedTest
  @CsvSource({
    "a 猫 and a dog play in the park, cat, dog",
    "红色的 car 和一只 dog, car, dog",
  })
  void reads_words_of_the_other_language(String prompt, String first, String second) {
    assertThat(names(stage.understand(prompt))).containsExactly(first, second);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a bird, no rain | no rain
          a bird in the city, not raining | not raining
          没有雨，一只红色的鸟 | 没有雨
          不下雨的城市里有一只鸟 | 不下雨
          """)
  void leaves_out_what_shall_not_be_there(String prompt, String line) {
    var text = stage.understand(prompt);
    assertThat(names(text)).containsExactly("bird");
    assertThat(text.weather()).isEqualTo("clear");
    assertThat(text.understood()).contains(line + " → left out");
  }

  @Test
  void tells_what_is_there_from_what_is_not() {
    assertThat(names(stage.understand("a cat on the beach without people"))).containsExactly("cat");
    assertThat(names(stage.understand("it is not a cat but a dog"))).containsExactly("dog");
    assertThat(names(stage.understand("not only a cat but also a dog")))
        .containsExactly("cat", "dog");
    assertThat(names(stage.understand("没有尾巴的猫"))).containsExactly("cat");
    assertThat(names(stage.understand("a beach without people and a red bird")))
        .containsExactly("bird");
    assertThat(names(stage.understand("a street without cars and people"))).isEmpty();
    assertThat(stage.understand("a dog without zooming").camera()).isEqualTo(Camera.STATIC);
  }

  @ParameterizedTest
  @CsvSource({
    "大海里的一艘船, sea",
    "在海中航行的帆船, sea",
    "水中的鸭子, lake",
    "海里的鲸鱼, underwater",
    "鱼在水里游, underwater",
    "海底的一条鱼, underwater",
    "海边的一只狗, beach",
    "村庄里的一只狗, village",
    "a quiet village with a yellow bus, village",
  })
  void tells_places_apart(String prompt, String scene) {
    assertThat(stage.understand(prompt).scene()).isEqualTo(scene);
  }

  @Test
  void clouds_do_not_hide_the_rain() {
    assertThat(stage.understand("dark clouds and heavy rain over a city").weather())
        .isEqualTo("rain");
    assertThat(stage.understand("a village in the snow").weather()).isEqualTo("snow");
  }

  @ParameterizedTest
  @CsvSource({"12 birds over the lake, 12 → 4", "a dozen ducks, dozen → 4", "五只鸟, 五只 → 4"})
  void says_that_it_draws_four_for_more(String prompt, String line) {
    var text = stage.understand(prompt);
    assertThat(text.subjects().getFirst().count()).isEqualTo(4);
    assertThat(text.understood()).contains(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          two red and blue balloons | 1 red, 1 blue
          three red and yellow butterflies | 2 red, 1 yellow
          红色的和蓝色的气球 | 1 red, 1 blue
          a black and white cow | 1 black
          一只黑色和白色的猫 | 1 black
          """)
  void of_several_things_some_have_the_other_colour(String prompt, String expected) {
    assertThat(
            stage.understand(prompt).subjects().stream()
                .map(subject -> subject.count() + " " + subject.colour()))
        .containsExactly(expected.split(", "));
  }

  @Test
  void stars_at_night_belong_to_the_sky() {
    assertThat(names(stage.understand("a boat on a river at night with stars")))
        .containsExactly("sailboat");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          don't show any people, a beach
          a beach free of people
          a beach with no people
          海滩，别出现人
          """)
  void nobody_is_there_where_the_prompt_says_so(String prompt) {
    var text = stage.understand(prompt);
    assertThat(names(text)).isEmpty();
    assertThat(text.scene()).isEqualTo("beach");
    assertThat(text.understood()).anyMatch(line -> line.endsWith("left out"));
  }

  @ParameterizedTest
  @CsvSource({
    "vaporwave city, vaporwave",
    "timelapse of a river, timelapse",
    "热气, 热气",
  })
  void a_word_is_not_guessed_across_kinds(String prompt, String word) {
    var text = stage.understand(prompt);
    assertThat(names(text)).isEmpty();
    assertThat(text.notUnderstood()).contains(word);
  }

  /// Phrases that are removed before the prompt is read.
  @ParameterizedTest
  @CsvSource({
    "'火锅翻滚,有人夹起一片毛肚', 有人夹起一片毛肚",
    "a can spinning with splashes of paint, splashes of paint",
  })
  void a_phrase_that_is_left_out_is_not_understood(String prompt, String phrase) {
    var text = stage.understand(prompt);
    assertThat(text.notUnderstood()).anyMatch(left -> left.endsWith(phrase));
    assertThat(text.understood()).noneMatch(line -> line.contains(phrase));
  }

  @Test
  void an_acorn_is_no_corn() {
    assertThat(names(stage.understand("an acorn on a table"))).contains("chestnut");
  }

  @Test
  void a_second_colour_that_is_not_drawn_is_not_listed() {
    var text = stage.understand("a red balloon, purple, drifting");
    assertThat(text.subjects().getFirst().colour()).isEqualTo("red");
    assertThat(text.notUnderstood()).containsExactly("purple");
  }
}
