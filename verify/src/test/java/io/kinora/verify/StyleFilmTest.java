package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.read.Inputs;
import io.kinora.read.MediaInfo;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Styles on the command line: of films that are drawn, and of videos.
class StyleFilmTest {
  private final Path folder;

  StyleFilmTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path at(String name) {
    return folder.resolve(name);
  }

  private Command generate(String prompt, String film, String... more) {
    var args =
        new ArrayList<>(
            List.of("generate", prompt, "-o", at(film).toString(), "--size", "192x108"));
    args.addAll(List.of("--fps", "4", "--duration", "0.5", "--seed", "2"));
    args.addAll(Arrays.asList(more));
    return Command.run(args.toArray(String[]::new));
  }

  private Command stylize(String in, String out, String... more) {
    var args = new ArrayList<>(List.of("stylize", at(in).toString(), "-o", at(out).toString()));
    args.addAll(Arrays.asList(more));
    return Command.run(args.toArray(String[]::new));
  }

  /// What inspect prints, without blanks.
  private String record(String film) {
    return Command.run("inspect", at(film).toString(), "--json").out().replaceAll("\\s", "");
  }

  private List<int[]> frames(String film) {
    var frames = new ArrayList<int[]>();
    try (Clip clip = Inputs.open(at(film), null)) {
      clip.stream().map(Frame::argb).forEach(frames::add);
    }
    return frames;
  }

