package io.kinora.torch.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Shapes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that somebody damaged, or made to do damage: each is refused with an error that names the
/// file and, where there is one, the tensor.
final class HostileSafeTensorsTest {
  private static final String HUGE = "4611686018427387904"; // 2^62

  private final Path folder;

  HostileSafeTensorsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /// A file with this header and so many bytes of data.
  private static byte[] file(String header, int data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + json.length + data)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(json.length)
        .put(json)
        .array();
  }

  /// A file whose header claims a length that it has not.
  private static byte[] claiming(long length, String header) {
    byte[] file = file(header, 8);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
    return file;
  }

  private static String tensor(String name, String dtype, String shape, String offsets) {
    return "\"%s\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, dtype, shape, offsets);
  }

  private static byte[] one(String dtype, String shape, String offsets, int data) {
    return file("{" + tensor("t", dtype, shape, offsets) + "}", data);
  }

  private static byte[] two(String first, String second, int data) {
    return file(
        "{"
            + tensor("s", "\"F32\"", "[2]", first)
            + ","
            + tensor("t", "\"F32\"", "[2]", second)
            + "}",
        data);
  }

  static Stream<Arguments> damaged() {
    String good = "{" + tensor("t", "\"F32\"", "[2]", "[0,8]") + "}";
    return Stream.of(
        arguments("an empty file", new byte[0]),
        arguments("seven bytes", new byte[7]),
        arguments("only a length", claiming(2, "")),
        arguments("a header of no bytes", claiming(0, good)),
        arguments("a header of one byte", claiming(1, good)),
        arguments("a negative length", claiming(-1, good)),
        arguments("the least length", claiming(Long.MIN_VALUE, good)),
        arguments("a huge length", claiming(Long.MAX_VALUE, good)),
        arguments("a length above the format's limit", claiming(100_000_001, good)),
        arguments("a header that is longer than the file", claiming(good.length() + 9L, good)),
        arguments("a header that is cut", claiming(good.length() - 3L, good)),
        arguments("a header that takes in data", claiming(good.length() + 3L, good)),
        arguments("not JSON", file("certainly not JSON", 0)),
        arguments("two JSON objects", file("{} {}", 0)),
        arguments("a JSON array", file("[1, 2]", 0)),
        arguments("a JSON number", file("12", 0)),
        arguments("a JSON null", file("null", 0)),
        arguments("only spaces", file("    ", 0)),
        arguments("deep arrays", file("[".repeat(100_000), 0)),
        arguments("deep objects", file("{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000), 0)),
        arguments("deep metadata", file("{\"__metadata__\":" + "[".repeat(50_000) + "}", 0)),
        arguments("a very long number", file("{\"t\":" + "9".repeat(100_000) + "}", 0)),
        arguments("a very long name", file("{\"" + "n".repeat(200_000) + "\":1}", 0)),
        arguments("no UTF-8", notUtf8()),
        arguments("data and no tensors", file("{}", 8)));
  }

  private static byte[] notUtf8() {
    byte[] file = one("\"F32\"", "[2]", "[0,8]", 8);
    file[10] = (byte) 0xff; // in the tensor's name
    return file;
  }

  static Stream<Arguments> damagedTensors() {
    String f32 = "\"F32\"";
    return Stream.of(
        arguments(
            "a name that comes twice",
            file(
                "{%s,%s}"
                    .formatted(tensor("t", f32, "[2]", "[0,8]"), tensor("t", f32, "[2]", "[8,16]")),
                16)),
        arguments("a number for a tensor", file("{\"t\":5}", 0)),
        arguments("null for a tensor", file("{\"t\":null}", 0)),
        arguments("an array for a tensor", file("{\"t\":[]}", 0)),
        arguments("nothing in a tensor", file("{\"t\":{}}", 0)),
        arguments("an unknown dtype", one("\"F8\"", "[2]", "[0,2]", 2)),
        arguments("a dtype in lower case", one("\"f32\"", "[2]", "[0,8]", 8)),
        arguments("a number for a dtype", one("32", "[2]", "[0,8]", 8)),
        arguments("null for a dtype", one("null", "[2]", "[0,8]", 8)),
        arguments("an object for a dtype", one("{}", "[2]", "[0,8]", 8)),
        arguments("no shape", one(f32, "null", "[0,8]", 8)),
        arguments("a number for a shape", one(f32, "2", "[0,8]", 8)),
        arguments("a text for a shape", one(f32, "\"2\"", "[0,8]", 8)),
        arguments("a negative length", one(f32, "[-2]", "[0,8]", 8)),
        arguments("two negative lengths", one(f32, "[-1,-2]", "[0,8]", 8)),
        arguments("a fraction of a length", one(f32, "[2.0]", "[0,8]", 8)),
        arguments("a length in a text", one(f32, "[\"2\"]", "[0,8]", 8)),
        arguments("a length beyond 64 bits", one(f32, "[18446744073709551618]", "[0,8]", 8)),
        arguments("a shape inside a shape", one(f32, "[[2]]", "[0,8]", 8)),
        arguments("a count that overflows to 8 bytes", one(f32, overflowing(), "[0,8]", 8)),
        arguments("a count that overflows to 0", one(f32, "[%s,4]".formatted(HUGE), "[0,0]", 0)),
        arguments(
            "a count that overflows beside a zero",
            one(f32, "[0,%s,%s]".formatted(HUGE, HUGE), "[0,0]", 0)),
        arguments(
            "a count that overflows before a zero",
            one(f32, "[%s,%s,0]".formatted(HUGE, HUGE), "[0,0]", 0)),
        arguments("too many axes", one(f32, "[2" + ",1".repeat(1000) + "]", "[0,8]", 8)),
        arguments("no offsets", one(f32, "[2]", "null", 8)),
        arguments("one offset", one(f32, "[2]", "[8]", 8)),
        arguments("three offsets", one(f32, "[2]", "[0,8,8]", 8)),
        arguments("fractional offsets", one(f32, "[2]", "[0.0,8.0]", 8)),
        arguments("offsets in texts", one(f32, "[2]", "[\"0\",\"8\"]", 8)),
        arguments("a negative offset", one(f32, "[2]", "[-8,0]", 8)),
        arguments("offsets beyond 64 bits", one(f32, "[2]", "[0,18446744073709551624]", 8)),
        arguments("an end before the begin", one(f32, "[2]", "[8,0]", 8)),
        arguments("an end beyond the file", one(f32, "[2]", "[0,8]", 7)),
        arguments("data that are cut off", one(f32, "[2]", "[0,8]", 0)),
        arguments(
            "offsets far beyond the file", one(f32, "[2]", "[%s,%s]".formatted(HUGE, HUGE), 8)),
        arguments("more bytes than the shape needs", one(f32, "[1]", "[0,8]", 8)),
        arguments("fewer bytes than the shape needs", one(f32, "[3]", "[0,8]", 8)),
        arguments("a begin that is not 0", one(f32, "[2]", "[8,16]", 16)),
        arguments("tensors that overlap", two("[0,8]", "[4,12]", 12)),
        arguments("tensors in the same place", two("[0,8]", "[0,8]", 8)),
        arguments("a gap between tensors", two("[0,8]", "[12,20]", 20)));
  }

  /// Lengths whose product times 4 is 8 in 64 bits.
  private static String overflowing() {
    return "[4294967296,4294967296,2]";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void refuses_a_damaged_file(String what, byte[] content) throws IOException {
    assertRefused(content, "damaged.safetensors is damaged: ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damagedTensors")
  void refuses_a_damaged_tensor(String what, byte[] content) throws IOException {
    assertRefused(content, "\"t\"");
  }

  private void assertRefused(byte[] content, String part) throws IOException {
    Path file = Files.write(folder.resolve("damaged.safetensors"), content);
    assertThatThrownBy(() -> SafeTensors.open(file).close())
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(part)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
    assertThatThrownBy(() -> SafeTensors.read("bundled", new ByteArrayInputStream(content)).close())
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining("bundled");
  }

  @Test
  void refuses_bytes_after_the_last_tensor() throws IOException {
    assertRefused(one("\"F32\"", "[2]", "[0,8]", 9), "1 bytes follow its last tensor");
  }

  @Test
  void opens_odd_files_that_the_format_allows() throws IOException {
    for (byte[] content :
        new byte[][] {
          file("{}", 0),
          file("{\"__metadata__\":{}}   ", 0),
          one("\"F32\"", "[]", "[0,4]", 4),
          one("\"F32\"", "[2,0,3]", "[0,0]", 0),
          one("\"BOOL\"", "[3]", "[0,3]", 3),
          two("[8,16]", "[0,8]", 16),
        }) {
      Path file = Files.write(folder.resolve("odd.safetensors"), content);
      try (var weights = SafeTensors.open(file)) {
        readAll(weights);
      }
    }
  }

  @Test
  void survives_two_thousand_damaged_headers() throws IOException {
    Path file = folder.resolve("net.safetensors");
    SafeTensorsWriter.write(file, new TwoLayers().named(), Map.of("k", "v"), DType.F32);
    byte[] valid = Files.readAllBytes(file);
    int header = Math.toIntExact(ByteBuffer.wrap(valid).order(ByteOrder.LITTLE_ENDIAN).getLong());
    var random = new SplittableRandom(2026);
    var net = new TwoLayers();
    int refused = 0;
    for (int round = 0; round < 2000; round++) {
      byte[] content = damage(valid, 8 + header, random);
      try (var weights = SafeTensors.read("fuzzed", new ByteArrayInputStream(content))) {
        readAll(weights);
        weights.load(net, "");
      } catch (WeightsRefused e) {
        assertThat(e).hasMessageContaining("fuzzed");
        refused++;
      }
    }
    assertThat(refused).isBetween(1500, 1999); // a flip in the metadata does no harm
  }

  /// One to four bits flipped or bytes replaced in the header, or an end that is cut off.
  private static byte[] damage(byte[] valid, int header, SplittableRandom random) {
    byte[] content = valid.clone();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      int at = random.nextInt(header);
      content[at] =
          random.nextBoolean()
              ? (byte) (content[at] ^ (1 << random.nextInt(8)))
              : (byte) "0123456789-.,:[]{}\"eE".charAt(random.nextInt(21));
    }
    return random.nextInt(20) == 0 ? Arrays.copyOf(content, random.nextInt(header)) : content;
  }

  private static void readAll(SafeTensors weights) {
    TensorScope.run(
        () ->
            weights
                .entries()
                .forEach(
                    (name, entry) ->
                        assertThat(Tensors.floats(weights.tensor(name)).length)
                            .isEqualTo(Shapes.count(entry.shapeArray()))));
  }
}
