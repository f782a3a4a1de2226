package io.kinora.training.optimise;

import io.kinora.error.MediaFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.SequencedMap;
import java.util.zip.CRC32C;

/// A TensorBoard event file: records of a length, its checksum, a protocol-buffer message `Event`
/// and its checksum, each checksum a masked CRC-32C as in TFRecord files.
///
/// It writes only what TensorBoard needs for curves and pictures: `wall_time`, `step`,
/// `file_version`, and a summary of tags with a number or a PNG.
final class EventFile {
  private static final int MASK = 0xa282ead8;

  /// Wire types of protocol buffers.
  private static final int VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5;

  private final Path file;
  private final Clock clock;

  /// Starts a new file of a run.
  ///
  /// @param folder of the run; created if missing
  EventFile(Path folder, Clock clock) {
    this.clock = clock;
    file = folder.resolve("events.out.tfevents.%d.kinora".formatted(clock.millis()));
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw failure(e);
    }
    var version = new Message();
    version.text(3, "brain.Event:2");
    event(0, version);
  }

  /// Adds numbers of a step.
  void scalars(long step, SequencedMap<String, Double> values) {
    var summary = new Message();
    values.forEach(
        (tag, value) -> {
          var scalar = new Message();
          scalar.text(1, tag);
          scalar.fixed32(2, Float.floatToIntBits(value.floatValue()));
          summary.message(1, scalar);
        });
    var content = new Message();
    content.message(5, summary);
    event(step, content);
  }

  /// Adds a picture of a step.
  void picture(long step, String tag, int width, int height, byte[] png) {
    var image = new Message();
    image.varint(1, height);
    image.varint(2, width);
    image.varint(3, 3); // red, green, blue
    image.bytes(4, png);
    var value = new Message();
    value.text(1, tag);
    value.message(4, image);
    var summary = new Message();
    summary.message(1, value);
    var content = new Message();
    content.message(5, summary);
    event(step, content);
  }

  private void event(long step, Message content) {
    var event = new Message();
    event.fixed64(1, Double.doubleToLongBits(clock.millis() / 1000.0));
    event.varint(2, step);
    event.append(content);
    byte[] data = event.content();
    ByteBuffer record = ByteBuffer.allocate(data.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(masked(record.array(), 0, 8));
    record.put(data).putInt(masked(data, 0, data.length));
    try {
      Files.write(file, record.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// The masked CRC-32C of TFRecord files.
  static int masked(byte[] data, int from, int length) {
    var crc = new CRC32C();
    crc.update(data, from, length);
    int value = (int) crc.getValue();
    return (value >>> 15 | value << 17) + MASK;
  }

  private MediaFailure failure(IOException e) {
    return new MediaFailure(
        "The event file %s cannot be written: %s.".formatted(file, e.getMessage()),
        "Check the folder, its permissions and the free space.",
        "output",
        e);
  }

  /// Encodes a protocol-buffer message, field by field.
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] content() {
      return out.toByteArray();
    }

    void append(Message more) {
      out.writeBytes(more.content());
    }

    void varint(int field, long value) {
      raw(field << 3 | VARINT);
      raw(value);
    }

    void fixed64(int field, long value) {
      raw(field << 3 | FIXED64);
      out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    void fixed32(int field, int value) {
      raw(field << 3 | FIXED32);
      out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    void bytes(int field, byte[] value) {
      raw(field << 3 | BYTES);
      raw(value.length);
      out.writeBytes(value);
    }

    void text(int field, String value) {
      bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    void message(int field, Message value) {
      bytes(field, value.content());
    }

    /// Writes a varint: seven bits per byte, lowest first.
    private void raw(long value) {
      long left = value;
      while ((left & ~0x7fL) != 0) {
        out.write((int) ((left & 0x7f) | 0x80));
        left >>>= 7;
      }
      out.write((int) left);
    }
  }
}
