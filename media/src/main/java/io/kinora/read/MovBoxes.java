package io.kinora.read;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The boxes on the top level of a file of the QuickTime family (ISO/IEC 14496-12, 4.2).
///
/// FFmpeg opens a truncated file if its index is complete; the boxes reveal the truncation.
record MovBoxes(List<Box> boxes, long fileSize) {
  private static final int MOST = 10_000; // a fragmented film of hours has fewer

  /// @param type four characters, for example `moov`
  record Box(String type, long offset, long size) {}

  MovBoxes {
    boxes = List.copyOf(boxes);
  }

  static MovBoxes of(Path path) {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long end = file.length();
      List<Box> boxes = new ArrayList<>();
      long at = 0;
      while (at + 8 <= end && boxes.size() < MOST) {
        file.seek(at);
        long size = file.readInt() & 0xffffffffL;
        byte[] type = new byte[4];
        file.readFully(type);
        if (size == 0) { // "to the end of the file"
          size = end - at;
        } else if (size == 1 && at + 16 <= end) {
          size = file.readLong();
        }
        if (size < 8) { // other data follows the film; FFmpeg stops here, too
          break;
        }
        boxes.add(new Box(new String(type, StandardCharsets.ISO_8859_1), at, size));
        if (size > end - at) {
          break;
        }
        at += size;
      }
      return new MovBoxes(boxes, end);
    } catch (IOException e) {
      throw new MediaFailure(
          "The file \"%s\" could not be read (%s).".formatted(path, e.getMessage()),
          "Check the file and its disk.",
          "media-file",
          e);
    }
  }

  private boolean has(String type) {
    return boxes.stream().anyMatch(box -> box.type().equals(type));
  }

  /// Rejects a file whose last box extends beyond the end of the file, and one that ends before the
  /// box of its pictures.
  void requireWhole(Path path) {
    if (has("moov") && !has("mdat")) {
      throw new BadRequest(
          "The file \"%s\" is cut off: it has an index, but no pictures.".formatted(path),
          "Copy it again from where it came from.",
          "input-file");
    }
    if (!boxes.isEmpty() && boxes.getLast().size() > fileSize - boxes.getLast().offset()) {
      Box last = boxes.getLast();
      throw new BadRequest(
          "The file \"%s\" is cut off: it is %d bytes long and should have %d."
              .formatted(path, fileSize, last.offset() + last.size()),
          "Copy it again from where it came from.",
          "input-file");
    }
  }

  /// Whether the index comes before the pictures, so that a player can start before it has the
  /// whole file.
  boolean indexFirst() {
    for (Box box : boxes) {
      if (box.type().equals("moov")) {
        return true;
      }
      if (box.type().equals("mdat")) {
        return false;
      }
    }
    return false;
  }
}
