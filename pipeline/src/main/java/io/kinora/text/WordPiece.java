package io.kinora.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/// The tokenizer of BERT (Devlin et al. 2018, arXiv:1810.04805): text is split at spaces,
/// punctuation and around Han characters, then each word greedily into the longest pieces of the
/// vocabulary.
///
/// It is in plain Java, because the native one takes longer to load than the rest of the text
/// stage; a test compares both.
final class WordPiece {
  /// Words longer than this are unknown as a whole.
  private static final int MAX_WORD = 100;

  private final Map<String, Integer> vocabulary;
  private final boolean lowerCase;

  private WordPiece(Map<String, Integer> vocabulary, boolean lowerCase) {
    this.vocabulary = vocabulary;
    this.lowerCase = lowerCase;
  }

  /// A piece of the text.
  ///
  /// @param start its start in the text, in UTF-16 units
  /// @param end its end, exclusive
  record Piece(int id, String text, int start, int end) {}

  /// Reads the vocabulary from a `tokenizer.json` of the tokenizers library.
  static WordPiece read(InputStream json, boolean lowerCase) {
    Map<String, Integer> vocabulary = HashMap.newHashMap(32_000);
    try (json;
        JsonParser parser =
            new JsonFactory().createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME && parser.currentName().equals("vocab")) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String piece = parser.currentName();
            vocabulary.put(piece, parser.nextIntValue(0));
          }
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new WordPiece(vocabulary, lowerCase);
  }

  /// The id of a special token, such as `[CLS]`.
  int id(String special) {
    return vocabulary.getOrDefault(special, 0);
  }

  /// Whether a word is a single piece.
  boolean hasWhole(String word) {
    return vocabulary.containsKey(word);
  }

  /// The pieces of a text in order, without `[CLS]` and `[SEP]`.
  List<Piece> split(String text) {
    var pieces = new ArrayList<Piece>();
    var word = new StringBuilder();
    var sources = new ArrayList<int[]>(); // for each unit of `word`: its source range
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      int next = at + Character.charCount(point);
      if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
        flush(word, sources, pieces);
      } else if (standsAlone(point)) {
        flush(word, sources, pieces);
        append(point, at, next, word, sources);
        flush(word, sources, pieces);
      } else if (Character.getType(point) != Character.FORMAT) {
        append(point, at, next, word, sources);
      }
      at = next;
    }
    flush(word, sources, pieces);
    return pieces;
  }

  private void append(int point, int start, int end, StringBuilder word, List<int[]> sources) {
    String text = Character.toString(point);
    if (lowerCase) {
      text = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(java.util.Locale.ROOT);
    }
    for (int i = 0; i < text.length(); i++) {
      if (!lowerCase || Character.getType(text.charAt(i)) != Character.NON_SPACING_MARK) {
        word.append(text.charAt(i));
        sources.add(new int[] {start, end});
      }
    }
  }

  private void flush(StringBuilder word, List<int[]> sources, List<Piece> pieces) {
    if (!word.isEmpty()) {
      cut(word.toString(), sources, pieces);
      word.setLength(0);
      sources.clear();
    }
  }

  private void cut(String word, List<int[]> sources, List<Piece> pieces) {
    var cuts = new ArrayList<Piece>();
    int start = 0;
    while (start < word.length() && word.length() <= MAX_WORD) {
      int end = word.length();
      Integer id = null;
      String piece = "";
      while (end > start) {
        piece = (start == 0 ? "" : "##") + word.substring(start, end);
        id = vocabulary.get(piece);
        if (id != null) {
          break;
        }
        end--;
      }
      if (id == null) {
        break;
      }
      cuts.add(new Piece(id, piece, sources.get(start)[0], sources.get(end - 1)[1]));
      start = end;
    }
    if (start < word.length()) {
      cuts.clear();
      cuts.add(new Piece(id("[UNK]"), "[UNK]", sources.getFirst()[0], sources.getLast()[1]));
    }
    pieces.addAll(cuts);
  }

  /// Whether a character is a separate word: punctuation and Chinese characters are.
  private static boolean standsAlone(int point) {
    if (point < 128) {
      return point > ' ' && !Character.isLetterOrDigit(point);
    }
    return switch (Character.getType(point)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> isHanBlock(point);
    };
  }

  /// Whether a character is in the Han blocks that BERT's own code lists.
  private static boolean isHanBlock(int point) {
    return (point >= 0x4E00 && point <= 0x9FFF)
        || (point >= 0x3400 && point <= 0x4DBF)
        || (point >= 0x20000 && point <= 0x2CEAF)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0x2F800 && point <= 0x2FA1F);
  }
}
