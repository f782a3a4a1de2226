package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher with a real JVM and the real classes, in a process of its own.
class DistributionTest {
  private final Path folder;
  private final Path kinora;
  private final Shell shell;

  DistributionTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    kinora = folder.resolve("a copy/kinora");
    Path home = folder.resolve("a copy/cli/target/kinora");
    Files.createDirectories(home.resolve("lib"));
    Files.createFile(home.resolve("built"));
    Files.copy(Repository.root().resolve("kinora"), kinora);
    assertThat(kinora.toFile().setExecutable(true)).isTrue();
    jar(home.resolve("lib/kinora-cli.jar"));
    shell = Shell.in(folder.resolve("home"));
    shell.set("KINORA_JAVA_HOME", System.getProperty("java.home"));
  }

  @Test
  void version_is_told_without_native_libraries() throws Exception {
    shell.set("KINORA_OPTS", "-Xlog:library=info:stderr");

    var run = shell.run(folder, kinora.toString(), "--version");

    assertThat(run.out()).matches("kinora \\d+\\.\\d+\\.\\d+\\S*\\n");
    var libraries = run.err().lines().filter(line -> line.contains("Loaded library")).toList();
    assertThat(libraries).isNotEmpty(); // else the log has changed, and the test sees nothing
    assertThat(libraries)
        .noneMatch(line -> line.matches(".*(jni|torch|onnx|avcodec|openblas|tokenizers).*"));
  }

  @Test
  void chinese_arrives_in_a_locale_of_ascii() throws Exception {
    shell.set("LANG", "C");

    var run = shell.run(folder, kinora.toString(), "generate", "一只鸟", "-o", "鸟/鸟.mp4");

    assertThat(run.err()).contains("鸟\" of the output does not exist");
    assertThat(run.code()).isEqualTo(2);
  }

  @Test
  void prompts_that_are_no_text_are_refused() throws Exception {
    String command = "\"$0\" generate $'a \\xed\\xa0\\x80 bird' -o a.mp4";

    var run = shell.run(folder, "bash", "-c", command, kinora.toString());

    assertThat(run.err()).contains("not text in the encoding");
    assertThat(run.code()).isEqualTo(2);
  }

  /// A jar that holds no classes but names all those of this test.
  private static void jar(Path file) throws IOException {
    var manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.put(Attributes.Name.MAIN_CLASS, "io.kinora.cli.Kinora");
    main.put(
        Attributes.Name.CLASS_PATH,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    new JarOutputStream(Files.newOutputStream(file), manifest).close();
  }
}
