package io.kinora.house.picture;

import io.kinora.error.BadRequest;
import io.kinora.error.EditDistance;
import io.kinora.error.WeightsRefused;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.Embedding;
import io.kinora.shot.Understanding;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/// Determines the noun of a picture and the words for it, with a trained [PictureFusion].
public final class PictureNames implements AutoCloseable {
  private static final String FILE = "models/fusion/picture-fusion.safetensors";

  /// The categories that are excluded as the noun of a picture.
  private static final Set<String> LEFT_OUT = Set.of("scene", "pose", "symbol", "flag", "face");

  private final PictureFeatures features = PictureFeatures.bundled();
  private final PictureFusion fusion;
  private final List<String> nouns;

  private PictureNames(SafeTensors weights) {
    nouns = List.of(weights.metadata().getOrDefault("nouns", "").split(","));
    fusion = new PictureFusion(nouns.size());
    weights.load(fusion, "");
  }

  /// The bundled layer.
  public static PictureNames bundled() {
    InputStream stream = PictureNames.class.getResourceAsStream("/io/kinora/" + FILE);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no layer that fuses pictures and words.",
          "Build it from a complete checkout.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read(FILE, stream)) {
      return new PictureNames(weights);
    }
  }

  /// Opens a file that [#write] has written.
  public static PictureNames open(Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      return new PictureNames(weights);
    }
  }

  /// Writes weights as 16-bit values.
  ///
  /// @param tensors of a [PictureFusion] by name
  /// @param nouns their keys, in the order of the logits
  public static void write(Path file, SequencedMap<String, Tensor> tensors, List<String> nouns) {
    SafeTensorsWriter.write(
        file,
        new LinkedHashMap<>(tensors),
        Map.of("format", "1", "nouns", String.join(",", nouns)),
        DType.F16);
  }

  /// The keys of all nouns that a picture of a thing may be classified as.
  public static List<String> things() {
    return Nouns.all().stream()
        .filter(noun -> !LEFT_OUT.contains(noun.category()))
        .map(Noun::key)
        .toList();
  }

  /// The noun with a name in either language, or with a key.
  ///
  /// @throws BadRequest if there is none
  static Noun named(String named) {
    String key = named.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
    Noun known = Nouns.named(key);
    for (Noun noun : Nouns.all()) {
      boolean english = noun.english().stream().anyMatch(name -> name.singular().equals(named));
      if (known == null && (english || noun.chinese().contains(named))) {
        known = noun;
      }
    }
    if (known != null) {
      return known;
    }
    String near =
        Nouns.all().stream()
            .map(Noun::key)
            .min(Comparator.comparingInt(other -> EditDistance.between(key, other)))
            .orElse("");
    throw new BadRequest(
        "There is no noun \"%s\".".formatted(named),
        "Did you mean \"%s\"? docs/prompts.md lists all.".formatted(near),
        "picture");
  }

  /// The noun that has the word as one of its names; null if there is none, as for "it" or
  /// "animal".
  static @Nullable Noun called(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (Noun noun : Nouns.all()) {
      boolean english =
          noun.english().stream()
              .anyMatch(name -> name.singular().equals(lower) || name.plural().equals(lower));
      if (!LEFT_OUT.contains(noun.category()) && (english || noun.chinese().contains(word))) {
        return noun;
      }
    }
    return null;
  }

  /// The vector of a prompt's name for a thing: the mean of the vectors of its words.
  ///
  /// @param word as in the prompt
  /// @return the zero vector if the prompt does not contain the word
  public static float[] vector(Understanding text, String word) {
    int dimension = text.vector().dimension();
    List<String> tokens = text.tokens();
    String wanted = word.replaceAll("[\\s-]+", "");
    for (int from = 0; from < tokens.size() && !wanted.isEmpty(); from++) {
      var joined = new StringBuilder();
      var inside = new ArrayList<Embedding>();
      for (int i = from; i < tokens.size() && joined.length() < wanted.length(); i++) {
        joined.append(tokens.get(i).replaceAll("[\\s#-]+", "")); // word pieces begin with ##
        inside.add(text.tokenVectors().get(i));
      }
      if (joined.toString().equalsIgnoreCase(wanted)) {
        return Embedding.mean(inside).values();
      }
    }
    return new float[dimension];
  }

  /// The key of the noun of a picture without words.
  static String nounOf(PictureLook look) {
    try (PictureNames names = bundled()) {
      return names.of(look, new float[PictureFusion.ENGLISH]);
    }
  }

  /// The key of the noun of a picture and the words for it.
  ///
  /// @param said a vector from [#vector]
  public String of(PictureLook look, float[] said) {
    float[] seen = features.of(look);
    float[] logits =
        TensorScope.infer(
            () ->
                Tensors.floats(
                    fusion.forward(
                        Tensors.of(seen, 1, seen.length), Tensors.of(said, 1, said.length))));
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return Objects.requireNonNull(nouns.get(best));
  }

  @Override
  public void close() {
    features.close();
    fusion.close();
  }
}
