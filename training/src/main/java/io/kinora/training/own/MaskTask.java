package io.kinora.training.own;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import io.kinora.error.BadRequest;
import io.kinora.house.picture.MaskNet;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.Torch;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import io.kinora.training.pictures.CutDrawing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.jspecify.annotations.Nullable;

/// Trains the mask net to segment things in composed pictures, some of which have none.
final class MaskTask implements Regression.Task {
  private static final int BATCH = 12, SHOWN = 12, SIDE = 224;
  private static final long MEAN = 1;

  /// The shares of pictures without a foreground object, of those in grey, and of backgrounds with
  /// a rough texture.
  private static final double EMPTY = .1, GREY = .06, ROUGH = .2;

  /// The share of drawings whose colour channels are permuted.
  private static final double RECOLOURED = .25;

  /// The possible widths and heights of a batch's pictures, from 1:1 to 2:1, of about the area that
  /// the net sees.
  private static final int[][] SHAPES = {
    {224, 224}, {256, 192}, {192, 256}, {288, 192}, {192, 288}, {288, 160}, {160, 288}, {320, 160}
  };

  /// The shares of pictures composed at a smaller and at a larger size than the net sees, and the
  /// smallest and largest factor: parts of pictures are blurred and their outlines thick, large
  /// pictures have fine detail.
  private static final double SMALLER = .3, LARGER = .2, SMALLEST = .5, LARGEST = 1.4;

  /// How much more an error at an edge or in a thin part counts in the cross-entropy, and the
  /// deviation in pixels of the blurred mask that finds those (after Wei, Wang and Huang 2020,
  /// arXiv:1911.11445, eq. 2).
  private static final float EDGE = 4;

  private static final double EDGE_WIDTH = 4;

  /// Pixels added to both intersection and union, so that the ratio is defined for a picture
  /// without a thing.
  private static final double FEW = 20;

  private final MaskNet net;
  private final long seed;
  private final List<CutDrawing> known;
  private final List<CutDrawing> foreign;
  private final int pool;
  private final int watched;
  private final List<int[]> grounds = new ArrayList<>();
  private long grown = -1;

  /// @param pool number of backgrounds kept in memory
  /// @param watched number of pictures measured for known and for excluded icon sets
  /// @throws BadRequest if there are no training pictures
  MaskTask(MaskNet net, List<CutDrawing> drawings, long seed, int pool, int watched) {
    this.net = net;
    this.seed = seed;
    this.pool = pool;
    this.watched = watched;
    known = drawings.stream().filter(d -> !d.foreign()).toList();
    foreign = drawings.stream().filter(CutDrawing::foreign).toList();
    if (known.isEmpty()) {
      throw new BadRequest(
          "There are no pictures to train on.",
          "Name a folder with a subfolder of SVG or PNG files for each icon set.",
          "pictures");
    }
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public Tensor loss(long step, double used) {
    RandomGenerator random = Seeds.random(seed, "mask step " + step);
    drawGrounds(step);
    int[] shape = SHAPES[random.nextInt(SHAPES.length)];
    var batch = new ArrayList<ComposedPicture>();
    for (int i = 0; i < BATCH; i++) {
      CutDrawing thing = random.nextDouble() < EMPTY ? null : drawing(random);
      int[] ground = grounds.get(random.nextInt(grounds.size()));
      int[] weave = grounds.get(random.nextInt(grounds.size()));
      batch.add(picture(thing, ground, weave, shape, random));
    }
    Tensor truth = masks(batch);
    Tensor x = pictures(batch);
    Tensor logits = Torch.mixedPrecision(() -> net.forward(x)).to(truth.scalar_type());
    Tensor entropy =
        binary_cross_entropy_with_logits(
            logits, truth, new TensorOptional(weights(batch)), new TensorOptional(), MEAN);
    return entropy.add(overlap(logits.sigmoid(), truth));
  }

  private static ComposedPicture picture(
      @Nullable CutDrawing thing, int[] ground, int[] weave, int[] shape, RandomGenerator random) {
    double kind = random.nextDouble();
    double share = random.nextDouble();
    double factor =
        kind < SMALLER
            ? SMALLEST + share * (1 - SMALLEST)
            : kind < SMALLER + LARGER ? 1 + share * (LARGEST - 1) : 1;
    int width = (int) Math.round(shape[0] * factor);
    int height = (int) Math.round(shape[1] * factor);
    var picture =
        ComposedPicture.of(thing, ground, weave, width, height, random).scaled(shape[0], shape[1]);
    if (random.nextDouble() < GREY) {
      picture.makeGrey();
    }
    return picture;
  }

  /// A random drawing; for some, red, green and blue are permuted.
  private CutDrawing drawing(RandomGenerator random) {
    CutDrawing thing = known.get(random.nextInt(known.size()));
    if (random.nextDouble() >= RECOLOURED) {
      return thing;
    }
    int turn = 8 * (1 + random.nextInt(2));
    int[] pixels = thing.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      int rgb = pixels[i] & 0xffffff;
      int turned = (rgb << turn) | (rgb >> (24 - turn));
      pixels[i] = (pixels[i] & 0xff000000) | (turned & 0xffffff);
    }
    return new CutDrawing(thing.hand(), thing.noun(), pixels);
  }

