package io.kinora.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// The view of several shots in a real browser: the time line, the script, music, looks.
@NullUnmarked // fields are set before each test
class StudioFinishPageTest extends StudioPages {
  private static final String SCRIPT =
      """
      ---
      size: 192x108
      fps: 8
      ---
      ## Sea
      A red bird flies over the sea. (1 s)
      > Morning

      ## Garden
      {crossfade 0.3}
      Two yellow butterflies in a garden. (1 s)
      <!-- a note -->
      """;

  private void begin() {
    page.addInitScript(
        "if (!localStorage['kinora.script']) localStorage['kinora.script'] = JSON.stringify(`"
            + SCRIPT
            + "`)");
    enter(page, true);
    page.navigate(base + "/studio/#/finish");
    page.locator(".clip").nth(1).waitFor();
  }

  private String script() {
    return (String) page.evaluate("() => JSON.parse(localStorage['kinora.script'])");
  }

  private void dragBy(Locator what, double right) {
    var box = what.boundingBox();
    double x = box.x + box.width / 2, y = box.y + box.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x + right / 2, y);
    page.mouse().move(x + right, y);
    page.mouse().up();
  }

  @Test
  void shots_are_ordered_trimmed_and_joined_and_the_script_says_so() throws IOException {
    begin();
    assertThat(page.locator(".price")).containsText("credits");
    Browser.checkManners(page, "finish");
    Browser.checkLayout(page, "finish");
    dragBy(page.locator(".clip .body").first(), 400);
    assertThat(page.locator(".clip .body span").first()).hasText("Garden");
    assertThat(script()).containsSubsequence("## Garden", "a note", "## Sea");
    page.locator(".clip .body").nth(0).press("Alt+ArrowRight");
    assertThat(page.locator(".clip .body span").first()).hasText("Sea");
    page.locator(".trim").first().press("ArrowRight");
    assertThat(page.locator("#shot-seconds")).not().hasValue("9");
    assertThat(script()).contains("over the sea. (1.5 s)");
    dragBy(page.locator(".trim").nth(1), 240);
    assertThat(script()).containsPattern("in a garden\\. \\(([2-9]|1\\.[5-9])[0-9.]* s\\)");
    page.locator(".join").click();
    assertThat(page.locator("#join")).isFocused();
    page.locator("#join").selectOption("wipe");
    assertThat(script()).contains("{wipe 0.3}").doesNotContain("crossfade");
    page.locator(".words input").nth(1).fill("Evening");
    page.locator(".words input").nth(1).press("Enter");
    assertThat(script()).containsSubsequence("## Garden", "> Evening");
    button(page, "Undo").click();
    assertThat(script()).doesNotContain("Evening");
    button(page, "Redo").click();
    assertThat(script()).contains("Evening", "<!-- a note -->");
    page.locator(".clip .body").nth(1).press("Delete");
    assertThat(page.locator(".clip")).hasCount(1);
    page.locator(".toast").getByText("Undo").click();
    assertThat(page.locator(".clip")).hasCount(2);
  }

  @Test
  void the_script_is_written_and_the_time_line_follows_and_what_is_wrong_has_its_line() {
    begin();
    page.locator("#tab-text").click();
    assertThat(page.locator("#script")).hasValue(SCRIPT);
    Browser.checkManners(page, "script");
    page.locator("#script").fill(SCRIPT + "\n## Night\nA white cat sleeps. (2 s)\n");
    assertThat(page.locator(".clip")).hasCount(3);
    page.locator("#script").fill(SCRIPT + "\n## Night\n{crosfade 1}\nA white cat sleeps.\n");
    Locator trouble = page.locator(".below .wrong");
    assertThat(trouble).containsText("Line 15");
    assertThat(trouble).containsText("crossfade");
    assertThat(page.locator("#go")).isDisabled();
    page.locator("#language").click();
    assertThat(trouble).containsText("第 15 行");
    page.locator("#script").fill(SCRIPT);
    assertThat(trouble).isHidden();
    page.reload();
    assertThat(page.locator(".clip")).hasCount(2);
  }

  @Test
  void music_and_a_look_are_chosen_and_reach_the_film() throws IOException {
    begin();
    page.locator("#preview").click();
    page.locator(".stage video").waitFor();
    page.locator("#tab-film").click();
    page.locator("#music").setInputFiles(new FilePayload("notes.txt", "audio/x", new byte[9]));
    assertThat(page.locator(".toast")).containsText("no sound");
    page.locator("#music").setInputFiles(new FilePayload("my#song.wav", "audio/wav", Tones.wav()));
    assertThat(page.locator("canvas.wave")).isVisible();
    assertThat(script()).contains("music: my-song.wav");
    Locator noir = page.locator(".tile").getByText("noir");
    noir.click();
    assertThat(script()).contains("look: filter noir");
    page.waitForFunction(
        "() => [...document.querySelectorAll('.tile canvas')].every(c => c.drawn)");
    Browser.checkManners(page, "film panel");
    page.locator("#go").click();
    page.locator(".stage video.film").waitFor();
    assertThat(page.locator(".about h1")).hasText("Sea · Garden");
    assertThat(
            page.evaluate(
                "async () => { const v = document.querySelector('video.film'); v.muted = false;"
                    + " await v.play(); await new Promise(r => setTimeout(r, 300));"
                    + " return v.webkitAudioDecodedByteCount > 0; }"))
        .isEqualTo(true);
    page.evaluate("() => localStorage.setItem('kinora.script', '\"\"')");
    page.reload();
    page.locator("#cut").click();
    page.locator(".clip").nth(1).waitFor();
    assertThat(script()).contains("music: my-song.wav", "look: filter noir");
  }

  @Test
  void an_empty_time_line_teaches_and_a_shot_of_make_comes_to_it() throws IOException {
    enter(page, true);
    page.keyboard().press("Alt+2");
    page.locator("#example").waitFor();
    Browser.checkManners(page, "finish, empty");
    page.locator("#example").click();
    assertThat(page.locator(".clip")).hasCount(3);
    page.keyboard().press("Alt+1");
    page.locator("#prompt").fill("a blue whale in the sea");
    page.locator("#shot").click();
    page.locator(".toast").getByText("Finish").click();
    assertThat(page.locator(".clip")).hasCount(4);
    assertThat(script()).contains("a blue whale in the sea (1 s)", "{seed ");
    if (System.getProperty("kinora.studio.pictures") != null) {
      pictures();
    }
  }

  private void pictures() throws IOException {
    page.locator(".clip .body").last().press("Delete");
    page.locator("#preview").click();
    page.locator(".stage video").waitFor();
    page.evaluate("() => { document.querySelector('.stage video').currentTime = 1.5; }");
    page.locator(".toast")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    page.locator("#tab-film").click();
    page.locator("#music").setInputFiles(new FilePayload("song.wav", "audio/wav", Tones.wav()));
    page.locator("canvas.wave").waitFor();
    page.waitForFunction(
        "() => [...document.querySelectorAll('.tile canvas')].every(c => c.drawn)");
    page.waitForTimeout(8500);
    page.locator("#tab-shot").click();
    picture(page, "finish");
    page.locator("#tab-text").click();
    picture(page, "finish-script");
    page.locator("#tab-shot").click();
    page.locator("#script")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    page.locator(".clip .body").nth(1).click();
    page.locator("#language").click();
    picture(page, "finish-chinese");
  }

  @Test
  void what_the_page_knows_nothing_of_outlives_every_edit() {
    begin();
    List<?> left =
        (List<?>)
            page.evaluate(
                """
                async () => {
                  const s = await import('./page/script.js');
                  const text = '---\\ncast:\\n  Mia: a girl\\nduration: 3\\n---\\n<!-- top -->\\n'
                    + '## A <!-- t -->\\n{camera zoom=2, wipe 1}\\nMia runs. (6 s, camera pans)\\n'
                    + '> [1-2] Hi <!-- c -->\\n\\n## B\\n{继续}\\nMia 睡觉。（4 秒）\\n';
                  const wrong = [];
                  const kept = (name, now, ...rest) => rest.forEach(
                    (part) => now.includes(part) || wrong.push(name + ' lost ' + part));
                  const all = ['Mia: a girl', '<!-- top -->', 'camera zoom=2', 'camera pans', '<!-- c -->'];
                  kept('seconds', s.withSeconds(text, 0, 2.5), ...all, '(2.5 s, camera pans)');
                  kept('seconds zh', s.withSeconds(text, 1, 2), ...all, '（2 s）');
                  kept('transition', s.withTransition(text, 1, 'slide', 1), ...all, '{slide 1}');
                  kept('caption', s.withCaption(text, 0, 0, {text: 'Ho', from: 1, to: 2}), ...all, '[1-2] Ho');
                  kept('moved', s.moved(text, 1, 0), ...all, 'Mia 睡觉');
                  kept('setting', s.withSetting(text, 'duration', ''), ...all);
                  kept('music', s.withSetting(text, 'music', 'my: song.mp3'), ...all, '"my: song.mp3"');
                  const film = s.read(text);
                  if (film.seconds !== 10 || film.shots[1].transition !== 'continue') wrong.push(JSON.stringify(film));
                  return wrong;
                }
                """);
    assertThat(left).isEmpty();
  }
}
