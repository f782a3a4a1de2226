package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Chromium without a window, and what every page in it must hold. Node drives it; a machine that
/// has not both skips the tests, but not where `CI` is set.
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium"),
      NODE = Path.of("/usr/bin/node");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  /// What the pages have said that they should not.
  final List<String> complaints = new ArrayList<>();

  private Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        NODE.toString(),
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  static Browser start() {
    boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(NODE);
    assertThat(there || System.getenv("CI") == null)
        .as("Chromium and Node are needed where CI is set")
        .isTrue();
    assumeTrue(there, "Chromium or Node is not installed: the page was not tried in a browser");
    return new Browser();
  }

  /// A visitor with cookies of their own, in a window of some size.
  BrowserContext visitor(int width, int height) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale("en-US"));
    context.setDefaultTimeout(40_000);
    return context;
  }

  /// A window that notes what goes wrong in it.
  Page window(BrowserContext visitor) {
    Page page = visitor.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add("console: " + message.text() + " at " + message.location());
          }
        });
    page.onPageError(error -> complaints.add("error: " + error));
    return page;
  }

  /// Nothing on the page keeps anybody from using it, as far as axe can tell, and it is no wider
  /// than its window.
  static void checkManners(Page page, String view) {
    if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
      page.evaluate(axe());
    }
    Object violations =
        page.evaluate(
            "async () => (await axe.run(document, {resultTypes: ['violations'], elementRef: false}))"
                + ".violations.map(v => v.id + ': '"
                + " + v.nodes.map(n => n.target.join(' ')).join(', '))");
    assertThat((List<?>) violations).as(view).isEmpty();
    assertThat(page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
        .as(view + " fits its window")
        .isEqualTo(true);
  }

  /// The page is arranged as in the picture of the view that is kept in `studio-layouts`.
  /// `-Dkinora.goldens.write=true` keeps a new one.
  static void checkLayout(Page page, String view) {
    try {
      if (Boolean.getBoolean("kinora.goldens.write")) {
        Layout.of(page).write(Path.of("src/test/resources/studio-layouts", view + ".png"));
        return;
      }
      try (InputStream in = Browser.class.getResourceAsStream("/studio-layouts/" + view + ".png")) {
        assertThat(in).as("a picture of the view " + view).isNotNull();
        assertThat(Layout.of(page).apart(Layout.read(in)))
            .as(view + " is arranged as before")
            .isLessThan(Layout.SAME);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String axe() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
