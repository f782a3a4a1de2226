package io.kinora.training.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureFolderTest {
  private final Path folder;

  PictureFolderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static List<String> names(List<Picture> pictures) {
    return pictures.stream().map(picture -> picture.hand() + "/" + picture.noun()).toList();
  }

  @Test
  void trains_on_all_hands_but_the_foreign_and_on_no_noun_that_is_held_out() {
    var pictures = PictureFolder.open(Drawings.folder(folder));
    assertThat(names(pictures.seen()))
        .hasSize(6)
        .contains("one/red-thing", "two/red-thing")
        .doesNotContain("one/teal-thing", "two/teal-thing");
    assertThat(names(pictures.heldOut())).containsExactly("one/teal-thing", "two/teal-thing");
    assertThat(names(pictures.foreign())).containsExactly("foreign/red-thing");
  }

  @Test
  void holds_out_the_same_sixteenth_of_all_things_every_time_without_a_list() throws Exception {
    for (int i = 0; i < 40; i++) {
      for (String hand : List.of("one", "two")) {
        Drawings.write(folder.resolve(hand + "/thing-" + i + ".svg"), Drawings.disc("red", 9));
      }
    }
    Files.createDirectories(folder.resolve("one/deeper"));
    Drawings.write(folder.resolve("one/notes.txt"), "no picture");
    var pictures = PictureFolder.open(folder);
    assertThat(pictures.heldOut()).hasSize(4); // two things by two hands
    assertThat(pictures.seen()).hasSize(76);
    assertThat(names(PictureFolder.open(folder).heldOut())).isEqualTo(names(pictures.heldOut()));
  }

  @Test
  void refuses_a_folder_without_pictures() throws Exception {
    for (Path empty : List.of(folder, folder.resolve("missing"))) {
      assertThatThrownBy(() -> PictureFolder.open(empty))
          .isInstanceOf(BadRequest.class)
          .hasMessageContaining(empty.toString());
    }
    Drawings.write(folder.resolve("foreign/cat.svg"), Drawings.disc("red", 9));
    assertThatThrownBy(() -> PictureFolder.open(folder)).isInstanceOf(BadRequest.class);
  }
}
