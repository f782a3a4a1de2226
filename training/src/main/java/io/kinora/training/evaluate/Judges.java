package io.kinora.training.evaluate;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;

/// The judges: classifiers that were trained on true pictures of the world only, and classify
/// generated ones. They are never used as a training loss.
public final class Judges implements AutoCloseable {
  /// The size of the input pictures.
  public static final int WIDTH = 256, HEIGHT = 144;

  private static final String BUNDLED = "/io/kinora/models/judges/judges.safetensors";

  private final JudgeWords words;
  private final JudgeNet net;
  private final String sha256;

  private Judges(SafeTensors weights) {
    words =
        JudgeWords.parse(weights.label(), weights.metadata().getOrDefault(JudgeWords.KEY, "null"));
    net = new JudgeNet(words);
    weights.load(net, "");
    net.channelsLast();
    sha256 = weights.sha256();
  }

  /// The bundled judges.
  public static Judges bundled() {
    InputStream stream = Judges.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no judges in it.",
          "Build it from a complete checkout, or train some: the part judges.",
          "judges");
    }
    try (SafeTensors weights = SafeTensors.read("models/judges/judges.safetensors", stream)) {
      return new Judges(weights);
    }
  }

  /// Opens a file that [#write] has written.
  public static Judges open(Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      return new Judges(weights);
    }
  }

  /// Writes judges as 16-bit values.
  ///
  /// @param tensors of a [JudgeNet] by name
  public static void write(Path file, JudgeWords words, SequencedMap<String, Tensor> tensors) {
    SafeTensorsWriter.write(
        file,
        new LinkedHashMap<>(tensors),
        Map.of(JudgeWords.KEY, words.toJson(), "format", "1"),
        DType.F16);
  }

  public JudgeWords words() {
    return words;
  }

  /// SHA-256 of the weights file.
  public String sha256() {
    return sha256;
  }

  /// The classification of a clip.
  ///
  /// @param count from 1 to 4
  /// @param direction `right`, `left`, `up`, `down`, or `still`
  /// @param features of the clip, 384 values
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Verdict(
      String noun,
      String colour,
      int count,
      String direction,
      String scene,
      String time,
      String weather,
      float[] features) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Sight(
      int scene, int time, int weather, float[] marks, float[] centres, float[] features) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Cut(int noun, int colour, float[] features) {}

  /// Classifies the frames of a clip, in order.
  Verdict judge(List<Pixels> frames) {
    Sight sight = TensorScope.infer(() -> look(frames));
    var spots = new ArrayList<Spots>();
    int area = WIDTH / 4 * HEIGHT / 4;
    int[] counts = new int[frames.size()];
    for (int i = 0; i < frames.size(); i++) {
      counts[i] = Spots.peaks(sight.centres, i * area, WIDTH / 4, HEIGHT / 4);
      spots.add(new Spots(sight.marks, i * area, WIDTH / 4, HEIGHT / 4));
    }
    Cut cut = TensorScope.infer(() -> lookCloser(frames, spots, sight.features));
    float[] features = new float[sight.features.length + cut.features.length];
    System.arraycopy(sight.features, 0, features, 0, sight.features.length);
    System.arraycopy(cut.features, 0, features, sight.features.length, cut.features.length);
    return new Verdict(
        words.nouns().get(cut.noun),
        words.colours().get(cut.colour),
        Math.clamp(usual(counts), 1, JudgeWords.MOST),
        Spots.direction(spots),
        words.scenes().get(sight.scene),
        words.times().get(sight.time),
        words.weathers().get(sight.weather),
        features);
  }

  /// Features of single pictures.
  ///
  /// @param pictures `[B, 3, H, W]` from 0 to 1, H and W multiples of 16
  /// @return 128 values for each
  List<float[]> features(Tensor pictures) {
    float[] all = Tensors.floats(net.frames.forward(pictures).features());
    var rows = new ArrayList<float[]>();
    for (int at = 0; at < all.length; at += FrameJudge.FEATURES) {
      rows.add(java.util.Arrays.copyOfRange(all, at, at + FrameJudge.FEATURES));
    }
    return rows;
  }

  /// The largest count on which two frames agree, if there are two: a subject that is hidden in one
  /// frame is visible in others, and one found in a single frame is a false detection.
  private static int usual(int[] counts) {
    int[] sorted = counts.clone();
    java.util.Arrays.sort(sorted);
    return sorted[Math.max(0, sorted.length - 2)];
  }

  private Sight look(List<Pixels> frames) {
    FrameJudge.Sight sight = net.frames.forward(Pixels.tensor(frames));
    return new Sight(
        best(sight.scene()),
        best(sight.time()),
        best(sight.weather()),
        Tensors.floats(sight.mark()),
        Tensors.floats(sight.centre()),
        Tensors.floats(sight.features().mean(0)));
  }

  private Cut lookCloser(List<Pixels> frames, List<Spots> spots, float[] context) {
    int side = CropJudge.SIDE;
    float[] crops = new float[frames.size() * 3 * side * side];
    int at = 0;
    for (int i = 0; i < frames.size(); i++) {
      at = frames.get(i).cut(spots.get(i).largest(), side, crops, at);
    }
    Tensor row = Tensors.of(context, 1, context.length).expand(frames.size(), context.length);
    CropJudge.Sight sight = net.crops.forward(Tensors.of(crops, frames.size(), 3, side, side), row);
    return new Cut(
        best(sight.noun()), best(sight.colour()), Tensors.floats(sight.features().mean(0)));
  }

  /// The class of the largest mean logit over the frames.
  private static int best(Tensor logits) {
    return (int) logits.mean(0).argmax().item_long();
  }

  @Override
  public void close() {
    net.close();
  }
}
