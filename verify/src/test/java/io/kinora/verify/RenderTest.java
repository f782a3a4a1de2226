package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.read.MediaInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `kinora render` from the command line to the file.
class RenderTest {
  private final Path folder;

  RenderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void joins_clips_of_different_sizes_and_rates_and_keeps_their_record() {
    Path a = clip("a.mp4", "96x64", "24", "1");
    Path b = clip("b.mov", "64x96", "30", "1");
    Path film = folder.resolve("film.mp4");

    Command rendered =
        Command.run(
            "render",
            a.toString(),
            b.toString(),
            "-o",
            film.toString(),
            "--transition",
            "crossfade=0.25",
            "--fit",
            "crop",
            "--filter",
            "noir=0.5",
            "--effect",
            "text=你好");

    assertThat(rendered.err()).doesNotContain("kinora:");
    assertThat(rendered.code()).isZero();
    MediaInfo info = MediaInfo.read(film);
    assertThat(info.video().frames()).isEqualTo(24 + 24 - 6);
    assertThat(info.video().width()).isEqualTo(96);
    JsonNode record = inspect(film).required("record");
    assertThat(record.required("sources").size()).isEqualTo(2);
    assertThat(record.required("sources").get(1).required("file").asString()).isEqualTo("b.mov");
    assertThat(record.required("sources").get(0).required("record").required("seed").asInt())
        .isEqualTo(3);
    assertThat(record.required("steps").toString())
        .contains("transition crossfade=0.25", "filter noir=0.5", "effect text=你好");
  }

  @ParameterizedTest
  @CsvSource({"film.webm", "film.gif", "film.apng", "film.mov", "film.mp4", "film.zip", "film/"})
  void tells_size_rate_and_length(String name) {
    String film = folder + "/" + name;
    String in = clip("a.mp4", "96x64", "12", "0.5").toString();
    Command rendered = Command.run("render", in, "-o", film, "--effect", "boomerang");
    assertThat(rendered.out())
        .startsWith(Path.of(film) + ": 96x64, 12 frames per second, 0.833 s, 10 frames\n");
    Command json = Command.run("render", in, "-o", folder + "/b.mp4", "--json", "--fps", "24");
    JsonNode told = JsonMapper.shared().readTree(json.out());
    assertThat(told.required("size").asString()).isEqualTo("96x64");
    assertThat(told.required("rate").asString()).isEqualTo("24");
    assertThat(told.required("seconds").asDouble()).isEqualTo(.5);
    assertThat(told.required("frames").asInt()).isEqualTo(12);
  }

  @Test
  void a_large_gif_is_told_before_it_is_written() {
    String in = clip("a.mp4", "96x64", "12", "0.5").toString();
    String gif = folder + "/large.gif";
    // 51 million pixels, in which there is little to code
    Command large =
        Command.run(
            "render", in, "-o", gif, "--size", "960x640", "--fps", "50", "--effect", "speed=0.3");
    assertThat(large.code()).as(large.err()).isZero();
    assertThat(large.err()).containsPattern("frames of 960x640 in a .gif file take from \\d+ to");
    assertThat(large.err().indexOf("in a .gif file")).isLessThan(large.err().indexOf("write"));
    Command small = Command.run("render", in, "-o", folder + "/small.gif");
    assertThat(small.err()).doesNotContain("in a .gif file");
  }

  @ParameterizedTest
  @CsvSource({"webm", "gif", "apng", "mov", "mp4"})
  void every_container_carries_the_record(String ending) {
    Path film = folder.resolve("film." + ending);
    Command rendered =
        Command.run(
            "render", clip("a.mp4", "64x64", "12", "0.5").toString(), "-o", film.toString());
    assertThat(rendered.code()).as(rendered.err()).isZero();
    assertThat(inspect(film).required("record").required("sources").size()).isEqualTo(1);
    Path again = folder.resolve("again.mp4");
    Command rerendered = Command.run("render", film.toString(), "-o", again.toString());
    assertThat(rerendered.code()).as(rerendered.err()).isZero();
    assertThat(MediaInfo.read(again).video().frames()).isEqualTo(6);
    assertThat(Command.run("replay", film.toString(), "-o", "x.mp4").code()).isEqualTo(2);
  }

