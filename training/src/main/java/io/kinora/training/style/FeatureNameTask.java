package io.kinora.training.style;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;

import io.kinora.torch.Net;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Vgg;
import io.kinora.training.optimise.Regression;
import io.kinora.training.pictures.Picture;
import io.kinora.training.pictures.PictureFolder;
import io.kinora.training.world.MovingPair;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Trains the feature net to classify pictures: things of several icon sets, rotated, scaled and
/// recoloured, on backgrounds of all kinds. One drawing in ten, of things that another icon set
/// contains, too, is held out.
public final class FeatureNameTask implements Regression.Task {
  private static final int BATCH = 64,
      FOLDED = 512,
      SIDE = 64,
      HOLD_OUT = 10,
      GROUNDS = 12,
      ECHO = 24;
  private static final long MEAN = 1, NO_LABEL = -100;

  /// Floating-point operations per pixel of one forward pass, in thousands.
  private static final double KFLOP = 59;

  private final FeatureClassifier net;
  private final long seed;
  private final List<String> names;
  private final List<Picture> seen = new ArrayList<>(), heldOut = new ArrayList<>();
  private final List<Picture> foreign = new ArrayList<>();
  private List<float[]> grounds = List.of();
  private long groundsOf = -1;

  /// @param make creates a net for a number of classes
  FeatureNameTask(
      PictureFolder folder, long seed, java.util.function.IntFunction<FeatureClassifier> make) {
    this.seed = seed;
    var byName = new TreeMap<String, List<Picture>>();
    for (Picture picture : folder.seen()) {
      byName.computeIfAbsent(picture.noun(), _ -> new ArrayList<>()).add(picture);
    }
    RandomGenerator random = Seeds.random(seed, "held-out drawings");
    byName.forEach(
        (_, pictures) -> {
          int out = pictures.size() > 1 && random.nextInt(HOLD_OUT / 2) == 0 ? 0 : -1;
          for (int i = 0; i < pictures.size(); i++) {
            (i == out ? heldOut : seen).add(pictures.get(i));
          }
        });
    names = List.copyOf(new TreeSet<>(byName.keySet()));
    folder.foreign().stream().filter(p -> byName.containsKey(p.noun())).forEach(foreign::add);
    net = make.apply(names.size());
  }

  @Override
  public Net net() {
    return net;
  }

  /// The classes of the classifier, in the order of its logits.
  List<String> names() {
    return names;
  }

  @Override
  public double gflop() {
    return 3 * KFLOP * BATCH * SIDE * SIDE / 1e6;
  }

  @Override
  public Tensor loss(long step, double used) {
    RandomGenerator random = Seeds.random(seed, "feature step " + step);
    List<float[]> under = grounds(step / ECHO);
    float[] values = new float[BATCH * 3 * SIDE * SIDE];
    long[] classes = new long[BATCH];
    fill(random, under, values, classes);
    Tensor logits = net.forward(batch(values, BATCH));
    return cross_entropy_loss(
        logits, Tensors.of(classes, BATCH), new TensorOptional(), MEAN, NO_LABEL, .05);
  }

  private static Tensor batch(float[] values, int count) {
    return Tensors.of(values, count, 3, SIDE, SIDE).contiguous(MemoryFormat.ChannelsLast);
  }

  /// Frames of the world in motion, which depend only on the seed and their number.
  private List<float[]> grounds(long draw) {
    if (draw != groundsOf) {
      RandomGenerator random = Seeds.random(seed, "feature grounds " + draw);
      var drawn = new ArrayList<float[]>();
      for (int i = 0; i < GROUNDS; i++) {
        drawn.add(planes(Lesson.canvas(MovingPair.draw(random, SIDE).first())));
      }
      grounds = drawn;
      groundsOf = draw;
    }
    return grounds;
  }

  private static float[] planes(Canvas canvas) {
    float[] planes = new float[3 * canvas.size()];
    for (int c = 0; c < 3; c++) {
      System.arraycopy(canvas.channel(c).v(), 0, planes, c * canvas.size(), canvas.size());
    }
    return planes;
  }

