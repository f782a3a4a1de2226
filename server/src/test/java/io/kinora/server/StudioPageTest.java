package io.kinora.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// The views in which films are made and kept, in a real browser.
@NullUnmarked // fields are set before each test
class StudioPageTest extends StudioPages {
  private static final int MOST_BYTES = 150_000;

  @Test
  void a_newcomer_makes_a_film_and_finds_it_again() throws IOException {
    enter(page, !PICTURES);
    assertThat(page.url()).doesNotContain("token");
    Browser.checkManners(page, "make, empty");
    Browser.checkLayout(page, "make");
    page.getByText("a red bird flies over the sea at sunset").click();
    assertThat(page.locator(".chip.subject")).containsText("bird");
    assertThat(page.locator(".chip.colour")).containsText("red");
    page.locator("#prompt").fill("a red bird flies over the sea at sunset near a quasar");
    assertThat(page.locator(".chip.unknown")).containsText("quasar");
    Browser.checkManners(page, "make, read");
    page.locator("#preview").click();
    page.locator(".stage video.draft").waitFor();
    picture(page, "preview");
    page.locator("#duration").selectOption(PICTURES ? "2" : "1");
    page.locator("#axis-zoom").fill("4");
    page.locator("#axis-zoom").blur();
    assertThat(page.locator(".price")).containsText(PICTURES ? "10 credits" : "5 credits");
    makeFilm(page);
    page.reload();
    assertThat(page.locator("#prompt"))
        .hasValue("a red bird flies over the sea at sunset near a quasar");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Films")).click();
    page.locator(".gallery img").first().waitFor();
    Browser.checkManners(page, "films");
    picture(page, "films");
    page.locator(".gallery li a").first().click();
    assertThat(page.locator(".facts")).containsText("Zoom 4");
    Browser.checkManners(page, "film");
    picture(page, "film");
    Download download =
        page.waitForDownload(
            () ->
                page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Download"))
                    .click());
    assertThat(download.suggestedFilename()).matches("kinora-\\w{8}\\.mp4");
    button(page, "Export").click();
    page.locator("#format").selectOption("gif");
    assertThat(page.locator("#export [role=status]")).containsText("credits");
    Browser.checkManners(page, "export");
    page.locator("#export").getByRole(AriaRole.BUTTON).first().click();
    page.locator("img.film").waitFor();
    assertThat(page.locator(".facts")).containsText("image/gif");
  }

  @Test
  void four_variants_are_drawn_and_one_is_chosen() throws IOException {
    enter(page, true);
    page.locator("#prompt").fill("two yellow butterflies in a garden");
    String before = page.locator("#seed").inputValue();
    page.locator("#variants").click();
    page.locator("button.variant").nth(3).waitFor();
    Browser.checkManners(page, "variants");
    picture(page, "variants");
    page.locator("button.variant").nth(2).click();
    assertThat(page.locator(".stage video.draft")).isVisible();
    assertThat(page.locator("#seed").inputValue()).isNotEqualTo(before);
    assertThat(page.locator(".seed input[type=checkbox]")).isChecked();
  }

