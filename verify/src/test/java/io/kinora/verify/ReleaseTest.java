package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// What has to agree before a release: poms, the BOM, versions in the documents, and the flags of
/// the launchers.
class ReleaseTest {
  private static final Pattern DOCUMENTED = Pattern.compile("<kinora\\.version>([^<]+)<");
  private static final Pattern PLAIN_VERSION =
      Pattern.compile("<artifactId>kinora-[^<]+</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern FLAG = Pattern.compile("(?:--sun|-X|-D)[\\w.:+-]+(?:=[\\w.:-]+)?");

  private static Path root() {
    return Repository.root();
  }

  private static List<String> modules() throws Exception {
    return texts(pom("pom.xml"), "modules", "module");
  }

  @Test
  void every_module_has_the_version_of_the_parent() throws Exception {
    String version = text(pom("pom.xml"), "version");
    assertThat(modules()).hasSizeGreaterThan(8);
    for (String module : modules()) {
      Element pom = pom(module + "/pom.xml");
      Element owner = module.equals("bom") ? pom : child(pom, "parent");
      assertThat(text(owner, "version")).as(module).isEqualTo(version);
    }
    assertThat(text(child(pom("distribution/pom.xml"), "parent"), "version")).isEqualTo(version);
  }

  @Test
  void the_bom_names_every_module_that_is_published() throws Exception {
    Element bom = child(child(pom("bom/pom.xml"), "dependencyManagement"), "dependencies");
    List<String> named = children(bom).map(entry -> text(entry, "artifactId")).toList();
    List<String> published =
        modules().stream()
            .filter(module -> !List.of("verify", "bom").contains(module))
            .map(module -> "kinora-" + module)
            .toList();
    assertThat(named).containsExactlyElementsOf(published);
    assertThat(children(bom).map(entry -> text(entry, "version")))
        .containsOnly("${project.version}");
  }

  @Test
  void poms_say_what_maven_central_asks_for() throws Exception {
    for (String file : List.of("pom.xml", "bom/pom.xml")) {
      Element pom = pom(file);
      for (String wanted : List.of("name", "description", "url", "licenses", "developers", "scm")) {
        assertThat(child(pom, wanted).getTextContent()).as(file + " " + wanted).isNotBlank();
      }
      assertThat(text(child(pom, "scm"), "url")).isEqualTo(text(pom, "url"));
    }
    for (String module : modules()) {
      assertThat(text(pom(module + "/pom.xml"), "name")).as(module).startsWith("Kinora :: ");
      assertThat(text(pom(module + "/pom.xml"), "description")).as(module).isNotBlank();
    }
  }

  @Test
  void both_builds_carry_the_same_time() throws Exception {
    String property = "project.build.outputTimestamp";
    assertThat(text(child(pom("bom/pom.xml"), "properties"), property))
        .isEqualTo(text(child(pom("pom.xml"), "properties"), property));
  }

  @Test
  void every_jar_names_its_module_and_no_two_alike() throws Exception {
    var names = new TreeSet<String>();
    for (String module : modules()) {
      if (!module.equals("bom")) {
        names.add(text(child(pom(module + "/pom.xml"), "properties"), "module.name"));
      }
    }
    assertThat(names).hasSize(modules().size() - 1).allMatch(name -> name.startsWith("io.kinora."));
    assertThat(Files.readString(root().resolve("pom.xml")))
        .contains("<Automatic-Module-Name>${module.name}</Automatic-Module-Name>");
  }

  @Test
  void documents_name_the_version_that_is_built() throws Exception {
    String version = text(pom("pom.xml"), "version");
    var found = new ArrayList<String>();
    List<Path> pages = new ArrayList<>(List.of(root().resolve("README.md")));
    try (Stream<Path> docs = Files.walk(root().resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    for (Path page : pages) {
      String text = Files.readString(page);
      DOCUMENTED.matcher(text).results().map(r -> r.group(1)).forEach(found::add);
      assertThat(PLAIN_VERSION.matcher(text).results().map(r -> r.group(1)))
          .as(page + " writes the version where the property belongs")
          .allMatch("${kinora.version}"::equals);
    }
    assertThat(found).isNotEmpty().containsOnly(version);
    assertThat(Files.readString(root().resolve("CHANGELOG.md")))
        .contains("## " + version.replace("-SNAPSHOT", ""));
    assertThat(Files.readString(root().resolve("UPGRADING.md")))
        .contains("## " + version.replace("-SNAPSHOT", ""));
  }

  /// One list of options of the JVM, wherever Kinora is started from.
  @Test
  void all_launchers_give_the_jvm_the_same_flags() throws IOException {
    String script = between("kinora", "flags=(", ")");
    assertThat(flags(script)).hasSizeGreaterThan(6);
    assertThat(flags(between("distribution/src/assembly/kinora.cmd", "set \"FLAGS=", "\nif")))
        .isEqualTo(flags(script));
    assertThat(flags(between("distribution/pom.xml", "<entrypoint>", "<arg>-Duser.home")))
        .isEqualTo(flags(script));
  }

  private static Set<String> flags(String text) {
    return FLAG.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static String between(String file, String begin, String end) throws IOException {
    String text = Files.readString(root().resolve(file));
    assertThat(text).contains(begin);
    return text.substring(text.indexOf(begin) + begin.length()).split(Pattern.quote(end), 2)[0];
  }

  private static Element pom(String file) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(root().resolve(file).toFile())
        .getDocumentElement();
  }

  private static Stream<Element> children(Element parent) {
    var nodes = parent.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .<Node>mapToObj(nodes::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  private static Element child(Element parent, String name) {
    return children(parent)
        .filter(child -> child.getTagName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(parent.getTagName() + " has no " + name));
  }

  private static String text(Element parent, String name) {
    return child(parent, name).getTextContent().strip();
  }

  private static List<String> texts(Element parent, String group, String name) {
    return children(child(parent, group))
        .filter(child -> child.getTagName().equals(name))
        .map(child -> child.getTextContent().strip())
        .toList();
  }
}