  @Test
  void a_generated_film_can_be_replayed_with_its_look() {
    Path film = folder.resolve("a.mp4");
    Command made = generate(film, "64x64", "12", "0.5", "--filter", "sepia", "--effect", "blur=1");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(inspect(film).required("record").required("look").toString())
        .isEqualTo("[\"filter sepia\",\"effect blur=1\"]");
    Path again = folder.resolve("b.mp4");
    assertThat(Command.run("replay", film.toString(), "-o", again.toString()).code()).isZero();
    assertThat(inspect(again).required("record")).isEqualTo(inspect(film).required("record"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--filter noire | noir",
        "--effect blurr=1 | blur",
        "--quality 50 --bitrate 8M | mutually exclusive",
        "--quality 101 | from 0 to 100",
        "--codec vp9 | cannot contain",
        "--transition melt | crossfade",
        "--fit squeeze | squeeze",
        "--lut none.cube | there is no such file",
        "--audio none.wav | does not exist",
        "--sound mix | nothing to mix",
        "--loudness 3 | from -40 to -5",
        "--grade exposure=9 | from -3 to 3",
        "--size 10000x10000 | 10000",
      })
  void refuses_with_reason(String flags, String why) {
    Path clip = clip("a.mp4", "64x64", "12", "0.5");
    var command = new ArrayList<>(List.of("render", clip.toString(), "-o", folder + "/out.mp4"));
    command.addAll(List.of(flags.split(" ")));
    Command refused = Command.run(command.toArray(String[]::new));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(why).doesNotContain("\tat ");
    assertThat(folder.resolve("out.mp4")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost/a.mp4",
    "concat:a.mp4|b.mp4",
    "pipe:0",
    "none%d.mp4",
    "-",
    "list.m3u8",
    "list.txt"
  })
  void refuses_what_is_no_file_of_pictures(String name) throws IOException {
    Path clip = clip("a.mp4", "64x64", "12", "0.5");
    Files.writeString(folder.resolve("list.m3u8"), "#EXTM3U\n#EXTINF:1,\n" + clip + "\n");
    Files.writeString(folder.resolve("list.txt"), "ffconcat version 1.0\nfile " + clip + "\n");
    String input = name.startsWith("list") ? folder.resolve(name).toString() : name;
    Command refused = Command.run("render", input, "-o", folder + "/out.mp4");
    assertThat(refused.code()).as(refused.err()).isEqualTo(2);
    assertThat(folder.resolve("out.mp4")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"'-x.mp4'", "'a:b.mp4'", "'a''b.mp4'", "'%d.mp4'", "'[a];b,c=1\nd.mp4'"})
  void takes_files_of_any_name(String name) throws IOException {
    Path clip = clip("a.mp4", "64x64", "12", "0.5");
    Path odd = Files.move(clip, folder.resolve(name));
    Path out = folder.resolve("out " + name);
    Command rendered = Command.run("render", odd.toString(), "-o", out.toString());
    assertThat(rendered.code()).as(rendered.err()).isZero();
    assertThat(MediaInfo.read(out).video().frames()).isEqualTo(6);
  }

  @Test
  void measures_matches_and_enlarges_a_sequence_of_pictures() throws IOException {
    Command drawn = generate(folder.resolve("frames"), "64x64", "12", "0.5");
    assertThat(drawn.code()).as(drawn.err()).isEqualTo(2); // a folder's name ends in a slash
    Path still = folder.resolve("still.zip");
    assertThat(generate(still, "64x64", "12", "0.5").code()).isZero();
    Path film = folder.resolve("film.mp4");
    Command rendered =
        Command.run(
            "render",
            still.toString(),
            "-o",
            film.toString(),
            "--fps",
            "12",
            "--size",
            "160x128",
            "--upscaler",
            "learned",
            "--auto",
            "white-balance,levels",
            "--match",
            still.toString());
    assertThat(rendered.code()).as(rendered.err()).isZero();
    assertThat(MediaInfo.read(film).video().frames()).isEqualTo(6);
    assertThat(rendered.out())
        .contains("still.zip: grade gain=", "still.zip: grade levels=", "still.zip: grade match=")
        .containsPattern("upscaler learned sha256=[0-9a-f]{64}")
        .contains("from still.zip");
    assertThat(inspect(film).required("record").required("sources").get(0).has("record")).isTrue();
  }

  @Test
  void lists_what_there_is() {
    Command list = Command.run("render", "--list");
    assertThat(list.code()).isZero();
    assertThat(list.out()).contains("teal-orange", "letterbox", "light-leak", "0 … 1", "curves");
  }

  private Path clip(String name, String size, String rate, String seconds) {
    Path file = folder.resolve(name);
    Command made = generate(file, size, rate, seconds);
    assertThat(made.code()).as(made.err()).isZero();
    return file;
  }

  private static Command generate(
      Path file, String size, String rate, String seconds, String... flags) {
    var command =
        new ArrayList<>(
            List.of(
                "generate",
                "a red bird",
                "-o",
                file.toString(),
                "--engine",
                PlainEngine.NAME,
                "--seed",
                "3",
                "--size",
                size,
                "--fps",
                rate,
                "--duration",
                seconds));
    command.addAll(List.of(flags));
    return Command.run(command.toArray(String[]::new));
  }

  private static JsonNode inspect(Path file) {
    Command told = Command.run("inspect", file.toString(), "--json");
    assertThat(told.code()).as(told.err()).isZero();
    return JsonMapper.shared().readTree(told.out());
  }
}
