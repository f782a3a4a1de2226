package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/// Chromium without a window, and what every page in it must hold. Node drives it; a machine that
/// has not both skips the tests, but not where `CI` is set.
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium"),
      NODE = Path.of("/usr/bin/node");

  /// The side of a square that becomes one pixel of a picture from afar.
  private static final int AFAR = 16;

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

  /// The page is arranged as in the picture of the view that is kept in `studio-layouts`: both are
  /// looked at from afar, so that letters of other fonts do not matter, but panels out of place do.
  /// `-Dkinora.goldens.write=true` keeps a new one.
  static void checkLayout(Page page, String view) {
    try {
      BufferedImage seen = afar(ImageIO.read(new ByteArrayInputStream(page.screenshot())));
      Path kept = Path.of("src/test/resources/studio-layouts", view + ".png");
      if (Boolean.getBoolean("kinora.goldens.write")) {
        Files.createDirectories(kept.getParent());
        assertThat(ImageIO.write(seen, "png", kept.toFile())).isTrue();
        return;
      }
      try (InputStream in = Browser.class.getResourceAsStream("/studio-layouts/" + view + ".png")) {
        assertThat(in).as("a picture of the view " + view).isNotNull();
        assertThat(apart(ImageIO.read(in), seen))
            .as(view + " is arranged as before")
            .isLessThan(.02);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// In grey, each pixel the mean of a square of 16.
  private static BufferedImage afar(BufferedImage picture) {
    int width = picture.getWidth() / AFAR, height = picture.getHeight() / AFAR;
    var small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        long sum = 0;
        for (int i = 0; i < AFAR * AFAR; i++) {
          sum += picture.getRGB(x * AFAR + i % AFAR, y * AFAR + i / AFAR) >> 8 & 255;
        }
        small.getRaster().setSample(x, y, 0, (int) (sum / (AFAR * AFAR)));
      }
    }
    return small;
  }

  /// The share of pixels that are clearly another grey.
  private static double apart(BufferedImage one, BufferedImage other) {
    assertThat(other.getWidth() + "×" + other.getHeight())
        .isEqualTo(one.getWidth() + "×" + one.getHeight());
    int count = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        int by = one.getRaster().getSample(x, y, 0) - other.getRaster().getSample(x, y, 0);
        count += Math.abs(by) > 32 ? 1 : 0;
      }
    }
    return (double) count / (one.getWidth() * one.getHeight());
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
