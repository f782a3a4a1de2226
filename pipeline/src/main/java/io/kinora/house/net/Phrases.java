package io.kinora.house.net;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// The standardised text vectors of the words that a model was trained on: each dimension has mean
/// 0 and variance 1 over the words. A pre-trained sentence encoder computes them during training,
/// and they are stored with the weights, so a clip can be made without that encoder.
public final class Phrases {
  /// The dimension of the vector of one word or phrase.
  public static final int DIMENSION = Painter.TEXT / 2;

  private final SequencedMap<String, float[]> vectors;

  /// @param names words, in a fixed order
  /// @param encoded the encoder's vector of each
  public static Phrases standardised(List<String> names, List<float[]> encoded) {
    var vectors = new LinkedHashMap<String, float[]>();
    names.forEach(name -> vectors.put(name, new float[DIMENSION]));
    for (int d = 0; d < DIMENSION; d++) {
      double mean = 0;
      double square = 0;
      for (float[] vector : encoded) {
        double value = vector[d];
        mean += value / encoded.size();
        square += value * value / encoded.size();
      }
      double deviation = Math.sqrt(Math.max(1e-12, square - mean * mean));
      for (int i = 0; i < names.size(); i++) {
        float value = (float) ((encoded.get(i)[d] - mean) / deviation);
        vectors.getOrDefault(names.get(i), new float[DIMENSION])[d] = value;
      }
    }
    return new Phrases(vectors);
  }

  private Phrases(SequencedMap<String, float[]> vectors) {
    this.vectors = vectors;
  }

  /// Reads the tensor `phrases` `[N, 384]`, whose rows have the given names.
  static Phrases load(SafeTensors weights, List<String> names) {
    float[] rows = Tensors.floats(weights.tensor("phrases"));
    if (rows.length != names.size() * DIMENSION) {
      throw new WeightsRefused(
          "In the weights file %s the tensor \"phrases\" has %d values for %d words."
              .formatted(weights.label(), rows.length, names.size()),
          "Use weights that are complete.",
          "weights");
    }
    for (float number : rows) {
      if (!Float.isFinite(number)) {
        throw new WeightsRefused(
            "In the weights file %s the tensor \"phrases\" holds values that are not finite."
                .formatted(weights.label()),
            "Use weights that are complete.",
            "weights");
      }
    }
    var vectors = new LinkedHashMap<String, float[]>();
    for (int i = 0; i < names.size(); i++) {
      vectors.put(names.get(i), Arrays.copyOfRange(rows, i * DIMENSION, (i + 1) * DIMENSION));
    }
    return new Phrases(vectors);
  }

  public List<String> names() {
    return List.copyOf(vectors.keySet());
  }

  /// All vectors, `[N, 384]`, in the order of [#names].
  public Tensor tensor() {
    float[] rows = new float[vectors.size() * DIMENSION];
    int at = 0;
    for (float[] vector : vectors.values()) {
      System.arraycopy(vector, 0, rows, at, DIMENSION);
      at += DIMENSION;
    }
    return Tensors.of(rows, vectors.size(), DIMENSION);
  }

  public boolean knows(String name) {
    return vectors.containsKey(name);
  }

  /// Writes the vector of `name` into `row` at `offset`; an empty name is the zero vector.
  public void put(String name, float[] row, int offset) {
    if (name.isEmpty()) {
      Arrays.fill(row, offset, offset + DIMENSION, 0);
      return;
    }
    float[] vector = vectors.get(name);
    if (vector == null) {
      throw new IllegalArgumentException("the model has no word \"" + name + "\"");
    }
    System.arraycopy(vector, 0, row, offset, DIMENSION);
  }

  /// The concatenated vectors of `words`; an empty word is the zero vector.
  public float[] row(List<String> words) {
    float[] row = new float[words.size() * DIMENSION];
    for (int i = 0; i < words.size(); i++) {
      put(words.get(i), row, i * DIMENSION);
    }
    return row;
  }
}
