package io.kinora.training.own;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import io.kinora.house.picture.PictureFusion;
import io.kinora.torch.Net;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.optimise.Regression;
import io.kinora.training.own.FusionLessons.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// Trains the layer that predicts the noun from a picture and from what the user calls the thing in
/// it.
///
/// The simulated user names the thing, uses a word of its kind ("animal"), uses a pronoun ("it"),
/// or says nothing; one name in fifty is wrong. From these the layer learns how to weight a word
/// against the picture, depending on the confidence of the picture.
///
/// The feature network was trained on most of these pictures and is overconfident on them. So the
/// features of each are shifted by the difference between two icon sets' pictures of another thing
/// (after Schwartz et al. 2018, "Delta-encoder", arXiv:1806.04734), as if from another icon set.
final class FusionTask implements Regression.Task {
  private static final int BATCH = 256;
  private static final long MEAN = 1, NO_LABEL = -100;

  /// The shares of the kinds of words; in the rest, nothing is said.
  private static final double NAMED = .45, KIND = .15, POINTED = .25;

  /// The share of names that are wrong.
  private static final double WRONG = .02;

  private static final double SMOOTHING = .05;

  /// The maximum factor of the difference between two icon sets.
  private static final double STRANGE = 1.5;

  private final PictureFusion net;
  private final FusionLessons lessons;
  private final long seed;
  private final List<List<Seen>> several;

  FusionTask(PictureFusion net, FusionLessons lessons, long seed) {
    this.net = net;
    this.lessons = lessons;
    this.seed = seed;
    var byNoun = new TreeMap<Integer, List<Seen>>();
    lessons.known().forEach(p -> byNoun.computeIfAbsent(p.noun(), _ -> new ArrayList<>()).add(p));
    several =
        byNoun.values().stream()
            .filter(all -> all.stream().map(Seen::hand).distinct().count() > 1)
            .toList();
  }

  /// The features of a picture, shifted as if from another icon set.
  private float[] strange(float[] features, RandomGenerator random) {
    if (several.isEmpty()) {
      return features;
    }
    List<Seen> pair = several.get(random.nextInt(several.size()));
    Seen one = pair.get(random.nextInt(pair.size()));
    List<Seen> others = pair.stream().filter(p -> !p.hand().equals(one.hand())).toList();
    Seen other = others.get(random.nextInt(others.size()));
    float strength = (float) (STRANGE * random.nextDouble());
    float[] moved = new float[features.length];
    for (int i = 0; i < moved.length; i++) {
      float off = one.features()[i] - other.features()[i];
      moved[i] = Math.max(0, features[i] + strength * off); // like features after ReLU
    }
    return moved;
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public Tensor loss(long step, double used) {
    RandomGenerator random = Seeds.random(seed, "fusion step " + step);
    boolean english = random.nextBoolean();
    int dimension = english ? PictureFusion.ENGLISH : PictureFusion.CHINESE;
    float[] seen = new float[BATCH * PictureFusion.FEATURES];
    float[] said = new float[BATCH * dimension];
    long[] classes = new long[BATCH];
    for (int i = 0; i < BATCH; i++) {
      Seen picture = lessons.known().get(random.nextInt(lessons.known().size()));
      classes[i] = picture.noun();
      float[] features = strange(picture.features(), random);
      System.arraycopy(features, 0, seen, i * features.length, features.length);
      float[] words = words(picture.noun(), english, random);
      System.arraycopy(words, 0, said, i * dimension, words.length);
    }
    Tensor logits =
        net.forward(
            Tensors.of(seen, BATCH, PictureFusion.FEATURES), Tensors.of(said, BATCH, dimension));
    return cross_entropy_loss(
        logits, Tensors.of(classes, BATCH), new TensorOptional(), MEAN, NO_LABEL, SMOOTHING);
  }

  private float[] words(int noun, boolean english, RandomGenerator random) {
    FusionLessons.Words words = lessons.words(english);
    double kind = random.nextDouble();
    if (kind < NAMED) {
      int named = random.nextDouble() < WRONG ? random.nextInt(words.names().size()) : noun;
      return one(words.names().get(named), random);
    }
    if (kind < NAMED + KIND) {
      return one(words.kinds().get(noun), random);
    }
    return kind < NAMED + KIND + POINTED ? one(words.pronouns(), random) : new float[0];
  }

  private static float[] one(List<float[]> vectors, RandomGenerator random) {
    return vectors.isEmpty() ? new float[0] : vectors.get(random.nextInt(vectors.size()));
  }

  @Override
  public List<String> measures() {
    return List.of("pointed", "named", "kind", "wrong_obeyed");
  }

  /// Measured on pictures of the excluded icon set, in English: the accuracy with a pronoun, with a
  /// name and with a word of its kind; and the share in which a wrong name is accepted.
  @Override
  public double[] measure(SequencedMap<String, Tensor> averaged) {
    var copy = new PictureFusion(lessons.nouns().size());
    copy.copyFrom(averaged);
    RandomGenerator random = Seeds.random(seed, "fusion measure");
    var words = lessons.words(true);
    double[] right = new double[4];
    for (Seen picture : lessons.foreign()) {
      int other = random.nextInt(lessons.nouns().size());
      List<float[]> said =
          List.of(
              one(words.pronouns(), random),
              one(words.names().get(picture.noun()), random),
              one(words.kinds().get(picture.noun()), random),
              one(words.names().get(other), random));
      for (int k = 0; k < right.length; k++) {
        int wanted = k == 3 ? other : picture.noun();
        right[k] += best(copy, picture.features(), said.get(k)) == wanted ? 1 : 0;
      }
    }
    copy.close();
    for (int k = 0; k < right.length; k++) {
      right[k] /= Math.max(1, lessons.foreign().size());
    }
    return right;
  }

  private static int best(PictureFusion net, float[] seen, float[] said) {
    float[] words = said.length == 0 ? new float[PictureFusion.ENGLISH] : said;
    return TensorScope.infer(
        () -> {
          Tensor logits =
              net.forward(Tensors.of(seen, 1, seen.length), Tensors.of(words, 1, words.length));
          return (int) logits.argmax().item_long();
        });
  }
}
