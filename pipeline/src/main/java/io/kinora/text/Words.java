package io.kinora.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// Splits a prompt into words and fixed phrases: English at spaces and punctuation, Chinese by
/// Lucene's hidden Markov segmenter together with the lexicon.
final class Words {
  private static final Pattern PIECE =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:['’]\\p{L}+)?|[^\\s\\p{Z}]");

  private final Language language;
  private final Lexicon lexicon;

  Words(Language language, Lexicon lexicon) {
    this.language = language;
    this.lexicon = lexicon;
  }

  Lexicon lexicon() {
    return lexicon;
  }

  List<Word> of(String text) {
    var words = new ArrayList<Word>();
    List<int[]> spans = spans(text);
    for (int i = 0; i < spans.size(); ) {
      int last = phraseEnd(text, spans, i);
      words.add(word(text, spans.get(i)[0], spans.get(last)[1]));
      i = last + 1;
    }
    return words;
  }

  private Word word(String text, int start, int end) {
    String surface = text.substring(start, end);
    String key = Lexicon.key(surface);
    return new Word(surface, key, start, end, lexicon.labels(key));
  }

  /// The index of the last span of the lexicon's longest phrase that begins at `first`.
  private int phraseEnd(String text, List<int[]> spans, int first) {
    if (language == Language.ZH) {
      return first; // phrases were found by the segmentation
    }
    var key = new StringBuilder();
    int best = first;
    for (int i = first; i < Math.min(spans.size(), first + Lexicon.LONGEST_PHRASE); i++) {
      String piece = Lexicon.key(text.substring(spans.get(i)[0], spans.get(i)[1]));
      if (piece.isBlank() && i > first) {
        continue; // a hyphen
      }
      if (!Character.isLetterOrDigit(piece.codePointAt(0))) {
        break;
      }
      key.append(key.isEmpty() ? "" : " ").append(piece);
      if (lexicon.knows(key.toString())) {
        best = i;
      }
    }
    return best;
  }

  private List<int[]> spans(String text) {
    var spans = new ArrayList<int[]>();
    Matcher matcher = PIECE.matcher(text);
    while (matcher.find()) {
      if (language == Language.ZH && Language.isHan(text.codePointAt(matcher.start()))) {
        spans.addAll(cut(text, matcher.start(), matcher.end()));
      } else {
        spans.add(new int[] {matcher.start(), matcher.end()});
      }
    }
    return spans;
  }

  /// The costs of a segment: words of the lexicon are cheapest, then those of the segmenter. A
  /// character that is a thing costs more than a particle: 马路上 is 马路 and 上, not a horse.
  private static final double KNOWN = 1,
      KNOWN_CHARACTER = 1.2,
      KNOWN_THING = 1.25,
      SEGMENTED = 2.3,
      UNKNOWN = 2.5;

  /// Things on or beside which others are, and the words for it.
  private static final String CARRIERS = "船舟车树床井桥楼塔", SIDES = "上下里中边旁前后";

  /// The segmentation of a run of Han characters with the lowest cost.
  private List<int[]> cut(String text, int start, int end) {
    String run = text.substring(start, end);
    Map<Integer, List<Integer>> segments = segments(run);
    int length = run.length();
    double[] cost = new double[length + 1];
    int[] from = new int[length + 1];
    Arrays.fill(cost, Double.MAX_VALUE);
    cost[0] = 0;
    for (int at = 0; at < length; at++) {
      for (int to = at + 1; to <= Math.min(length, at + Lexicon.LONGEST_PHRASE); to++) {
        double step =
            step(run.substring(at, to), segments.getOrDefault(at, List.of()).contains(to));
        if (cost[at] + step < cost[to]) {
          cost[to] = cost[at] + step;
          from[to] = at;
        }
      }
    }
    var spans = new ArrayList<int[]>();
    for (int to = length; to > 0; to = from[to]) {
      spans.add(new int[] {start + from[to], start + to});
    }
    Collections.reverse(spans);
    return spans;
  }

  private double step(String piece, boolean segmented) {
    if (lexicon.knows(piece)) {
      boolean thing = piece.length() == 1 && has(piece, "subject:");
      return thing ? KNOWN_THING : piece.length() == 1 ? KNOWN_CHARACTER : KNOWN;
    }
    if (piece.length() == 1) {
      return UNKNOWN;
    }
    return segmented && !isCompound(piece) ? SEGMENTED : UNKNOWN * piece.length();
  }

  /// Whether a word consists of an adjective and a known noun, such as 黑马, and should be split.
  private boolean isCompound(String piece) {
    String head = piece.substring(0, 1);
    if (piece.length() == 2 && CARRIERS.contains(head) && SIDES.contains(piece.substring(1))) {
      return true; // 船上 is on a boat
    }
    return ("大小老胖".contains(head) || has(head, "colour:")) && has(piece.substring(1), "subject:");
  }

  private boolean has(String key, String kind) {
    return lexicon.labels(key).stream().anyMatch(label -> label.startsWith(kind));
  }

  /// The ends of the segmenter's words, by their starts.
  private static Map<Integer, List<Integer>> segments(String run) {
    var segments = new HashMap<Integer, List<Integer>>();
    try (var tokenizer = new HMMChineseTokenizer()) {
      var offsets = tokenizer.addAttribute(OffsetAttribute.class);
      tokenizer.setReader(new java.io.StringReader(run));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        segments
            .computeIfAbsent(offsets.startOffset(), _ -> new ArrayList<>())
            .add(offsets.endOffset());
      }
      tokenizer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return segments;
  }
}
