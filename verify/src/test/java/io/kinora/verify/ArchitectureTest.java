package io.kinora.verify;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.kinora.torch.Net;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the borders between modules and packages: docs/decisions/0001-modules-and-packages.md.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.kinora");

  /// The base modules that nearly everything uses.
  private static final Set<String> CORE = Set.of("error", "clip", "shot", "engine");

  private static final Set<String> STAGES =
      and(
          CORE, "torch", "ffmpeg", "read", "write", "render", "noun", "text", "script", "motion",
          "house", "style");

  /// A package under `io.kinora`.
  ///
  /// @param atLeast how many classes it has at least; a rule over fewer would prove little
  /// @param sees the packages that it may depend on, beside itself
  private record Border(String name, int atLeast, Set<String> sees) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Border> BORDERS =
      List.of(
          new Border("error", 9, Set.of()),
          new Border("clip", 14, Set.of("error")),
          new Border("shot", 12, Set.of("error", "clip")),
          new Border("engine", 4, Set.of("error", "clip", "shot")),
          new Border("torch", 20, Set.of("error")),
          new Border("ffmpeg", 12, Set.of("error", "clip")),
          new Border("read", 17, Set.of("error", "clip", "ffmpeg", "write")),
          new Border("write", 14, Set.of("error", "clip", "ffmpeg")),
          new Border("render", 78, and(CORE, "torch", "ffmpeg")),
          new Border("noun", 5, Set.of()),
          new Border("text", 36, and(CORE, "torch", "noun")),
          new Border("script", 12, and(CORE, "render", "style")),
          new Border("style", 20, and(CORE, "torch")),
          new Border("motion", 35, and(CORE, "torch")),
          new Border("house", 58, and(CORE, "torch", "noun")),
          new Border("wan", 88, and(CORE, "torch")),
          new Border("studio", 30, and(STAGES, "studio")),
          new Border("training", 180, and(STAGES, "studio")),
          new Border("client", 4, Set.of()),
          new Border(
              "server",
              90,
              and(CORE, "read", "write", "render", "script", "style", "text", "studio", "server")),
          new Border("cli", 38, and(STAGES, "studio", "training", "server")));

  /// The packages of the server: what each may see of the others. Its root puts all together.
  private static final Map<String, Set<String>> SERVER =
      Map.ofEntries(
          Map.entry("database", Set.of()),
          Map.entry("keys", Set.of("database")),
          Map.entry("credits", Set.of("database")),
          Map.entry("files", Set.of("database", "keys")),
          Map.entry("fetch", Set.of()),
          Map.entry("webhooks", Set.of("database", "keys", "fetch")),
          Map.entry("words", Set.of("database", "keys", "files")),
          Map.entry("jobs", Set.of("database", "keys", "credits", "files", "webhooks", "words")),
          Map.entry(
              "http",
              Set.of(
                  "database", "keys", "credits", "files", "fetch", "webhooks", "words", "jobs")));

  private static Set<String> and(Set<String> base, String... more) {
    return Stream.concat(base.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  static Stream<Border> packages() {
    return BORDERS.stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_is_scanned_whole(Border border) {
    String prefix = "io.kinora." + border.name;
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith(prefix)))
        .hasSizeGreaterThanOrEqualTo(border.atLeast);
  }

  @Test
  void every_package_has_a_rule() {
    assertThat(CLASSES.stream().map(c -> c.getPackageName().split("\\.")[2]).distinct())
        .containsExactlyInAnyOrderElementsOf(BORDERS.stream().map(Border::name).toList());
  }

  @ParameterizedTest
  @MethodSource("packages")
  void a_package_sees_only_what_it_may(Border border) {
    String[] allowed =
        Stream.concat(Stream.of(border.name), border.sees.stream())
            .map(seen -> "io.kinora." + seen + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("io.kinora." + border.name + "..")
        .should()
        .dependOnClassesThat(resideInAPackage("io.kinora..").and(not(resideInAnyPackage(allowed))))
        .because("docs/decisions/0001-modules-and-packages.md")
        .check(CLASSES);
  }

  /// The core is nouns: a program that only names shots and clips loads no native library.
  @Test
  void core_depends_on_the_jdk_alone() {
    classes()
        .that()
        .resideInAnyPackage(CORE.stream().map(n -> "io.kinora." + n + "..").toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "io.kinora.error..",
            "io.kinora.clip..",
            "io.kinora.shot..",
            "io.kinora.engine..")
        .check(CLASSES);
  }

  /// Jobs know of no HTTP, and only the packages with tables of their own speak SQL.
  @Test
  void packages_of_the_server_see_only_what_they_may() {
    assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith("io.kinora.server.")))
        .hasSizeGreaterThan(75);
    SERVER.forEach(
        (name, sees) -> {
          String[] allowed =
              Stream.concat(Stream.of(name), sees.stream())
                  .map(seen -> "io.kinora.server." + seen + "..")
                  .toArray(String[]::new);
          noClasses()
              .that()
              .resideInAPackage("io.kinora.server." + name + "..")
              .should()
              .dependOnClassesThat(
                  resideInAPackage("io.kinora.server..").and(not(resideInAnyPackage(allowed))))
              .because("docs/decisions/0018-server.md")
              .check(CLASSES);
        });
    check(
        noClasses()
            .that()
            .resideInAPackage("io.kinora.server.http.studio..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io.kinora.server.http.runway..",
                "io.kinora.server.http.openai..",
                "io.kinora.server.http.kinora..")
            .because("the page and the dialects change for reasons of their own"));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.kinora.server.http..", "io.kinora.server")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty.."));
    check(
        noClasses()
            .that()
            .resideInAnyPackage("io.kinora.server.http..", "io.kinora.server.fetch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer.."));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.kinora.server.fetch..", "io.kinora.server.webhooks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("okhttp3..", "inet.ipaddr..")
            .because("whoever asks other machines goes through the guard of addresses"));
  }

  /// Wan needs tensors and a tokenizer: no FFmpeg, no OpenCV, no ONNX.
  @Test
  void wan_sees_no_media_library() {
    noClasses()
        .that()
        .resideInAPackage("io.kinora.wan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.bytedeco.ffmpeg..",
            "org.bytedeco.javacv..",
            "org.bytedeco.opencv..",
            "ai.onnxruntime..",
            "org.apache.lucene..")
        .check(CLASSES);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("io.kinora.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packages_are_small_enough_to_be_read() {
    CLASSES.stream()
        .filter(c -> !c.isNestedClass() && !c.getSimpleName().equals("package-info"))
        .collect(Collectors.groupingBy(c -> c.getPackageName(), Collectors.counting()))
        .forEach(
            (name, count) ->
                assertThat(count)
                    .as(name)
                    .isLessThanOrEqualTo(name.equals("io.kinora.text") ? 45 : 33));
  }

  @Test
  void native_pointers_stay_in_few_packages() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.kinora.torch..",
                "io.kinora.ffmpeg..",
                "io.kinora.read..",
                "io.kinora.write..",
                "io.kinora.motion..",
                "io.kinora.house.picture..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.javacpp..")
            .because("lifetimes of native memory are decided in one place"));
  }

  @Test
  void ffmpeg_stays_in_ffmpeg_read_and_write() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.kinora.ffmpeg..", "io.kinora.read..", "io.kinora.write..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.ffmpeg..", "org.bytedeco.javacv..")
            .because("render names filters; how they are built and run stands in one package"));
  }

  @Test
  void opencv_stays_in_motion_and_pictures() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.kinora.motion..", "io.kinora.house.picture..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.opencv..")
            .because("docs/decisions/0008-motion.md and 0016-own-pictures.md"));
  }

  @Test
  void tensors_do_not_reach_the_command_line_or_the_studio() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("io.kinora.cli..", "io.kinora.studio..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.."));
  }

  @Test
  void picocli_stays_in_cli() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.kinora.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "me.tongfei.."));
  }

  @Test
  void nets_are_final() {
    check(
        classes()
            .that()
            .areAssignableTo(Net.class)
            .and()
            .areNotAssignableFrom(Net.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("a net is read in one file; it is composed, not extended"));
  }

  @Test
  void every_package_is_null_marked() {
    var packages = CLASSES.stream().map(c -> c.getPackage()).distinct().toList();
    assertThat(packages).hasSizeGreaterThan(35).allMatch(p -> p.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void chance_comes_from_seeds_only() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.kinora.server.keys..") // nobody may guess a key
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocalRandom.class)
            .orShould()
            .callMethod(Math.class, "random")
            .because("the same seed gives the same frames"));
  }

  @Test
  void standard_streams_belong_to_the_command_line() {
    check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS, not(resideInAPackage("io.kinora.cli..")));
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.kinora.cli..")
            .should()
            .callMethod(System.class, "exit", int.class));
  }

  @Test
  void errors_are_of_the_family() {
    check(
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because(
            "every error says what, why and what to do: docs/decisions/0005-error-family.md"));
    check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
  }

  @Test
  void nothing_is_deserialized_by_java() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.io.ObjectInputStream.class)
            .because("weights and records are data, never code"));
  }

  @Test
  void names_say_what_a_class_is() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager"));
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static void check(ArchRule rule, DescribedPredicate<JavaClass> where) {
    rule.check(CLASSES.that(where));
  }
}
