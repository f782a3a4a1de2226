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

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.kinora.torch.Net;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds the borders between modules and packages: docs/decisions/0001-modules-and-packages.md.
class ArchitectureTest {
  private static final List<String> STAGES =
      List.of("text", "generate", "motion", "render", "style", "export");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.kinora");

  /// A rule that scans nothing passes; this is the floor under all the others.
  @Test
  void scans_all_modules() {
    assertThat(CLASSES.size()).isGreaterThan(120);
    for (String known : List.of("error", "torch", "scene", "text", "studio", "training", "cli")) {
      assertThat(CLASSES.stream().filter(c -> c.getPackageName().startsWith("io.kinora." + known)))
          .as("classes of io.kinora." + known)
          .isNotEmpty();
    }
  }

  static Stream<String> stages() {
    return STAGES.stream();
  }

  /// FFmpeg's conventions, which the two stages that work with it share: decision 9.
  private static final String MEDIA = "io.kinora.media..";

  private static final Set<String> STAGES_WITH_MEDIA = Set.of("render", "export");

  @ParameterizedTest
  @MethodSource("stages")
  void a_stage_sees_only_nouns_tensors_and_errors(String stage) {
    String own = "io.kinora." + stage + "..";
    check(
        noClasses()
            .that()
            .resideInAPackage(own)
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.kinora..")
                    .and(
                        not(
                            resideInAnyPackage(
                                own,
                                STAGES_WITH_MEDIA.contains(stage) ? MEDIA : own,
                                "io.kinora.scene..",
                                "io.kinora.torch..",
                                "io.kinora.error.."))))
            .because("stages are read, tested and replaced one by one; studio composes them"));
  }

  @Test
  void nouns_and_tensors_see_only_themselves_and_errors() {
    for (String base : List.of("scene", "torch", "error")) {
      String own = "io.kinora." + base + "..";
      check(
          noClasses()
              .that()
              .resideInAPackage(own)
              .should()
              .dependOnClassesThat(
                  resideInAPackage("io.kinora..")
                      .and(not(resideInAnyPackage(own, "io.kinora.error..")))));
    }
  }

  @Test
  void media_sees_only_nouns_and_errors() {
    check(
        noClasses()
            .that()
            .resideInAPackage(MEDIA)
            .should()
            .dependOnClassesThat(
                resideInAPackage("io.kinora..")
                    .and(
                        not(resideInAnyPackage(MEDIA, "io.kinora.scene..", "io.kinora.error..")))));
  }

  @Test
  void nobody_sees_the_command_line() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.kinora.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.kinora.cli.."));
  }

  @Test
  void the_pipeline_does_not_see_training() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("io.kinora.training..", "io.kinora.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.kinora.training.."));
  }

  @Test
  void packages_have_no_cycles() {
    check(slices().matching("io.kinora.(**)").should().beFreeOfCycles());
  }

  @Test
  void native_pointers_stay_in_torch_media_export_and_motion() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                "io.kinora.torch..", MEDIA, "io.kinora.export..", "io.kinora.motion..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.javacpp..")
            .because("lifetimes of native memory are decided in one place"));
  }

  @Test
  void ffmpeg_stays_in_media_and_export() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(MEDIA, "io.kinora.export..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco.ffmpeg..", "org.bytedeco.javacv..")
            .because("render names filters; how they are built and run is told once"));
  }

  @Test
  void opencv_stays_in_motion() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.kinora.motion..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.opencv..")
            .because("docs/decisions/0008-motion.md"));
  }

  @Test
  void tensors_do_not_reach_the_command_line_or_the_nouns() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("io.kinora.cli..", "io.kinora.scene..", "io.kinora.studio..")
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
    assertThat(packages).hasSizeGreaterThan(8);
    assertThat(packages).allMatch(p -> p.isAnnotatedWith(NullMarked.class));
  }

  @Test
  void chance_comes_from_seeds_only() {
    check(
        noClasses()
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
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static void check(
      ArchRule rule,
      com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass>
          where) {
    rule.check(CLASSES.that(where));
  }
}
