package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.cli.Interruption;
import io.kinora.export.VideoReader;
import io.kinora.scene.Frame;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.wan.GoldenWanEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Open weights through the real command line, with a tiny model.
class WanFilmTest {
  private final Path folder;
  private final Path model;

  WanFilmTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    model = TinyWan.in(Files.createDirectory(folder.resolve("model")));
  }

  @BeforeAll
  static void one_thread() {
    Torch.threads(1); // tensors are tiny: threads would mostly wait for one another
  }

  /// The whole golden run: words, tokens, text encoder, guided solver, decoder, file.
  @Test
  void frames_of_the_golden_run_come_out_of_the_command_line() {
    Path out = folder.resolve("golden.mp4");
    var command =
        Command.run(
            "generate",
            TinyWan.PROMPT,
            "-o",
            out.toString(),
            "--engine",
            GoldenWanEngine.NAME,
            "--weights",
            model.toString(),
            "--negative",
            TinyWan.NEGATIVE,
            "--steps",
            "6",
            "--guidance",
            "5",
            "--shift",
            "3",
            "--solver",
            "unipc-main",
            "--size",
            "96x64",
            "--fps",
            "10",
            "--duration",
            "0.5",
            "--seed",
            "1");
    assertThat(command.code()).as(command.err()).isZero();

    float[] expected = expected();
    List<byte[]> made = GoldenWanEngine.latest;
    assertThat(made).hasSize(5);
    int at = 0;
    for (byte[] frame : made) {
      for (byte level : frame) { // half a level of 8 bits, and the golden run's own tolerance
        assertThat((level & 0xff) / 255.0).isCloseTo(expected[at++], within(0.5 / 255 + 3e-5));
      }
    }
    assertThat(at).isEqualTo(expected.length);
    assertThat(psnr(out, expected)).as("of the film, which is compressed").isGreaterThan(22);
  }

  private float[] expected() {
    try (var io = SafeTensors.open(model.resolve("io.safetensors"))) {
      return TensorScope.compute(() -> Tensors.floats(io.tensor("cfg5.frames")));
    }
  }

  /// Of luma, as the film keeps colours at half the resolution; each golden pixel is 2×2 in it.
  private static double psnr(Path film, float[] expected) {
    double sum = 0;
    int count = 0, index = 0;
    try (var reader = new VideoReader(film)) {
      var frame = new Frame(reader.size());
      for (; reader.read(frame); index++) {
        for (int i = 0; i < frame.argb().length; i++) {
          int x = i % frame.width() / 2, y = i / frame.width() / 2;
          int at = 3 * ((index * frame.height() / 2 + y) * frame.width() / 2 + x);
          int rgb = frame.argb()[i];
          double is =
              luma((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
          double off = is - luma(expected[at], expected[at + 1], expected[at + 2]);
          sum += off * off;
          count++;
        }
      }
    }
    assertThat(index).isEqualTo(5);
    return -10 * Math.log10(sum / count);
  }

  private static double luma(double r, double g, double b) {
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  @Test
  void the_record_holds_the_settings_and_makes_the_film_again() {
    Path first = folder.resolve("first.mp4");
    var made = generate(first, "--steps", "2", "--negative", "blurred", "--camera", "zoom=2");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.err()).contains("needs about ", "16 frames per second");

    JsonNode record =
        JsonMapper.shared()
            .readTree(Command.run("inspect", first.toString(), "--json").out())
            .required("record");
    assertThat(record.required("engine").asString()).isEqualTo("wan");
    assertThat(record.required("weights").asString()).matches("[0-9a-f]{64}");
    assertThat(record.required("notUnderstood")).isEmpty();
    JsonNode options = record.required("options");
    assertThat(options.required("steps").asString()).isEqualTo("2");
    assertThat(options.required("negative").asString()).isEqualTo("blurred");
    assertThat(options.required("weights").asString()).isEqualTo(model.toString());

    Path again = folder.resolve("again.mp4");
    var replayed = Command.run("replay", first.toString(), "-o", again.toString());
    assertThat(replayed.code()).as(replayed.err()).isZero();
    assertThat(replayed.err()).doesNotContain("other weights");
    assertThat(hashes(again)).isEqualTo(hashes(first)).hasSize(5);
  }

  @Test
  void the_camera_goes_into_the_prompt_in_words() {
    Path still = folder.resolve("still.mp4"), moving = folder.resolve("moving.mp4");
    assertThat(generate(still, "--steps", "2").code()).isZero();
    assertThat(generate(moving, "--steps", "2", "--camera", "zoom=2").code()).isZero();
    assertThat(hashes(moving)).isNotEqualTo(hashes(still));
  }

  @Test
  void a_preview_is_drawn_and_is_not_part_of_the_record() throws IOException {
    Path preview = folder.resolve("preview.png"), out = folder.resolve("a.mp4");
    assertThat(generate(out, "--steps", "2", "--preview", preview.toString()).code()).isZero();
    BufferedImage drawn = ImageIO.read(preview.toFile());
    assertThat(drawn.getWidth()).isEqualTo(96);
    assertThat(drawn.getHeight()).isEqualTo(64);
    assertThat(Command.run("inspect", out.toString()).out()).doesNotContain("preview");
  }

  @Test
  void an_interruption_stops_within_a_step_and_leaves_nothing() {
    var interruption = new Interruption();
    Thread.ofVirtual()
        .start(
            () -> {
              LockSupport.parkNanos(1_500_000_000);
              interruption.stop();
            });
    Path out = folder.resolve("a.mp4");
    var command =
        Command.run(interruption, arguments(out, "--steps", "1000").toArray(String[]::new));
    assertThat(command.code()).isEqualTo(130);
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--steps 0 | The setting --steps is",
        "--solver ddim | The solver",
        "--memory 100MB | need at least",
        "--image none.png | cannot begin with a given picture",
        "--lora none.safetensors | none.safetensors",
        "--preview nowhere/a.png | The preview cannot go to",
        "--size 98x64 | The nearest size is 96x64",
        "--weights nowhere | There is no folder nowhere",
        "--weights . | has no model_index.json",
      })
  void refuses_what_the_engine_cannot_do(String flags, String message) {
    Path out = folder.resolve("a.mp4");
    var command = generate(out, flags.split(" "));
    assertThat(command.err()).contains(message, "docs/troubleshooting.md#").doesNotContain("\tat ");
    assertThat(command.code()).as(command.err()).isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void its_flags_are_refused_without_it() {
    var command =
        Command.run("generate", "a", "-o", folder.resolve("a.mp4").toString(), "--weights", "x");
    assertThat(command.err()).contains("--weights belongs to --engine wan", "Add --engine wan");
    assertThat(command.code()).isEqualTo(2);
  }

  @Test
  void without_weights_it_says_how_to_name_them() {
    var command =
        Command.run("generate", "a", "-o", folder.resolve("a.mp4").toString(), "--engine", "wan");
    assertThat(command.err()).contains("no weights of its own", "--weights DIR");
    assertThat(command.code()).isEqualTo(2);
  }

  private Command generate(Path out, String... flags) {
    return Command.run(arguments(out, flags).toArray(String[]::new));
  }

  private List<String> arguments(Path out, String... flags) {
    var given = List.of(flags);
    var arguments =
        new ArrayList<>(
            List.of("generate", TinyWan.PROMPT, "-o", out.toString(), "--engine", "wan"));
    var defaults =
        Stream.of("--weights " + model, "--size 96x64", "--fps 10", "--duration 0.5", "--seed 7");
    defaults
        .map(flag -> flag.split(" ", 2))
        .filter(flag -> !given.contains(flag[0]))
        .forEach(flag -> arguments.addAll(List.of(flag)));
    arguments.addAll(given);
    return arguments;
  }

  private static List<Integer> hashes(Path film) {
    var hashes = new ArrayList<Integer>();
    try (var reader = new VideoReader(film)) {
      var frame = new Frame(reader.size());
      while (reader.read(frame)) {
        hashes.add(Arrays.hashCode(frame.argb()));
      }
    }
    return hashes;
  }
}
