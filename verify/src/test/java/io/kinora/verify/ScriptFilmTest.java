package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Progress;
import io.kinora.error.Cancelled;
import io.kinora.read.Inputs;
import io.kinora.script.Script;
import io.kinora.studio.Film.Output;
import io.kinora.studio.RenderRecord;
import io.kinora.studio.ScriptFilm;
import io.kinora.studio.ScriptMade;
import io.kinora.studio.Studio;
import io.kinora.studio.Take;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Films of scripts, small ones of the bundled model.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScriptFilmTest {
  private static final String STORY =
      """
      ---
      size: 96x64
      fps: 12
      title: Two friends
      transition: crossfade 0.25
      cast:
        Mia: a girl in a red dress
        Bo: a small brown dog
      ---
      ## One
      Mia walks through the meadow. (1 s)
      > Hello
      ## Two
      {cut}
      Bo runs along the beach at sunset. (1 s)
      ## Three
      She walks in the meadow. (1 s)
      ## Four
      {continue}
      She jumps. (0.5 s)
      """;

  private final Studio studio = Studio.open();
  private Path folder = Path.of("");

  @BeforeEach
  void folder(@TempDir Path fresh) {
    folder = fresh;
  }

  @AfterAll
  void close() {
    studio.close();
  }

  private ScriptFilm request(String text, int shot, String name) {
    Script script = Script.parse(text, folder.resolve("story.md"));
    var output = new Output(folder.resolve(name), true);
    return new ScriptFilm(script, shot, false, false, folder.resolve("shots"), output);
  }

  private ScriptMade made(String text, int shot, String name) {
    return studio.film(request(text, shot, name), Progress.NONE);
  }

  @Test
  void after_an_edit_only_changed_shots_are_drawn_again() {
    ScriptMade first = made(STORY, 0, "a.mp4");
    assertThat(first.drawn()).isEqualTo(3); // the last two are one take
    // 12 + 12 + 18 frames, less the 3 that the crossfade shares
    assertThat(first.frames()).isEqualTo(39);
    assertThat(Frames.of(folder.resolve("a.mp4"))).hasSize(39);
    ScriptMade again = made(STORY, 0, "b.mp4");
    assertThat(again.drawn()).isZero();
    assertThat(Frames.hashes(folder.resolve("b.mp4")))
        .isEqualTo(Frames.hashes(folder.resolve("a.mp4")));
    ScriptMade edited = made(STORY.replace("runs along", "jumps on"), 0, "c.mp4");
    assertThat(List.of(edited.drawn(), edited.kept())).containsExactly(1, 2);
    ScriptMade words = made(STORY.replace("> Hello", "> Good morning"), 0, "d.mp4");
    assertThat(words.drawn()).as("a caption is no reason to draw").isZero();
    ScriptMade one = made(STORY, 2, "e.mp4");
    assertThat(List.of(one.drawn(), one.kept())).containsExactly(0, 1);
    assertThat(one.frames()).isEqualTo(12);
  }

  @Test
  void the_record_holds_the_script_and_makes_it_again() {
    made(STORY, 0, "a.mp4");
    Path film = folder.resolve("a.mp4");
    RenderRecord.ScriptText kept =
        RenderRecord.of(film).flatMap(RenderRecord::script).orElseThrow();
    assertThat(kept).isEqualTo(new RenderRecord.ScriptText("story.md", STORY));
    Path again = folder.resolve("again.mp4");
    var replayed = Command.run("replay", film.toString(), "-o", again.toString(), "--quiet");
    assertThat(replayed.code()).as(replayed.err()).isZero();
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(film));
    assertThat(Command.run("inspect", film.toString(), "--json").out()).contains("Mia walks");
  }

  @Test
  void what_is_not_said_again_carries_over_and_the_cast_keeps_its_seeds() {
    List<Take> takes = studio.plan(Script.parse(STORY, folder.resolve("story.md")));
    assertThat(takes).hasSize(3);
    Take one = takes.getFirst();
    Take three = takes.getLast();
    assertThat(three.film().prompt())
        .isEqualTo("a girl in a red dress walks in the meadow, sunset, and then she jumps");
    assertThat(three.film().seed()).as("the same place").isEqualTo(one.film().seed());
    assertThat(takes.get(1).film().seed()).isNotEqualTo(one.film().seed());
    String mia = one.film().engine().options().get("individuals").orElseThrow();
    assertThat(three.film().engine().options().get("individuals")).contains(mia);
    assertThat(takes.get(1).film().engine().options().get("individuals"))
        .isPresent()
        .isNotEqualTo(Optional.of(mia));
  }

  @Test
  void a_picture_plays_its_part_in_each_shot_and_is_drawn_again_when_it_changes()
      throws IOException {
    Path picture = folder.resolve("bo.png");
    disc(picture, Color.MAGENTA);
    Path blue = folder.resolve("ann.png");
    disc(blue, Color.CYAN);
    String cast = "Bo: bo.png\n  Ann: ann.png, a cat\n  Tim: ann.png，一只狗";
    String story = STORY.replace("Bo: a small brown dog", cast).replace("Bo runs", "Bo walks");
    String both = story.replace("She walks", "Ann and Bo walk").replace("She jumps", "Ann jumps");
    List<Take> takes = studio.plan(Script.parse(both, folder.resolve("story.md")));
    assertThat(takes.get(1).film().prompt()).isEqualTo("it walks along the beach at sunset.");
    assertThat(takes.get(1).film().engine().options().values())
        .containsEntry("image-subject", picture.toString())
        .doesNotContainKey("image-subject-noun");
    assertThat(takes.get(2).film().prompt())
        .isEqualTo("a cat and it walk in the meadow, sunset, and then it jumps");
    assertThat(takes.get(2).film().engine().options().values())
        .containsEntry("image-subject", blue.toString())
        .containsEntry("image-subject-noun", "cat")
        .containsEntry("image-subject2", picture.toString());
    made(both, 0, "a.mp4");
    int[] frame = Frames.of(folder.resolve("a.mp4")).get(15);
    assertThat(Arrays.stream(frame)).as("the disc").anyMatch(ScriptFilmTest::magenta);
    disc(picture, Color.GREEN);
    ScriptMade again = made(both, 0, "b.mp4");
    assertThat(List.of(again.drawn(), again.kept())).containsExactly(2, 1);
    String many = "Bo, Ann, Tim, A2 and A3 walk. (1 s)";
    String five =
        both.replace("Tim:", "A2: ann.png, a cow\n  A3: ann.png, a pig\n  Tim:")
            .replace("Bo walks along the beach at sunset. (1 s)", many);
    assertThatThrownBy(() -> made(five, 0, "c.mp4"))
        .hasMessageContaining("story.md:17:1: More than four");
    assertThatThrownBy(() -> made(both.replace("fps", "engine: wan\nfps"), 0, "d.mp4"))
        .hasMessageContaining("accepts no picture of Bo");
  }

  @Test
  void a_wan_model_that_takes_a_picture_begins_with_that_of_the_member_named_first()
      throws IOException {
    Path picture = folder.resolve("bo.png");
    disc(picture, Color.MAGENTA);
    String story =
        """
        ---
        engine: wan
        options: {weights: MODEL}
        cast: {Mia: birds, Bo: "bo.png, deep water"}
        ---
        ## One
        Mia fly over water. (1 s)
        ## Two
        Mia fly over Bo. (1 s)
        """;
    Path words = TinyWan.shared();
    Path pictures = TinyWan.fromPictures(folder.resolve("model"));
    for (Path model : List.of(words, pictures)) {
      List<Take> takes =
          studio.plan(
              Script.parse(story.replace("MODEL", model.toString()), folder.resolve("story.md")));
      assertThat(takes.getLast().film().prompt()).isEqualTo("birds fly over deep water.");
      assertThat(takes.getFirst().film().engine().options().get("image-first")).isEmpty();
      assertThat(takes.getLast().film().engine().options().get("image-first"))
          .isEqualTo(model.equals(pictures) ? Optional.of(picture.toString()) : Optional.empty());
    }
  }

  private static boolean magenta(int p) {
    return (p >> 16 & 255) > 150 && (p >> 8 & 255) < 100 && (p & 255) > 150;
  }

  private static void disc(Path file, Color colour) throws IOException {
    var image = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(colour);
    pen.fillOval(10, 10, 80, 80);
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void what_is_drawn_already_costs_no_time() {
    var script = Script.parse(STORY, folder.resolve("story.md"));
    Path cache = folder.resolve("shots");
    List<Take> takes = studio.plan(script);
    assertThat(studio.secondsToDraw(takes, cache)).isEmpty();
    made(STORY, 2, "one.mp4");
    assertThat(studio.secondsToDraw(takes, cache).orElseThrow()).isPositive();
    made(STORY, 0, "all.mp4");
    assertThat(studio.secondsToDraw(takes, cache).orElseThrow()).isZero();
  }

  @Test
  void a_speech_program_speaks_and_what_it_does_wrong_is_told() throws IOException {
    String spoken =
        STORY
            .replace("cast:", "speech: [cp, SOUND, \"{file}\"]\ncast:")
            .replace("SOUND", sound().toString())
            .replace("Mia walks", "{say Once upon a time}\nMia walks");
    made(spoken, 1, "spoken.mp4");
    assertThat(Inputs.find(folder.resolve("spoken.mp4")).hasSound()).isTrue();
    String failing = spoken.replace("speech: [cp,", "speech: [\"false\",");
    assertThatThrownBy(() -> made(failing, 1, "x.mp4")).hasMessageContaining("failed: ");
    assertThat(folder.resolve("x.mp4")).doesNotExist();
    String silent = STORY.replace("Mia walks", "{say Once}\nMia walks");
    assertThatThrownBy(() -> made(silent, 1, "y.mp4")).hasMessageContaining("speech");
  }

  /// A second of a tone.
  private Path sound() throws IOException {
    byte[] samples = new byte[2 * 16_000];
    for (int i = 0; i < 16_000; i++) {
      int level = (int) (8000 * Math.sin(i * .2));
      samples[2 * i] = (byte) level;
      samples[2 * i + 1] = (byte) (level >> 8);
    }
    var format = new AudioFormat(16_000, 16, 1, true, false);
    Path file = folder.resolve("tone.wav");
    try (var stream = new AudioInputStream(new ByteArrayInputStream(samples), format, 16_000)) {
      AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    }
    return file;
  }

  @Test
  void a_stop_keeps_the_shots_that_are_done() throws IOException {
    ScriptFilm film = request(STORY, 0, "stopped.mp4");
    Progress untilHalf = (_, done) -> done < .5;
    assertThatThrownBy(() -> studio.film(film, untilHalf)).isInstanceOf(Cancelled.class);
    assertThat(folder.resolve("stopped.mp4")).doesNotExist();
    try (Stream<Path> shots = Files.list(folder.resolve("shots"))) {
      assertThat(shots.filter(file -> file.toString().endsWith(".mov"))).isNotEmpty();
    }
    assertThat(made(STORY, 0, "whole.mp4").kept()).isPositive();
  }

  @Test
  void the_command_checks_and_begins_scripts() throws IOException {
    Path story = folder.resolve("new.md");
    assertThat(Command.run("film", "--new", story.toString()).code()).isZero();
    var again = Command.run("film", "--new", story.toString());
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("already exists");
    var checked = Command.run("film", story.toString(), "--check");
    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(checked.out()).contains("1  The meadow", "with Mia, Bo", "understood: girl");
    assertThat(checked.out()).containsPattern("drawing takes about|how long drawing takes");
    Files.writeString(story, Files.readString(story).replace("size:", "sise:"));
    var wrong = Command.run("film", story.toString(), "-o", folder.resolve("x.mp4").toString());
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("new.md:3:7: There is no setting \"sise\"", "\"size\"");
    assertThat(folder.resolve("x.mp4")).doesNotExist();
  }
}
