package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher script, run in a folder of its own with a JDK and a Maven that only record how they
/// were called.
class LauncherTest {
  private static final String BUILT = "cli/target/kinora/built";
  private static final String JAR = "cli/target/kinora/lib/kinora-cli.jar";

  private final Path temp;
  private final Path root;
  private final Shell shell;

  LauncherTest(@TempDir Path temp) throws IOException {
    this.temp = temp;
    root = Files.createDirectories(temp.resolve("a folder/Kinora"));
    Files.copy(Repository.root().resolve("kinora"), root.resolve("kinora"));
    assertThat(root.resolve("kinora").toFile().setExecutable(true)).isTrue();
    shell = Shell.in(temp.resolve("home of someone"));
    shell.set("KINORA_JAVA_HOME", jdk(temp, "jdk 25", "25.0.1").toString());
  }

  @Test
  void passes_arguments_and_options_of_the_jvm() throws Exception {
    distribution();
    shell.set("KINORA_OPTS", "-Xmx3g -Da=b");

    var run = kinora("generate", "一只 flying \"bird\"", "-o", "a b.mp4");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .contains("-Xmx3g", "-Da=b", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0")
        .containsSequence("generate", "一只 flying \"bird\"", "-o", "a b.mp4");
  }

  @Test
  void takes_jars_of_others() throws Exception {
    distribution();
    Path own = Files.createDirectories(temp.resolve("home of someone/.kinora/lib"));
    Path disc = Files.createFile(own.resolve("disc engine.jar"));
    Path other = Files.createFile(temp.resolve("other.jar"));
    shell.set("KINORA_EXTRA_JARS", other + ":");

    var run = kinora("engines");

    String path = root.resolve(JAR) + ":" + disc + ":" + other;
    assertThat(run.out().lines())
        .containsSequence("-cp", path, "io.kinora.cli.Kinora", "engines")
        .contains("--enable-native-access=ALL-UNNAMED")
        .doesNotContain("-jar");
    shell.set("KINORA_EXTRA_JARS", temp.resolve("none.jar").toString());
    assertThat(kinora("engines").code()).isEqualTo(2);
    assertThat(kinora("engines").err()).contains("KINORA_EXTRA_JARS names", "none.jar");
  }

  @Test
  void starts_from_any_folder_through_links() throws Exception {
    distribution();
    Path bin = Files.createDirectories(temp.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("first"), bin.relativize(root.resolve("kinora")));
    Files.createSymbolicLink(bin.resolve("kinora"), Path.of("first"));

    var run = shell.run(temp, bin.resolve("kinora").toString(), "--version");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).containsSequence(root.resolve(JAR).toString(), "--version");
  }

  @Test
  void says_where_it_looked_for_a_jdk() throws Exception {
    distribution();
    replace("need=25", "need=99"); // which nobody has

    var run = kinora("--version");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("JDK 99", "KINORA_JAVA_HOME = ", "JAVA_HOME        = (not set)", "/usr/lib/jvm")
        .contains("Install", "docs/troubleshooting.md#jdk");
  }

  @Test
  void skips_a_jdk_that_is_too_old() throws Exception {
    distribution();
    shell.set("KINORA_JAVA_HOME", jdk(temp, "jdk 17", "17.0.15").toString());
    shell.set("JAVA_HOME", jdk(temp, "another 25", "25").toString());

    var run = kinora("--version");

    assertThat(run.out().lines()).first().isEqualTo("I am another 25");
  }

  @Test
  void takes_a_jdk_that_sdkman_put_into_the_home_folder() throws Exception {
    distribution();
    replace("need=25", "need=99");
    jdk(temp, "home of someone/.sdkman/candidates/java/99-x", "99.0.1");

    assertThat(kinora("--version").out().lines()).first().asString().endsWith("99-x");
  }

  @Test
  void builds_once_and_says_so() throws Exception {
    maven(makesTheJar());

    var first = kinora("--version");
    var second = kinora("--version");

    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("first use: building Kinora").contains("torch");
    assertThat(second.err()).isEmpty();
    assertThat(calls()).hasSize(1).first().asString().contains("-pl cli -am package");
  }

