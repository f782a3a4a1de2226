package io.kinora.render.caption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kinora.error.BadRequest;
import io.kinora.render.caption.Captions.Cue;
import io.kinora.render.caption.Captions.Run;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `.srt` files as people have them, read as players read them.
class SubRipTest {
  private static final String TWO =
      """
      1
      00:00:01,000 --> 00:00:02,500
      Hello 鸟

      2
      00:00:03,000 --> 00:00:04,000
      two
      lines
      """;

  private final Path folder;

  SubRipTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Captions read(byte[] bytes) {
    try {
      return Captions.read(Files.write(folder.resolve("a.srt"), bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Captions read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void check(Captions captions) {
    List<Cue> cues = captions.cues();
    assertThat(cues).extracting(Cue::text).containsExactly("Hello 鸟", "two\nlines");
    assertThat(cues.getFirst().from()).isEqualTo(1);
    assertThat(cues.getFirst().to()).isEqualTo(2.5);
    assertThat(cues.getLast().from()).isEqualTo(3);
    assertThat(cues.getLast().to()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, false",
    "UTF-8, true",
    "UTF-16LE, true",
    "UTF-16BE, true",
    "UTF-16LE, false",
    "UTF-16BE, false"
  })
  void encodings_are_told_apart(String encoding, boolean mark) {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = (mark ? "\uFEFF" : "") + TWO.replace("\n", end);
      check(read(text.getBytes(Charset.forName(encoding))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void empty_lines_and_numbers_may_be_missing(String end) {
    check(read(TWO.replace("\n\n", "\n").replace("\n", end)));
    check(read(TWO.replace("1\n00:", "00:").replace("2\n00:", "00:").replace("\n", end)));
    check(read(TWO.replaceAll("(?m)^\\d\n", "").replace("\n\n", "\n").replace("\n", end)));
    check(read("\n\n" + TWO.replace("\n\n", "\n \t\n\n\n").replace("\n", end) + "\n\n"));
    check(read("1\n\n" + TWO.substring(2).replace("2\n00:", "2 \n00:").replace("\n", end)));
  }

  @ParameterizedTest
  @CsvSource({
    "'00:00:01,000-->00:00:02,500'",
    "'0:00:01.0 --> 0:00:02.5'",
    "'00:01,000 --> 00:02,500'",
    "' 00:00:01,000  -->  00:00:02,500 '",
    "'00:00:01 -> 00:00:02.5'",
    "'00:00:01:000 --> 00:00:02:500'",
    "'00:00:01,000 --> 00:00:02,500 X1:10 X2:20 Y1:30 Y2:40'"
  })
  void times_are_written_in_many_ways(String times) {
    check(read(TWO.replace("00:00:01,000 --> 00:00:02,500", times)));
  }

  @Test
  void a_number_in_the_words_stays() {
    Captions captions = read("00:01,000 --> 00:02,000\n42\nyears\n\n00:03,000 --> 00:04,000\n7\n");
    assertThat(captions.cues()).extracting(Cue::text).containsExactly("42\nyears", "7");
  }

  @Test
  void marks_are_heeded_or_told() {
    Captions captions =
        read(
            "1\n00:00:01,000 --> 00:00:02,500\n<B>a</B><i>b</i><font color=\"#00FF80\">c</font>"
                + "<font color=red>d</FONT>e &amp; &lt;f&gt; <u>g</u>\n");
    Cue cue = captions.cues().getFirst();
    assertThat(cue.text()).isEqualTo("abcde & <f> g");
    List<Run> runs = cue.runs();
    assertThat(runs.get(0).style().bold()).isTrue();
    assertThat(runs.get(1).style().italic()).isTrue();
    assertThat(runs.get(2).style().primary()).isEqualTo(0xff00ff80);
    assertThat(runs.get(3).style().primary()).isEqualTo(0xffff0000);
    assertThat(runs.get(4).style().primary()).isEqualTo(0xffffffff);
    assertThat(captions.ignored()).containsExactly("<u>");
  }

  @Test
  void fractions_have_any_length() {
    Cue cue = read("00:00:01,04 --> 00:00:02,040\na\n").cues().getFirst();
    assertThat(cue.from()).isEqualTo(1.04, within(1e-9));
    assertThat(cue.to()).isEqualTo(2.04, within(1e-9));
  }

  @Test
  void other_encodings_are_refused_by_name() {
    byte[] latin = "1\n00:00:01,000 --> 00:00:02,000\nfür\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(latin))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("neither UTF-8 nor UTF-16")
        .hasMessageContaining("save it as UTF-8");
  }
}