  private static void same(List<int[]> one, List<int[]> other) {
    assertThat(one).hasSameSizeAs(other);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i)).isEqualTo(other.get(i));
    }
  }

  private Path made(String name, String arguments) throws IOException, InterruptedException {
    Path file = at(name);
    var command =
        new ArrayList<String>(
            List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-nostdin", "-v", "error"));
    command.addAll(List.of(arguments.split(" ")));
    command.add(file.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return file;
  }

  @Test
  void a_drawn_film_and_a_video_get_the_same_look_and_replay_gives_it_again() {
    assertThat(generate("a red bird", "plain.zip").code()).isZero();
    Command styled = generate("a red bird", "oil.mov", "--style", "oil", "--codec", "prores");
    assertThat(styled.code()).as(styled.err()).isZero();
    assertThat(generate("a red bird", "oil.zip", "--style", "oil").code()).isZero();
    assertThat(stylize("plain.zip", "painted.zip", "--style", "油画").code()).isZero();
    same(frames("painted.zip"), frames("oil.zip"));
    Command again =
        Command.run("replay", at("oil.mov").toString(), "-o", at("again.zip").toString());
    assertThat(again.code()).as(again.err()).isZero();
    same(frames("again.zip"), frames("oil.zip"));
    assertThat(record("oil.mov")).contains("\"style\":{\"name\":\"oil\",\"strength\":1.0}");
  }

  @Test
  void a_painted_video_is_painted_again_from_its_record() throws Exception {
    made("in.mov", "-f lavfi -i testsrc2=s=128x96:r=5:d=0.6 -c:v prores_ks");
    picture("mask.png", 128, 96, 0x808080);
    String[] asked = {
      "--style", "ink", "--style-to", "comic", "--style-strength", "0.7", "--style-mask", mask()
    };
    Command first = stylize("in.mov", "first.zip", asked);
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(stylize("in.mov", "first.mov", asked).code()).isZero();
    Command again =
        Command.run("replay", at("first.mov").toString(), "-o", at("again.zip").toString());
    assertThat(again.code()).as(again.err()).isZero();
    same(frames("again.zip"), frames("first.zip"));
    Files.delete(at("in.mov"));
    Command gone = Command.run("replay", at("first.mov").toString(), "-o", at("b.mp4").toString());
    assertThat(gone.code()).isEqualTo(2);
    assertThat(gone.err()).contains("in.mov, which is not beside it");
  }

  private String mask() {
    return at("mask.png").toString();
  }

  @Test
  void a_prompt_sets_the_style_unless_a_flag_does() {
    Command asked = generate("水墨画风格的熊猫", "ink.mp4");
    assertThat(asked.out()).contains("→ style ink").contains("panda");
    assertThat(asked.out()).contains("not understood: nothing");
    assertThat(record("ink.mp4")).contains("\"name\":\"ink\"");
    generate("a panda in the style of an oil painting", "none.mp4", "--style", "none");
    assertThat(record("none.mp4")).contains("\"name\":\"none\"");
    Command living = generate("a castle in the style of Greg Rutkowski", "castle.mp4");
    assertThat(living.out()).contains("near is the style oil");
    assertThat(record("castle.mp4")).doesNotContain("\"style\"");
  }

  @Test
  void a_prompt_sets_the_look_unless_a_flag_does_and_replay_keeps_it() {
    Command asked = generate("a red bird, black and white", "noir.mov", "--codec", "prores");
    assertThat(asked.out())
        .contains("black and white → filter noir")
        .contains("not understood: nothing");
    assertThat(record("noir.mov")).contains("noir");
    for (int pixel : frames("noir.mov").getFirst()) {
      int red = pixel >> 16 & 255, green = pixel >> 8 & 255, blue = pixel & 255;
      assertThat(Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue)))
          .as("grey")
          .isLessThan(16);
    }
    Command again =
        Command.run("replay", at("noir.mov").toString(), "-o", at("again.mov").toString());
    assertThat(again.code()).as(again.err()).isZero();
    String drawn = record("noir.mov");
    assertThat(record("again.mov")).endsWith(drawn.substring(drawn.indexOf("\"record\"")));

    Command other = generate("a red bird, black and white", "sepia.mp4", "--filter", "sepia");
    assertThat(other.out()).contains("not understood: black and white");
    assertThat(record("sepia.mp4")).contains("sepia").doesNotContain("noir");
  }

  @Test
  void strength_0_changes_nothing_and_the_sound_stays() throws Exception {
    made(
        "in.mov",
        "-f lavfi -i testsrc2=s=130x98:r=30000/1001:d=0.2 -f lavfi -i sine=d=0.2"
            + " -pix_fmt yuv422p10le -c:v prores_ks -c:a pcm_s16le");
    Command none = stylize("in.mov", "none.zip", "--style", "oil", "--style-strength", "0");
    assertThat(none.code()).as(none.err()).isZero();
    same(frames("none.zip"), frames("in.mov"));
    Command some = stylize("in.mov", "some.mp4", "--style", "mosaic", "--style-strength", "0.5");
    assertThat(some.code()).as(some.err()).isZero();
    MediaInfo info = MediaInfo.read(at("some.mp4"));
    assertThat(info.hasSound()).isTrue();
    assertThat(info.record().orElseThrow()).contains("style mosaic").contains("style-strength 0.5");
  }

  @Test
  void what_is_transparent_stays_so_and_a_picture_can_be_a_style() throws Exception {
    made(
        "clear.png",
        "-f lavfi -i testsrc2=s=120x90,format=rgba,colorchannelmixer=aa=0.5 -frames:v 1");
    made("hand.png", "-f lavfi -i mandelbrot=s=200x160 -frames:v 1");
    Command painted =
        stylize("clear.png", "clear.zip", "--style", at("hand.png").toString(), "--still", "0.1");
    assertThat(painted.code()).as(painted.err()).isZero();
    assertThat(frames("clear.zip").getFirst()[0] >>> 24).isBetween(100, 150);
    Command drawn = generate("a bird", "drawn.mp4", "--image", at("hand.png") + ":style");
    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(record("drawn.mp4")).contains("hand.png");
  }

  private void picture(String name, int width, int height, int rgb) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    ImageIO.write(image, "png", at(name).toFile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--style oyl | Did you mean \"oil\"",
        "--style oil --style-strength 1.5 | from 0 to 1",
        "--style oil --style-strength NaN | from 0 to 1",
        "--style-strength 0.5 | --style is missing",
        "--style FOLDER/dot.png | 1x1 pixels",
        "--style FOLDER/flat.png | only one colour",
        "--style FOLDER/broken.png | FOLDER/broken.png",
        "--style FOLDER/gone.png | does not exist",
        "--style oil --style-mask FOLDER/gone.png | does not exist",
        "--style oil --style-mask FOLDER/black.png | is black",
        "--style oil --style-to banksy | living artist"
      })
  void what_cannot_be_painted_is_refused_and_nothing_is_written(String flags, String told)
      throws IOException {
    picture("in.png", 96, 64, 0x336699);
    picture("dot.png", 1, 1, 0xff0000);
    picture("flat.png", 300, 200, 0x00ff00);
    picture("black.png", 96, 64, 0);
    Files.write(at("broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2});
    String[] words = flags.replace("FOLDER", folder.toString()).split(" ");
    Command refused = stylize("in.png", "out.mp4", words);
    // a damaged file ends with 1 in every verb
    assertThat(refused.code()).as(refused.err()).isEqualTo(flags.contains("broken") ? 1 : 2);
    assertThat(refused.err())
        .contains(told.replace("FOLDER", folder.toString()))
        .contains("docs/troubleshooting.md#");
    assertThat(at("out.mp4")).doesNotExist();
  }

  /// A JPEG of four inks, as printers take it.
  private void inks(String name) throws IOException {
    var raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 160, 120, 4, null);
    for (int i = 0; i < 160 * 120; i++) {
      int x = i % 160, y = i / 160;
      raster.setPixel(x, y, new int[] {x, 2 * y, (x * y) & 255, 200});
    }
    try (ImageOutputStream out = ImageIO.createImageOutputStream(at(name).toFile())) {
      ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
      writer.setOutput(out);
      writer.write(new IIOImage(raster, null, null));
      writer.dispose();
    }
  }

  @Test
  void style_pictures_of_all_kinds_are_taken() throws Exception {
    picture("in.png", 96, 64, 0x336699);
    inks("inks.jpg");
    made("moving.gif", "-f lavfi -i testsrc2=s=160x120:r=5:d=0.6");
    made(
        "clear.png",
        "-f lavfi -i testsrc2=s=160x120,format=rgba,colorchannelmixer=aa=0.4 -frames:v 1");
    made("huge.jpg", "-f lavfi -i mandelbrot=s=1088x725 -vf scale=8704x5800 -frames:v 1");
    for (String name : List.of("inks.jpg", "moving.gif", "clear.png", "huge.jpg")) {
      Command painted =
          stylize("in.png", name + ".zip", "--style", at(name).toString(), "--still", "0.1");
      assertThat(painted.code()).as(painted.err()).isZero();
    }
  }

  @Test
  void a_video_without_frames_is_refused_and_nothing_is_written() throws Exception {
    made("sound.mp4", "-f lavfi -i sine=d=0.3 -c:a aac");
    made("none.avi", "-f lavfi -i testsrc2=s=96x64:d=0.4 -frames:v 0 -c:v mpeg4");
    for (String name : List.of("sound.mp4", "none.avi")) {
      Command refused = stylize(name, "out.mp4", "--style", "oil");
      assertThat(refused.code()).as(refused.err()).isEqualTo(2);
      assertThat(refused.err()).contains("docs/troubleshooting.md#");
      assertThat(at("out.mp4")).doesNotExist();
    }
  }

  @Test
  void a_script_is_painted_under_its_captions() throws IOException {
    Files.writeString(
        at("story.md"),
        """
        ---
        size: 192x108
        fps: 4
        duration: 0.5
        style: {name: woodblock, strength: 0.8}
        ---
        # A bird

        ## One
        A red bird over the sea.
        """);
    Command film =
        Command.run(
            "film",
            at("story.md").toString(),
            "-o",
            at("story.mp4").toString(),
            "--shots-in",
            at("cache").toString());
    assertThat(film.code()).as(film.err()).isZero();
    assertThat(MediaInfo.read(at("story.mp4")).record().orElseThrow()).contains("style woodblock");
  }
}
