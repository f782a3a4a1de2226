package io.kinora.render.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.Clip;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.caption.Captions.Run;
import io.kinora.render.operation.Kind;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words in scripts that Kinora's own font lacks, and fonts that have them. The fonts of the tests
/// are parts of Noto Sans Arabic and Noto Sans Hebrew (OFL): the letters of "hello world".
class ScriptsTest {
  private static final String ARABIC = "مرحبا بالعالم", HEBREW = "שלום עולם";
  private static final FrameSize SIZE = new FrameSize(640, 128);

  private final Path folder;

  ScriptsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static Path font(String name) {
    try {
      return Path.of(Objects.requireNonNull(ScriptsTest.class.getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Look title(String words, String... fonts) {
    Stream<Step> named =
        Arrays.stream(fonts).map(name -> new Step(Kind.FONT, "file", font(name).toString()));
    return new Look(
        Stream.concat(named, Stream.of(new Step(Kind.EFFECT, "title", words))).toList());
  }

  private static Frame drawn(Look look) {
    var black =
        new DrawnClip(SIZE, FrameRate.DEFAULT, 1, (f, _) -> TestPattern.fill(f, 0xff000000));
    try (Clip clip = look.apply(black)) {
      var frame = new Frame(SIZE);
      assertThat(clip.read(frame)).isTrue();
      return frame;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "مرحبا, Arabic, م",
    "שלום, Hebrew, ש",
    "สวัสดี, Thai, ส",
    "नमस्ते, Devanagari, न",
    "안녕, Hangul, 안",
    "🎉, emoji, 🎉"
  })
  void what_the_font_lacks_is_named(String words, String script, String letter) {
    assertThat(title("Hi 你好 " + words).notes())
        .singleElement()
        .asString()
        .contains(script)
        .contains(letter)
        .doesNotContain("你")
        .contains("Name a font file");
  }

  @Test
  void what_subtitles_lack_is_named() throws IOException {
    Path file = folder.resolve("a.srt");
    Files.writeString(file, "1\n00:00:00,000 --> 00:00:01,000\n" + ARABIC + "\n" + HEBREW + "\n");
    var look = new Look(List.of(new Step(Kind.EFFECT, "subtitles", file.toString())));
    assertThat(look.notes()).singleElement().asString().contains("Arabic", "Hebrew");
  }

  @Test
  void a_named_font_has_it() {
    assertThat(title(ARABIC, "arabic.ttf").notes()).isEmpty();
    assertThat(title(ARABIC + HEBREW + "鸟", "arabic.ttf", "hebrew.ttf").notes()).isEmpty();
    assertThat(title(ARABIC + HEBREW, "arabic.ttf").notes())
        .singleElement()
        .asString()
        .contains("Hebrew")
        .doesNotContain("Arabic");
    assertThat(drawn(title(ARABIC, "arabic.ttf")).argb()).isNotEqualTo(drawn(title(ARABIC)).argb());
  }

  @Test
  void what_the_own_font_has_stays_as_it_was() {
    assertThat(drawn(title("Ab 鸟", "arabic.ttf")).argb()).isEqualTo(drawn(title("Ab 鸟")).argb());
  }

  /// The places of the letters from left to right, by where they are in the text.
  private static List<String> seen(String line, String... fonts) {
    var face = Typeface.of(Arrays.stream(fonts).map(ScriptsTest::font).toList());
    var pieces = CaptionLine.of(List.of(new Run(line, TextStyle.TITLE)), face, _ -> 100).pieces();
    var seen = new ArrayList<String>();
    for (CaptionLine.Piece piece : pieces) {
      var letters = new StringBuilder();
      for (int i = 0; i < piece.letters().getNumGlyphs(); i++) {
        letters.append(piece.letters().getGlyphCharIndex(i)).append(' ');
      }
      seen.add(letters.toString().strip());
    }
    return seen;
  }

  @Test
  void right_to_left_is_written_so() {
    // each piece counts from its own first letter
    assertThat(seen("שלום", "hebrew.ttf")).containsExactly("3 2 1 0");
    assertThat(seen("ab שלום cd", "hebrew.ttf")).containsExactly("0 1 2", "3 2 1 0", "0", "0 1");
    assertThat(seen("שלום ab", "hebrew.ttf")).containsExactly("0 1", "4 3 2 1 0");
  }

  /// Letters of Arabic are joined: they look otherwise than each by itself, and take less room.
  @Test
  void arabic_letters_are_joined() {
    var face = Typeface.of(List.of(font("arabic.ttf")));
    var style = TextStyle.TITLE;
    double whole = CaptionLine.of(List.of(new Run("بالعالم", style)), face, _ -> 100).wide();
    double apart =
        "بالعالم"
            .codePoints()
            .mapToDouble(
                c ->
                    CaptionLine.of(List.of(new Run(Character.toString(c), style)), face, _ -> 100)
                        .wide())
            .sum();
    assertThat(whole).isLessThan(apart * .9);
  }

  @ParameterizedTest
  @CsvSource({"none.ttf, no such file", "text.ttf, not a TrueType"})
  void what_is_no_font_is_refused(String name, String why) throws IOException {
    Files.writeString(folder.resolve("text.ttf"), "no font");
    assertThatThrownBy(() -> new Step(Kind.FONT, "file", folder.resolve(name).toString()))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why)
        .hasMessageContaining("#font");
  }

  @Test
  void a_font_travels_in_the_record() {
    Look look = title(ARABIC, "arabic.ttf");
    assertThat(Look.parse(look.texts())).isEqualTo(look);
  }
}
