package io.kinora.server.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kinora.error.BadRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // fields are set before each test
class AssetFetcherTest {
  private static HttpServer inside;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    inside.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    inside.createContext(
        "/file",
        exchange -> {
          byte[] bytes = new byte[5000];
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    inside.createContext(
        "/redirect",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/file");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    inside.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (byte[] bytes = new byte[1 << 16]; ; ) {
              out.write(bytes);
            }
          }
        });
    inside.createContext(
        "/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 100; i++) {
              out.write(1);
              out.flush();
              TimeUnit.MILLISECONDS.sleep(100);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    inside.createContext(
        "/liar",
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(new byte[10]);
          exchange.close();
        });
    inside.start();
  }

  @AfterAll
  static void stop() {
    inside.stop(0);
  }

  private static String at(String path) {
    return "http://127.0.0.1:" + inside.getAddress().getPort() + path;
  }

  private static AssetFetcher open() {
    return new AssetFetcher(true, Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1"
      })
  void special_addresses_are_not_public(String address) throws IOException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.255.255",
        "192.169.0.1",
        "198.17.255.255",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001:80b::200e"
      })
  void others_are(String address) throws IOException {
    assertThat(PublicAddresses.isPublic(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/a.png",
        "ftp://example.com/a",
        "file:///etc/passwd",
        "https://",
        "x",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://017700000001/",
        "https://127.1/",
        "https://0/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://user:pw@example.com/",
        "https://example.com:pw@127.0.0.1/",
        "https://１２７.0.0.1/",
        "https://exa mple.com/",
        "https://example.com\\@127.0.0.1/",
        "https://metadata/",
        "gopher://example.com/",
        "jar:https://example.com!/a",
        "//example.com/a",
        "https://127.0.0.1.",
        "https://[fe80::1%25eth0]/",
        "https://-/",
        "javascript:alert(1)"
      })
  void only_https_at_a_name_is_asked(String address) {
    try (var fetcher = new AssetFetcher(false, Duration.ofSeconds(2))) {
      assertThatThrownBy(() -> fetcher.check(address)).isInstanceOf(BadRequest.class);
      assertThatThrownBy(() -> fetcher.fetch(address, folder.resolve("a"), 1000))
          .isInstanceOf(BadRequest.class);
    }
  }

  /// A name may lead inside, or change where it leads: the socket asks.
  @Test
  void a_name_that_leads_inside_is_not_asked() {
    try (var fetcher = new AssetFetcher(false, Duration.ofSeconds(2))) {
      String inward = "https://localhost.localdomain:" + inside.getAddress().getPort() + "/file";
      assertThatThrownBy(() -> fetcher.fetch(inward, folder.resolve("a"), 1000))
          .isInstanceOf(BadRequest.class)
          .hasMessageNotContaining("127.0.0.1");
    }
  }

  @Test
  void a_file_comes_whole_where_it_may() throws IOException {
    try (var fetcher = open()) {
      fetcher.fetch(at("/file"), folder.resolve("a"), 5000);
      assertThat(Files.size(folder.resolve("a"))).isEqualTo(5000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/redirect", "/endless", "/slow", "/liar", "/missing", "/file"})
  void what_is_too_large_too_slow_or_elsewhere_ends(String path) {
    try (var fetcher = open()) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> fetcher.fetch(at(path), folder.resolve("a"), 4000))
          .isInstanceOf(BadRequest.class);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
  }
}
