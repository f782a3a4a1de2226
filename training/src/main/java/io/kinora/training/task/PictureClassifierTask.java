package io.kinora.training.task;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import io.kinora.torch.Device;
import io.kinora.torch.Net;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.training.evaluate.CodecScore;
import io.kinora.training.optimise.Regression;
import io.kinora.training.pictures.Picture;
import io.kinora.training.pictures.PictureFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// Trains the classifier on the pictures of all icon sets except the foreign one, randomly rotated,
/// scaled, moved, mirrored and recoloured. Nouns with equal pictures share one class.
public final class PictureClassifierTask implements Regression.Task {
  private static final int BATCH = 32;
  private static final long MEAN = 1, NO_LABEL = -100;
  private static final double SMOOTHING = .05;

  private final PictureClassifier net;
  private final Names names;
  private final PictureFolder pictures;
  private final List<Picture> known;
  private final long seed;
  private final Device device;

  /// The classes of the classifier.
  ///
  /// @param of the class index of each noun; nouns with equal pictures share one
  /// @param count the number of classes
  public record Names(Map<String, Integer> of, int count) {
    public Names {
      of = Map.copyOf(of);
    }

    /// The classes of a folder's pictures, without the foreign icon set's.
    public static Names of(PictureFolder folder) {
      var leaders = new TreeMap<String, String>(); // the first noun with an equal picture
      var drawings = new HashMap<String, String>();
      for (Picture picture : known(folder)) {
        String leader = drawings.computeIfAbsent(picture.checksum(), _ -> picture.noun());
        leaders.merge(picture.noun(), leader, (x, y) -> x.compareTo(y) < 0 ? x : y);
      }
      var first = new HashMap<String, Integer>();
      var numbers = new HashMap<String, Integer>();
      leaders.forEach(
          (noun, leader) -> numbers.put(noun, first.computeIfAbsent(leader, _ -> first.size())));
      return new Names(numbers, first.size());
    }
  }

  /// @param make creates a net for a number of classes, on the device of training
  public PictureClassifierTask(
      PictureFolder pictures, long seed, Device device, IntFunction<PictureClassifier> make) {
    this.pictures = pictures;
    this.seed = seed;
    this.device = device;
    names = Names.of(pictures);
    known = known(pictures);
    net = make.apply(names.count());
  }

  private static List<Picture> known(PictureFolder folder) {
    return Stream.concat(folder.seen().stream(), folder.heldOut().stream()).toList();
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public double gflop() {
    return 3 * BATCH * PictureClassifier.gflop();
  }

  @Override
  public Tensor loss(long step, double used) {
    var random = Seeds.random(seed, "classifier " + step);
    List<float[]> views = new ArrayList<>();
    long[] numbers = new long[BATCH];
    for (int i = 0; i < BATCH; i++) {
      Picture picture = known.get(random.nextInt(known.size()));
      views.add(picture.view(random));
      numbers[i] = names.of().getOrDefault(picture.noun(), 0);
    }
    Tensor x = Tensors.to(CodecScore.batch(views), device);
    Tensor logits = Torch.mixedPrecision(device, () -> net.logits(net.features(x)));
    return cross_entropy_loss(
        logits,
        Tensors.to(Tensors.of(numbers, BATCH), device),
        new TensorOptional(),
        MEAN,
        NO_LABEL,
        SMOOTHING);
  }

  @Override
  public List<String> measures() {
    return List.of("names", "known", "foreign");
  }

  @Override
  public double[] measure(SequencedMap<String, Tensor> averaged) {
    var averagedNet = new PictureClassifier(names.count());
    averagedNet.copyFrom(averaged);
    averagedNet.channelsLast();
    try {
      return new double[] {
        names.count(),
        share(averagedNet, names, known),
        share(averagedNet, names, pictures.foreign())
      };
    } finally {
      averagedNet.close();
    }
  }

  /// The accuracy on those pictures whose noun is among the classes.
  public static double share(PictureClassifier net, Names names, List<Picture> pictures) {
    int right = 0;
    List<Picture> named =
        pictures.stream().filter(picture -> names.of().containsKey(picture.noun())).toList();
    for (int from = 0; from < named.size(); from += BATCH) {
      List<Picture> part = named.subList(from, Math.min(named.size(), from + BATCH));
      List<String> nouns = part.stream().map(Picture::noun).toList();
      List<float[]> views = part.stream().map(Picture::plain).toList();
      right +=
          TensorScope.infer(() -> right(net, names, nouns, net.features(CodecScore.batch(views))));
    }
    return named.isEmpty() ? Double.NaN : (double) right / named.size();
  }

  /// The number of correctly classified pictures.
  ///
  /// @param nouns the noun of each picture
  /// @param features the classifier's features of each picture, `[B, 192]`
  public static int right(PictureClassifier net, Names names, List<String> nouns, Tensor features) {
    Tensor logits = net.logits(features);
    long[] best = Tensors.longs(logits.argmax(new LongOptional(1), false));
    int right = 0;
    for (int i = 0; i < best.length; i++) {
      right += best[i] == names.of().getOrDefault(nouns.get(i), -1) ? 1 : 0;
    }
    return right;
  }
}
