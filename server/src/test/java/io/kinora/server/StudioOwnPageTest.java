package io.kinora.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/// Names and styles from a visitor's own pictures, pictures of a film on its way, and that a page
/// which fell apart is noticed, in a real browser.
@NullUnmarked // fields are set before each test
class StudioOwnPageTest extends StudioPages {
  @Test
  void a_name_is_taught_by_pictures_said_in_a_sentence_and_forgotten() throws IOException {
    enter(page, !PICTURES);
    page.locator("#prompt").fill("bobby sits on the snow");
    assertThat(page.locator(".chip.unknown").first()).containsText("bobby");
    page.locator("#tab-pictures").click();
    page.locator("#teach").click();
    Browser.checkManners(page, "teach a name");
    page.locator("#teach-name").fill("dog");
    button(page, "Teach").click();
    assertThat(page.locator("#teach-dialog [role=alert]")).containsText("Choose a picture");
    page.locator("#teach-pictures")
        .setInputFiles(new FilePayload[] {Toy.picture("one.png"), Toy.picture("two.png")});
    assertThat(page.locator(".given img")).hasCount(2);
    page.locator("#teach-like").fill("dog");
    button(page, "Teach").click();
    assertThat(page.locator("#teach-dialog [role=alert]")).containsText("common word");
    assertThat(button(page, "Use it anyway")).isVisible();
    expected = "status of 400";
    page.locator("#teach-name").fill("Bobby");
    assertThat(page.locator("#teach-dialog [role=alert]")).hasCount(0);
    picture(page, "teach");
    Browser.checkManners(page, "teach a name, filled in");
    button(page, "Teach").click();
    assertThat(page.locator(".toast")).containsText("Bobby is learned, like a dog");
    Locator word = page.locator(".names li");
    assertThat(word).hasCount(1);
    assertThat(word).containsText("like a dog");
    assertThat(page.locator(".chip.subject").first()).containsText("bobby");
    Browser.checkManners(page, "a name of one's own");
    page.locator("#preview").click();
    page.locator(".stage video.draft").waitFor();
    assertThat(redOnStage()).as("red pixels of the preview").isGreaterThan(40);
    picture(page, "names");
    page.locator("#prompt").fill("");
    button(page, "Say it: Bobby").click();
    assertThat(page.locator("#prompt")).hasValue("Bobby ");
    page.reload();
    page.locator("#tab-pictures").click();
    assertThat(word).containsText("Bobby");
    button(page, "Delete: Bobby").click();
    assertThat(word).hasCount(0);
    button(page, "Undo").click();
    assertThat(word).hasCount(1);
    button(page, "Delete: Bobby").click();
    page.reload(); // who leaves does not wait for the time in which to undo
    page.locator("#tab-pictures").click();
    assertThat(page.locator("#teach")).isVisible();
    assertThat(word).hasCount(0);
  }

  /// How many pixels of the film on the stage, made small, are red.
  private int redOnStage() {
    page.waitForFunction("() => document.querySelector('.stage video').readyState >= 2");
    return ((Number)
            page.evaluate(
                """
                () => {
                  const film = document.querySelector('.stage video');
                  const canvas = document.createElement('canvas');
                  [canvas.width, canvas.height] = [160, 90];
                  const pen = canvas.getContext('2d');
                  pen.drawImage(film, 0, 0, 160, 90);
                  const seen = pen.getImageData(0, 0, 160, 90).data;
                  let red = 0;
                  for (let i = 0; i < seen.length; i += 4) {
                    red += seen[i] > 150 && seen[i + 1] < 80 && seen[i + 2] < 80;
                  }
                  return red;
                }"""))
        .intValue();
  }

  @Test
  void a_name_is_taught_in_chinese_from_the_picture_of_a_thing() throws IOException {
    enter(page, true);
    page.locator("#language").click();
    page.locator("#prompt").fill("小红坐在雪地里");
    page.locator("#tab-pictures").click();
    page.locator(".pictures input[type=file]").first().setInputFiles(Toy.picture("a.png"));
    page.locator(".pictures .noun").fill("狗");
    page.locator(".pictures .noun").blur();
    assertThat(page.locator(".cut-out")).isVisible();
    page.locator(".pictures li.full").getByText("教一个名字").click();
    assertThat(page.locator("#teach-like")).hasValue("狗");
    assertThat(page.locator(".given img")).hasCount(1);
    page.locator("#teach-name").fill("狗");
    page.locator("#teach-dialog .primary").click();
    button(page, "仍然使用").click();
    assertThat(page.locator(".names li")).containsText("狗");
    assertThat(page.locator(".chip.subject")).hasCount(0);
    page.locator(".pictures li.full").getByText("教一个名字").click();
    page.locator("#teach-name").fill("两 个");
    page.locator("#teach-dialog .primary").click();
    assertThat(page.locator("#teach-dialog [role=alert]")).containsText("这个名字不能用");
    expected = "status of 400";
    page.locator("#teach-name").fill("小红");
    page.locator("#teach-dialog .primary").click();
    assertThat(page.locator(".names li")).hasCount(2);
    assertThat(page.locator(".names li").first()).containsText("像狗");
    assertThat(page.locator("#teach-dialog")).isHidden();
    assertThat(page.locator(".names").innerText()).doesNotContainPattern("[A-Za-z]{2,}");
    assertThat(page.locator(".chip.subject").first()).containsText("小红");
    page.getByLabel("删除: 小红").click();
    page.getByLabel("删除: 狗").click();
    page.navigate(base + "/studio/page/icon.svg");
    expected = "status of 400|favicon";
  }

