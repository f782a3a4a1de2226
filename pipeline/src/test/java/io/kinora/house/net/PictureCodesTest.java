package io.kinora.house.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.WeightsRefused;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PictureCodesTest {
  private static final List<PictureCodes.Picture> PICTURES =
      List.of(
          new PictureCodes.Picture("hot-dog", "one", .08),
          new PictureCodes.Picture("cat", "two", -1));

  private final Tensor code = Seeds.normal(Seeds.random(1, "code"), 2, 16, 16, 16);
  private final Tensor vector = Seeds.normal(Seeds.random(1, "vector"), 2, 64);

  @Test
  void codes_come_back_to_within_half_a_level(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("codes.safetensors");
    PictureCodes.write(file, "0123", PICTURES, code, vector);
    assertThat(Files.size(file)).isLessThan(2 * (16 * 16 * 16 + 64) + 1_000);
    try (PictureCodes codes = PictureCodes.open(file)) {
      assertThat(codes.pictures()).isEqualTo(PICTURES);
      assertThat(codes.codec()).isEqualTo("0123");
      double half = 3.5 / 255 + 1e-6;
      var all = codes.codes(0, 2);
      Tensor bounded = Ops.clamp(code, -PictureCodes.BOUND, PictureCodes.BOUND);
      assertThat(Formula.distance(all.code(), bounded)).isLessThan(half).isPositive();
      assertThat(Formula.distance(all.vector(), Ops.clamp(vector, -3.5, 3.5))).isLessThan(half);
      assertThat(Tensors.floats(codes.code(1).vector()))
          .containsExactly(Tensors.floats(all.vector().narrow(0, 1, 1)));
    }
  }

  @Test
  void a_file_without_a_list_of_its_pictures_is_refused(@TempDir Path folder) {
    Path file = folder.resolve("codes.safetensors");
    for (String list : List.of("null", "[", "[{\"noun\":\"cat\",\"hand\":\"one\",\"hue\":0}]")) {
      TensorScope.run(
          () -> {
            var tensors = new LinkedHashMap<String, Tensor>();
            tensors.put("code", code);
            tensors.put("vector", vector);
            SafeTensorsWriter.write(file, tensors, Map.of("kinora.codes", list), DType.F32);
          });
      assertThatThrownBy(() -> PictureCodes.open(file))
          .as(list)
          .isInstanceOf(WeightsRefused.class)
          .hasMessageContaining("codes.safetensors");
    }
  }

  /// Codes of one codec are noise to another.
  @Test
  void the_bundled_codes_are_of_the_bundled_codec_and_of_every_noun() {
    try (PictureCodes codes = PictureCodes.bundled();
        Codec codec = Codec.bundled()) {
      assertThat(codes.codec()).isEqualTo(codec.sha256());
      Set<String> all =
          codes.pictures().stream().map(PictureCodes.Picture::noun).collect(Collectors.toSet());
      List<String> nouns = Nouns.all().stream().map(Noun::key).toList();
      assertThat(all).containsAll(nouns);
      all.removeAll(nouns);
      assertThat(all).as("walls and floors").hasSize(34).allMatch(s -> s.startsWith("surface-"));
      assertThat(codes.pictures()).doesNotHaveDuplicates();
    }
  }
}
