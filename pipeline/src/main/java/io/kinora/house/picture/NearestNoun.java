package io.kinora.house.picture;

import io.kinora.house.net.PictureCodes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.List;

/// What a picture most probably shows: the noun of the bundled code whose embedding is nearest.
/// Embeddings are compared by their cosine, each number less its mean over the bundled codes and
/// over its standard deviation.
public final class NearestNoun {
  private final List<PictureCodes.Picture> pictures;
  private final float[][] embeddings;
  private final float[] mean;
  private final float[] deviation;

  public NearestNoun(PictureCodes codes) {
    pictures = codes.pictures();
    embeddings = new float[pictures.size()][];
    TensorScope.infer(
        () -> {
          for (int i = 0; i < embeddings.length; i++) {
            var code = codes.code(i);
            embeddings[i] =
                PictureLook.embedding(Tensors.floats(code.code()), Tensors.floats(code.vector()));
          }
          return true;
        });
    int n = embeddings[0].length;
    mean = new float[n];
    deviation = new float[n];
    for (float[] embedding : embeddings) {
      for (int k = 0; k < n; k++) {
        mean[k] += embedding[k] / embeddings.length;
      }
    }
    for (float[] embedding : embeddings) {
      for (int k = 0; k < n; k++) {
        float off = embedding[k] - mean[k];
        deviation[k] += off * off / embeddings.length;
      }
    }
    for (float[] embedding : embeddings) {
      normalise(embedding);
    }
  }

  private void normalise(float[] embedding) {
    double length = 1e-9;
    for (int k = 0; k < embedding.length; k++) {
      embedding[k] = (float) ((embedding[k] - mean[k]) / Math.sqrt(deviation[k] + 1e-6));
      length += embedding[k] * embedding[k];
    }
    for (int k = 0; k < embedding.length; k++) {
      embedding[k] /= (float) Math.sqrt(length);
    }
  }

  /// The key of the noun, of which there may be several pictures.
  public String of(PictureLook look) {
    float[] embedding = look.embedding();
    normalise(embedding);
    int best = 0;
    double most = -2;
    for (int i = 0; i < embeddings.length; i++) {
      double cosine = 0;
      for (int k = 0; k < embedding.length; k++) {
        cosine += embedding[k] * embeddings[i][k];
      }
      if (cosine > most) {
        most = cosine;
        best = i;
      }
    }
    return pictures.get(best).noun();
  }
}
