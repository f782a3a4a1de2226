package io.kinora.training.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads event files back with a reader of its own.
final class EventFileTest {
  private final Path folder;

  EventFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private EventFile file() {
    return new EventFile(folder, Clock.fixed(Instant.ofEpochSecond(1000), ZoneOffset.UTC));
  }

  private static int u(byte b) {
    return b & 255;
  }

  /// CRC-32C bit by bit, as it is defined, beside the JDK's.
  private static int crc(byte[] data) {
    int crc = -1;
    for (byte b : data) {
      crc ^= u(b);
      for (int k = 0; k < 8; k++) {
        crc = crc >>> 1 ^ (0x82f63b78 & -(crc & 1));
      }
    }
    return ~crc;
  }

  private static int masked(byte[] data) {
    int crc = crc(data);
    return Integer.rotateRight(crc, 15) + 0xa282ead8;
  }

  private List<byte[]> records() throws IOException {
    try (var files = Files.list(folder)) {
      Path file = files.toList().getFirst();
      assertThat(file.getFileName().toString()).contains("tfevents");
      var in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      var records = new ArrayList<byte[]>();
      while (in.hasRemaining()) {
        byte[] length = new byte[8];
        in.get(length);
        assertThat(in.getInt()).as("checksum of the length").isEqualTo(masked(length));
        byte[] data =
            new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
        in.get(data);
        assertThat(in.getInt()).as("checksum of the data").isEqualTo(masked(data));
        records.add(data);
      }
      return records;
    }
  }

  /// The fields of a message: numbers as they are, everything else as bytes.
  private static Map<Integer, List<Object>> fields(byte[] message) {
    var in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    var fields = new LinkedHashMap<Integer, List<Object>>();
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value =
          switch ((int) key & 7) {
            case 0 -> varint(in);
            case 1 -> in.getDouble();
            case 2 -> {
              byte[] bytes = new byte[(int) varint(in)];
              in.get(bytes);
              yield bytes;
            }
            case 5 -> in.getFloat();
            default -> throw new AssertionError("wire type of " + key);
          };
      fields.computeIfAbsent((int) (key >> 3), _ -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 127) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }

  private static Object field(Map<Integer, List<Object>> fields, int number) {
    return fields.getOrDefault(number, List.of()).getFirst();
  }

  @Test
  void begins_with_the_version() throws IOException {
    var _ = file();
    var event = fields(records().getFirst());
    assertThat(field(event, 1)).isEqualTo(1000.0);
    assertThat(new String((byte[]) field(event, 3), StandardCharsets.UTF_8))
        .isEqualTo("brain.Event:2");
  }

  @Test
  void numbers_come_back_with_their_step_and_tags() throws IOException {
    var values = new LinkedHashMap<String, Double>();
    values.put("loss", .25);
    values.put("rate", 1e-3);
    file().scalars(300, values);
    var event = fields(records().get(1));
    assertThat(field(event, 2)).isEqualTo(300L);
    List<Object> summary = fields((byte[]) field(event, 5)).getOrDefault(1, List.of());
    assertThat(summary).hasSize(2);
    var loss = fields((byte[]) summary.getFirst());
    assertThat(new String((byte[]) field(loss, 1), StandardCharsets.UTF_8)).isEqualTo("loss");
    assertThat(field(loss, 2)).isEqualTo(.25f);
    assertThat(field(fields((byte[]) summary.getLast()), 2)).isEqualTo(1e-3f);
  }

  @Test
  void a_picture_comes_back_whole() throws IOException {
    byte[] png = new byte[300];
    java.util.Arrays.fill(png, (byte) -77);
    file().picture(7, "sheet", 640, 480, png);
    var value = fields((byte[]) field(fields((byte[]) field(fields(records().get(1)), 5)), 1));
    var image = fields((byte[]) field(value, 4));
    assertThat(field(image, 1)).isEqualTo(480L);
    assertThat(field(image, 2)).isEqualTo(640L);
    assertThat((byte[]) field(image, 4)).isEqualTo(png);
  }
}
