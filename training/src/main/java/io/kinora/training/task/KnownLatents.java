package io.kinora.training.task;

import io.kinora.house.net.Phrases;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;

/// The stored codes of the nouns' pictures, with the words of the nouns.
public final class KnownLatents implements AutoCloseable {
  private final PictureCodes codes;
  private final SequencedMap<String, List<Integer>> rows = new LinkedHashMap<>();
  private final List<String> nouns;
  private final Phrases phrases;

  /// @param codes the codes, which are closed with this
  /// @param encode encodes phrases as vectors
  public KnownLatents(
      PictureCodes codes, java.util.function.Function<List<String>, Phrases> encode) {
    this.codes = codes;
    for (int row = 0; row < codes.pictures().size(); row++) {
      String noun = codes.pictures().get(row).noun();
      rows.computeIfAbsent(noun, _ -> new ArrayList<>()).add(row);
    }
    nouns = List.copyOf(rows.keySet());
    phrases = encode.apply(nouns.stream().map(KnownLatents::phrase).toList());
  }

  private static String phrase(String noun) {
    return noun.replace('-', ' ');
  }

  /// Some nouns of two icon sets each, and one noise vector for each.
  ///
  /// @param nouns the drawn nouns
  /// @param text phrase vectors `[B, 384]`
  /// @param noise `[B, 16]`
  /// @param known the target codes
  public record Batch(List<String> nouns, Tensor text, Tensor noise, PictureCodes.Code known) {}

  public List<String> nouns() {
    return nouns;
  }

  /// The rows of a noun's codes, one for each icon set.
  public List<Integer> rows(String noun) {
    return rows.getOrDefault(noun, List.of());
  }

  public PictureCodes codes() {
    return codes;
  }

  /// Random nouns and icon sets, in the caller's scope.
  public Batch batch(RandomGenerator random, int count) {
    var chosen = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      chosen.add(nouns.get(random.nextInt(nouns.size())));
    }
    return batch(random, chosen);
  }

  /// The given nouns with random icon sets, in the caller's scope.
  public Batch batch(RandomGenerator random, List<String> chosen) {
    int count = chosen.size();
    float[] text = new float[count * Phrases.DIMENSION];
    float[] noise = new float[count * LatentGenerator.NOISE];
    var code = new Tensor[count];
    var vector = new Tensor[count];
    for (int i = 0; i < count; i++) {
      phrases.put(phrase(chosen.get(i)), text, i * Phrases.DIMENSION);
      boolean second = random.nextBoolean();
      noise[i * LatentGenerator.NOISE] = second ? 1 : -1;
      for (int d = 1; d < LatentGenerator.NOISE; d++) {
        noise[i * LatentGenerator.NOISE + d] = (float) random.nextGaussian();
      }
      List<Integer> hands = rows(chosen.get(i));
      PictureCodes.Code known = codes.code(second ? hands.getLast() : hands.getFirst());
      code[i] = known.code();
      vector[i] = known.vector();
    }
    return new Batch(
        List.copyOf(chosen),
        Tensors.of(text, count, Phrases.DIMENSION),
        Tensors.of(noise, count, LatentGenerator.NOISE),
        new PictureCodes.Code(Ops.cat(0, code), Ops.cat(0, vector)));
  }

  @Override
  public void close() {
    codes.close();
  }
}
