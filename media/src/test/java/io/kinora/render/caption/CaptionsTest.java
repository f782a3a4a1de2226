package io.kinora.render.caption;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TestPattern;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.caption.Captions.Run;
import io.kinora.render.operation.Kind;
import io.kinora.render.operation.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `.ass` and `.srt` files say, and where its pixels are.
class CaptionsTest {
  private static final FrameSize SIZE = new FrameSize(320, 180);

  private static final String HEAD =
      """
      [Script Info]
      PlayResX: 320
      PlayResY: 180
      [V4+ Styles]
      Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, \
      Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, \
      Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
      Style: Default,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,\
      0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1
      Style: Sign,Arial,30,&H000000FF,&H000000FF,&H00FF0000,&H80000000,\
      -1,0,0,0,100,100,0,0,1,2,0,9,10,10,10,1
      Style: Box,Arial,20,&H0000FF00,&H000000FF,&H00FF0000,&H00000000,\
      0,0,0,0,100,100,0,0,3,2,0,2,10,10,10,1
      [Events]
      Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
      """;

  private final Path folder;

  CaptionsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Captions ass(String... dialogues) {
    return SubStation.read(HEAD + String.join("\n", dialogues) + "\n");
  }

  /// A line that is shown from 1 to 3 seconds.
  private static String line(String style, String text) {
    return "Dialogue: 0,0:00:01.00,0:00:03.00," + style + ",,0,0,0,," + text;
  }

  private static Cue only(Captions captions) {
    assertThat(captions.cues()).hasSize(1);
    return captions.cues().getFirst();
  }

  @Test
  void lines_come_and_go_at_their_times() {
    Captions captions = ass(line("Default", "{\\b1}它飞\\N回家, yes"));
    assertThat(captions.at(0.99)).isEmpty();
    assertThat(captions.at(1).getFirst().text()).isEqualTo("它飞\n回家, yes");
    assertThat(captions.at(3)).isEmpty();
    assertThat(captions.ignored()).isEmpty();
  }

  @Test
  void styles_are_read() {
    TextStyle sign = only(ass(line("Sign", "A"))).runs().getFirst().style();
    assertThat(sign.size() * Typeface.LINE).isEqualTo(30 / 180.0);
    assertThat(sign.bold()).isTrue();
    assertThat(sign.primary()).isEqualTo(0xffff0000);
    assertThat(sign.edge()).isEqualTo(0xff0000ff);
    assertThat(sign.back()).isEqualTo(0x7f000000);
    assertThat(sign.outline()).isEqualTo(2 / 180.0);
    assertThat(sign.place()).isEqualTo(9);
    assertThat(sign.margins().right()).isEqualTo(10 / 320.0);
  }

  @Test
  void marks_change_what_follows_them() {
    Cue cue =
        only(ass(line("Default", "a{\\b1\\i1\\c&H00FFFF&\\3c&H112233&\\fs40}b{\\r}c{\\rSign}d")));
    assertThat(cue.runs()).extracting(Run::text).containsExactly("a", "b", "c", "d");
    TextStyle b = cue.runs().get(1).style();
    assertThat(b.bold() && b.italic()).isTrue();
    assertThat(b.primary()).isEqualTo(0xffffff00);
    assertThat(b.edge()).isEqualTo(0xff332211);
    assertThat(b.size() * Typeface.LINE).isEqualTo(40 / 180.0);
    assertThat(cue.runs().get(2).style()).isEqualTo(cue.runs().getFirst().style());
    assertThat(cue.runs().get(3).style().primary()).isEqualTo(0xffff0000);
  }

