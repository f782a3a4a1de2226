package io.kinora.ffmpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/// Writes text into picture files, which FFmpeg's muxers cannot do: an `iTXt` chunk of PNG and APNG
/// (PNG, third edition, 11.3.3.4), and a comment extension of GIF (GIF89a, 24).
public final class RecordText {
  private static final byte[] KEYWORD = "Comment\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
  private static final int IEND = 12, GIF_FLAGS = 10, GIF_HEADER = 13, MOST = 4 << 20;

  private RecordText() {}

  /// Inserts `text` into a PNG or APNG file.
  public static void appendToPng(Path file, String text) throws IOException {
    try (var png = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] end = new byte[IEND];
      png.seek(png.length() - IEND);
      png.readFully(end);
      png.seek(png.length() - IEND);
      png.write(chunk(text));
      png.write(end);
    }
  }

  /// A PNG with `text` in it.
  public static byte[] inPng(byte[] png, String text) {
    byte[] chunk = chunk(text);
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, png.length - IEND)
        .put(chunk)
        .put(png, png.length - IEND, IEND)
        .array();
  }

  private static byte[] chunk(String text) {
    byte[] words = text.getBytes(StandardCharsets.UTF_8);
    var body =
        ByteBuffer.allocate(4 + KEYWORD.length + words.length)
            .put("iTXt".getBytes(StandardCharsets.US_ASCII))
            .put(KEYWORD)
            .put(words)
            .array();
    var sum = new CRC32();
    sum.update(body);
    return ByteBuffer.allocate(body.length + 8)
        .putInt(body.length - 4)
        .put(body)
        .putInt((int) sum.getValue())
        .array();
  }

  /// Inserts `text` into a GIF file before the first picture, because players take a block after
  /// the last one for another picture.
  public static void insertIntoGif(Path file, String text) throws IOException {
    byte[] words = text.getBytes(StandardCharsets.UTF_8);
    var comment = new ByteArrayOutputStream();
    comment.write('!');
    comment.write(0xfe);
    for (int at = 0; at < words.length; at += 255) {
      int length = Math.min(255, words.length - at);
      comment.write(length);
      comment.write(words, at, length);
    }
    comment.write(0);
    try (var gif = new RandomAccessFile(file.toFile(), "rw")) {
      gif.seek(GIF_FLAGS);
      int flags = gif.read();
      int colours = (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
      insert(gif, GIF_HEADER + colours, comment.toByteArray());
    }
  }

  /// Inserts `bytes` at `place`, and moves what follows.
  private static void insert(RandomAccessFile file, long place, byte[] bytes) throws IOException {
    var block = new byte[1 << 16];
    for (long end = file.length(); end > place; ) {
      int length = (int) Math.min(block.length, end - place);
      end -= length;
      file.seek(end);
      file.readFully(block, 0, length);
      file.seek(end + bytes.length);
      file.write(block, 0, length);
    }
    file.seek(place);
    file.write(bytes);
  }

  /// The text that begins with `mark` in the first four MB of a GIF file, or in the last four of a
  /// PNG file.
  public static Optional<String> read(Path file, String mark) {
    byte[] tail;
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      tail = new byte[(int) Math.min(MOST, in.length())];
      boolean isGif = in.read() == 'G';
      in.seek(isGif ? 0 : in.length() - tail.length);
      in.readFully(tail);
    } catch (IOException e) {
      return Optional.empty(); // the reader of the pictures will report it
    }
    byte[] wanted = mark.getBytes(StandardCharsets.UTF_8);
    for (int at = tail.length - wanted.length; at >= 3; at--) {
      if (tail[at] == wanted[0] && matches(tail, at, wanted)) {
        return tail[at - 3] == '!' && tail[at - 2] == (byte) 0xfe
            ? gif(tail, at - 1)
            : png(tail, at);
      }
    }
    return Optional.empty();
  }

  private static boolean matches(byte[] bytes, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (bytes[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> gif(byte[] bytes, int at) {
    var words = new ByteArrayOutputStream();
    int from = at;
    while (from < bytes.length && bytes[from] != 0) {
      int length = bytes[from] & 0xff;
      if (from + 1 + length > bytes.length) {
        return Optional.empty();
      }
      words.write(bytes, from + 1, length);
      from += 1 + length;
    }
    return Optional.of(words.toString(StandardCharsets.UTF_8));
  }

  private static Optional<String> png(byte[] bytes, int at) {
    int start = at - KEYWORD.length - 8;
    if (start < 0) {
      return Optional.empty();
    }
    int length = ByteBuffer.wrap(bytes).getInt(start) - KEYWORD.length;
    boolean whole = length >= 0 && at + length <= bytes.length;
    return whole
        ? Optional.of(new String(bytes, at, length, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
