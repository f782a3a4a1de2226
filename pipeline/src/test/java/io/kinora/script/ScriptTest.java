package io.kinora.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.render.time.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
  private static final String STORY =
      """
      ---
      size: 1280x720
      look: noir
      cast:
        Mia: a girl in a red dress
        Bo: a small brown dog
      ---
      # The day

      ## The park
      Mia walks through a sunny park, Bo runs ahead of her. (6 s, camera pans right)
      > "Wait for me!"                     <!-- a caption, timed over the shot -->

      ## Night
      {crossfade 0.8}
      Mia and Bo sleep under the stars. (4 s)

      ## Later
      {continue}
      She wakes. {2 s}
      """;

  private static final Path FILE = Path.of("story.md");

  @Test
  void the_story_of_the_documentation_is_read() {
    Script script = Script.parse(STORY, FILE);
    assertThat(script.settings().title()).isEqualTo("The day");
    assertThat(script.settings().size()).isEqualTo(new FrameSize(1280, 720));
    assertThat(script.settings().look().texts()).containsExactly("filter noir");
    assertThat(script.shots())
        .extracting(ScriptShot::title)
        .containsExactly("The park", "Night", "Later");
    ScriptShot park = script.shots().getFirst();
    assertThat(park.prompt())
        .isEqualTo(
            "a girl in a red dress walks through a sunny park, a small brown dog runs ahead of her,"
                + " camera pans right");
    assertThat(park.cast()).extracting(Member::name).containsExactly("Mia", "Bo");
    assertThat(park.seconds()).isEqualTo(6);
    assertThat(park.line()).isEqualTo(10);
    Caption caption = park.captions().getFirst();
    assertThat(caption.text()).isEqualTo("\"Wait for me!\"");
    assertThat(caption.from()).isBetween(0.0, .5);
    assertThat(caption.to()).isBetween(5.0, 6.0);
    ScriptShot night = script.shots().get(1);
    assertThat(night.transition()).isEqualTo(new Transition("crossfade", .8));
    assertThat(night.prompt())
        .isEqualTo("a girl in a red dress and a small brown dog sleep under the stars.");
    ScriptShot later = script.shots().get(2);
    assertThat(later.continues()).isTrue();
    assertThat(later.seconds()).isEqualTo(2);
    assertThat(later.prompt()).isEqualTo("She wakes.");
  }

  @Test
  void a_chinese_story_is_read() {
    Script script =
        Script.parse(
            """
            ---
            cast:
              小美: 穿红裙子的女孩
              小白: 一只白色的小狗
            ---
            ## 公园
            小美在公园里散步，小白在跑。（5 秒，镜头向右移）
            > 等等我！
            ## 海边
            {crossfade}
            它在海边跳。
            """,
            FILE);
    assertThat(script.shots().getFirst().prompt()).isEqualTo("穿红裙子的女孩在公园里散步，一只白色的小狗在跑, 镜头向右移");
    assertThat(script.shots().getFirst().seconds()).isEqualTo(5);
    assertThat(script.shots().get(1).prompt()).isEqualTo("一只白色的小狗在海边跳。");
    assertThat(script.shots().get(1).transition().name()).isEqualTo("crossfade");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          It is night. She sleeps.      | It is night. a girl in a red dress sleeps.
          It rains. He runs.            | It rains. He runs.
          It runs.                      | a small brown dog runs.
          They run.                     | a girl in a red dress and a small brown dog run.
          Mia runs and Mia jumps.       | a girl in a red dress runs and she jumps.
          Miami shines at night.        | Miami shines at night.
          """)
  void pronouns_are_who_was_named_last(String prose, String prompt) {
    Script script =
        Script.parse(
            "---\ncast: {Mia: a girl in a red dress, Bo: a small brown dog}\n---\n"
                + "## A\nMia and Bo walk.\n## B\n"
                + prose,
            FILE);
    assertThat(script.shots().get(1).prompt()).isEqualTo(prompt);
  }

  @Test
  void captions_have_times_of_their_own_or_share_the_shot() {
    Script script =
        Script.parse(
            "## A\nA bird flies. (10 s)\n> [1-2.5] first\n\n> a short one\n> a one that is much longer to read\n",
            FILE);
    List<Caption> captions = script.shots().getFirst().captions();
    assertThat(captions.getFirst()).isEqualTo(new Caption("first", 1, 2.5));
    assertThat(captions.get(1).to()).isLessThan(captions.get(2).from() + 1e-9);
    double one = captions.get(1).to() - captions.get(1).from();
    double two = captions.get(2).to() - captions.get(2).from();
    assertThat(two / one).isCloseTo(2, within(.5));
  }

  @Test
  void windows_line_ends_and_a_byte_order_mark_change_nothing() throws IOException {
    Script plain = Script.parse(STORY, FILE);
    Script windows = Script.parse("\uFEFF" + STORY.replace("\n", "\r\n"), FILE);
    assertThat(windows.shots()).isEqualTo(plain.shots());
    assertThat(windows.settings().cast()).isEqualTo(plain.settings().cast());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          just words                                   | story.md:1:1: This text is before the first shot
          `---\\nsize: 1280x720\\n---\\n`              | The script has no shots
          `---\\nsizes: 720p\\n---\\n## A\\nA bird.`   | story.md:2:8: There is no setting "sizes"
          `---\\nsize: [1\\n---\\n## A\\nA bird.`      | The front matter is not YAML
          `---\\nsize: 12\\n---\\n## A\\nA bird.`      | story.md:2:7:
          `---\\ncast: x\\n---\\n## A\\nA bird.`       | story.md:2:7: The cast is not a list of names and values
          `---\\ncast: {Bo: bo.png}\\n---\\n## A\\nBo.`| story.md:2:12: The file "bo.png" does not exist
          `---\\nmusic: none.mp3\\n---\\n## A\\nA b.`  | story.md:2:8: The file "none.mp3" does not exist
          `---\\nseed: many\\n---\\n## A\\nA bird.`    | story.md:2:7: "many" is not a number
          `---\\nsize: 720p\\n## A\\nA bird.`          | The front matter has no end
          `## A\\nA bird. (0 s)`                       | story.md:2:1: The duration is 0.0 s
          `## A\\nA bird. (601 s)`                     | story.md:2:1: The duration is 601.0 s
          `## A\\n\\n## B\\nA bird.`                   | story.md:1:1: The shot "A" has no text
          `## A\\n{continue}\\nA bird.`                | cannot continue a previous one
          `## A\\n{crosfade 1}\\nA bird.`              | is not an instruction
          `## A\\nA bird. {narration no.wav}`          | The file "no.wav" does not exist
          `## A\\nA bird. (3 s)\\n\\n> [2-9] late`     | story.md:4:3: The caption is to be seen
          `## A\\n- a bird`                            | story.md:2:1: This is neither prose nor a caption
          `---\\ncast: {Mia: a girl}\\n---\\n## A\\nMai walks.` | story.md:5:1: "Mai" is not in the cast
          `---\\nsize: 720p\\nratio: 1:1\\n---\\n## A\\nA b.`   | Both size and ratio are given
          """)
  void what_is_wrong_is_told_with_its_place(String text, String message) {
    assertThatThrownBy(() -> Script.parse(text.replace("\\n", "\n"), FILE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(message);
  }

  @Test
  void what_was_meant_is_told_too() {
    assertThatThrownBy(() -> Script.parse("---\nmusc: a.mp3\n---\n## A\nA bird.", FILE))
        .hasMessageContaining("Did you mean \"music\"?");
    assertThatThrownBy(() -> Script.parse("## A\n{contine}\nA bird.", FILE))
        .hasMessageContaining("Did you mean \"continue\"?");
  }

  @Test
  void a_cast_of_fifty_a_long_script_and_bombs_are_refused(@TempDir Path folder)
      throws IOException {
    var many = new StringBuilder("---\ncast:\n");
    for (int i = 0; i < 50; i++) {
      many.append("  M").append(i).append(": a cat\n");
    }
    assertThatThrownBy(() -> Script.parse(many + "---\n## A\nM1 runs.", FILE))
        .hasMessageContaining("The cast has 50 members, but at most 24");
    assertThatThrownBy(() -> Script.parse("## A\nA bird.\n".repeat(10_000), FILE))
        .hasMessageContaining("longer than 5000 lines");
    String bomb =
        "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n---\n## A\nA bird.";
    assertThatThrownBy(() -> Script.parse(bomb, FILE)).isInstanceOf(BadRequest.class);
    String deep = "---\nsize: " + "[".repeat(20_000) + "\n---\n## A\nA bird.";
    assertThatThrownBy(() -> Script.parse(deep, FILE)).isInstanceOf(BadRequest.class);
    String tag = "---\ntitle: !!javax.script.ScriptEngineManager [x]\n---\n## A\nA bird.";
    assertThatThrownBy(() -> Script.parse(tag, FILE)).isInstanceOf(BadRequest.class);
    Path binary = Files.write(folder.resolve("b.md"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertThatThrownBy(() -> Script.read(binary)).hasMessageContaining("is not text in UTF-8");
    assertThatThrownBy(() -> Script.read(folder.resolve("none.md")))
        .hasMessageContaining("does not exist");
  }

  @Test
  void a_script_from_outside_names_the_files_that_come_with_it_and_no_others() {
    String text = "---\nmusic: song.wav\ncast:\n  Bo: bo.png, a dog\n---\n## A\nBo runs.\n";
    Script script = Script.parseClosed(text, FILE, Set.of("song.wav", "bo.png"));
    assertThat(script.settings().music()).hasFileName("song.wav").hasParentRaw(script.folder());
    assertThatThrownBy(() -> Script.parseClosed(text, FILE, Set.of("song.wav")))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("bo.png");
    assertThatThrownBy(
            () ->
                Script.parseClosed(
                    text.replace("song.wav", "../song.wav"), FILE, Set.of("song.wav", "bo.png")))
        .isInstanceOf(BadRequest.class);
  }
}