  @Test
  void a_film_on_its_way_shows_pictures_of_itself() throws IOException {
    page.addInitScript(SMALL.replace("fps: 8", "fps: 60")); // or it would be ready too soon
    enter(page, false);
    page.locator("#prompt").fill("a red bird flies over the sea");
    page.locator("#duration").selectOption("10");
    page.locator("#quality").selectOption("1080");
    page.locator("#go").click();
    Locator making = page.locator(".stage img.making");
    assertThat(making).hasAttribute("src", Pattern.compile("preview-\\d+\\.jpg"));
    page.waitForFunction("() => document.querySelector('img.making').naturalWidth === 320");
    assertThat(page.locator(".queue .glimpse img")).hasCount(1);
    Browser.checkManners(page, "a film on its way");
    picture(page, "making");
    String first = making.getAttribute("src");
    assertThat(making).not().hasAttribute("src", first); // another one comes
    Page gallery = browser.window(visitor);
    gallery.navigate(base + "/studio/#/films");
    gallery.locator(".gallery li .poster img").first().waitFor();
    gallery.locator(".gallery li a").first().click();
    gallery.locator(".stage img.making").waitFor();
    Browser.checkManners(gallery, "a film on its way, by itself");
    page.locator(".stage").getByText("Cancel").click();
    assertThat(page.locator(".stage [role=status]")).hasText("Cancelled");
    assertThat(making).hasCount(0);
  }

  @Test
  void a_style_comes_from_a_picture_and_reaches_the_film() throws IOException {
    enter(page, true);
    page.locator("#prompt").fill("a white cat in the snow");
    page.locator("#tab-looks").click();
    page.getByLabel("From a picture").setInputFiles(Toy.picture("my style.png"));
    assertThat(page.locator(".tile.own.chosen img")).isVisible();
    page.locator("#style-strength").fill("0.6");
    page.locator("#style-strength").dispatchEvent("change");
    makeFilm(page);
    page.getByText("Open", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".facts")).containsText("From a picture");
    page.evaluate("() => localStorage.clear()");
    button(page, "Go on from these settings").click();
    page.locator("#tab-looks").click();
    assertThat(page.locator(".tile.own.chosen img")).isVisible();
    assertThat(page.locator("#style-strength")).hasValue("0.6");
    button(page, "No style").click();
    assertThat(page.locator(".tile.own.chosen")).hasCount(0);
    page.locator("#tab-pictures").click();
    page.getByLabel("Style: Drop a picture here, or choose a file")
        .setInputFiles(Toy.picture("dropped.png"));
    page.locator("#tab-looks").click();
    assertThat(page.locator(".tile.own.chosen img")).isVisible();
  }

  @Test
  void a_page_that_fell_apart_is_noticed() throws IOException {
    enter(page, true);
    Layout whole = Layout.of(page);
    var faults =
        new ArrayList<>(
            List.of(
                "document.querySelector('link[href*=panels]').disabled = on",
                "document.querySelector('link[href*=studio]').disabled = on",
                "document.querySelector('.make').style.gridTemplateColumns = on ? '400px 1fr' : ''",
                "document.querySelector('aside').style.order = on ? -1 : ''",
                "document.querySelector('.stage').style.display = on ? 'none' : ''"));
    for (String panel : List.of("header", ".stage", "textarea", ".settings", ".steer")) {
      for (String change : List.of("visibility: hidden", "translate: 60px 60px")) {
        faults.add("document.querySelector('%s').style = on ? '%s' : ''".formatted(panel, change));
      }
    }
    for (String fault : faults) {
      page.evaluate("on => { " + fault + " }", true);
      assertThat(Layout.of(page).apart(whole)).as(fault).isGreaterThan(Layout.SAME);
      page.evaluate("on => { " + fault + " }", false);
    }
    assertThat(Layout.of(page).apart(whole)).isLessThan(Layout.SAME);
  }
}
