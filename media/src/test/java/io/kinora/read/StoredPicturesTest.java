package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo.Light;
import io.kinora.read.MediaInfo.Scan;
import io.kinora.write.Exporter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file says about how its pictures are meant is heeded.
class StoredPicturesTest {
  private final Path folder;

  StoredPicturesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path film(String name, String arguments) {
    return FFmpegProgram.write(folder.resolve(name), arguments);
  }

  private static Frame first(Path file) {
    try (Clip clip = Inputs.open(file, null)) {
      var frame = new Frame(clip.size());
      assertThat(clip.read(frame)).isTrue();
      return frame;
    }
  }

  private static int[] rgb(Frame frame, double x, double y) {
    int column = (int) (x * frame.width());
    int row = (int) (y * frame.height());
    int pixel = frame.argb()[row * frame.width() + column];
    return new int[] {pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255};
  }

  /// A white bar that moves right: the second field of a frame shows it two pixels further on.
  ///
  /// @param late 1 for the rows of the second field, 0 for the others
  private static String bar(String late) {
    return ("-f lavfi -i color=black:s=160x120:r=25:d=1,geq=lum=if(between(X-4*N-2*%s\\,20\\,60)"
            + "\\,235\\,16):cb=128:cr=128,format=yuv420p")
        .formatted(late);
  }

  @ParameterizedTest
  @CsvSource({
    "film.mpg, -c:v mpeg2video -flags +ildct+ilme -q:v 2, TOP",
    "film.ts, -c:v mpeg2video -flags +ildct+ilme -bf 2 -q:v 2, BOTTOM",
    "film.mp4, -c:v mpeg4 -flags +ildct+ilme -q:v 2, TOP",
    "film.mov, -c:v prores_ks -flags +ildct, BOTTOM",
    "film.mkv, -c:v ffv1 -field_order tt, TOP",
    "film.mov, -c:v utvideo -field_order bb, BOTTOM",
    "film.mkv, -c:v utvideo -field_order tt, TOP"
  })
  void interlaced_films_lose_their_combs(String name, String codec, String first) {
    boolean top = first.equals("TOP");
    String rows = top ? "mod(Y\\,2)" : "(1-mod(Y\\,2))";
    String order = ",setparams=field_mode=" + (top ? "tff " : "bff ");
    Path film = film(name, bar(rows) + order + codec);
    MediaInfo.Video video = MediaInfo.read(film).video();
    assertThat(video.stored().scan()).isEqualTo(Scan.valueOf(first + "_FIELD_FIRST"));
    assertThat(String.join("", video.changes())).contains("deinterlaced");
    long frames = 0;
    try (var reader = new VideoReader(film)) {
      assertThat(reader.rate()).isEqualTo(new FrameRate(25, 1));
      var frame = new Frame(reader.size());
      for (; reader.read(frame); frames++) {
        assertThat(combs(frame)).as("frame %d", frames).isLessThan(.01);
        // as the first field has it, which is the earlier one
        assertThat((double) edge(frame)).isEqualTo(20 + 4. * frames, within(1.5));
      }
      assertThat(frames).isEqualTo(reader.frames()).isEqualTo(25);
    }
  }

  /// The share of pixels that differ much from those above and below, which are alike.
  private static double combs(Frame frame) {
    int combed = 0;
    int[] argb = frame.argb();
    int width = frame.width();
    for (int i = 2 * width; i < argb.length - 2 * width; i++) {
      int above = argb[i - width] & 255, here = argb[i] & 255, below = argb[i + width] & 255;
      combed += Math.abs(above - below) < 60 && Math.abs(here - above) > 100 ? 1 : 0;
    }
    return (double) combed / argb.length;
  }

  /// Where the bar begins, in the middle rows.
  private static int edge(Frame frame) {
    int row = frame.height() / 2 * frame.width();
    for (int x = 0; x < frame.width(); x++) {
      if ((frame.argb()[row + x] & 255) > 128) {
        return x;
      }
    }
    return -1;
  }

