package io.kinora.training.task;

import io.kinora.clip.Frame;
import io.kinora.motion.interpolate.FusionNet;
import io.kinora.motion.interpolate.MixingLesson;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.training.optimise.Regression;
import io.kinora.training.optimise.Sheet;
import io.kinora.training.world.MovingPictures;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Trains the fusion net to weight the hypotheses of an interpolated frame: the true frame is
/// known, because the world can paint it.
public final class FusionTask implements Regression.Task {
  private static final int BATCH = 8;
  private static final int SIDE = 128;
  private static final int CROP = 72;

  /// The square of half a grey level: smaller errors do not matter.
  private static final double FAINT = 4e-6;

  /// The scale between the small pictures that weights are computed on, and the full detail that
  /// the loss is computed on.
  private static final int DETAIL = MixingLesson.DETAIL;

  private final FusionNet net;
  private final long seed;
  private final int lessons;
  private final @Nullable Lesson[] pool;
  private final long[] numbers;

  /// A sample stored in bytes, so that many fit into memory.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Lesson(byte[] frames, byte[] pixels, float t, int[][] candidates, int[] truth) {}

  /// @param lessons number of samples kept: each step uses a new one, and older ones with other
  ///     crops and rotations
  public FusionTask(FusionNet net, long seed, int lessons) {
    this.net = net;
    this.seed = seed;
    this.lessons = lessons;
    pool = new Lesson[lessons];
    numbers = new long[lessons];
  }

  @Override
  public Net net() {
    return net;
  }

  @Override
  public Tensor loss(long step, double used) {
    RandomGenerator random = Seeds.random(seed, "fusion" + step);
    var batch = new Batch(BATCH, CROP);
    batch.put(0, lesson(step), random); // a new sample
    for (int i = 1; i < BATCH; i++) {
      batch.put(i, lesson(Math.max(0, step - random.nextInt(lessons))), random);
    }
    Tensor difference = batch.mixed(net).sub(batch.truth());
    // proportional to the samples' mean PSNR; with the squared error, the few hopeless samples
    // would dominate
    Tensor squares = difference.square().mean(new long[] {1, 2, 3});
    return squares.add(new Scalar(FAINT)).log().mean();
  }

  private Lesson lesson(long number) {
    int slot = (int) (number % lessons);
    Lesson lesson = pool[slot];
    if (lesson == null || numbers[slot] != number) {
      lesson = drawn(Seeds.random(seed, "lesson" + number));
      pool[slot] = lesson;
      numbers[slot] = number;
    }
    return lesson;
  }

  private static Lesson drawn(RandomGenerator random) {
    MovingPictures.Sample sample = MovingPictures.draw(random, SIDE * DETAIL);
    Frame[] f = sample.frames();
    MixingLesson all = MixingLesson.of(new Frame[] {f[0], f[1], f[3], f[4]}, sample.t());
    int[][] candidates = new int[FusionNet.HYPOTHESES][];
    for (int k = 0; k < candidates.length; k++) {
      candidates[k] = all.candidates()[k].argb();
    }
    return new Lesson(
        bytes(all.frames(), true),
        bytes(all.pixels(), false),
        (float) sample.t(),
        candidates,
        f[2].argb());
  }

