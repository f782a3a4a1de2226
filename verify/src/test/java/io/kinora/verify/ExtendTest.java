package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Progress;
import io.kinora.read.MediaInfo;
import io.kinora.read.SoundReader;
import io.kinora.read.VideoReader;
import io.kinora.torch.Torch;
import io.kinora.write.Exporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `kinora extend`: the same shot, longer, by the house engine; from the last frame by open
/// weights.
class ExtendTest {
  /// One second by the house engine; read only.
  private static Path shot = Path.of("");

  private final Path folder;

  ExtendTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void one_shot_for_all(@TempDir Path shared) {
    Torch.threads(1); // clips are tiny: threads would mostly wait for one another
    shot = shared.resolve("shot.mp4");
    // what it does afterwards begins at the middle of the shot, and must not wait in a longer one
    String prompt = "a red bird flies left over the sea and then runs to the right";
    generate("house", prompt, shot, "--camera", "horizontal=2");
  }

  @Test
  void a_shot_of_the_house_engine_goes_on_without_a_seam() {
    Path longer = folder.resolve("longer.mp4"), longest = folder.resolve("longest.mp4");
    var extended = extend(shot, longer, "--by", "1");
    assertThat(extended.code()).as(extended.err()).isZero();
    assertThat(extended.out()).contains("96x64, 12 frames per second, 2 s, 24 frames, of which 12");

    List<int[]> before = Frames.of(shot), after = Frames.of(longer);
    assertThat(after).hasSize(24);
    for (int i = 0; i < before.size(); i++) { // but for two passes of the codec
      assertThat(Frames.difference(before.get(i), after.get(i))).as("frame " + i).isLessThan(2);
    }
    assertNoSeam(after, 12);

    JsonNode record = record(longer);
    assertThat(record.required("seconds").asDouble()).isEqualTo(2);
    assertThat(record.required("options").required("staged").asString()).isEqualTo("1.0");
    assertThat(extend(longer, longest, "--by", "0.5", "--json").code()).isZero();
    assertThat(record(longest).required("options").required("staged").asString()).isEqualTo("1.0");
    assertThat(Frames.of(longest)).hasSize(30);

    Path again = folder.resolve("again.mp4");
    assertThat(Command.run("replay", longer.toString(), "-o", again.toString()).code()).isZero();
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(longer));
  }

  /// The step over the seam is no larger than the steps beside it.
  private static void assertNoSeam(List<int[]> frames, int seam) {
    double widest = 0;
    for (int i = 1; i < frames.size(); i++) {
      double step = Frames.difference(frames.get(i - 1), frames.get(i));
      widest = i == seam ? widest : Math.max(widest, step);
    }
    assertThat(widest).as("something moves").isGreaterThan(0.3);
    assertThat(Frames.difference(frames.get(seam - 1), frames.get(seam)))
        .isLessThanOrEqualTo(1.2 * widest);
  }

  @Test
  void a_film_that_shows_something_else_than_its_record_is_refused() {
    Path changed = folder.resolve("changed.mp4");
    Path other = generate(PlainEngine.NAME, "a bird", folder.resolve("other.mp4"));
    try (var reader = new VideoReader(other)) {
      Exporter.write(
          reader, changed, false, MediaInfo.read(shot).record().orElseThrow(), Progress.NONE);
    }
    var refused = extend(changed, folder.resolve("longer.mp4"), "--by", "1");
    assertRefused(refused, "does not show what its record draws: frame 0 differs");
  }

  @Test
  void any_video_goes_on_from_its_last_frame_with_open_weights() throws IOException {
    Path model = TinyWan.fromPictures(folder.resolve("model"));
    Path foreign = folder.resolve("foreign.mp4");
    var rendered =
        Command.run(
            "render",
            generate(PlainEngine.NAME, "a bird", folder.resolve("plain.mp4")).toString(),
            "-o",
            foreign.toString(),
            "--audio",
            tone().toString());
    assertThat(rendered.code()).as(rendered.err()).isZero();
    long pictures = lastFrames();

    Path longer = folder.resolve("longer.mp4");
    assertRefused(
        extend(foreign, longer, "--by", "0.5", "--engine", "wan", "--weights", model.toString()),
        "has no record of its prompt");
    var extended =
        extend(
            foreign,
            longer,
            "--by",
            "0.5",
            "--engine",
            "wan",
            "--weights",
            model.toString(),
            "--prompt",
            TinyWan.PROMPT,
            "--seed",
            "3",
            "--steps",
            "2");
    assertThat(extended.code()).as(extended.err()).isZero();
    List<int[]> before = Frames.of(foreign), after = Frames.of(longer);
    assertThat(after).hasSize(12 + 6);
    for (int i = 0; i < before.size(); i++) {
      assertThat(Frames.difference(before.get(i), after.get(i))).as("frame " + i).isLessThan(2);
    }

    JsonNode record = record(longer);
    assertThat(record.required("sources").get(0).required("file").asString())
        .isEqualTo("foreign.mp4");
    assertThat(record.required("sources").get(0).path("record").has("sources")).isTrue();
    assertThat(record.required("steps").toString()).isEqualTo("[\"extend 0.5\"]");
    JsonNode drawn = record.required("drawn");
    assertThat(drawn.required("engine").asString()).isEqualTo("wan");
    assertThat(drawn.required("prompt").asString()).isEqualTo(TinyWan.PROMPT);
    assertThat(drawn.required("seed").asInt()).isEqualTo(3);
    assertThat(drawn.required("weights").asString()).matches("[0-9a-f]{64}");
    assertThat(drawn.required("options").has("image-first")).isFalse();
    assertThat(loudness(longer, 0)).isGreaterThan(0.05);
    assertThat(loudness(longer, 1.2)).as("behind the film it is silent").isLessThan(0.01);
    assertThat(lastFrames()).as("pictures left in the temporary folder").isEqualTo(pictures);

    Path longest = folder.resolve("longest.mp4"); // goes on by what the record says
    extended = extend(longer, longest, "--by", "0.5", "--size", "128x64");
    assertThat(extended.code()).as(extended.err()).isZero();
    assertThat(Frames.of(longest)).hasSize(24);
    assertThat(Frames.of(longest).getFirst()).hasSize(96 * 64);
    var replayed =
        Command.run("replay", longer.toString(), "-o", folder.resolve("r.mp4").toString());
    assertThat(replayed.err()).contains("has no record of how to draw it");
    assertThat(replayed.code()).isEqualTo(2);
  }

  @Test
  void a_model_of_words_alone_cannot_go_on() {
    Path film = generate(PlainEngine.NAME, TinyWan.PROMPT, folder.resolve("plain.mp4"));
    var refused =
        extend(
            film,
            folder.resolve("longer.mp4"),
            "--by",
            "1",
            "--engine",
            "wan",
            "--weights",
            TinyWan.shared().toString());
    assertRefused(refused, "cannot begin with a given picture");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--by 0.4 | The duration is 0.4 s",
        "--by NaN | The duration is NaN s",
        "--by 600 | The duration is 601.0 s",
        "--by x | The duration \"x\"",
        "--by 1 --prompt fish | its prompt cannot change",
        "--by 1 --seed 3 | its seed cannot change",
        "--by 1 --steps 3 | its steps cannot change",
        "--by 1 --image a.png | its image-subject cannot change",
        "--by 1 --engine wan | no weights of its own",
        "--by 1 --engine nonesuch | There is no engine named",
        "--quiet | Missing required option",
      })
  void refuses_with_reason(String flags, String why) {
    assertRefused(extend(shot, folder.resolve("longer.mp4"), flags.split(" ")), why);
  }

  @Test
  void refuses_what_the_house_engine_cannot_go_on_with() throws IOException {
    Path rendered = folder.resolve("rendered.mp4"), longer = folder.resolve("longer.mp4");
    assertThat(Command.run("render", shot.toString(), "-o", rendered.toString()).code()).isZero();
    var refused = extend(rendered, longer, "--by", "1");
    assertRefused(refused, "not a single shot");
    assertThat(refused.err()).contains("the engine wan");

    Path backwards = folder.resolve("backwards.mp4");
    generate("house", "a bird", backwards, "--effect", "reverse");
    assertRefused(extend(backwards, longer, "--by", "1"), "runs backwards or at another speed");

    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    assertRefused(extend(text, longer, "--by", "1"), "text.mp4");
    assertRefused(extend(folder.resolve("none.mp4"), longer, "--by", "1"), "none.mp4");
  }

  private void assertRefused(Command command, String why) {
    assertThat(command.err()).contains(why).doesNotContain("\tat ");
    assertThat(command.code()).as(command.err()).isEqualTo(2);
    assertThat(folder.resolve("longer.mp4")).doesNotExist();
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
  }

  private static Path generate(String engine, String prompt, Path film, String... flags) {
    var arguments =
        new ArrayList<>(List.of("generate", prompt, "-o", film.toString(), "--engine", engine));
    arguments.addAll(List.of("--size", "96x64", "--fps", "12", "--duration", "1", "--seed", "3"));
    arguments.addAll(List.of(flags));
    var made = Command.run(arguments.toArray(String[]::new));
    assertThat(made.code()).as(made.err()).isZero();
    return film;
  }

  private static Command extend(Path film, Path out, String... flags) {
    var arguments = new ArrayList<>(List.of("extend", film.toString(), "-o", out.toString()));
    arguments.addAll(List.of(flags));
    return Command.run(arguments.toArray(String[]::new));
  }

  private static JsonNode record(Path film) {
    return JsonMapper.shared()
        .readTree(Command.run("inspect", film.toString(), "--json").out())
        .required("record");
  }

  private static long lastFrames() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.toString().contains("kinora-last-frame-")).count();
    }
  }

  /// Four seconds of 440 Hz.
  private Path tone() throws IOException {
    var format = new AudioFormat(48_000, 16, 1, true, false);
    byte[] samples = new byte[2 * 4 * 48_000];
    for (int i = 0; i < samples.length / 2; i++) {
      int value = (int) (12_000 * Math.sin(2 * Math.PI * 440 * i / 48_000));
      samples[2 * i] = (byte) value;
      samples[2 * i + 1] = (byte) (value >> 8);
    }
    Path file = folder.resolve("tone.wav");
    var stream =
        new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2);
    int written = AudioSystem.write(stream, AudioFileFormat.Type.WAVE, file.toFile());
    assertThat(written).isPositive();
    return file;
  }

  /// The largest sample in the tenth of a second at `seconds`.
  private static double loudness(Path film, double seconds) {
    double loudest = 0;
    try (var sound = SoundReader.ofVideo(film).orElseThrow()) {
      var skipped = new float[2 * (int) (48_000 * seconds)];
      int read = skipped.length == 0 ? 0 : sound.read(skipped);
      assertThat(read).isEqualTo(skipped.length / 2);
      var heard = new float[2 * 4_800];
      int _ = sound.read(heard);
      for (float sample : heard) {
        loudest = Math.max(loudest, Math.abs(sample));
      }
    }
    return loudest;
  }
}
