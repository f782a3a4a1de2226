package io.kinora.training.task;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.kinora.house.net.Phrases;
import java.util.List;

/// Makes the text vectors that a model's words are known by, with the pre-trained sentence encoder.
public final class PhraseEncoder {
  private PhraseEncoder() {}

  public static Phrases encode(List<String> words) {
    var encoder = new AllMiniLmL6V2QuantizedEmbeddingModel();
    List<float[]> encoded =
        words.stream().map(word -> encoder.embed("a " + word).content().vector()).toList();
    return Phrases.standardised(words, encoded);
  }
}
