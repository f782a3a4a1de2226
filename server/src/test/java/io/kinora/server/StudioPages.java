package io.kinora.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tests of the studio page in a real browser: one browser and one server for all of their classes,
/// a visitor of its own for each test. `-Dkinora.studio.pictures=DIR` keeps pictures of the views.
@Tag("browser")
@ExtendWith(StudioPages.Shared.class)
@NullUnmarked // fields are set before each test
abstract class StudioPages {
  /// A draft that is drawn in no time.
  static final String SMALL =
      "if (!localStorage['kinora.draft']) localStorage['kinora.draft'] ="
          + " JSON.stringify({side: 108, seconds: 1, fps: 8})";

  /// Films are of a size to be looked at where pictures of the views are wanted.
  static final boolean PICTURES = System.getProperty("kinora.studio.pictures") != null;

  static Browser browser;
  static KinoraServer server;
  static String base;

  BrowserContext visitor;
  Page page;

  /// A pattern of what the browser may say to its console in this test.
  String expected;

  /// Starts browser and server with the first class, and ends them after the last.
  static final class Shared implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
      var store = context.getRoot().getStore(ExtensionContext.Namespace.create(StudioPages.class));
      Object _ = store.computeIfAbsent("running", _ -> Running.start(), Running.class);
    }
  }

  private static final class Running implements AutoCloseable {
    private final Path home;

    Running(Path home) {
      this.home = home;
    }

    static Running start() {
      browser = Browser.start();
      setDefaultAssertionTimeout(40_000); // a model may be loaded meanwhile
      try {
        Path home = Files.createTempDirectory("studio-pages-");
        server = serve(home, Map.of());
        base = base(server);
        return new Running(home);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      browser.close();
      try (var all = Files.walk(home)) {
        for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @BeforeEach
  void open() {
    visitor = browser.visitor(1440, 900);
    page = browser.window(visitor);
    browser.complaints.clear();
    expected = "nothing";
  }

  @AfterEach
  void noComplaints() {
    visitor.close();
    assertThat(browser.complaints).allMatch(text -> text.matches(".*(" + expected + ").*"));
  }

  static KinoraServer serve(Path home, Map<String, String> flags) {
    var all =
        new TreeMap<>(Map.of("port", "0", "poll-millis", "50", "requests-per-minute", "100000"));
    all.putAll(flags);
    return KinoraServer.serve(ServerConfig.read(home, null, Map.of(), all), _ -> {});
  }

  static String base(KinoraServer server) {
    return "http://127.0.0.1:" + server.port();
  }

  /// Opens the page as who has just started the studio.
  void enter(Page page, boolean small) {
    if (small) {
      page.addInitScript(SMALL);
    }
    page.navigate(base + server.studioPath());
    page.locator("#prompt").waitFor();
  }

  static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// Keeps a picture of what is seen, if pictures are wanted.
  static void picture(Page page, String name) throws IOException {
    String folder = System.getProperty("kinora.studio.pictures");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      page.waitForTimeout(500); // for videos to show a frame
      Path file = Path.of(folder).resolve("studio-" + name + ".jpg");
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(file)
              .setType(ScreenshotType.JPEG)
              .setQuality(80)); // a third of the bytes of PNG
    }
  }

  static void makeFilm(Page page) {
    page.locator("#go").click();
    page.locator(".stage video.film").waitFor();
  }
}