  @Test
  void camera_brush_and_pictures_reach_the_film_and_come_back() throws IOException {
    enter(page, true);
    page.locator("#prompt").fill("a cat in the snow");
    Locator pad = page.locator(".pad");
    pad.focus();
    pad.press("ArrowRight");
    pad.press("ArrowUp");
    pad.press("+");
    pad.press("]");
    for (String axis : new String[] {"horizontal", "vertical", "zoom", "roll"}) {
      assertThat(page.locator("#axis-" + axis)).hasValue("1");
    }
    page.locator("#preview").click();
    page.locator(".stage video.draft").waitFor();
    page.locator("#tab-brush").click();
    Locator canvas = page.locator(".paint");
    canvas.focus();
    canvas.press("Space");
    assertThat(page.locator("#motion-horizontal")).hasValue("4");
    Browser.checkManners(page, "brush");
    picture(page, "brush");
    page.locator("#tab-pictures").click();
    page.locator("input[type=file]")
        .first()
        .setInputFiles(
            new FilePayload(
                "notes.txt", "text/plain", "no picture".getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator(".toast")).containsText("no picture that can be read");
    Browser.checkManners(page, "pictures");
    makeFilm(page);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open")).click();
    page.locator("#prompt")
        .waitFor(
            new Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    page.evaluate("() => localStorage.clear()");
    button(page, "Go on from these settings").click();
    assertThat(page.locator("#prompt")).hasValue("a cat in the snow");
    page.locator("#tab-brush").click();
    assertThat(page.locator("button.region")).hasCount(1);
    assertThat(page.locator("#motion-horizontal")).hasValue("4");
  }

  @Test
  void a_deleted_film_can_be_had_back_and_two_windows_agree() {
    enter(page, true);
    page.locator("#prompt").fill("a blue fish");
    Page other = browser.window(visitor);
    other.navigate(base + "/studio/#/films");
    makeFilm(page);
    Locator entry =
        other.locator(".gallery li", new Page.LocatorOptions().setHasText("a blue fish"));
    entry.waitFor();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open")).click();
    button(page, "Delete").click();
    assertThat(page.locator(".toast")).containsText("deleted");
    assertThat(page.getByText("a blue fish")).hasCount(0);
    button(page, "Undo").click();
    assertThat(page.getByText("a blue fish")).hasCount(1);
    page.getByText("a blue fish").click();
    button(page, "Delete").click();
    entry.waitFor(); // of the other window, which knows nothing of it yet
    page.navigate(
        base + "/studio/page/icon.svg"); // who leaves does not wait for the time in which to undo
    expected = "favicon"; // of the picture that is shown now
    assertThat(entry).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(6000));
    page = other;
  }

  @Test
  void the_whole_interface_speaks_chinese() throws IOException {
    enter(page, true);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    page.locator("#language").click();
    assertThat(page.locator("#go")).hasText("制作影片");
    page.locator("#prompt").fill("一只白猫在雪中的森林里跑");
    assertThat(page.locator(".chip.subject")).containsText("猫");
    Browser.checkManners(page, "Chinese, dark");
    String text = page.locator("body").innerText();
    assertThat(text.replaceAll("Kinora|English|house|disc|plain|\\d+p|→ [a-z ]+", ""))
        .doesNotContainPattern("[A-Za-z]{3,}");
    page.setViewportSize(390, 844);
    Browser.checkManners(page, "Chinese, telephone");
    picture(page, "telephone");
    page.reload();
    assertThat(page.locator("#go")).hasText("制作影片");
    assertThat(page.evaluate("() => document.documentElement.lang")).isEqualTo("zh-CN");
  }

  @Test
  void keys_alone_are_enough() {
    enter(page, true);
    page.keyboard().press("/");
    assertThat(page.locator("#prompt")).isFocused();
    page.keyboard().type("a green frog");
    page.keyboard().press("Alt+p");
    page.locator(".stage video.draft").waitFor();
    page.keyboard().press("Control+Enter");
    page.locator(".stage video.film").waitFor();
    page.keyboard().press("Alt+3");
    assertThat(page.locator(".gallery h1")).isVisible();
    page.keyboard().press("?");
    assertThat(page.locator("#help")).isVisible();
    Browser.checkManners(page, "help");
    page.keyboard().press("Escape");
    assertThat(page.locator("#help")).isHidden();
  }

  @Test
  void the_page_is_light_and_keeps_no_key() {
    var bytes = new AtomicInteger();
    page.onResponse(
        response -> {
          if (!response.url().contains("/api/")) {
            bytes.addAndGet(response.request().sizes().responseBodySize);
          }
        });
    enter(page, false);
    double ready = ready(page);
    page.reload(); // as a later visit, with what was fetched checked and not fetched again
    page.locator("#go").waitFor();
    ready = Math.min(ready, ready(page));
    page.keyboard().press("Alt+2"); // which loads what only it needs
    page.locator("#example").waitFor();
    System.out.printf("studio page: %d bytes, ready after %.0f ms%n", bytes.get(), ready);
    assertThat(bytes.get()).isBetween(10_000, MOST_BYTES);
    assertThat(ready).isLessThan(5000);
    assertThat((String) page.evaluate("() => JSON.stringify(localStorage) + document.cookie"))
        .doesNotContain("key_", "kinora_studio");
    assertThat(visitor.cookies()).hasSize(1).first().matches(cookie -> cookie.httpOnly);
  }

  /// When the button that makes films could first be pressed, in milliseconds from the visit on.
  private static double ready(Page page) {
    page.locator("#go:enabled").waitFor();
    return ((Number)
            page.evaluate(
                "() => performance.getEntriesByName('studio-ready')[0]?.startTime ?? performance.now()"))
        .doubleValue();
  }

  @Test
  void who_has_no_session_signs_in_with_a_key() {
    page.navigate(base + "/studio/");
    Browser.checkManners(page, "sign in");
    Browser.checkLayout(page, "sign-in");
    page.locator("#key").fill("key_wrong");
    button(page, "Sign in").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("wrong");
    expected = "status of 401";
  }
}