  @Test
  void a_line_has_a_place_and_fades() {
    Cue cue = only(ass(line("Default", "{\\an7\\pos(32,90)\\fad(500,1000)}a")));
    assertThat(cue.manner().place()).isEqualTo(7);
    assertThat(cue.manner().at()).isEqualTo(new Captions.Point(.1, .5));
    assertThat(cue.opacity(1)).isZero();
    assertThat(cue.opacity(1.25)).isEqualTo(.5);
    assertThat(cue.opacity(1.75)).isEqualTo(1);
    assertThat(cue.opacity(2.5)).isEqualTo(.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\move(1,2,3,4)}a | \\move",
        "{\\t(0,9,\\fs9)\\k20}a | \\k, \\t",
        "{\\fnArial}a | \\fn",
        "{\\pos(1)}a | \\pos",
        "{\\b\\cnone}a | \\cnone",
        "{\\p1}m 0 0 l 9 9{\\p0}a | \\p",
        "{\\frz30\\u1}a | \\frz, \\u"
      })
  void what_is_left_out_is_told(String text, String ignored) {
    Captions captions = ass(line("Default", text));
    assertThat(String.join(", ", captions.ignored())).isEqualTo(ignored);
    assertThat(only(captions).text()).isEqualTo("a");
  }

  @Test
  void the_look_notes_what_is_left_out() throws IOException {
    Path file = folder.resolve("a.ass");
    Files.writeString(file, HEAD + line("Default", "{\\move(1,2,3,4)}a") + "\n");
    assertThat(new Look(List.of(Step.parse(Kind.EFFECT, "subtitles=" + file))).notes())
        .containsExactly("of the subtitles, these are ignored: \\move");
    Files.writeString(file, HEAD + line("Default", "a") + "\n");
    assertThat(new Look(List.of(Step.parse(Kind.EFFECT, "subtitles=" + file))).notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "}",
        "{}",
        "{\\}",
        "{\\fs99999999999}a",
        "{\\bord1e5\\shad1e5}a",
        "{\\fs-3}a",
        "{\\pos(1e6,-1e6)}a",
        "{\\fad(-1,nan)}a",
        "{\\an99}a",
        "\\N\\N",
        "{\\c&HZZ&}a",
        "{\\pos(NaN,1)}a"
      })
  void hostile_lines_are_drawn_or_left_out(String text) {
    Captions captions = ass(line("Default", text), line("Default", "still here"));
    Frame frame = drawn(captions, 2);
    assertThat(frame.argb()).isNotEqualTo(new Frame(SIZE).argb());
  }

  @Test
  void srt_knows_bold_italic_and_places() throws IOException {
    Path file = folder.resolve("a.srt");
    Files.writeString(
        file,
        "1\n00:00:01,000 --> 00:00:02,500\n{\\an8}<i>a</i> <b>b</b> <font color=red>c</font>\n");
    Cue cue = only(Captions.read(file));
    assertThat(cue.text()).isEqualTo("a b c");
    assertThat(cue.runs().getFirst().style().italic()).isTrue();
    assertThat(cue.runs().get(2).style().bold()).isTrue();
    assertThat(cue.manner().place()).isEqualTo(8);
  }

  /// Where red is: the sign at the upper right, its edge in blue around it.
  @Test
  void pixels_are_where_the_style_says() {
    Frame frame = drawn(ass(line("Sign", "鸟A")), 2);
    int[] red = box(frame, 0xffff0000);
    assertThat(red[0]).isGreaterThan(200);
    assertThat(red[2]).isBetween(295, 312); // a margin of 10 and an edge of 2
    assertThat(red[1]).isGreaterThan(9);
    assertThat(red[3]).isBetween(25, 60);
    int[] blue = box(frame, 0xff0000ff);
    assertThat(blue[0]).isLessThan(red[0]);
    assertThat(blue[3]).isGreaterThan(red[3]);
  }

  @Test
  void a_box_is_filled_and_a_second_line_stands_above() {
    Frame one = drawn(ass(line("Box", "aaaa")), 2);
    Frame two = drawn(ass(line("Box", "aaaa"), line("Box", "aaaa")), 2);
    int[] single = box(one, 0xff0000ff);
    int[] pair = box(two, 0xff0000ff);
    assertThat(single[3]).isBetween(168, 173);
    assertThat(single[3] - single[1]).isBetween(20, 26);
    assertThat(pair[3]).isEqualTo(single[3]);
    assertThat(pair[1]).isBetween(single[1] - 22, single[1] - 18);
  }

  @Test
  void half_way_through_a_fade_the_picture_shows_through() {
    int[] whole = drawn(ass(line("Sign", "{\\fad(1000,0)}A")), 2.5).argb();
    int[] half = drawn(ass(line("Sign", "{\\fad(1000,0)}A")), 1.5).argb();
    for (int i = 0; i < whole.length; i++) {
      if (whole[i] == 0xffff0000) {
        assertThat(half[i] >> 16 & 255).isBetween(126, 129);
        return;
      }
    }
    throw new AssertionError("nothing was drawn");
  }

  @Test
  void long_lines_are_broken() {
    assertThat(broken("aaaa bbbb cccc", 5.5)).isEqualTo("aaaa bbbb/cccc");
    assertThat(broken("一二三四五", 2)).isEqualTo("一二/三四/五");
    assertThat(broken("a\nb", 9)).isEqualTo("a/b");
  }

  private static String broken(String text, double ems) {
    TextStyle style = TextStyle.SUBTITLE.size(1);
    return CaptionLayout.lines(List.of(new Run(text, style)), Typeface.own(), ems).stream()
        .map(line -> line.stream().map(Run::text).collect(Collectors.joining()))
        .collect(Collectors.joining("/"));
  }

  /// A black frame after so many seconds.
  private static Frame drawn(Captions captions, double seconds) {
    var canvas = new Operation.Canvas(SIZE, new FrameRate(100, 1), 1000, List.of());
    var frame = new Frame(SIZE);
    TestPattern.fill(frame, 0xff000000);
    try (var brush = new CaptionBrush(canvas, captions)) {
      brush.paint(frame, Math.round(seconds * 100));
    }
    return frame;
  }

  /// The first and last column and row of a colour: left, top, right, bottom.
  private static int[] box(Frame frame, int colour) {
    int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
    for (int i = 0; i < frame.argb().length; i++) {
      if (frame.argb()[i] == colour) {
        box[0] = Math.min(box[0], i % frame.width());
        box[1] = Math.min(box[1], i / frame.width());
        box[2] = Math.max(box[2], i % frame.width());
        box[3] = Math.max(box[3], i / frame.width());
      }
    }
    assertThat(box[2]).as("pixels of " + Integer.toHexString(colour)).isNotNegative();
    return box;
  }

  /// The transparent part of a clip gets words, too.
  @Test
  void words_are_opaque_on_transparent_frames() {
    var clear = new DrawnClip(SIZE, FrameRate.DEFAULT, 1, (frame, _) -> TestPattern.fill(frame, 0));
    var look = new Look(List.of(Step.parse(Kind.EFFECT, "title=鸟")));
    try (Clip clip = look.apply(clear)) {
      var frame = new Frame(SIZE);
      assertThat(clip.read(frame)).isTrue();
      assertThat(frame.argb()[0]).isZero();
      assertThat(frame.argb()).contains(0xffffffff);
    }
  }
}
