package io.kinora.shot;

import java.util.Arrays;
import java.util.List;

/// The vector of a word or a sentence, from a text encoder.
public final class Embedding {
  private final float[] values;

  public Embedding(float... values) {
    this.values = values.clone();
  }

  /// The mean of `embeddings`, which are all of one dimension: s = 1/N · Σ v_i.
  public static Embedding mean(List<Embedding> embeddings) {
    float[] mean = new float[embeddings.getFirst().dimension()];
    for (Embedding embedding : embeddings) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += embedding.values[i] / embeddings.size();
      }
    }
    return new Embedding(mean);
  }

  public int dimension() {
    return values.length;
  }

  /// A copy of the components.
  public float[] values() {
    return values.clone();
  }

  /// The Euclidean length.
  public double norm() {
    return Math.sqrt(dot(this));
  }

  public double dot(Embedding other) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /// The cosine of the angle to `other`, from -1 to 1; 0 if either is the zero vector.
  public double cosine(Embedding other) {
    double norms = norm() * other.norm();
    return norms == 0 ? 0 : dot(other) / norms;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
