package io.kinora.training.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureCollectionTest {
  private static final String ICONS =
      """
      {"prefix": "test", "width": 20, "height": 20,
       "icons": {"moggy": {"body": "<rect width='20' height='10' fill='red'/>"},
                 "heart": {"body": "<path d='M0 0h9v9z'/>", "width": 10, "height": 30}},
       "aliases": {"cat": {"parent": "moggy"}, "loop": {"parent": "loop"}}}""";
  private static final String CHARS =
      """
      {"1f408": "cat", "2764-fe0f": "heart", "1f415": "loop", "1f40e": "missing"}""";

  private final Path folder;

  PictureCollectionTest(@TempDir Path folder) {
    this.folder = folder;
    Drawings.write(folder.resolve("package/icons.json"), ICONS);
    Drawings.write(folder.resolve("package/chars.json"), CHARS);
  }

  @Test
  void finds_icons_by_their_characters_and_through_aliases() {
    var icons = new IconPackage(folder.resolve("package"));
    assertThat(icons.svg("1f408").orElseThrow())
        .contains("<rect width='20' height='10' fill='red'/>")
        .contains("viewBox=\"-1.1000 -1.1000 22.2000 22.2000\"");
    assertThat(icons.svg("2764").orElseThrow()).as("the longer side counts").contains(" 33.3000\"");
    assertThat(icons.svg("1f415")).as("an alias of itself").isEmpty();
    assertThat(icons.svg("1f40e")).isEmpty();
    assertThat(icons.svg("1f992")).isEmpty();
  }

  @Test
  void writes_a_file_for_each_noun_and_what_this_project_draws() throws Exception {
    Path out = folder.resolve("out");
    var counts = PictureCollection.write(Map.of("test", folder.resolve("package")), out);
    assertThat(counts).containsEntry("test", 2);
    assertThat(out.resolve("test/cat.svg")).exists();
    assertThat(out.resolve("test/red-heart.svg")).exists();
    List<String> own = Nouns.all().stream().filter(Noun::own).map(Noun::key).toList();
    int drawn = Objects.requireNonNull(counts.get("kinora"));
    // beside these, some nouns whose emoji are poor, and walls and floors
    assertThat(drawn).isGreaterThan(own.size() + 37);
    assertThat(own).hasSizeGreaterThan(140).contains("bench", "toaster", "fire-hydrant");
    var pictures = PictureFolder.open(out);
    assertThat(pictures.seen()).hasSize(drawn + 2);
    for (Picture picture : pictures.seen()) {
      if (picture.noun().startsWith("surface-")) {
        continue; // walls and floors fill their pictures
      }
      float[] plain = picture.plain();
      double covered = 0;
      for (int i = 3; i < plain.length; i += 4) {
        covered += plain[i] / (Picture.VIEW * Picture.VIEW);
      }
      assertThat(covered).as(picture.noun()).isBetween(.05, .95);
    }
  }

  @Test
  void what_is_held_out_are_nouns_of_the_table() throws Exception {
    PictureCollection.write(Map.of(), folder.resolve("out"));
    List<String> held = Files.readAllLines(folder.resolve("out/held-out.txt"));
    List<String> nouns = Nouns.all().stream().filter(noun -> !noun.own()).map(Noun::key).toList();
    assertThat(held).hasSize(58).doesNotHaveDuplicates().isSubsetOf(nouns);
  }

  @Test
  void refuses_a_folder_that_is_no_package_and_a_hand_that_is_no_name() {
    Path out = folder.resolve("out");
    Map<String, Path> nothing = Map.of("test", folder.resolve("missing"));
    assertThatThrownBy(() -> PictureCollection.write(nothing, out))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("icons.json");
    Map<String, Path> upwards = Map.of("../test", folder.resolve("package"));
    assertThatThrownBy(() -> PictureCollection.write(upwards, out))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("../test");
    Drawings.write(folder.resolve("broken/icons.json"), "{");
    Drawings.write(folder.resolve("broken/chars.json"), "{}");
    Map<String, Path> broken = Map.of("test", folder.resolve("broken"));
    assertThatThrownBy(() -> PictureCollection.write(broken, out)).isInstanceOf(BadRequest.class);
    assertThat(out).doesNotExist();
  }
}
