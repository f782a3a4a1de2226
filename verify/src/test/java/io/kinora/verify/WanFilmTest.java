package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.cli.Interruption;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.wan.run.GoldenWanEngine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  private static final int WIDTH = 96, HEIGHT = 64;

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
    int count = 0;
    List<int[]> frames = Frames.of(film);
    assertThat(frames).hasSize(5);
    for (int index = 0; index < frames.size(); index++) {
      int[] argb = frames.get(index);
      for (int i = 0; i < argb.length; i++) {
        int x = i % WIDTH / 2, y = i / WIDTH / 2;
        int at = 3 * ((index * HEIGHT / 2 + y) * WIDTH / 2 + x);
        int rgb = argb[i];
        double is = luma((rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
        double off = is - luma(expected[at], expected[at + 1], expected[at + 2]);
        sum += off * off;
        count++;
      }
    }
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
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(first)).hasSize(5);
  }

  @Test
  void the_camera_goes_into_the_prompt_in_words() {
    Path still = folder.resolve("still.mp4"), moving = folder.resolve("moving.mp4");
    assertThat(generate(still, "--steps", "2").code()).isZero();
    assertThat(generate(moving, "--steps", "2", "--camera", "zoom=2").code()).isZero();
    assertThat(Frames.hashes(moving)).isNotEqualTo(Frames.hashes(still));
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
        "--steps 0 | The setting steps is",
        "--solver ddim | The setting solver",
        "--memory 100MB | need at least",
        "--image none.png | cannot begin with a given picture",
        "--lora none.safetensors | none.safetensors",
        "--preview nowhere/a.png | The preview cannot be written to",
        "--size 98x64 | The nearest size is 96x64",
        "--memory 600MB --size 832x480 --duration 60 | 601 frames of 832x480 need at least",
        "--memory 600MB --size 832x480 --duration 60 | frames of this size would fit",
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
  void refuses_a_folder_without_its_tokenizer() throws IOException {
    Files.delete(model.resolve("tokenizer/tokenizer.json"));
    assertRefused(generate(folder.resolve("a.mp4")), "tokenizer.json is missing");
  }

  @Test
  void refuses_a_tokenizer_of_another_vocabulary() throws IOException {
    Path tokenizer = model.resolve("tokenizer/tokenizer.json");
    String text = Files.readString(tokenizer);
    assertThat(text).contains("\"</s>\":1");
    Files.writeString(tokenizer, text.replace("\"birds\":44", "\"birds\":4400"));
    assertRefused(
        generate(folder.resolve("a.mp4")), "belongs to another model: it gives the token 4400");
    Files.writeString(tokenizer, text.replace("[1]", "[3]").replace("\"id\": 1", "\"id\": 3"));
    assertRefused(generate(folder.resolve("a.mp4")), "do not end in the token 1");
  }

  @ParameterizedTest
  @CsvSource({
    "text_encoder/model",
    "transformer/diffusion_pytorch_model",
    "vae/diffusion_pytorch_model"
  })
  void refuses_weights_that_are_not_finite(String part) throws IOException {
    Path weights = model.resolve(part + ".safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putFloat(8 + (int) buffer.getLong(0), Float.NaN); // the first number of the first tensor
    Files.write(weights, bytes);
    assertRefused(generate(folder.resolve("a.mp4"), "--steps", "1"), "not finite");
  }

  private void assertRefused(Command command, String message) {
    assertThat(command.err()).contains(message, "docs/troubleshooting.md#").doesNotContain("\tat ");
    assertThat(command.code()).as(command.err()).isEqualTo(2);
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  /// First and last frame to video: pictures through CLIP and the autoencoder, both ends given.
  @Test
  void a_clip_between_two_pictures_comes_out_of_the_command_line() throws IOException {
    Path ends = TinyWan.betweenPictures(folder.resolve("ends"));
    Path dark = picture("dark.png", 40), light = picture("light.png", 255);
    Path out = folder.resolve("a.mp4"), other = folder.resolve("b.mp4");
    var weights = new String[] {"--weights", ends.toString(), "--steps", "2"};
    var made = generate(out, with(weights, "--image", dark + ":first", "--image", light + ":last"));
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(Frames.of(out)).hasSize(5);
    made = generate(other, with(weights, "--image", dark + ":first", "--image", dark + ":last"));
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(Frames.hashes(other)).isNotEqualTo(Frames.hashes(out));
    assertThat(Command.run("inspect", out.toString()).out())
        .contains("\"image-first\":\"" + dark + "\"", "\"image-last\":\"" + light + "\"");
    Path none = folder.resolve("c.mp4");
    assertThat(generate(none, with(weights, "--image", light + ":last")).err())
        .contains("A last picture needs a first one");
    assertThat(generate(none, with(weights, "--image", light + ":first")).err())
        .contains("between two pictures only");
    Path config = ends.resolve("image_encoder/config.json");
    Files.writeString(config, Files.readString(config).replace("e\": 5", "e\": 10"));
    assertThat(generate(none, with(weights, "--image", light + ":last")).err())
        .contains("image_encoder gives 10 values; the transformer takes 34");
    assertThat(none).doesNotExist();
  }

  private Path picture(String name, int grey) throws IOException {
    var image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 60 * 40; i++) {
      image.setRGB(i % 60, i / 60, grey * (i % 60) / 60 * 0x010101);
    }
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static String[] with(String[] flags, String... more) {
    return Stream.concat(Stream.of(flags), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void replay_finds_weights_that_were_moved_and_refuses_others() throws IOException {
    Path film = folder.resolve("first.mp4"), again = folder.resolve("again.mp4");
    assertThat(generate(film, "--steps", "1").code()).isZero();
    Path moved = Files.move(model, folder.resolve("moved"));

    var lost = Command.run("replay", film.toString(), "-o", again.toString());
    assertThat(lost.err()).contains("made with the weights in", "not there", "--weights DIR");
    assertThat(lost.code()).isEqualTo(2);

    String[] found = {
      "replay", film.toString(), "-o", again.toString(), "--weights", moved.toString()
    };
    assertThat(Command.run(found).code()).isZero();
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(film));

    Files.delete(again);
    Path scheduler = moved.resolve("scheduler/scheduler_config.json");
    Files.writeString(scheduler, Files.readString(scheduler) + "\n");
    var other = Command.run(found);
    assertThat(other.err()).contains("are not those that the film was made with", "their hash is");
    assertThat(other.code()).isEqualTo(2);
    assertThat(again).doesNotExist();
  }

  @Test
  void its_flags_are_refused_without_it() {
    var command =
        Command.run("generate", "a", "-o", folder.resolve("a.mp4").toString(), "--weights", "x");
    assertThat(command.err()).contains("--weights belongs to --engine wan", "Choose that engine");
    assertThat(command.code()).isEqualTo(2);
  }

  @Test
  void without_weights_it_says_how_to_name_them() {
    var command =
        Command.run("generate", "a", "-o", folder.resolve("a.mp4").toString(), "--engine", "wan");
    assertThat(command.err()).contains("no weights of its own", "Name a folder");
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
}
