package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `kinora inspect` tells how a file has its pictures, and what is done to them.
class InspectTest {
  private static final String GREY = "-f lavfi -i color=gray:s=128x96:r=25:d=0.4";

  private final Path folder;

  InspectTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// What the `ffmpeg` program that comes with the library writes.
  private Path film(String name, String arguments) {
    Path file = folder.resolve(name);
    var command =
        new ArrayList<String>(
            List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class), "-nostdin", "-v", "error"));
    command.addAll(List.of(arguments.split(" ")));
    command.add(file.toString());
    try {
      assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return file;
  }

  private static JsonNode json(Path film) {
    return JsonMapper.shared()
        .readTree(Command.run("inspect", film.toString(), "--json").out())
        .required("stored");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "film.mkv | ,setsar=4/3 -c:v ffv1 | pixelAspect | 4:3 | pixels 4:3 | not square",
        "film.mpg | ,setparams=field_mode=tff -c:v mpeg2video -flags +ildct+ilme | scan"
            + " | interlaced, top field first | interlaced, top field first | deinterlaced",
        "film.mkv | ,format=yuv420p10,setparams=color_primaries=bt2020:color_trc=arib-std-b67"
            + ":colorspace=bt2020nc -c:v ffv1 | light | HDR (HLG) | HDR (HLG) light | to BT.709",
        "film.mkv | ,format=yuv420p10,setparams=color_primaries=bt2020:color_trc=smpte2084"
            + ":colorspace=bt2020nc -c:v ffv1 | light | HDR (PQ) | transfer smpte2084 | to BT.709",
        "film.mov | ,format=argb -c:v qtrle | transparent | true | may be transparent | stored"
      })
  void what_is_stored_is_told(
      String name, String made, String field, String value, String line, String change) {
    Path film = film(name, GREY + made);
    assertThat(json(film).required(field).asString()).isEqualTo(value);
    assertThat(Command.run("inspect", film.toString()).out()).contains(line).contains(change);
  }

  @Test
  void turns_are_told() {
    Path plain = film("plain.mp4", GREY + " -c:v mpeg4");
    Path film = film("phone.mp4", "-display_rotation 90 -i " + plain + " -c copy");
    assertThat(json(film).required("turned").asInt()).isEqualTo(270);
    String told = Command.run("inspect", film.toString()).out();
    assertThat(told).contains("96x128").contains("stored: 128x96").contains("to be turned by 270");
  }

  @Test
  void covers_are_told_and_are_no_film() {
    Path cover = film("cover.png", "-f lavfi -i color=red:s=600x500 -frames:v 1");
    Path film =
        film(
            "film.mp4",
            GREY
                + " -i "
                + cover
                + " -map 0 -map 1 -c:v:0 mpeg4 -c:v:1 copy -disposition:v:1"
                + " attached_pic");
    Command told = Command.run("inspect", film.toString());
    assertThat(told.out()).contains("128x96, 25").contains("a cover picture: png, 600x500");
    JsonNode covers =
        JsonMapper.shared()
            .readTree(Command.run("inspect", film.toString(), "--json").out())
            .required("coverPictures");
    assertThat(covers.size()).isEqualTo(1);
    assertThat(covers.get(0).required("width").asInt()).isEqualTo(600);
  }
}