  /// One minus the soft intersection over union, averaged over the batch.
  private static Tensor overlap(Tensor found, Tensor truth) {
    Tensor both = found.mul(truth).sum(1, 2, 3);
    Tensor either = found.add(truth).sum(1, 2, 3).sub(both);
    Tensor ratio = Ops.plus(both, FEW).div(Ops.plus(either, FEW));
    return Ops.plus(Ops.times(ratio.mean(), -1), 1);
  }

  /// Updates the pool of backgrounds, of which each step replaces one; they depend only on the seed
  /// and the step.
  private void drawGrounds(long step) {
    long first = grown == step - 1 && !grounds.isEmpty() ? step : step - pool + 1;
    if (first != step) {
      grounds.clear();
    }
    for (long i = first; i <= step; i++) {
      RandomGenerator random = Seeds.random(seed, "mask ground " + i);
      Ground[] kinds = Ground.values();
      int[] drawn = kinds[(int) Math.floorMod(i, (long) kinds.length)].draw(random);
      if (random.nextDouble() < ROUGH) {
        Ground.roughen(drawn, random);
      }
      if (grounds.size() < pool) {
        grounds.add(drawn);
      } else {
        grounds.set((int) Math.floorMod(i, (long) pool), drawn);
      }
    }
    grown = step;
  }

  private static Tensor pictures(List<ComposedPicture> batch) {
    int w = batch.getFirst().width(), h = batch.getFirst().height();
    float[] values = new float[batch.size() * 3 * w * h];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i).rgb(), 0, values, i * 3 * w * h, 3 * w * h);
    }
    return Tensors.of(values, batch.size(), 3, h, w).contiguous(MemoryFormat.ChannelsLast);
  }

  /// The weight of each pixel in the cross-entropy.
  private static Tensor weights(List<ComposedPicture> batch) {
    int w = batch.getFirst().width(), h = batch.getFirst().height();
    float[] values = new float[batch.size() * w * h];
    for (int i = 0; i < batch.size(); i++) {
      float[] mask = batch.get(i).mask();
      float[] blurred = mask.clone();
      Blur.gaussian(blurred, w, h, EDGE_WIDTH);
      for (int k = 0; k < mask.length; k++) {
        values[i * w * h + k] = 1 + EDGE * Math.abs(blurred[k] - mask[k]);
      }
    }
    return Tensors.of(values, batch.size(), 1, h, w);
  }

  private static Tensor masks(List<ComposedPicture> batch) {
    int w = batch.getFirst().width(), h = batch.getFirst().height();
    float[] values = new float[batch.size() * w * h];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i).mask(), 0, values, i * w * h, w * h);
    }
    return Tensors.of(values, batch.size(), 1, h, w);
  }

  @Override
  public List<String> measures() {
    return foreign.isEmpty() ? List.of("iou_known") : List.of("iou_known", "iou_foreign");
  }

  @Override
  public double[] measure(SequencedMap<String, Tensor> averaged) {
    double own = iou(averaged, watched(known, watched));
    return foreign.isEmpty()
        ? new double[] {own}
        : new double[] {own, iou(averaged, watched(foreign, watched))};
  }

  /// Composed pictures of drawings spread over a list, on backgrounds outside the training set.
  private List<ComposedPicture> watched(List<CutDrawing> drawings, int count) {
    var pictures = new ArrayList<ComposedPicture>();
    for (int i = 0; i < count; i++) {
      RandomGenerator random = Seeds.random(seed + 1, "mask watched " + i);
      Ground[] kinds = Ground.values();
      int[] ground = kinds[i % kinds.length].draw(random);
      CutDrawing thing = drawings.get((int) ((long) i * drawings.size() / count));
      pictures.add(ComposedPicture.of(thing, ground, ground, SIDE, SIDE, random));
    }
    return pictures;
  }

  private static double iou(SequencedMap<String, Tensor> averaged, List<ComposedPicture> pictures) {
    float[] found = found(averaged, pictures);
    int area = pictures.getFirst().mask().length;
    double sum = 0;
    for (int p = 0; p < pictures.size(); p++) {
      int both = 0, either = 0;
      for (int i = 0; i < area; i++) {
        boolean there = pictures.get(p).mask()[i] > .5;
        boolean seen = found[p * area + i] > 0;
        both += there && seen ? 1 : 0;
        either += there || seen ? 1 : 0;
      }
      sum += both / (double) Math.max(1, either);
    }
    return sum / pictures.size();
  }

  private static float[] found(
      SequencedMap<String, Tensor> averaged, List<ComposedPicture> pictures) {
    var copy = new MaskNet();
    copy.copyFrom(averaged);
    copy.channelsLast();
    try {
      return TensorScope.infer(() -> Tensors.floats(copy.forward(pictures(pictures))));
    } finally {
      copy.close();
    }
  }

  /// Rows: pictures, predicted masks, and true masks.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    List<ComposedPicture> shown = watched(foreign.isEmpty() ? known : foreign, SHOWN);
    float[] logits = found(averaged, shown);
    TensorScope.infer(
        () -> {
          Tensor likely = Tensors.of(logits, shown.size(), 1, SIDE, SIDE).sigmoid();
          long[] three = {shown.size(), 3, SIDE, SIDE};
          Sheet.write(
              folder.resolve("mask.png"),
              List.of(pictures(shown), likely.expand(three), masks(shown).expand(three)));
          return true;
        });
  }
}
