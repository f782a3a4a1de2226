package io.kinora.house.net;

import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.times;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The codes of the nouns' pictures, from which [CodecGenerator] paints them, with 8 bits per
/// value.
public final class PictureCodes implements AutoCloseable {
  /// The metadata key of the list of pictures.
  private static final String KEY = "kinora.codes";

  /// The metadata key of the codec's SHA-256.
  private static final String CODEC = "kinora.codec";

  static final String BUNDLED = "/io/kinora/models/codec/codes.safetensors";

  /// The bound of a code's values: they are between minus this and this.
  public static final double BOUND = 3.5;

  private static final int LEVELS = 255;
  private static final JsonMapper JSON = new JsonMapper();

  private final List<Picture> pictures;
  private final String codec;
  private final Tensor codes;
  private final Tensor vectors;

  /// The picture of a code.
  ///
  /// @param noun the key of its noun
  /// @param hand its icon set
  /// @param hue its dominant hue, from 0 to 1, or -1 if it has none
  /// @param drawing a checksum of the picture; empty if unknown
  public record Picture(String noun, String hand, double hue, @Nullable String drawing) {
    public Picture {
      drawing = Objects.requireNonNullElse(drawing, "");
    }

    /// A picture with an unknown checksum.
    public Picture(String noun, String hand, double hue) {
      this(noun, hand, hue, "");
    }

    /// A checksum of the picture; empty if unknown.
    @Override
    public String drawing() {
      return Objects.requireNonNullElse(drawing, "");
    }
  }

  /// A code as the generator's input.
  ///
  /// @param code `[B, 16, 16, 16]`
  /// @param vector `[B, 64]`
  public record Code(Tensor code, Tensor vector) {}

  private PictureCodes(SafeTensors file) {
    pictures = parse(file);
    codec = file.metadata().getOrDefault(CODEC, "");
    codes = TensorScope.keep(() -> file.tensor("code").clone());
    vectors = TensorScope.keep(() -> file.tensor("vector").clone());
    if (codes.size(0) != pictures.size() || vectors.size(0) != pictures.size()) {
      throw refused(file, "does not have one code for each of its pictures");
    }
  }

  private static List<Picture> parse(SafeTensors file) {
    try {
      Picture[] list = JSON.readValue(file.metadata().getOrDefault(KEY, "null"), Picture[].class);
      if (list != null) {
        return List.of(list);
      }
    } catch (JacksonException e) {
      throw refused(file, "has no readable list of pictures: " + e.getOriginalMessage());
    }
    throw refused(file, "has no \"" + KEY + "\" in its metadata");
  }

  private static WeightsRefused refused(SafeTensors file, String why) {
    return new WeightsRefused(
        "The file of codes %s %s.".formatted(file.label(), why),
        "Use codes that the training of the part codes has written.",
        "weights");
  }

  /// The bundled codes.
  public static PictureCodes bundled() {
    InputStream stream = PictureCodes.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no codes of pictures in it.",
          "Build it from a complete checkout, with models/codec/codes.safetensors.",
          "weights");
    }
    try (SafeTensors file = SafeTensors.read("models/codec/codes.safetensors", stream)) {
      return new PictureCodes(file);
    }
  }

  /// Codes from a file that the trainer wrote.
  public static PictureCodes open(Path path) {
    try (SafeTensors file = SafeTensors.open(path)) {
      return new PictureCodes(file);
    }
  }

  /// Writes codes with 8 bits per value.
  ///
  /// @param codec SHA-256 of the codec that they are for
  /// @param code `[N, 16, 16, 16]`
  /// @param vector `[N, 64]`
  public static void write(
      Path file, String codec, List<Picture> pictures, Tensor code, Tensor vector) {
    TensorScope.run(
        () -> {
          var tensors = new LinkedHashMap<String, Tensor>();
          tensors.put("code", quantised(code));
          tensors.put("vector", quantised(vector));
          var metadata =
              Map.of(KEY, JSON.writeValueAsString(pictures), CODEC, codec, "format", "1");
          SafeTensorsWriter.write(file, tensors, metadata, DType.U8);
        });
  }

  private static Tensor quantised(Tensor x) {
    Tensor levels = times(plus(Ops.clamp(x, -BOUND, BOUND), BOUND), LEVELS / (2 * BOUND));
    return levels.round().to(ScalarType.Byte);
  }

  /// The pictures of the codes, in the order of the rows.
  public List<Picture> pictures() {
    return pictures;
  }

  /// SHA-256 of the codec that paints them.
  public String codec() {
    return codec;
  }

  /// The code of one row, in the caller's scope.
  public Code code(int row) {
    return codes(row, 1);
  }

  /// The codes of consecutive rows, in the caller's scope.
  public Code codes(int first, int count) {
    return new Code(number(codes.narrow(0, first, count)), number(vectors.narrow(0, first, count)));
  }

  private static Tensor number(Tensor levels) {
    return plus(times(levels.to(ScalarType.Float), 2 * BOUND / LEVELS), -BOUND);
  }

  /// Frees the codes.
  @Override
  public void close() {
    codes.close();
    vectors.close();
  }
}
