package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Pictures of the user's own in films of the bundled model.
class PictureFilmTest {
  /// A colour that the model's world does not have.
  private static final int MAGENTA = 0xffff00ff;

  private final Path folder;

  PictureFilmTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// A disc with two eyes: on a white ground, or on none.
  private Path disc(String name, boolean transparent, Color colour) throws IOException {
    int type = transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    var image = new BufferedImage(200, 200, type);
    Graphics2D pen = image.createGraphics();
    if (!transparent) {
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, 200, 200);
    }
    pen.setColor(colour);
    pen.fillOval(30, 30, 140, 140);
    pen.setColor(Color.BLACK);
    pen.fillOval(65, 70, 16, 16);
    pen.fillOval(115, 70, 16, 16);
    pen.dispose();
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Command generate(String prompt, Path film, String... more) {
    var args =
        new ArrayList<>(
            List.of("generate", prompt, "-o", film.toString(), "--size", "192x108", "--fps", "4"));
    args.addAll(List.of("--duration", "0.5", "--seed", "2"));
    args.addAll(Arrays.asList(more));
    return Command.run(args.toArray(String[]::new));
  }

  /// How many pixels of the film's first frame are nearly magenta.
  private static long magenta(Path film) {
    return Arrays.stream(Frames.of(film).getFirst())
        .filter(p -> (p >> 16 & 255) > 150 && (p >> 8 & 255) < 90 && (p & 255) > 150)
        .count();
  }