  /// Stores colours from −½ to ½ and evidence from 0 to 1 as bytes; the time is stored separately.
  private static byte[] bytes(float[] values, boolean colours) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) Math.clamp(Math.round((values[i] + (colours ? .5f : 0)) * 255), 0, 255);
    }
    return bytes;
  }

  /// The lessons of one step as tensors.
  private static final class Batch {
    private final int count;
    private final int crop;
    private final float[] frames;
    private final float[] pixels;
    private final float[] candidates;
    private final float[] truth;

    Batch(int count, int crop) {
      this.count = count;
      this.crop = crop;
      int area = count * crop * crop;
      frames = new float[area / 4 * FusionNet.FRAMES * 3];
      pixels = new float[area * FusionNet.EVIDENCE];
      candidates = new float[area * DETAIL * DETAIL * FusionNet.HYPOTHESES * 3];
      truth = new float[area * DETAIL * DETAIL * 3];
    }

    /// Adds a sample with a random crop, randomly mirrored, rotated and reversed in time.
    void put(int index, Lesson lesson, RandomGenerator random) {
      int left = 2 * random.nextInt((SIDE - crop) / 2 + 1);
      int top = 2 * random.nextInt((SIDE - crop) / 2 + 1);
      boolean[] flips = {random.nextBoolean(), random.nextBoolean(), random.nextBoolean()};
      boolean reverse = random.nextBoolean();
      each(crop, left, top, SIDE, flips, (from, to) -> pixel(lesson, from, index, to, reverse));
      int half = crop / 2;
      each(
          half,
          left / 2,
          top / 2,
          SIDE / 2,
          flips,
          (from, to) -> four(lesson, from, index, to, reverse));
      each(
          crop * DETAIL,
          left * DETAIL,
          top * DETAIL,
          SIDE * DETAIL,
          flips,
          (from, to) -> full(lesson, from, index, to, reverse));
    }

    private interface Move {
      void of(int from, int to);
    }

    /// Visits a square of `crop` pixels of a picture, optionally mirrored and transposed.
    private static void each(int crop, int left, int top, int side, boolean[] flips, Move move) {
      for (int y = 0; y < crop; y++) {
        for (int x = 0; x < crop; x++) {
          int u = left + (flips[0] ? crop - 1 - x : x);
          int v = top + (flips[1] ? crop - 1 - y : y);
          move.of(flips[2] ? u * side + v : v * side + u, y * crop + x);
        }
      }
    }

    private void four(Lesson lesson, int from, int index, int to, boolean reverse) {
      for (int f = 0; f < FusionNet.FRAMES; f++) {
        int source = reverse ? FusionNet.FRAMES - 1 - f : f;
        int at = ((index * FusionNet.FRAMES + f) * (crop * crop / 4) + to) * 3;
        int there = (source * (SIDE * SIDE / 4) + from) * 3;
        for (int c = 0; c < 3; c++) {
          frames[at + c] = (lesson.frames[there + c] & 255) / 255f - .5f;
        }
      }
    }

    private void pixel(Lesson lesson, int from, int index, int to, boolean reverse) {
      int plane = crop * crop;
      int at = index * FusionNet.EVIDENCE * plane + to;
      for (int c = 0; c < FusionNet.EVIDENCE - 1; c++) {
        // 3 to 12 are pairs: before, after
        int source = reverse && c >= 3 && c < 13 ? ((c - 3) ^ 1) + 3 : c;
        pixels[at + c * plane] = (lesson.pixels[source * SIDE * SIDE + from] & 255) / 255f;
      }
      pixels[at + (FusionNet.EVIDENCE - 1) * plane] = (reverse ? 1 - lesson.t : lesson.t) - .5f;
    }

    private void full(Lesson lesson, int from, int index, int to, boolean reverse) {
      int plane = crop * DETAIL * crop * DETAIL;
      for (int k = 0; k < FusionNet.HYPOTHESES; k++) {
        int argb = lesson.candidates[reverse ? k ^ 1 : k][from];
        colour(argb, candidates, (index * FusionNet.HYPOTHESES + k) * 3 * plane + to, plane);
      }
      colour(lesson.truth[from], truth, index * 3 * plane + to, plane);
    }

    private static void colour(int argb, float[] into, int at, int plane) {
      into[at] = (argb >> 16 & 255) / 255f;
      into[at + plane] = (argb >> 8 & 255) / 255f;
      into[at + 2 * plane] = (argb & 255) / 255f;
    }

    /// The net's output for the samples, `[B, 3, H, W]`.
    Tensor mixed(FusionNet net) {
      long half = crop / 2;
      Tensor seen = Tensors.of(frames, (long) count * FusionNet.FRAMES, half, half, 3);
      Tensor evidence = Tensors.of(pixels, count, FusionNet.EVIDENCE, crop, crop);
      Tensor choice = torch.softmax(net.forward(seen, evidence), 1).contiguous();
      return Ops.bilinear(choice, DETAIL).unsqueeze(2).mul(among()).sum(1);
    }

    Tensor truth() {
      long side = (long) crop * DETAIL;
      return Tensors.of(truth, count, 3, side, side);
    }

    Tensor hypothesis(int k) {
      return among().select(1, k);
    }

    private Tensor among() {
      long side = (long) crop * DETAIL;
      return Tensors.of(candidates, count, FusionNet.HYPOTHESES, 3, side, side);
    }
  }

  /// Rows: the frames before and after warped along the vectors, the mixture, the truth.
  @Override
  public void sheet(SequencedMap<String, Tensor> averaged, Path folder) {
    var model = new FusionNet();
    model.copyFrom(averaged);
    TensorScope.infer(
        () -> {
          var batch = new Batch(BATCH, CROP);
          for (int i = 0; i < BATCH; i++) {
            RandomGenerator random = Seeds.random(seed + 1, "sheet" + i);
            batch.put(i, drawn(random), random);
          }
          List<Tensor> rows =
              List.of(batch.hypothesis(0), batch.hypothesis(1), batch.mixed(model), batch.truth());
          Sheet.write(folder.resolve("interpolation.png"), rows);
          return true;
        });
    model.close();
  }
}