  @Test
  void builds_again_when_a_source_is_newer() throws Exception {
    distribution();
    maven(makesTheJar());
    Path source = Files.createDirectories(root.resolve("text/src/main/java")).resolve("A.java");
    Files.writeString(source, "class A {}");
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    var past = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(root.resolve(BUILT), past);

    var run = kinora("--version");

    assertThat(run.err()).contains("the sources are newer than the build");
    assertThat(calls()).hasSize(1);
    assertThat(kinora("--version").err()).isEmpty();
  }

  @Test
  void shows_why_a_build_failed_and_tries_again() throws Exception {
    maven("echo '[ERROR] Nets.java:[7,1] too deep'; exit 1");

    var run = kinora("--version");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("the build failed", "Nets.java:[7,1] too deep");
    assertThat(kinora("--version").code()).isEqualTo(1);
    assertThat(calls()).hasSize(2);
  }

  @Test
  void two_first_uses_at_once_build_once() throws Exception {
    maven("sleep 1; " + makesTheJar());
    String script = root.resolve("kinora").toString();

    var run = shell.run(temp, "bash", "-c", "\"$0\" one & \"$0\" two & wait", script);

    assertThat(run.out().lines()).contains("one", "two");
    assertThat(run.err()).contains("another start is building");
    assertThat(calls()).hasSize(1);
  }

  @Test
  void says_what_to_do_without_maven() throws Exception {
    var run = kinora("--version");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Maven", "apt install maven", "#maven");
  }

  @Test
  void a_distribution_needs_neither_sources_nor_maven_nor_a_compiler() throws Exception {
    Path jar = root.resolve("lib/kinora-cli.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
    Files.delete(temp.resolve("jdk 25/bin/javac")); // a JRE

    var run = kinora("generate", "a bird");

    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("first start: making the next ones faster").hasLineCount(1);
    assertThat(run.out().lines())
        .startsWith("I am jdk 25")
        .containsSequence("-jar", jar.toString(), "generate", "a bird");
    assertThat(kinora("generate", "a bird").err()).isEmpty(); // tried once, though this JDK cannot
  }

  @Test
  void a_cache_for_faster_starts_is_used() throws Exception {
    distribution();
    assertThat(kinora("--version").out()).doesNotContain("AOTCache");
    Path cache = Files.createFile(root.resolve("cli/target/kinora/kinora.aot"));
    assertThat(kinora("--version").out().lines()).contains("-XX:AOTCache=" + cache);
  }

  @Test
  void sources_want_a_jdk_with_a_compiler() throws Exception {
    distribution();
    Files.delete(temp.resolve("jdk 25/bin/javac"));
    shell.set("JAVA_HOME", jdk(temp, "another 25", "25").toString());

    assertThat(kinora("--version").out().lines()).first().isEqualTo("I am another 25");
  }

  private Shell.Run kinora(String... arguments) throws Exception {
    return shell.run(temp, root.resolve("kinora").toString(), arguments);
  }

  private void distribution() throws IOException {
    Files.createDirectories(root.resolve(JAR).getParent());
    Files.createFile(root.resolve(JAR));
    Files.createFile(root.resolve(BUILT));
  }

  private void replace(String from, String to) throws IOException {
    String script = Files.readString(root.resolve("kinora"));
    assertThat(script).contains(from);
    Files.writeString(root.resolve("kinora"), script.replace(from, to));
  }

  /// A JDK whose `java` prints its own name and then its arguments, a line each.
  private static Path jdk(Path temp, String name, String version) throws IOException {
    Path jdk = Files.createDirectories(temp.resolve(name));
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(
        jdk.resolve("release"),
        "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"%s\"\nOS_ARCH=\"x86_64\"\n".formatted(version));
    String say = "echo 'I am %s'; printf '%%s\\n' \"$@\"".formatted(jdk.getFileName());
    Shell.script(jdk.resolve("bin/java"), say);
    Shell.script(jdk.resolve("bin/javac"), "exit 1");
    return jdk;
  }

  /// A Maven that notes each call, and then does what `then` says.
  private void maven(String then) throws IOException {
    Shell.script(
        shell.tools().resolve("mvn"),
        "echo \"$*\" >> '%s'; echo '[INFO] Building Kinora :: torch 1'; %s"
            .formatted(temp.resolve("calls"), then));
  }

  private String makesTheJar() {
    Path jar = root.resolve(JAR);
    return "mkdir -p '%s'; echo > '%s'".formatted(jar.getParent(), jar);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(temp.resolve("calls"));
  }
}