  /// Composites a view of a picture at half its size on a background, or on one colour.
  private static void put(
      float[] view, float[] ground, RandomGenerator random, float[] into, int slot) {
    boolean plain = random.nextDouble() < .4;
    float[] colour = {random.nextFloat(), random.nextFloat(), random.nextFloat()};
    int step = Picture.VIEW / SIDE;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float[] pixel = new float[4];
        for (int part = 0; part < step * step; part++) {
          int at = ((y * step + part / step) * Picture.VIEW + x * step + part % step) * 4;
          for (int c = 0; c < 4; c++) {
            pixel[c] += view[at + c] / (step * step);
          }
        }
        int i = y * SIDE + x;
        for (int c = 0; c < 3; c++) {
          float under = plain ? colour[c] : ground[c * SIDE * SIDE + i];
          into[(slot * 3 + c) * SIDE * SIDE + i] = pixel[c] + (1 - pixel[3]) * under;
        }
      }
    }
  }

  @Override
  public List<String> measures() {
    return List.of(
        "names",
        "held_out_pictures",
        "held_out_top1",
        "held_out_top5",
        "foreign_top1",
        "foreign_top5");
  }

  @Override
  public double[] measure(SequencedMap<String, Tensor> averaged) {
    var classifier = new FeatureClassifier(names.size());
    classifier.copyFrom(averaged);
    classifier.channelsLast();
    Vgg vgg = folded(classifier);
    double[] own = accuracy(vgg, classifier, heldOut), others = accuracy(vgg, classifier, foreign);
    vgg.close();
    classifier.close();
    return new double[] {names.size(), heldOut.size(), own[0], own[1], others[0], others[1]};
  }

  /// The feature network alone, with the normalisation folded into its convolutions.
  Vgg folded(FeatureClassifier classifier) {
    var vgg = new Vgg(Vgg.Config.KINORA);
    RandomGenerator random = Seeds.random(seed, "feature statistics");
    float[] values = new float[FOLDED * 3 * SIDE * SIDE];
    long[] unused = new long[FOLDED];
    fill(random, grounds(Math.max(0, groundsOf)), values, unused);
    TensorScope.run(() -> classifier.fold(batch(values, FOLDED), vgg));
    vgg.channelsLast();
    return vgg;
  }

  private void fill(RandomGenerator random, List<float[]> under, float[] values, long[] classes) {
    for (int i = 0; i < classes.length; i++) {
      Picture picture = seen.get(random.nextInt(seen.size()));
      classes[i] = names.indexOf(picture.noun());
      float[] ground = under.get(random.nextInt(under.size()));
      put(picture.view(random), ground, random, values, i);
    }
  }

  /// The top-1 and top-5 accuracy.
  private double[] accuracy(Vgg vgg, FeatureClassifier classifier, List<Picture> pictures) {
    RandomGenerator random = Seeds.random(seed, "feature measure");
    List<float[]> under = grounds(Math.max(0, groundsOf));
    int first = 0, five = 0;
    for (int from = 0; from < pictures.size(); from += BATCH) {
      List<Picture> part = pictures.subList(from, Math.min(pictures.size(), from + BATCH));
      float[] values = new float[part.size() * 3 * SIDE * SIDE];
      for (int i = 0; i < part.size(); i++) {
        put(part.get(i).plain(), under.get(random.nextInt(under.size())), random, values, i);
      }
      float[] logits =
          TensorScope.infer(
              () ->
                  Tensors.floats(
                      classifier.logits(vgg.forward(batch(values, part.size())).last())));
      for (int i = 0; i < part.size(); i++) {
        int better = better(logits, i, names.indexOf(part.get(i).noun()));
        first += better == 0 ? 1 : 0;
        five += better < 5 ? 1 : 0;
      }
    }
    int count = Math.max(1, pictures.size());
    return new double[] {(double) first / count, (double) five / count};
  }

  /// The number of classes with a higher logit than the true one.
  private int better(float[] logits, int row, int truth) {
    int better = 0;
    for (int n = 0; n < names.size(); n++) {
      better += logits[row * names.size() + n] > logits[row * names.size() + truth] ? 1 : 0;
    }
    return better;
  }
}