  @ParameterizedTest
  @CsvSource({
    "it walks in the meadow, false",
    "a dog runs in the meadow, true",
    "它在草地上走, true",
    "meadow, false"
  })
  void what_is_in_a_picture_does_what_the_prompt_says(String prompt, boolean transparent)
      throws IOException {
    Path picture = disc("disc.png", transparent, new Color(MAGENTA));
    Path film = folder.resolve("a.apng");
    var made = generate(prompt, film, "--image", picture.toString());
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(magenta(film)).isGreaterThan(300);
    Path again = folder.resolve("b.apng");
    assertThat(Command.run("replay", film.toString(), "-o", again.toString()).code()).isZero();
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(film));
  }

  @Test
  void a_picture_is_the_place() throws IOException {
    var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(new Color(0xff40ff));
    pen.fillRect(0, 0, 300, 200);
    pen.dispose();
    Path place = folder.resolve("place.png");
    ImageIO.write(image, "png", place.toFile());
    Path film = folder.resolve("a.apng");
    var made = generate("a cat walks", film, "--image", place + ":scene", "--camera", "zoom=-5");
    assertThat(made.code()).as(made.err()).isZero();
    int[] last = Frames.of(film).getLast();
    long filled =
        Arrays.stream(last).filter(p -> (p >> 16 & 255) > 230 && (p >> 8 & 255) < 110).count();
    assertThat(filled).as("no border is seen").isGreaterThan(last.length * 3L / 4);
    assertThat(filled).as("and a cat").isLessThan(last.length - 100);
  }

  @Test
  void a_list_of_prompts_may_name_pictures() throws IOException {
    Path picture = disc("disc.png", false, new Color(MAGENTA));
    Path list = folder.resolve("list.csv");
    Files.writeString(
        list, "prompt,image-subject,image-nothing\na dog runs,%s,\na cat,,x\n".formatted(picture));
    Path out = folder.resolve("out");
    var made =
        Command.run(
            "generate",
            "--prompts",
            list.toString(),
            "-o",
            out.toString(),
            "--size",
            "192x108",
            "--fps",
            "4",
            "--duration",
            "0.5");
    assertThat(made.err()).contains("image-nothing");
    List<Path> films;
    try (var files = Files.list(out)) {
      films = files.filter(file -> file.toString().endsWith(".mp4")).toList();
    }
    assertThat(films).hasSize(1);
    assertThat(magenta(films.getFirst())).isGreaterThan(200);
  }

  @Test
  void what_was_cut_out_can_be_kept() throws IOException {
    Path picture = disc("disc.png", false, new Color(MAGENTA));
    Path film = folder.resolve("a.apng");
    Path kept = folder.resolve("kept.png");
    String[] flags = {"--image", picture.toString(), "--keep-cutout", kept.toString()};
    var made = generate("a dog runs", film, flags);
    assertThat(made.code()).as(made.err()).isZero();
    BufferedImage cut = ImageIO.read(kept.toFile());
    assertThat(cut.getRGB(2, 2) >>> 24).isZero();
    assertThat(cut.getRGB(100, 130)).isEqualTo(MAGENTA);

    Path other = folder.resolve("b.apng");
    assertThat(generate("a dog runs", other, flags).err()).contains("kept.png", "already exists");
    Path directory = Files.createDirectory(folder.resolve("folder.png"));
    flags[3] = directory.toString();
    assertThat(generate("a dog runs", other, flags).code()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
    var none = generate("a dog runs", other, "--keep-cutout", folder.resolve("c.png").toString());
    assertThat(none.err()).contains("no picture of a thing");
    assertThat(other).doesNotExist();
  }

  @Test
  void two_first_frames_and_a_place_beside_one_are_refused() throws IOException {
    String picture = disc("disc.png", false, new Color(MAGENTA)).toString();
    Path film = folder.resolve("a.apng");
    String first = picture + ":first";
    var twice = generate("it runs", film, "--image", first, "--image", first);
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("Two pictures", "first");
    var both = generate("it runs", film, "--image", first, "--image", picture + ":scene");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err()).contains("the place");
    var line = generate("it runs", film, "--image", picture + ":scene", "--ground", "1.5");
    assertThat(line.code()).isEqualTo(2);
    assertThat(film).doesNotExist();
  }

  @Test
  void a_film_that_begins_with_a_picture_can_be_made_again() throws IOException {
    Path picture = disc("disc.png", false, new Color(MAGENTA));
    Path film = folder.resolve("a.apng");
    var made = generate("the dog runs", film, "--image", picture + ":first");
    assertThat(made.code()).as(made.err()).isZero();
    Path again = folder.resolve("b.apng");
    assertThat(Command.run("replay", film.toString(), "-o", again.toString()).code()).isZero();
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(film));
  }

  @Test
  void a_taught_name_is_understood_and_travels_by_its_file() throws IOException {
    Path words = folder.resolve("words");
    Path picture = disc("bobby.png", true, new Color(MAGENTA));
    var taught =
        Command.run(
            "teach", "Bobby", picture.toString(), "--like", "dog", "--words", words.toString());
    assertThat(taught.code()).as(taught.err()).isZero();
    assertThat(taught.out()).contains("bobby.safetensors: like a dog, 1 look");
    Command listed = Command.run("words", "--words", words.toString());
    assertThat(listed.out()).contains("Bobby  like a dog");
    Path film = folder.resolve("a.apng");
    String bobby = words.resolve("bobby.safetensors").toString();
    var made = generate("Bobby runs in the meadow", film, "--words", bobby);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("Bobby", "not understood: nothing");
    assertThat(magenta(film)).isGreaterThan(300);

    Path other = Files.createDirectory(folder.resolve("other"));
    Path whole = other.resolve("b.apng");
    made = generate("Bobby runs in the meadow", whole, "--words", bobby, "--embed-words");
    assertThat(made.code()).as(made.err()).isZero();
    Path bundled = other.resolve("b.apng.words").resolve("bobby.safetensors");
    assertThat(bundled).hasSameBinaryContentAs(Path.of(bobby));
    Path away = Files.move(Path.of(bobby), folder.resolve("away"));
    Path again = folder.resolve("c.apng");
    var replayed = Command.run("replay", whole.toString(), "-o", again.toString());
    assertThat(replayed.code()).as(replayed.err()).isZero();
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(whole));
    var lost = Command.run("replay", film.toString(), "-o", folder.resolve("d.apng").toString());
    assertThat(lost.code()).isEqualTo(2);
    assertThat(lost.err()).contains("bobby.safetensors", "does not exist");
    Path _ = Files.move(away, Path.of(bobby));

    var twice = Command.run("teach", "bobby", picture.toString(), "--words", words.toString());
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("exists already");
    var common = Command.run("teach", "dog", picture.toString(), "--words", words.toString());
    assertThat(common.err()).contains("is a common word");
    Path sheet = folder.resolve("sheet.png");
    assertThat(
            Command.run(
                    "words", "--show", "Bobby", "-o", sheet.toString(), "--words", words.toString())
                .code())
        .isZero();
    assertThat(ImageIO.read(sheet.toFile()).getWidth()).isEqualTo(256);
    var removed = Command.run("words", "--remove", "Bobby", "--words", words.toString());
    assertThat(removed.code()).isZero();
    assertThat(Command.run("words", "--words", words.toString()).out()).contains("no words");
  }

  @Test
  void what_is_wrong_with_a_picture_is_told_before_anything_is_written() throws IOException {
    Path good = disc("good.png", true, Color.RED);
    Path text = Files.writeString(folder.resolve("text.png"), "no picture");
    Path clear = folder.resolve("clear.png");
    ImageIO.write(new BufferedImage(80, 80, BufferedImage.TYPE_INT_ARGB), "png", clear.toFile());
    Path damaged = folder.resolve("damaged.safetensors");
    Files.write(damaged, Arrays.copyOf(Files.readAllBytes(good), 300));
    assertRefused("none.png", "does not exist");
    assertRefused(text.toString(), "text.png");
    assertRefused(clear.toString(), "completely transparent");
    assertRefused(good + ":subjct", "Did you mean \"subject\"?");
    assertRefused(good + ":subject5", "The roles are subject, subject2");
    assertRefused(good + ":subject=drgon", "Did you mean \"dragon\"?");
    Path film = folder.resolve("x.apng");
    var twice = generate("a cat", film, "--image", good.toString(), "--image", good + ":subject");
    assertThat(twice.err()).contains("Two pictures are given as the subject one");
    var word = generate("a cat", film, "--words", damaged.toString());
    assertThat(word.code()).isEqualTo(2);
    var other = generate("a cat", film, "--image-detail", "blurred", "--image", good.toString());
    assertThat(other.err()).contains("one of fine, coarse");
    assertThat(film).doesNotExist();
  }

  private void assertRefused(String image, String message) {
    Path film = folder.resolve("x.apng");
    var refused = generate("it walks", film, "--image", image);
    assertThat(refused.code()).as(refused.err()).isEqualTo(2);
    assertThat(refused.err()).contains(message);
    assertThat(film).doesNotExist();
  }
}
