package io.kinora.training.own;

import static org.bytedeco.pytorch.global.torch.binary_cross_entropy_with_logits;

import io.kinora.error.BadRequest;
import io.kinora.house.picture.MaskNet;
import io.kinora.house.picture.ThingMask;
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

/// Trains the mask net to segment things in composed pictures, some of which have none.
final class MaskTask implements Regression.Task {
  private static final int BATCH = 12, SHOWN = 12;
  private static final long MEAN = 1;

  /// The share of pictures without a foreground object.
  private static final double EMPTY = .08;

  /// The share of drawings whose colour channels are permuted.
  private static final double RECOLOURED = .25;

  /// The possible widths and heights of a batch's pictures.
  private static final int[][] SHAPES = {
    {ThingMask.SIDE, ThingMask.SIDE},
    {ThingMask.SIDE, ThingMask.SHORT},
    {ThingMask.SHORT, ThingMask.SIDE}
  };

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
      batch.add(ComposedPicture.of(thing, ground, weave, shape[0], shape[1], random));
    }
    Tensor truth = masks(batch);
    Tensor x = pictures(batch);
    Tensor logits = Torch.mixedPrecision(() -> net.forward(x)).to(truth.scalar_type());
    Tensor entropy =
        binary_cross_entropy_with_logits(
            logits, truth, new TensorOptional(), new TensorOptional(), MEAN);
    return entropy.add(overlap(logits.sigmoid(), truth));
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
      int side = ThingMask.SIDE;
      pictures.add(ComposedPicture.of(thing, ground, ground, side, side, random));
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
          int side = ThingMask.SIDE;
          Tensor likely = Tensors.of(logits, shown.size(), 1, side, side).sigmoid();
          long[] three = {shown.size(), 3, side, side};
          Sheet.write(
              folder.resolve("mask.png"),
              List.of(pictures(shown), likely.expand(three), masks(shown).expand(three)));
          return true;
        });
  }
}
