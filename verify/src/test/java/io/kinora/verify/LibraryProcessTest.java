package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The example of docs/library.md in a JVM of its own, with the options that the page names.
class LibraryProcessTest {
  private static final Pattern OPTION = Pattern.compile("(?m)^(-[-\\w.]+=[\\w-]+)$");

  /// Makes the film of the example.
  public static void main(String[] args) {
    try (var service = new FilmService()) {
      System.out.println(service.film("a red bird", 64, 64, Path.of(args[0])));
    }
  }

  private static List<String> options() throws IOException {
    String page = Files.readString(Repository.root().resolve("docs/library.md"));
    return OPTION.matcher(page).results().map(option -> option.group(1)).toList();
  }

  @Test
  void the_named_options_keep_java_from_warning(@TempDir Path folder) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            LibraryProcessTest.class.getName(),
            folder.resolve("bird.mp4").toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(options()).hasSize(4);
    assertThat(output).contains("drawn: [red, bird]").doesNotContain("WARNING");
    assertThat(folder.resolve("bird.mp4")).isNotEmptyFile();
  }
}