  @Test
  void progressive_films_are_left_alone() {
    Path film = film("film.mpg", bar("0") + " -c:v mpeg2video -q:v 2");
    assertThat(MediaInfo.read(film).video().stored().scan()).isEqualTo(Scan.PROGRESSIVE);
    assertThat(MediaInfo.read(film).video().changes()).isEmpty();
  }

  /// PNG may have its rows in seven passes, which is no interlacing of a film.
  @Test
  void a_png_in_passes_is_read() throws IOException {
    Path file = folder.resolve("adam7.png");
    var picture = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 96 * 64; i++) {
      picture.setRGB(i % 96, i / 96, 0x20000 * (i % 96) + 0x300 * (i / 96));
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    try (var out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    }
    writer.dispose();
    assertThat(MediaInfo.read(file).video().changes()).isEmpty();
    Frame frame = first(file);
    for (int i = 0; i < frame.argb().length; i++) {
      assertThat(frame.argb()[i]).isEqualTo(picture.getRGB(i % 96, i / 96));
    }
    Path film = folder.resolve("film.mp4");
    try (var reader = new VideoReader(file)) {
      Exporter.write(reader, film, false, "", io.kinora.clip.Progress.NONE);
    }
    assertThat(rgb(first(film), .9, .5)[0]).isBetween(160, 184);
  }

  /// White of 75 % is white of HLG and 58 % that of PQ (BT.2408): both are near white then, and
  /// more light is not cut off.
  @ParameterizedTest
  @CsvSource({
    "arib-std-b67, 0.75, 220, 243",
    "arib-std-b67, 1.0, 253, 255",
    "arib-std-b67, 0.9, 240, 254",
    "arib-std-b67, 0.4, 110, 150",
    "arib-std-b67, 0, 0, 1",
    "smpte2084, 0.58, 220, 243",
    "smpte2084, 0.75, 252, 255",
    "smpte2084, 0.65, 235, 253",
    "smpte2084, 0.4, 100, 145",
    "smpte2084, 0, 0, 1"
  })
  void high_dynamic_range_is_brought_to_white(String transfer, double code, int least, int most) {
    long luma = Math.round(64 + 876 * code);
    Path film = hdr("hdr.mkv", transfer, luma, 512, 512);
    MediaInfo.Video video = MediaInfo.read(film).video();
    assertThat(video.stored().light())
        .isEqualTo(transfer.equals("smpte2084") ? Light.PQ : Light.HLG);
    assertThat(String.join("", video.changes())).contains("HDR");
    for (int part : rgb(first(film), .5, .5)) {
      assertThat(part).isBetween(least, most);
    }
  }

  private Path hdr(String name, String transfer, long y, long u, long v) {
    String picture =
        "-f lavfi -i color=black:s=64x64:r=25:d=0.2,format=yuv420p10,geq=lum=%d:cb=%d:cr=%d"
            .formatted(y, u, v);
    String tags =
        ",setparams=color_primaries=bt2020:color_trc=%s:colorspace=bt2020nc:range=tv"
            .formatted(transfer);
    return film(name, picture + tags + " -c:v ffv1");
  }

  /// BT.709's red, green and blue as BT.2020 has them come back as themselves.
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 1", "1, 1, 1", "0.5, 0.2, 0.1", "0.2, 0.5, 0.9"})
  void a_wide_gamut_keeps_the_colours_of_the_narrow_one(double r, double g, double b) {
    double[][] narrow = {{.6274, .3293, .0433}, {.0691, .9195, .0114}, {.0164, .088, .8956}};
    double[] wide =
        Arrays.stream(narrow)
            .mapToDouble(row -> Math.pow(row[0] * r + row[1] * g + row[2] * b, 1 / 2.4))
            .toArray();
    double luma = .2627 * wide[0] + .678 * wide[1] + .0593 * wide[2];
    long y = Math.round(64 + 876 * luma);
    long u = Math.round(512 + 896 * (wide[2] - luma) / 1.8814);
    long v = Math.round(512 + 896 * (wide[0] - luma) / 1.4746);
    Path film = hdr("wide.mkv", "bt709", y, u, v);
    assertThat(MediaInfo.read(film).video().stored().light()).isEqualTo(Light.WIDE_GAMUT);
    double[] asked = {r, g, b};
    int[] got = rgb(first(film), .5, .5);
    for (int c = 0; c < 3; c++) {
      double light = Math.pow(got[c] / 255., 2.4);
      assertThat(light).as("part %d", c).isEqualTo(asked[c], within(.03));
    }
  }

