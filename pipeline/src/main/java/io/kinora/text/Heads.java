package io.kinora.text;

import io.kinora.error.WeightsRefused;
import io.kinora.shot.Embedding;
import io.kinora.torch.weights.SafeTensors;
import java.util.Arrays;
import java.util.List;

/// The learned classification heads over the token vectors: for each word a score per label.
///
/// Their input for each word is its vector within the sentence, its vector alone, and its labels in
/// the lexicon; a layer per word and two convolutions over neighbouring words (one, then two to
/// each side) give the scores. They are evaluated in plain Java, because 20 words take less time
/// than loading libtorch; a test compares the result with the trained net.
public final class Heads {
  /// Vectors are scaled to this length, so that they have about the same weight as the lexicon's
  /// marks.
  static final float VECTOR_LENGTH = 4;

  /// The number of marks besides the labels: known to the lexicon, plural, -ing form, punctuation.
  static final int MARKS = 4;

  /// The metadata key of the labels, separated by spaces.
  public static final String LABELS = "labels";

  private final List<String> labels;
  private final Layer embed, near, far, label;

  /// A linear layer, with weights `[out, in]`, or a convolution, `[out, in, 3]`, in row-major
  /// order.
  private static final class Layer {
    final int in, out;
    final float[] weights, bias;

    Layer(int in, int out, float[] weights, float[] bias) {
      this.in = in;
      this.out = out;
      this.weights = weights;
      this.bias = bias;
    }

    static Layer of(SafeTensors file, String name, int in, int out, int kernel) {
      float[] weights = file.floats(name + ".weight");
      float[] bias = file.floats(name + ".bias");
      if (weights.length != in * out * kernel || bias.length != out) {
        throw new WeightsRefused(
            "In the weights %s the layer \"%s\" does not have %d inputs and %d outputs."
                .formatted(file.label(), name, in, out),
            "Reinstall Kinora.",
            "weights");
      }
      return new Layer(in, out, weights, bias);
    }

    float[] linear(float[] x) {
      float[] y = bias.clone();
      for (int o = 0; o < out; o++) {
        float sum = 0;
        for (int i = 0; i < in; i++) {
          sum += weights[o * in + i] * x[i];
        }
        y[o] += sum;
      }
      return y;
    }

    /// relu(conv(x) + x) over the words, kernel 3, zero padding.
    float[][] block(float[][] x, int dilation) {
      float[][] y = new float[x.length][];
      for (int t = 0; t < x.length; t++) {
        y[t] = bias.clone();
        for (int k = 0; k < 3; k++) {
          int source = t + (k - 1) * dilation;
          if (source >= 0 && source < x.length) {
            addProduct(x[source], k, y[t]);
          }
        }
        for (int o = 0; o < out; o++) {
          y[t][o] = Math.max(0, y[t][o] + x[t][o]);
        }
      }
      return y;
    }

    private void addProduct(float[] x, int k, float[] y) {
      for (int o = 0; o < out; o++) {
        float sum = 0;
        for (int i = 0; i < in; i++) {
          sum += weights[(o * in + i) * 3 + k] * x[i];
        }
        y[o] += sum;
      }
    }
  }

  private Heads(SafeTensors file, int dimension) {
    labels = List.of(file.metadata().getOrDefault(LABELS, "").split(" "));
    int hidden = file.floats("embed.bias").length;
    embed = Layer.of(file, "embed", 2 * dimension + labels.size() + MARKS, hidden, 1);
    near = Layer.of(file, "near", hidden, hidden, 3);
    far = Layer.of(file, "far", hidden, hidden, 3);
    label = Layer.of(file, "label", hidden, labels.size(), 1);
  }

  /// Reads the heads.
  ///
  /// @param dimension of the encoder's vectors
  public static Heads of(SafeTensors file, int dimension) {
    return new Heads(file, dimension);
  }

  /// Reads the bundled heads of a language.
  static Heads bundled(Language language) {
    String name = "/io/kinora/models/text/heads-" + language.code() + ".safetensors";
    var stream = Heads.class.getResourceAsStream(name);
    if (stream == null) {
      throw new WeightsRefused(
          "The weights " + name + " are not on the class path.", "Reinstall Kinora.", "weights");
    }
    try (var file = SafeTensors.read(name, stream)) {
      return of(file, language.dimension);
    }
  }

  List<String> labels() {
    return labels;
  }

  /// The input features of one word: `[2 · dimension + labels + MARKS]`.
  static float[] features(Embedding inSentence, Embedding alone, List<String> labels, Marks marks) {
    int dimension = alone.dimension();
    float[] x = new float[2 * dimension + labels.size() + MARKS];
    copy(inSentence, x, 0);
    copy(alone, x, dimension);
    for (String candidate : marks.candidates) {
      int index = labels.indexOf(candidate);
      if (index >= 0) {
        x[2 * dimension + index] = 1;
      }
    }
    int at = 2 * dimension + labels.size();
    x[at] = marks.candidates.isEmpty() ? 0 : 1;
    x[at + 1] = marks.plural ? 1 : 0;
    x[at + 2] = marks.participle ? 1 : 0;
    x[at + 3] = marks.punctuation ? 1 : 0;
    return x;
  }

  /// Clears the lexicon's marks in the features of a word, as for an unknown word.
  ///
  /// @param x features of one word, from `at`, `length` of them
  public static void hideMarks(float[] x, int at, int length, int labels) {
    int marks = at + length - MARKS;
    Arrays.fill(x, marks - labels, marks + 1, 0);
  }

  /// The marks of a word from its spelling and the lexicon.
  record Marks(List<String> candidates, boolean plural, boolean participle, boolean punctuation) {
    static Marks of(Word word, Lexicon lexicon) {
      String key = word.key();
      boolean participle = key.endsWith("ing") || key.contains("ing ");
      boolean plural = key.endsWith("s") && !key.endsWith("ss");
      return new Marks(
          word.candidates(),
          plural || lexicon.isPlural(key),
          participle || lexicon.isParticiple(key),
          word.isPunctuation());
    }
  }

  private static void copy(Embedding vector, float[] x, int at) {
    double norm = Math.max(1e-6, vector.norm());
    float[] values = vector.values();
    for (int i = 0; i < values.length; i++) {
      x[at + i] = (float) (VECTOR_LENGTH * values[i] / norm);
    }
  }

  /// For each word the probabilities of the labels.
  ///
  /// @param words their features, in order
  public float[][] score(float[][] words) {
    float[][] h = new float[words.length][];
    for (int t = 0; t < words.length; t++) {
      h[t] = relu(embed.linear(words[t]));
    }
    h = far.block(near.block(h, 1), 2);
    for (int t = 0; t < h.length; t++) {
      h[t] = softmax(label.linear(h[t]));
    }
    return h;
  }

  private static float[] relu(float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, x[i]);
    }
    return x;
  }

  private static float[] softmax(float[] x) {
    float max = Float.NEGATIVE_INFINITY;
    for (float value : x) {
      max = Math.max(max, value);
    }
    double sum = 0;
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = (float) Math.exp(x[i] - max);
      sum += y[i];
    }
    for (int i = 0; i < x.length; i++) {
      y[i] /= (float) sum;
    }
    return y;
  }
}
