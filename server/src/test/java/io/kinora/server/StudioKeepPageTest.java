package io.kinora.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.Keys;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept, and what goes wrong, in a real browser: two films compared, changes of size and
/// speed, a server that stops in the middle, files that are refused, too few credits.
@NullUnmarked // fields are set before each test
class StudioKeepPageTest extends StudioPages {
  /// Makes films by the page's own way, without waiting for them.
  private static final String MAKE =
      """
      async (films) => {
        const { api } = await import('./page/api.js');
        const { csrf } = await api.session();
        const ids = [];
        for (const [prompt, seconds, size] of films) {
          const film = await api.make({ prompt, seconds, size, engine: 'house', seed: 3, fps: '8' });
          ids.push(film.id);
        }
        return ids;
      }
      """;

  private void enter(KinoraServer other) {
    page.addInitScript(SMALL);
    page.navigate(base(other) + other.studioPath());
    page.locator("#prompt").waitFor();
  }

  @Test
  void two_films_are_compared_by_a_wipe_and_made_larger_or_slower() throws IOException {
    enter(page, true);
    page.evaluate(
        MAKE,
        new Object[][] {{"a wiped red bird", 1, "192x108"}, {"a wiped white cat", 1, "192x108"}});
    page.keyboard().press("Alt+3");
    Locator first =
        page.locator(".gallery li", new Page.LocatorOptions().setHasText("a wiped red bird"));
    first.locator("img").waitFor();
    page.locator(".gallery li", new Page.LocatorOptions().setHasText("a wiped white cat"))
        .locator("img")
        .waitFor();
    first.locator("a").click();
    page.getByLabel("Compare with")
        .selectOption(
            new com.microsoft.playwright.options.SelectOption().setLabel("a wiped white cat"));
    Locator top = page.locator(".wipe video.top");
    top.waitFor();
    page.waitForFunction(
        "() => [...document.querySelectorAll('.wipe video')].every((film) => film.readyState > 1)");
    assertThat(page.locator(".wipe video")).hasCount(2);
    Browser.checkManners(page, "compare");
    page.getByLabel("Position of the wipe").focus();
    page.keyboard().press("Home");
    assertThat(clip(top)).contains("0%");
    page.keyboard().press("End");
    assertThat(clip(top)).contains("100%");
    button(page, "Export").click();
    page.locator("#format").selectOption("mp4");
    String as = page.locator("#export [role=status]").innerText();
    page.locator("#change").selectOption("larger");
    assertThat(page.locator("#export [role=status]")).not().hasText(as);
    Browser.checkManners(page, "export");
    picture(page, "export");
    page.locator("#export")
        .getByText("Export", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(page.locator(".facts")).containsText("384 × 216");
    page.locator(".stage video.film").waitFor();
    button(page, "Export").click();
    page.locator("#format").selectOption("mp4");
    page.locator("#change").selectOption("slower");
    page.locator("#export")
        .getByText("Export", new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(page.locator(".facts")).containsText("other frame rate");
    page.locator(".stage video.film").waitFor();
    assertThat(page.locator(".facts")).containsText("2 s");
  }

  private static String clip(Locator video) {
    return (String) video.evaluate("film => getComputedStyle(film).clipPath");
  }

  @Test
  void the_server_stops_in_mid_job_and_the_page_catches_up(@TempDir Path kept) throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var flags =
        new HashMap<>(
            Map.of("port", Integer.toString(port), "grace-seconds", "0", "concurrent-jobs", "1"));
    try (KinoraServer first = serve(kept, flags)) {
      enter(first);
      var films = new Object[30][];
      films[0] = new Object[] {"a long film of a green frog", 10, "768x432"};
      for (int i = 1; i < films.length; i++) {
        films[i] = new Object[] {"a small white house", .5, "64x64"};
      }
      page.evaluate(MAKE, films);
      assertThat(page.locator(".queue li")).hasCount(30);
      Browser.checkManners(page, "queue");
      page.waitForFunction("() => document.querySelector('.queue progress').value > 0");
      page.locator("#prompt").fill("what is being written stays");
    }
    assertThat(page.locator(".banner")).isVisible();
    page.locator("#go").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("does not answer");
    flags.put("concurrent-jobs", "4");
    try (KinoraServer _ = serve(kept, flags)) {
      assertThat(page.locator(".banner")).isHidden();
      assertThat(page.locator("#prompt")).hasValue("what is being written stays");
      page.locator(".queue button").first().click(); // the long one is not waited for
      assertThat(page.locator(".queue li")).not().hasCount(30);
      page.keyboard().press("Alt+3");
      assertThat(page.locator(".gallery li")).hasCount(30);
      page.evaluate(
          "() => document.querySelectorAll('.poster > *').forEach("
              + "(seen) => seen.style.setProperty('visibility', 'hidden'))");
      Browser.checkLayout(page, "films");
      page.locator(".gallery img").first().waitFor();
      page.reload();
      assertThat(page.locator(".gallery li")).hasCount(30);
    }
    expected = "ERR_|status of 503";
  }

  @Test
  void too_few_credits_are_said_in_the_language_of_the_page_and_a_preview_needs_none() {
    var poor = server.services().keys().create(null, "poor", Scope.all(), new Keys.Limits(1, 99));
    page.addInitScript(SMALL);
    page.navigate(base + "/studio/");
    page.locator("#key").fill(poor.secret());
    button(page, "Sign in").click();
    page.locator("#prompt").fill("a red bird");
    page.locator("#preview").click();
    page.locator(".stage video.draft").waitFor();
    assertThat(server.services().ledger().balance(poor.account())).isZero();
    page.locator("#go").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("not enough credits");
    page.locator("#language").click();
    page.locator("#go").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("点数不足");
    expected = "status of 400";
  }

  @Test
  void what_the_server_refuses_is_said_in_chinese() {
    enter(page, true);
    page.locator("#language").click();
    page.evaluate(
        "() => { const draft = JSON.parse(localStorage['kinora.draft']); draft.prompt = '鸟';"
            + " draft.seconds = 300; localStorage['kinora.draft'] = JSON.stringify(draft); }");
    page.reload();
    page.locator("#go").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("时长超过");
    expected = "status of 400";
  }

  @Test
  void files_that_are_refused_are_said_and_nothing_is_lost() {
    enter(page, true);
    page.keyboard().press("Alt+2");
    page.locator("#example").click();
    page.evaluate(
        """
        async () => {
          const { files } = await import('./page/media.js');
          await files.put('huge.wav', new Blob([new Uint8Array(22 << 20)]));
          await files.put('odd.wav', new Blob(['no sound']));
        }
        """);
    page.locator("#tab-text").click();
    String script = page.locator("#script").inputValue();
    page.locator("#script").fill(script.replace("size:", "music: huge.wav\nsize:"));
    assertThat(page.locator(".price")).containsText("credits");
    page.locator("#go").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("too large");
    page.locator("#script").fill(script.replace("size:", "music: odd.wav\nsize:"));
    assertThat(page.locator(".price")).containsText("credits");
    page.locator("#go").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("file type is not accepted");
    page.locator("#script").fill(script.replace("size:", "music: gone.wav\nsize:"));
    assertThat(page.locator(".below .wrong")).containsText("sent with it");
    assertThat(page.locator(".clip")).hasCount(3);
    expected = "status of 4";
  }

  @Test
  void a_thing_is_cut_out_and_the_cut_is_corrected_and_sent() {
    enter(page, true);
    page.locator("#tab-pictures").click();
    page.evaluate(
        """
        () => {
          const canvas = document.createElement('canvas');
          canvas.width = canvas.height = 128;
          const pen = canvas.getContext('2d');
          pen.fillStyle = '#fff';
          pen.fillRect(0, 0, 128, 128);
          pen.fillStyle = '#c33';
          pen.fillRect(40, 40, 48, 48);
          window.picture = canvas.toDataURL('image/png');
        }
        """);
    String uri = (String) page.evaluate("() => window.picture");
    byte[] bytes = java.util.Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
    page.locator(".pictures input[type=file]")
        .first()
        .setInputFiles(new FilePayload("thing.png", "image/png", bytes));
    Locator canvas = page.locator("canvas.cut-out");
    canvas.waitFor();
    Browser.checkManners(page, "cut-out");
    long before = opaque();
    assertThat(before).isBetween(1500L, 3500L); // of 48 × 48
    canvas.focus();
    canvas.press("Space");
    assertThat(opaque()).isLessThan(before);
    button(page, "Keep").click();
    canvas.press("Space");
    assertThat(opaque()).isCloseTo(before, org.assertj.core.data.Offset.offset(60L));
    page.locator("#prompt").fill("it runs");
    page.locator("#preview").click();
    page.locator(".stage video.draft").waitFor();
  }

  /// How many pixels of the picture that would be sent are not transparent.
  private long opaque() {
    return ((Number)
            page.evaluate(
                """
                async () => {
                  const { store, request } = await import('./page/store.js');
                  const image = new Image();
                  image.src = request(store.get().draft).images[0].uri;
                  await image.decode();
                  const canvas = document.createElement('canvas');
                  canvas.width = canvas.height = 128;
                  const pen = canvas.getContext('2d');
                  pen.drawImage(image, 0, 0);
                  const { data } = pen.getImageData(0, 0, 128, 128);
                  let count = 0;
                  for (let i = 3; i < data.length; i += 4) count += data[i] > 127;
                  return count;
                }
                """))
        .longValue();
  }

  @Test
  void styles_and_looks_are_seen_on_the_preview_and_reach_it() throws IOException {
    enter(page, true);
    page.locator("#prompt").fill("a red bird over the sea");
    page.locator("#tab-looks").click();
    assertThat(page.locator("kinora-looks .hint")).isVisible();
    page.locator("#preview").click();
    page.waitForFunction(
        "() => [...document.querySelectorAll('.tile canvas')].every(c => c.drawn)");
    assertThat(page.locator(".tile canvas")).hasCount(21);
    Browser.checkManners(page, "looks");
    page.locator(".tile").getByText("neon").click();
    page.locator("#style-strength").fill("0.5");
    picture(page, "looks");
    page.locator("#go").click();
    page.locator(".stage video.film").waitFor();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open")).click();
    assertThat(page.locator(".facts")).containsText("neon");
    page.evaluate("() => localStorage.clear()");
    button(page, "Go on from these settings").click();
    page.locator("#tab-looks").click();
    assertThat(page.locator(".tile[aria-pressed=true]")).hasText("neon");
    assertThat(page.locator("#style-strength")).hasValue("0.5");
  }
}
