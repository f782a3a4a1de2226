package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many films by one command.
class BatchTest {
  private final Path folder;

  BatchTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Command batch(String name, String text) throws IOException {
    Path list = Files.writeString(folder.resolve(name), text);
    return Command.run(
        "generate",
        "--prompts",
        list.toString(),
        "-o",
        folder.resolve("out").toString(),
        "--engine",
        PlainEngine.NAME,
        "--size",
        "96x64",
        "--duration",
        "0.5",
        "--fps",
        "12",
        "--seed",
        "3",
        "--quiet");
  }

  private List<String> films() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".mp4"))
          .sorted()
          .toList();
    }
  }

  @Test
  void a_bad_line_is_told_of_and_the_next_follows() throws IOException {
    var made = batch("list.txt", "a red bird\n\n# a note\n" + "x".repeat(1001) + "\n一只猫\n");
    assertThat(made.code()).isEqualTo(2);
    assertThat(made.err()).contains("line 4:").contains("1001");
    assertThat(made.out()).contains("2 films made, 0 kept, 1 failed");
    assertThat(films()).containsExactly("001-a-red-bird-3.mp4", "005-一只猫-3.mp4");
    List<String> index = Files.readAllLines(folder.resolve("out/index.jsonl"));
    assertThat(index).hasSize(3);
    assertThat(index.get(1)).contains("\"error\"");
    assertThat(ImageIO.read(folder.resolve("out/sheet.png").toFile()).getWidth())
        .isGreaterThan(600);
  }

  @Test
  void a_second_run_makes_what_is_missing_or_changed() throws IOException {
    batch("list.jsonl", "{\"prompt\":\"a bird\",\"seed\":1}\n{\"prompt\":\"a cat\"}\n");
    Path first = folder.resolve("out/001-a-bird-1.mp4");
    var before = Files.getLastModifiedTime(first);
    Files.delete(folder.resolve("out/002-a-cat-3.mp4"));
    var again =
        batch(
            "list.jsonl",
            "{\"prompt\":\"a bird\",\"seed\":1}\n{\"prompt\":\"a cat\"}\n{\"prompt\":\"a dog\"}\n");
    assertThat(again.out()).contains("2 films made, 1 kept, 0 failed");
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);
  }

  @Test
  void lists_have_settings_a_line() throws IOException {
    var made =
        batch(
            "list.csv", "prompt,seed,duration\n\"a bird, and a tree\",7,1\na cat,,\na dog,many,\n");
    assertThat(made.err()).contains("line 4:").contains("\"many\" is not a whole number");
    assertThat(films()).containsExactly("002-a-bird-and-a-tree-7.mp4", "003-a-cat-3.mp4");
    assertThat(Frames.of(folder.resolve("out/002-a-bird-and-a-tree-7.mp4"))).hasSize(12);
    assertThat(Frames.of(folder.resolve("out/003-a-cat-3.mp4"))).hasSize(6);
  }

  @Test
  void one_prompt_is_made_with_several_seeds() throws IOException {
    Path out = folder.resolve("out");
    var made =
        Command.run(
            "generate",
            "a bird",
            "--seeds",
            "1..3",
            "-o",
            out.toString(),
            "--engine",
            PlainEngine.NAME,
            "--size",
            "96x64",
            "--duration",
            "0.5",
            "--fps",
            "12",
            "--quiet");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(films()).containsExactly("001-a-bird-1.mp4", "002-a-bird-2.mp4", "003-a-bird-3.mp4");
    var wrong = Command.run("generate", "a bird", "--seeds", "3..1", "-o", out.toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("1..9");
    var both = Command.run("generate", "a bird", "--prompts", "list.txt", "-o", out.toString());
    assertThat(both.code()).isEqualTo(2);
    assertThat(Command.run("generate").err()).contains("The command has no prompt");
  }
}
