package io.kinora.torch.weights;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.kinora.error.MediaFailure;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.Ops;
import io.kinora.torch.Shapes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SafeTensorsTest {
  private final Path folder;

  SafeTensorsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path write(SequencedMap<String, Tensor> tensors, DType dtype) {
    Path file = folder.resolve("net.safetensors");
    SafeTensorsWriter.write(file, tensors, Map.of(), dtype);
    return file;
  }

  @ParameterizedTest
  @CsvSource({"F64, 0", "F32, 0", "F16, 1e-3", "BF16, 1e-2"})
  void weights_make_a_round_trip(DType dtype, float error) {
    var saved = new TwoLayers();
    Path file = write(saved.named(), dtype);
    var loaded = new TwoLayers().filled(0);
    try (var weights = SafeTensors.open(file)) {
      assertThat(weights.entries().sequencedKeySet())
          .containsExactlyElementsOf(saved.named().sequencedKeySet());
      assertThat(weights.entries().values()).allMatch(entry -> entry.dtype() == dtype);
      weights.load(loaded, "");
    }
    saved
        .named()
        .forEach(
            (name, tensor) ->
                assertThat(Tensors.floats(requireNonNull(loaded.named().get(name))))
                    .as(name)
                    .containsExactly(Tensors.floats(tensor), offset(error)));
    assertThat(loaded.scale.dim()).isZero();
  }

  @Test
  void weights_can_be_channels_last() {
    var saved = new TwoLayers();
    float[] expected = Tensors.floats(saved.conv.weight());
    saved.channelsLast();
    Path file = write(saved.named(), DType.F32);
    var loaded = new TwoLayers();
    loaded.channelsLast();
    try (var weights = SafeTensors.open(file)) {
      assertThat(Tensors.floats(weights.tensor("conv.weight"))).containsExactly(expected);
      weights.load(loaded, "");
    }
    assertThat(Tensors.floats(loaded.conv.weight())).containsExactly(expected);
  }

  @Test
  void tensors_read_the_mapped_file_in_its_own_dtype() {
    var tensors = new LinkedHashMap<String, Tensor>();
    tensors.put("a", Tensors.of(new float[] {1, -2, 3}, 3));
    tensors.put("empty", torch.zeros(0, 4));
    Path file = write(tensors, DType.I32);
    try (var weights = SafeTensors.open(file)) {
      TensorScope.run(
          () -> {
            assertThat(weights.tensor("a").scalar_type().intern()).isEqualTo(torch.ScalarType.Int);
            assertThat(Tensors.longs(weights.tensor("a"))).containsExactly(1, -2, 3);
            assertThat(weights.tensor("empty").shape()).containsExactly(0, 4);
          });
      assertThatThrownBy(() -> weights.tensor("b"))
          .isInstanceOf(WeightsRefused.class)
          .hasMessageContaining("net.safetensors")
          .hasMessageContaining("\"b\"");
    }
  }

  @Test
  void a_closed_file_gives_no_tensors() {
    var weights = SafeTensors.open(write(new TwoLayers().named(), DType.F32));
    weights.close();
    weights.close();
    assertThatThrownBy(() -> weights.tensor("scale")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void metadata_makes_a_round_trip() {
    Path file = folder.resolve("net.safetensors");
    var metadata = Map.of("words", "鸟\"\\\n\u0007🐦", "empty", "");
    SafeTensorsWriter.write(file, new TwoLayers().named(), metadata, DType.F32);
    try (var weights = SafeTensors.open(file)) {
      assertThat(weights.metadata()).isEqualTo(metadata);
      assertThat(weights.label()).isEqualTo(file.toString());
    }
  }

  @Test
  void the_data_begins_at_a_multiple_of_eight() throws IOException {
    for (int length = 0; length < 9; length++) {
      Path file = folder.resolve("net.safetensors");
      SafeTensorsWriter.write(
          file, new TwoLayers().named(), Map.of("x", "y".repeat(length)), DType.F32);
      long header =
          ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertThat(header % 8).isZero();
    }
  }

  @Test
  void the_hash_is_that_of_the_file() throws Exception {
    Path file = write(new TwoLayers().named(), DType.F32);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    try (var weights = SafeTensors.open(file)) {
      assertThat(weights.sha256()).isEqualTo(HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void a_stream_is_read_like_a_file() throws IOException {
    Path file = write(new TwoLayers().filled(3).named(), DType.F32);
    var loaded = new TwoLayers();
    try (var weights = SafeTensors.read("bundled", Files.newInputStream(file))) {
      weights.load(loaded, "");
      assertThat(weights.label()).isEqualTo("bundled");
    }
    assertThat(Tensors.floats(loaded.out.weight())).containsOnly(3);
  }

  @Test
  void a_prefix_chooses_one_net_of_several() {
    var tensors = new LinkedHashMap<String, Tensor>();
    new TwoLayers().filled(1).named().forEach((name, t) -> tensors.put("first." + name, t));
    new TwoLayers().filled(2).named().forEach((name, t) -> tensors.put("second." + name, t));
    var net = new TwoLayers();
    try (var weights = SafeTensors.open(write(tensors, DType.F32))) {
      weights.load(net, "second.");
      assertThat(Tensors.floats(net.conv.bias())).containsOnly(2);
      assertRefused(weights, net, "first.conv.bias", "is not part of the network");
    }
  }

  @Test
  void a_missing_tensor_is_named() {
    assertRefused(without("out.bias"), "out.bias", "is missing");
  }

  @Test
  void a_surplus_tensor_is_named() {
    var tensors = new TwoLayers().named();
    tensors.put("extra", torch.ones(1));
    assertRefused(tensors, "extra", "is not part of the network");
  }

  @Test
  void a_tensor_of_another_shape_is_named_with_both_shapes() {
    var tensors = new TwoLayers().named();
    tensors.put("out.weight", torch.ones(3, 2));
    assertRefused(tensors, "out.weight", "has shape [3, 2], but the network needs [2, 3]");
    tensors.put("out.weight", torch.ones(6));
    assertRefused(tensors, "out.weight", "has shape [6], but the network needs [2, 3]");
  }

  @Test
  void a_tensor_of_integers_is_refused() {
    var net = new TwoLayers();
    try (var weights = SafeTensors.open(write(new TwoLayers().named(), DType.I32))) {
      assertRefused(weights, net, "scale", "has dtype I32, but the network needs floating point");
    }
  }

  @Test
  void a_number_that_is_not_finite_is_refused() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      var tensors = new TwoLayers().named();
      tensors.put("out.bias", Tensors.of(new float[] {0, bad}, 2));
      assertRefused(tensors, "out.bias", "holds values that are not finite");
    }
  }

  @Test
  void a_missing_file_or_a_folder_is_refused() {
    for (Path path : new Path[] {folder.resolve("none.safetensors"), folder}) {
      assertThatThrownBy(() -> SafeTensors.open(path))
          .isInstanceOf(WeightsRefused.class)
          .hasMessageContaining(path.toString());
    }
  }

  @Test
  void writing_replaces_the_file_and_leaves_nothing_else() throws IOException {
    write(new TwoLayers().filled(1).named(), DType.F32);
    Path file = write(new TwoLayers().filled(2).named(), DType.F32);
    var net = new TwoLayers();
    try (var weights = SafeTensors.open(file)) {
      weights.load(net, "");
    }
    assertThat(Tensors.floats(net.scale)).containsExactly(2);
    assertThat(filesIn(folder)).containsExactly("net.safetensors");
  }

  @Test
  void a_failed_write_leaves_nothing_behind() throws IOException {
    Path occupied = folder.resolve("net.safetensors");
    Files.createDirectories(occupied.resolve("inside"));
    assertThatThrownBy(
            () -> SafeTensorsWriter.write(occupied, new TwoLayers().named(), Map.of(), DType.F32))
        .isInstanceOf(MediaFailure.class)
        .hasMessageContaining(occupied.toString());
    assertThat(filesIn(folder)).containsExactly("net.safetensors");
    Path nowhere = folder.resolve("none/net.safetensors");
    assertThatThrownBy(
            () -> SafeTensorsWriter.write(nowhere, new TwoLayers().named(), Map.of(), DType.F32))
        .isInstanceOf(MediaFailure.class)
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void a_write_that_breaks_off_keeps_the_old_file() throws IOException {
    Path file = write(new TwoLayers().filled(1).named(), DType.F32);
    byte[] old = Files.readAllBytes(file);
    var tensors = new TwoLayers().named();
    Tensor closed = torch.ones(2).to_sparse(); // has no plain numbers to write
    tensors.put("out.bias", closed);
    assertThatThrownBy(() -> write(tensors, DType.F32)).isInstanceOf(RuntimeException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(old);
    assertThat(filesIn(folder)).containsExactly("net.safetensors");
  }

  @Test
  void numbers_beyond_half_precision_are_refused_and_nothing_is_written() {
    var net = new TwoLayers();
    TensorScope.run(() -> net.scale.detach().fill_(Ops.scalar(70000)));
    assertThatThrownBy(() -> write(net.named(), DType.F16))
        .isInstanceOf(MediaFailure.class)
        .hasMessageContainingAll("scale", "F16");
    assertThat(folder).isEmptyDirectory();
    assertThat(write(net.named(), DType.BF16)).exists();
  }

  @Test
  void shapes_and_offsets_are_those_of_the_tensors() {
    try (var weights = SafeTensors.open(write(new TwoLayers().named(), DType.F16))) {
      long at = 0;
      for (TensorEntry entry : weights.entries().values()) {
        assertThat(entry.begin()).isEqualTo(at);
        at = entry.end();
        assertThat(at - entry.begin()).isEqualTo(2L * Shapes.count(entry.shapeArray()));
      }
      assertThat(requireNonNull(weights.entries().get("conv.weight")).shape())
          .containsExactly(3L, 2L, 3L, 3L);
    }
  }

  private static SequencedMap<String, Tensor> without(String name) {
    var tensors = new TwoLayers().named();
    tensors.remove(name);
    return tensors;
  }

  private void assertRefused(SequencedMap<String, Tensor> tensors, String name, String why) {
    try (var weights = SafeTensors.open(write(tensors, DType.F32))) {
      assertRefused(weights, new TwoLayers(), name, why);
    }
  }

  private void assertRefused(SafeTensors weights, TwoLayers net, String name, String why) {
    assertThatThrownBy(() -> weights.load(net, ""))
        .isInstanceOf(WeightsRefused.class)
        .hasMessageContaining(folder.resolve("net.safetensors").toString())
        .hasMessageContaining("the tensor \"" + name)
        .hasMessageContaining(why);
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
