package io.kinora.training.evaluate;

import io.kinora.torch.Device;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import io.kinora.training.data.ClipSource;
import io.kinora.training.data.ClipSource.Box;
import io.kinora.training.data.ClipSource.Kind;
import io.kinora.training.data.ClipSource.Picture;
import io.kinora.training.data.Scenario;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Ground-truth pictures with their labels.
///
/// @param frames `[B, 3, 144, 256]` from 0 to 1
/// @param marks `[B, 1, 36, 64]`, 1 on subjects
/// @param centres `[B, 1, 36, 64]`, a Gaussian of height 1 at the centre of each subject
/// @param crops `[N, 3, 64, 64]`, one for each subject
/// @param frameOfCrop `[N]`, the frame of each crop
public record JudgeBatch(
    Tensor frames,
    Tensor marks,
    Tensor centres,
    Tensor crops,
    Tensor frameOfCrop,
    Targets targets) {
  private static final int PLACES = 4;
  private static final int CASTS = 5;
  private static final int MOST_CROPS = 24;

  /// The standard deviation of a centre's Gaussian, in blocks of 4 pixels.
  private static final double BUMP = 1.2;

  /// The labels as class indices.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Targets(long[] scene, long[] time, long[] weather, long[] noun, long[] colour) {}

  private record Cut(int frame, Box box) {}

  /// The pictures of one step, which depend only on the seed and the step.
  public static List<Picture> pictures(ClipSource world, long seed, long step) {
    var pictures = new ArrayList<Picture>();
    IntStream.range(0, PLACES)
        .parallel()
        .mapToObj(
            place -> {
              var random = Seeds.random(seed, "judges " + step + " " + place);
              return world.pictures(random, CASTS, Judges.WIDTH, Judges.HEIGHT);
            })
        .toList()
        .forEach(pictures::addAll);
    return pictures;
  }

  /// The batch of a step's pictures, with a randomly shifted crop of each subject.
  public static JudgeBatch of(
      List<Picture> pictures,
      ClipSource world,
      JudgeWords words,
      long seed,
      long step,
      Device device) {
    var random = Seeds.random(seed, "cuts " + step);
    var cuts = new ArrayList<Cut>();
    for (int i = 0; i < pictures.size(); i++) {
      for (Box box : pictures.get(i).boxes()) {
        cuts.add(new Cut(i, box));
      }
    }
    while (cuts.size() > MOST_CROPS) {
      cuts.remove(random.nextInt(cuts.size()));
    }
    var images = pictures.stream().map(p -> Pixels.of(p.image())).toList();
    float[] crops = new float[cuts.size() * 3 * CropJudge.SIDE * CropJudge.SIDE];
    long[] frameOfCrop = new long[cuts.size()];
    int at = 0;
    for (int i = 0; i < cuts.size(); i++) {
      Cut cut = cuts.get(i);
      frameOfCrop[i] = cut.frame();
      at = images.get(cut.frame()).cut(shaken(cut.box(), random), CropJudge.SIDE, crops, at);
    }
    return new JudgeBatch(
        there(Pixels.tensor(images), device),
        there(marks(pictures), device),
        there(centres(pictures), device),
        there(Tensors.of(crops, cuts.size(), 3, CropJudge.SIDE, CropJudge.SIDE), device),
        Tensors.to(Tensors.of(frameOfCrop, cuts.size()), device),
        targets(pictures, cuts, world, words));
  }

  private static Tensor there(Tensor tensor, Device device) {
    return Tensors.to(tensor, device);
  }

  /// A slightly inaccurate box, like one that was detected.
  private static Box shaken(Box box, RandomGenerator random) {
    double wider = 1 + .16 * (random.nextDouble() - .4);
    return new Box(
        box.x() + .2 * (random.nextDouble() - .5) * box.halfWidth(),
        box.y() + .2 * (random.nextDouble() - .5) * box.halfHeight(),
        box.halfWidth() * wider,
        box.halfHeight() * wider);
  }

  /// The blocks of 4×4 pixels that subjects cover at least half.
  private static Tensor marks(List<Picture> pictures) {
    int w = Judges.WIDTH / 4;
    int h = Judges.HEIGHT / 4;
    float[] marks = new float[pictures.size() * w * h];
    for (int i = 0; i < pictures.size(); i++) {
      BufferedImage subjects = pictures.get(i).subjects();
      int[] pixels = ((DataBufferInt) subjects.getRaster().getDataBuffer()).getData();
      int[] sum = new int[w * h];
      for (int p = 0; p < pixels.length; p++) {
        sum[p / Judges.WIDTH / 4 * w + p % Judges.WIDTH / 4] += pixels[p] >>> 24;
      }
      for (int k = 0; k < sum.length; k++) {
        marks[i * w * h + k] = sum[k] > 8 * 255 ? 1 : 0;
      }
    }
    return Tensors.of(marks, pictures.size(), 1, h, w);
  }

  /// Gaussians of [#BUMP] blocks at the centres of subjects with some visible pixels.
  private static Tensor centres(List<Picture> pictures) {
    int w = Judges.WIDTH / 4;
    int h = Judges.HEIGHT / 4;
    float[] bumps = new float[pictures.size() * w * h];
    for (int i = 0; i < pictures.size(); i++) {
      for (Box box : pictures.get(i).boxes()) {
        if (box.halfWidth() * w < 1 || box.halfHeight() * h < 1) {
          continue;
        }
        for (int k = 0; k < w * h; k++) {
          double dx = k % w + .5 - box.x() * w;
          int row = k / w;
          double dy = row + .5 - box.y() * h;
          float bump = (float) Math.exp(-(dx * dx + dy * dy) / (2 * BUMP * BUMP));
          bumps[i * w * h + k] = Math.max(bumps[i * w * h + k], bump);
        }
      }
    }
    return Tensors.of(bumps, pictures.size(), 1, h, w);
  }

  private static Targets targets(
      List<Picture> pictures, List<Cut> cuts, ClipSource world, JudgeWords words) {
    int n = pictures.size();
    var targets =
        new Targets(
            new long[n], new long[n], new long[n], new long[cuts.size()], new long[cuts.size()]);
    for (int i = 0; i < n; i++) {
      Scenario s = pictures.get(i).scenario();
      targets.scene[i] = words.scenes().indexOf(s.scene());
      targets.time[i] = shown(world, s, Kind.TIME, words.times().indexOf(s.time()));
      targets.weather[i] = shown(world, s, Kind.WEATHER, words.weathers().indexOf(s.weather()));
    }
    for (int i = 0; i < cuts.size(); i++) {
      Scenario s = pictures.get(cuts.get(i).frame()).scenario();
      targets.noun[i] = words.nouns().indexOf(s.noun());
      targets.colour[i] = words.colours().indexOf(s.colour());
    }
    return targets;
  }

  private static long shown(ClipSource world, Scenario s, Kind kind, long target) {
    return world.shows(s.scene(), s.time(), s.weather(), kind) ? target : JudgeNet.NOT_SHOWN;
  }
}