  /// As `ffplay` shows them: rows stay, and columns are scaled.
  @ParameterizedTest
  @CsvSource({
    "film.mpg, 720x576, 16/11, 1024x576, -c:v mpeg2video",
    "film.mkv, 160x120, 8/9, 142x120, -c:v ffv1",
    "film.mp4, 160x120, 4/3, 214x120, -c:v mpeg4",
    "film.mov, 160x120, 1/2, 80x120, -c:v prores_ks",
    "film.avi, 160x120, 2/1, 320x120, -c:v mpeg4"
  })
  void pixels_become_square(String name, String size, String aspect, String shown, String codec) {
    String circle =
        "-f lavfi -i color=black:s=%s:r=25:d=0.2,geq=lum=if(lt(hypot((X-W/2)*%s\\,Y-H/2)\\,40)"
                .formatted(size, aspect)
            + "\\,235\\,16):cb=128:cr=128,setsar=%s -q:v 2 %s".formatted(aspect, codec);
    Path film = film(name, circle);
    try (var reader = new VideoReader(film)) {
      assertThat(reader.size()).hasToString(shown);
    }
    assertThat(String.join("", MediaInfo.read(film).video().changes())).contains("not square");
    Frame frame = first(film);
    int across = 0, down = 0;
    for (int x = 0; x < frame.width(); x++) {
      across += (frame.argb()[frame.height() / 2 * frame.width() + x] & 255) > 128 ? 1 : 0;
    }
    for (int y = 0; y < frame.height(); y++) {
      down += (frame.argb()[y * frame.width() + frame.width() / 2] & 255) > 128 ? 1 : 0;
    }
    assertThat(across).isBetween(down - 3, down + 3).isBetween(76, 84);
  }

