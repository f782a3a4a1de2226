package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The description of the interface has the routes that there are, no more and no fewer.
class OpenApiTest {
  private static final Pattern PATH = Pattern.compile("^  \"?(/[^\":]*)\"?:$");
  private static final Pattern METHOD = Pattern.compile("^    (get|post|delete|head|put|patch):$");

  @Test
  void the_description_has_the_routes_that_there_are(@TempDir Path home) throws IOException {
    var described = new TreeSet<String>();
    String path = "";
    for (String line : yaml().lines().toList()) {
      var at = PATH.matcher(line);
      var method = METHOD.matcher(line);
      if (at.matches()) {
        path = at.group(1);
      } else if (method.matches()) {
        described.add(method.group(1).toUpperCase(java.util.Locale.ROOT) + " " + path);
      }
    }
    try (RunningServer server = RunningServer.in(home)) {
      assertThat(server.server().routes())
          .filteredOn(route -> !route.matches("GET /|\\w+ /studio/.*")) // the page's own
          .map(route -> route.replace("<key>", "{key}"))
          .hasSizeGreaterThan(40)
          .containsExactlyInAnyOrderElementsOf(described);
      assertThat(server.send("", server.request("/openapi.yaml")).response().body())
          .isEqualTo(yaml());
    }
  }

  private static String yaml() throws IOException {
    try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.yaml")) {
      return new String(
          Objects.requireNonNull(in, "openapi.yaml").readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
