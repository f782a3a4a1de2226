package io.kinora.server.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The range of bytes of a file that a request asks for (RFC 9110, sections 13.1.5 and 14).
///
/// @param status 200 for all, 206 for a part, 416 if there is no such part
/// @param from the first byte, from 0
/// @param length number of bytes
/// @param size of the whole
public record ByteRange(int status, long from, long length, long size) {
  private static final Pattern ONE =
      Pattern.compile("bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})");

  /// @param range the header `Range`; null if there is none
  /// @param ifRange the header `If-Range`; null if there is none
  /// @param tag the file's entity tag, in quotes
  public static ByteRange of(
      @Nullable String range, @Nullable String ifRange, String tag, long size) {
    var whole = new ByteRange(200, 0, size, size);
    if (range == null || (ifRange != null && !ifRange.equals(tag))) {
      return whole;
    }
    var match = ONE.matcher(range.strip());
    if (!match.matches()) {
      return whole; // several ranges, another unit, or invalid: the whole file may be sent
    }
    String first = match.group(1), last = match.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return whole;
    }
    if (first.isEmpty()) {
      long length = Math.min(Long.parseLong(last), size);
      return length == 0
          ? new ByteRange(416, 0, 0, size)
          : new ByteRange(206, size - length, length, size);
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
    if (!last.isEmpty() && Long.parseLong(last) < from) {
      return whole; // an invalid range is ignored
    }
    return from >= size
        ? new ByteRange(416, 0, 0, size)
        : new ByteRange(206, from, to - from + 1, size);
  }

  /// The header `Content-Range`; null if the whole file is sent.
  public @Nullable String contentRange() {
    return switch (status) {
      case 206 -> "bytes %d-%d/%d".formatted(from, from + length - 1, size);
      case 416 -> "bytes */" + size;
      default -> null;
    };
  }
}