  /// The letters stand for the colours of the corners after turning: red is the upper left one of
  /// what is stored, then green, blue and white.
  @ParameterizedTest
  @CsvSource({
    "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB"
  })
  void photographs_come_upright(int orientation, String corners) throws IOException {
    var picture = new BufferedImage(128, 64, BufferedImage.TYPE_INT_RGB);
    int[] colours = {0xe00000, 0x00c000, 0x0000e0, 0xe0e0e0};
    for (int i = 0; i < 128 * 64; i++) {
      picture.setRGB(i % 128, i / 128, colours[i % 128 / 64 + 2 * (i / 128 / 32)]);
    }
    var bytes = new java.io.ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, "jpg", bytes)).isTrue();
    Path file =
        Files.write(folder.resolve("photo.jpg"), withExif(bytes.toByteArray(), orientation));
    checkCorners(first(file), orientation, corners);
    checkCorners(first(folder), orientation, corners); // one of a sequence
  }

  private static void checkCorners(Frame frame, int orientation, String corners) {
    assertThat(frame.size()).hasToString(orientation > 4 ? "64x128" : "128x64");
    var seen = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      int[] rgb = rgb(frame, .25 + .5 * (i % 2), i < 2 ? .25 : .75);
      seen.append(rgb[0] > 128 ? rgb[2] > 128 ? 'W' : 'R' : rgb[2] > 128 ? 'B' : 'G');
    }
    assertThat(seen).hasToString(corners);
  }

  /// An APP1 segment with the one entry behind the start of a JPEG file.
  private static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] segment = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] all = Arrays.copyOf(jpeg, jpeg.length + segment.length);
    System.arraycopy(segment, 0, all, 2, segment.length);
    System.arraycopy(jpeg, 2, all, 2 + segment.length, jpeg.length - 2);
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "png, photo.jpeg", "png, photo.jpg", "jpg, photo.png", "gif, photo.jpg", "jpg, photo.gif",
    "png, img%d.png", "jpg, img%03d.jpg", "png, a*?.png", "png, film.mp4", "jpg, none"
  })
  void a_picture_is_told_by_what_it_holds(String kind, String name) throws IOException {
    var picture = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 96 * 64; i++) {
      picture.setRGB(i % 96, i / 96, 0xc83c1e);
    }
    Path file = folder.resolve(name);
    assertThat(ImageIO.write(picture, kind, file.toFile())).isTrue();
    int[] rgb = rgb(first(file), .5, .5);
    assertThat(rgb[0]).isBetween(0xc4, 0xcc);
    assertThat(rgb[1]).isBetween(0x38, 0x40);
  }

  @Test
  void a_pattern_of_names_is_called_so() {
    assertThatThrownBy(() -> Inputs.open(folder.resolve("img%03d.png"), null))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("patterns of names")
        .hasMessageContaining("Name the folder");
  }

  @Test
  void moving_webp_is_called_so() throws IOException {
    Path file = folder.resolve("moving.webp");
    byte[] head =
        "RIFF....WEBPVP8X....\u0002...".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    Files.write(file, Arrays.copyOf(head, 200));
    assertThatThrownBy(() -> Inputs.open(file, null))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("moving WebP");
  }

  @ParameterizedTest
  @CsvSource({"4000x3000, 3840x2880", "3000x4000, 2880x3840", "8064x6048, 3840x2880"})
  void large_photographs_are_scaled(String stored, String shown) {
    Path file = film("photo.jpg", "-f lavfi -i color=red:s=" + stored + " -frames:v 1");
    try (var reader = new VideoReader(file)) {
      assertThat(reader.size()).hasToString(shown);
      var frame = new Frame(reader.size());
      assertThat(reader.read(frame)).isTrue();
      assertThat(rgb(frame, .5, .5)[0]).isGreaterThan(245);
    }
    assertThat(String.join("", MediaInfo.read(file).video().changes())).contains(stored);
    assertThat(first(folder).size()).hasToString(shown); // one of a sequence
    assertThat(String.join("", Inputs.find(folder).changes())).contains(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-disposition:v:1 default", ""})
  void a_cover_is_no_film(String marks) {
    Path cover = film("cover.png", "-f lavfi -i color=red:s=600x600 -frames:v 1");
    String film =
        "-f lavfi -i color=blue:s=96x64:r=25:d=0.4 -i %s -map 1:v -map 0:v".formatted(cover);
    Path file =
        film("film.mp4", film + " -c:v:0 copy -c:v:1 mpeg4 -disposition:v:0 attached_pic " + marks);
    MediaInfo info = MediaInfo.read(file);
    assertThat(info.video().width()).isEqualTo(96);
    assertThat(info.video().frames()).isEqualTo(10);
    assertThat(info.covers()).hasSize(1);
    assertThat(info.covers().getFirst().stored().width()).isEqualTo(600);
    assertThat(rgb(first(file), .5, .5)[2]).isGreaterThan(200);
  }

  @Test
  void sound_with_a_cover_is_no_film() {
    Path cover = film("cover.png", "-f lavfi -i color=red:s=600x600 -frames:v 1");
    Path song =
        film(
            "song.m4a",
            "-f lavfi -i sine=d=0.5 -i %s -map 0:a -map 1:v -c:v copy -disposition:v attached_pic"
                .formatted(cover));
    assertThatThrownBy(() -> new VideoReader(song))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("contains no video");
  }
}
